//! The program `verbena`: command line, configuration, the router with its checks, and the server itself.

mod assets;
pub mod backup;
pub mod cli;
pub mod config;
mod demo;
mod health;
pub mod house;
pub mod http;
mod laboratory;
mod lock;
mod logs;
mod mail;
mod measures;
pub mod mllp;
mod out;
mod progress;
mod serve;

pub use assets::manifest;
pub use lock::Lock;
pub use mail::send_due as send_due_mail;

use axum::Router;
use clinic::{Error, clock::Clock};
use config::Config;
use house::House;
use std::sync::Arc;

/// Gives memory back after an import or a backup, and makes the many small pieces of a page faster than the system's;
/// SQLite uses it too.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The portal ready to answer requests, without a socket: what the server, the tests and the bench drive.
#[derive(Debug)]
pub struct App {
    /// Answers requests; each carries its `ConnectInfo<SocketAddr>` where the address matters.
    pub router: Router,
    /// The checks before the pages.
    pub gate: Arc<http::Gate>,
    /// The installation.
    pub house: House,
}

/// Opens the installation and puts its router together.
///
/// # Errors
/// When the folder, the keys or the database cannot be used, or the front end is missing.
pub async fn build(config: &Config, clock: Clock) -> Result<App, Error> {
    let assets = manifest()?;
    Ok(assemble(config, House::open(config, clock).await?, assets))
}

/// Puts the router of an open installation together.
pub fn assemble(config: &Config, house: House, assets: app::Assets) -> App {
    let gate = Arc::new(http::Gate::new(config, house.portal.clone(), assets));
    App { router: http::router(&gate), gate, house }
}
