use super::{Rates, envelope::Arrival};
use crate::config::{Config, PublicUrl};
use app::Assets;
use axum::response::Response;
use clinic::{Portal, mail::Secret};
use http::StatusCode;
use ipnet::IpNet;
use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};
use tokio::sync::Semaphore;

/// Laboratories' messages that come in by HTTP at the same time.
const MESSAGES: usize = 4;

/// What the checks before the pages need to know.
#[derive(Debug)]
pub struct Gate {
    /// The running portal.
    pub portal: Portal,
    /// The files that error pages refer to.
    pub assets: Assets,
    /// Requests of each address.
    pub rates: Rates,
    pub(crate) public_url: PublicUrl,
    pub(crate) trusted_proxies: Vec<IpNet>,
    pub(crate) body_limit_bytes: usize,
    pub(super) cds_hooks_key: Option<Secret>,
    pub(super) message_bytes: usize,
    /// Places of laboratories' messages that come in at the same time: each may be large.
    pub(super) messages: Semaphore,
    /// How long a message waits for such a place.
    pub(super) message_wait: Duration,
    /// How long a message may take to come in.
    pub(super) message_patience: Duration,
    pub(crate) patience: Duration,
    stopping: AtomicBool,
}

impl Gate {
    /// The checks as they are set.
    pub fn new(config: &Config, portal: Portal, assets: Assets) -> Self {
        Self {
            portal,
            assets,
            rates: Rates::per_minute(config.requests_per_minute, config.sign_ins_per_minute),
            public_url: config.public_url.clone(),
            trusted_proxies: config.trusted_proxies.clone(),
            body_limit_bytes: config.body_limit_kib * 1024,
            cds_hooks_key: config.cds_hooks_key.clone(),
            message_bytes: config.message_bytes,
            messages: Semaphore::new(MESSAGES),
            message_wait: Duration::from_secs(30),
            message_patience: Duration::from_mins(2),
            patience: Duration::from_secs(30),
            stopping: AtomicBool::new(false),
        }
    }

    /// From now on says that no new requests should come here.
    pub fn begin_stopping(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    /// Whether the server is about to end.
    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    /// A page that says why a request was not answered.
    pub(super) async fn refuse(&self, status: StatusCode, arrival: &Arrival) -> Response {
        app::error_page(&self.portal, &self.assets, status, &arrival.request_id, arrival.lang).await
    }
}
