//! The program `verbena`; everything it does is in the library.

fn main() -> std::process::ExitCode {
    verbena::cli::main()
}
