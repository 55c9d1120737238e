use super::Failure;
use crate::{
    config::{Config, Environment, Flags, Transport},
    demo::{self, Standing},
    out, serve,
};
use clap::Args;

/// The command `serve`.
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Load the demo clinic first when the database is empty, and say who can sign in.
    #[arg(long)]
    demo: bool,
}

impl Serve {
    pub(super) async fn run(self, mut config: Config, flags: &Flags, environment: &Environment) -> Result<(), Failure> {
        let wants_demo = self.demo;
        // Nobody has a mail server at hand to try a demo with.
        let mail = &mut config.mail;
        if wants_demo && mail.transport.is_none() && mail.server.is_none() && !config.public_url.is_secure() {
            mail.transport = Some(Transport::File);
        }
        serve::run(config, environment, async |config, house| {
            if wants_demo {
                match demo::standing(config, &house.portal).await? {
                    Standing::Empty | Standing::Partly => super::demo::load_apart(flags).await?,
                    Standing::Foreign => out::line("The database holds records of its own: the demo was not loaded."),
                    Standing::Loaded => {}
                }
            }
            demo::introduce(config, &mut house.portal).await
        })
        .await
        .map_err(Failure::from)
    }
}
