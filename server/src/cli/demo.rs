use super::Failure;
use crate::{config::Config, demo, house::House, out, progress};
use clinic::{Error, Portal, clock::Clock};

/// The command `demo`.
pub(super) async fn run(config: &Config) -> Result<(), Failure> {
    let house = House::join(config, Clock::System).await?;
    let loaded = load(config, &house.portal).await;
    house.close().await?;
    loaded?;
    out::line("The demo clinic is loaded. `verbena serve` says who can sign in.");
    Ok(())
}

/// Loads it, and shows how far that is.
pub(super) async fn load(config: &Config, portal: &Portal) -> Result<(), Error> {
    let bar = progress::steps("Loading the demo clinic");
    let loaded = demo::load(config, portal, &mut |done, all| {
        bar.set_length(u64::try_from(all).unwrap_or(u64::MAX));
        bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
    })
    .await;
    bar.finish_and_clear();
    loaded
}
