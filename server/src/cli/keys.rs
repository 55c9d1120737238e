use super::Failure;
use crate::{config::Config, house::House, out};
use clap::Subcommand;
use clinic::{audit::Actor, clock::Clock, signing};

/// The command `keys`.
#[derive(Debug, Subcommand)]
pub(super) enum Keys {
    /// Put a new key in the place of the one that signs; what the old one has signed stays valid.
    Rotate,
}

impl Keys {
    pub(super) async fn run(self, config: &Config) -> Result<(), Failure> {
        let Self::Rotate = self;
        let house = House::join(config, Clock::System).await?;
        let portal = &house.portal;
        let now = portal.clock.now();
        let made = signing::rotate(&portal.db, &portal.auditor, &portal.keys, Actor::operator(), now).await;
        house.close().await?;
        out::line(format_args!("The key {} signs from now on.", made?));
        out::line("Pages that were saved for checking off-line must be saved again.");
        Ok(())
    }
}
