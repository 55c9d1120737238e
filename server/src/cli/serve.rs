use super::Failure;
use crate::{config::{Config, Environment}, serve};
use clap::Args;

/// The command `serve`.
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Load the demo clinic first when the database is empty, and say who can sign in.
    #[arg(long)]
    demo: bool,
}

impl Serve {
    pub(super) async fn run(self, config: Config, environment: &Environment) -> Result<(), Failure> {
        serve::run(config, environment, async |_, _| Ok(Vec::new())).await.map_err(Failure::from)
    }
}
