//! The program `verbena`; everything it does is in the library.

/// Gives memory back after an import or a backup, and makes the many small pieces of a page faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    verbena::cli::main()
}
