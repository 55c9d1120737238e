use super::Failure;
use crate::{
    config::{Config, Flags},
    demo,
    house::House,
    out, progress,
};
use clinic::{Error, Portal, clock::Clock};
use std::process::{Command, Stdio};

/// The command `demo`.
pub(super) async fn run(config: &Config) -> Result<(), Failure> {
    let house = House::join(config, Clock::System).await?;
    let loaded = load(config, &house.portal).await;
    house.close().await?;
    loaded?;
    out::line("The demo clinic is loaded. `verbena serve` says who can sign in.");
    Ok(())
}

/// Loads it in a process of its own, so that the server does not hold the memory that takes.
pub(super) async fn load_apart(flags: &Flags) -> Result<(), Error> {
    let program = std::env::current_exe().map_err(Error::file("find this program"))?;
    let mut command = Command::new(program);
    command.args(flags.arguments()).arg("demo").stdin(Stdio::null()).stdout(Stdio::null());
    let ended = tokio::task::spawn_blocking(move || command.status())
        .await
        .map_err(|error| Error::Broken(format!("load the demo: {error}")))?
        .map_err(Error::file("load the demo"))?;
    if ended.success() { Ok(()) } else { Err(Error::Invalid("the demo clinic could not be loaded".to_owned())) }
}

/// Loads it, and shows how far that is.
async fn load(config: &Config, portal: &Portal) -> Result<(), Error> {
    let bar = progress::steps("Loading the demo clinic");
    let loaded = demo::load(config, portal, &mut |done, all| {
        bar.set_length(u64::try_from(all).unwrap_or(u64::MAX));
        bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
    })
    .await;
    bar.finish_and_clear();
    loaded
}
