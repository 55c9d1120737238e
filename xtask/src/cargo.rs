//! Cargo as a child of this program, which Cargo itself started.

use std::{env, process::Command};

use crate::command;

/// The developer's own Cargo, with an environment as if typed by hand.
pub(crate) fn cargo() -> Command {
    let mut cargo = command::new("cargo");
    forget_parent(&mut cargo);
    cargo
}

/// Removes what the outer `cargo run` set: build scripts that look at it would run again each time.
pub(crate) fn forget_parent(cargo: &mut Command) {
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let set_by_cargo = ["CARGO", "CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "LD_LIBRARY_PATH"]
            .contains(&text.as_ref())
            || ["CARGO_PKG_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_PRIMARY_"]
                .iter()
                .any(|start| text.starts_with(start));
        if set_by_cargo {
            cargo.env_remove(name);
        }
    }
}
