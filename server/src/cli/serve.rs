use super::Failure;
use crate::{
    config::{Config, Environment, Flags, Transport},
    demo::{self, Standing},
    out, serve,
};
use clap::Args;
use clinic::{Error, Portal, accounts};

/// The command `serve`.
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Load the demo clinic first when the database is empty, and say who can sign in.
    #[arg(long)]
    demo: bool,
}

/// How the first administrator is made, while nobody can sign in.
async fn first_step(portal: &Portal) -> Result<Option<String>, Error> {
    let code = accounts::begin_setup(&portal.db, &portal.auditor, portal.clock.now()).await?;
    let origin = &portal.settings.origin;
    Ok(code.map(|code| format!("Open {origin}/setup and enter the code {code} to make the first administrator")))
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
            let mut lines = demo::introduce(config, &mut house.portal).await?;
            lines.extend(first_step(&house.portal).await?);
            Ok(lines)
        })
        .await
        .map_err(Failure::from)
    }
}
