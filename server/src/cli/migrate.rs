use super::Failure;
use crate::{config::Config, house::House, out};
use clinic::clock::Clock;

/// The command `migrate`.
pub(super) async fn run(config: &Config) -> Result<(), Failure> {
    let house = House::join(config, Clock::System).await?;
    let state = house.portal.db.migrations().await?;
    out::line(format_args!("The {} database is at migration {}, the newest.", house.portal.db.kind(), state.applied));
    house.close().await?;
    Ok(())
}
