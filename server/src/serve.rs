//! The running server: sockets, signals, the things done now and then, and the end.

mod chores;
mod connections;
mod notify;

use crate::{
    App, assemble,
    config::{Config, Environment, PublicUrl},
    house::House,
    mail::Worker,
    manifest, measures,
    mllp::{Mllp, Patience},
    out,
};
use chores::Chores;
use clinic::{Error, clock::Clock, db::Db, drugs::Drugs, policies::Policies};
use connections::Connections;
use notify::Supervisor;
use std::{sync::Arc, time::Duration};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

/// Requests under way may take so long when the server is told to end.
const FAREWELL: Duration = Duration::from_secs(20);
/// How often the database's journal is moved into its file.
const TIDY: Duration = Duration::from_secs(10);
/// How often policies and the formulary are looked at anew, which another process may have changed.
const REFRESH: Duration = Duration::from_mins(1);
/// How often addresses that were quiet are forgotten.
const SWEEP: Duration = Duration::from_mins(1);

/// Serves until it is told to end.
///
/// `prepare` is called with the open installation before the first request, for example to load the demo; it gives what
/// else to say when the server is ready.
///
/// # Errors
/// When the installation or the address cannot be used.
pub(crate) async fn run(
    mut config: Config,
    environment: &Environment,
    prepare: impl AsyncFnOnce(&Config, &mut House) -> Result<Vec<String>, Error>,
) -> Result<(), Error> {
    let assets = manifest()?;
    // Before anything long: a taken address should be said at once.
    let listener = bind(&config).await?;
    let laboratories = match &config.mllp {
        None => None,
        Some(settings) => Some((Mllp::bind(settings)?, settings.clone())),
    };
    let mut house = House::open(&config, Clock::System).await?;
    let listen = listener.local_addr().map_err(Error::file("listen"))?;
    if config.listen.port() == 0 {
        config.listen = listen;
        if !config.public_url.is_secure() {
            config.public_url = PublicUrl::of(listen);
            config.public_url.origin().clone_into(&mut Arc::make_mut(&mut house.portal.settings).origin);
        }
    }
    let more = prepare(&config, &mut house).await?;
    let portal = &house.portal;
    clinic::signing::ensure_key(&portal.db, &portal.auditor, &portal.keys, portal.clock.now()).await?;
    let metrics = match config.metrics_listen {
        None => None,
        Some(listen) => Some(measures::start(listen, house.portal.clone()).await?),
    };
    let App { router, gate, house } = assemble(&config, house, assets);
    let sweeper = tokio::spawn(sweep(gate.clone()));
    let tidier = tokio::spawn(tidy(house.portal.db.clone()));
    let refresher =
        tokio::spawn(refresh(house.portal.policies.clone(), house.portal.drugs.clone(), house.portal.db.clone()));
    let worker = Worker::start(house.portal.clone());
    let chores = Chores::start(&house.portal);
    let mllp = match laboratories {
        None => None,
        Some((listener, settings)) => {
            let (bytes, portal) = (config.message_bytes, house.portal.clone());
            Some(Mllp::start(listener, settings, bytes, Patience::default(), portal)?)
        }
    };

    let mut terminate = signal(SignalKind::terminate()).map_err(Error::file("listen for SIGTERM"))?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(Error::file("listen for SIGINT"))?;
    let supervisor = Supervisor::of(environment);
    supervisor.tell("READY=1");
    out::line(format_args!("Verbena is ready at {} ({})", config.public_url.origin(), house.portal.db.kind()));
    if let Some(metrics) = metrics {
        out::line(format_args!("Metrics at http://{metrics}/metrics"));
    }
    if let Some(mllp) = &mllp {
        out::line(format_args!("Laboratories' messages (MLLP) at {}", mllp.address()));
    }
    more.iter().for_each(out::line);

    let connections = Connections::default();
    tokio::select! {
        () = connections.accept(&listener, &router) => {}
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    supervisor.tell("STOPPING=1");
    gate.begin_stopping();
    tracing::info!("stopping: no new connections, requests under way are finished");
    drop(listener);
    let mllp = async {
        if let Some(mllp) = mllp {
            mllp.finish(FAREWELL).await;
        }
    };
    let (finished, (), (), ()) =
        tokio::join!(connections.finish(FAREWELL), worker.finish(FAREWELL), chores.finish(FAREWELL), mllp);
    if finished.is_err() {
        tracing::warn!("some requests took too long and were cut off");
    }
    sweeper.abort();
    tidier.abort();
    refresher.abort();
    // The last holders of the portal besides the house: its audit trail must be alone to end.
    drop((router, gate));
    house.close().await?;
    tracing::info!("stopped");
    Ok(())
}

async fn bind(config: &Config) -> Result<TcpListener, Error> {
    TcpListener::bind(config.listen).await.map_err(|error| {
        let listen = config.listen;
        Error::Invalid(match error.kind() {
            std::io::ErrorKind::AddrInUse => {
                format!("another program listens on {listen} already; stop it, or choose another port with --listen")
            }
            std::io::ErrorKind::PermissionDenied => {
                format!("this account may not listen on {listen}; choose a port above 1023")
            }
            std::io::ErrorKind::AddrNotAvailable => format!("{listen} is no address of this machine; change listen"),
            _ => format!("cannot listen on {listen}: {error}"),
        })
    })
}

async fn tidy(db: Db) {
    let mut pulse = tokio::time::interval(TIDY);
    pulse.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        pulse.tick().await;
        // Nothing is lost by it: the next turn, or the next commit but many, makes up for it.
        if let Err(error) = db.move_journal().await {
            tracing::warn!(%error, "the journal could not be moved into the database");
        }
    }
}

async fn sweep(gate: Arc<crate::http::Gate>) {
    let mut pulse = tokio::time::interval(SWEEP);
    loop {
        pulse.tick().await;
        gate.rates.sweep();
    }
}

async fn refresh(policies: Policies, drugs: Drugs, db: Db) {
    let mut pulse = tokio::time::interval(REFRESH);
    pulse.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        pulse.tick().await;
        // Those in force stay so until it works again.
        if let Err(error) = policies.refresh(&db).await {
            tracing::warn!(%error, "the policies could not be read");
        }
        if let Err(error) = drugs.refresh(&db).await {
            tracing::warn!(%error, "the formulary could not be read");
        }
    }
}
