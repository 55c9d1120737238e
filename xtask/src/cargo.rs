//! Cargo as a child of this program, which Cargo itself started.

use std::{
    env,
    process::Command,
    sync::atomic::{AtomicBool, Ordering},
};

use crate::command;

static IN_ONE_GO: AtomicBool = AtomicBool::new(false);

/// The developer's own Cargo, with an environment as if typed by hand.
pub(crate) fn cargo() -> Command {
    let mut cargo = command::new("cargo");
    forget_parent(&mut cargo);
    if IN_ONE_GO.load(Ordering::Relaxed) {
        cargo.env("CARGO_INCREMENTAL", "0");
    }
    cargo
}

/// From now on nothing is written down for building faster after the next change: that costs a third of a whole build.
pub(crate) fn build_in_one_go() {
    IN_ONE_GO.store(true, Ordering::Relaxed);
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
