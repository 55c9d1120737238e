use super::{AT_ONCE_FILED, AT_ONCE_LARGE, Patience, Stopped, conversation::converse};
use crate::config::{self, Tls};
use clinic::Portal;
use ipnet::IpNet;
use metrics::{counter, gauge};
use std::{net::IpAddr, sync::Arc};
use tokio::{
    net::TcpStream,
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};
use tokio_rustls::TlsAcceptor;

/// What all connections share.
#[derive(Debug)]
pub(super) struct Reception {
    pub(super) portal: Portal,
    pub(super) message_bytes: usize,
    pub(super) patience: Patience,
    /// Places of messages that are larger than others.
    pub(super) large: Semaphore,
    /// Places of messages that are being filed.
    pub(super) filing: Semaphore,
    places: Arc<Semaphore>,
    allow: Vec<IpNet>,
    tls: Option<Tls>,
}

impl Reception {
    pub(super) fn new(settings: config::Mllp, message_bytes: usize, patience: Patience, portal: Portal) -> Self {
        Self {
            portal,
            message_bytes,
            patience,
            large: Semaphore::new(AT_ONCE_LARGE),
            filing: Semaphore::new(AT_ONCE_FILED),
            places: Arc::new(Semaphore::new(settings.connections)),
            allow: settings.allow,
            tls: settings.tls,
        }
    }

    /// A place for a connection, if it may come from there and there is one left; otherwise it is closed at once.
    pub(super) fn admit(&self, from: IpAddr) -> Option<Place> {
        // An IPv4 address may come in as one of IPv6.
        let from = from.to_canonical();
        if !self.allow.is_empty() && !self.allow.iter().any(|network| network.contains(&from)) {
            tracing::warn!(%from, "a connection was refused: mllp_allow does not name its address");
            refused("address");
            return None;
        }
        let Ok(permit) = self.places.clone().try_acquire_owned() else {
            tracing::warn!(%from, "a connection was refused: there are mllp_connections already");
            refused("too many");
            return None;
        };
        gauge!("laboratory_connections").increment(1.0);
        Some(Place { _permit: permit })
    }

    /// Talks to a laboratory until one of both ends.
    pub(super) async fn converse(self: Arc<Self>, stream: TcpStream, from: IpAddr, place: Place, mut stopped: Stopped) {
        // Answers are whole: there is nothing to gather small packets for.
        let _ = stream.set_nodelay(true);
        let end = match &self.tls {
            None => converse(stream, &self, from, &mut stopped).await,
            Some(tls) => {
                let handshake = tokio::select! {
                    biased;
                    _ = stopped.changed() => return,
                    handshake = timeout(self.patience.handshake, TlsAcceptor::from(tls.config.clone()).accept(stream)) => handshake,
                };
                let Ok(Ok(stream)) = handshake else {
                    tracing::warn!(%from, "a connection was refused: its protection could not be agreed on, or its certificate is none that counts");
                    refused("tls");
                    return;
                };
                converse(stream, &self, from, &mut stopped).await
            }
        };
        tracing::debug!(%from, ?end, "a laboratory's connection ended");
        drop(place);
    }
}

/// A connection's place.
pub(super) struct Place {
    _permit: OwnedSemaphorePermit,
}

impl Drop for Place {
    fn drop(&mut self) {
        gauge!("laboratory_connections").decrement(1.0);
    }
}

fn refused(why: &'static str) {
    counter!("laboratory_connections_refused_total", "reason" => why).increment(1);
}
