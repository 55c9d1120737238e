use super::{
    AT_ONCE_AGREED, AT_ONCE_FILED, AT_ONCE_LARGE, Patience, Stopped,
    conversation::converse,
    shares::{Share, Shares},
};
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
    /// Places of connections whose protection is being agreed on. They are others than those of conversations: whoever has no certificate that
    /// counts keeps nobody out who has.
    agreeing: Arc<Semaphore>,
    places: Shares,
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
            agreeing: Arc::new(Semaphore::new(AT_ONCE_AGREED)),
            places: Shares::new(settings.connections),
            allow: settings.allow,
            tls: settings.tls,
        }
    }

    /// How a connection begins, if it may come from there and there is a place left; otherwise it is closed at once.
    pub(super) fn admit(&self, from: IpAddr) -> Option<Beginning> {
        // An IPv4 address may come in as one of IPv6.
        let from = from.to_canonical();
        if !self.allow.is_empty() && !self.allow.iter().any(|network| network.contains(&from)) {
            tracing::warn!(%from, "a connection was refused: mllp_allow does not name its address");
            refused("address");
            return None;
        }
        let Some(tls) = &self.tls else { return self.place(from).map(Beginning::Readable) };
        let Ok(permit) = self.agreeing.clone().try_acquire_owned() else {
            tracing::warn!(%from, "a connection was refused: too many are agreeing on their protection");
            refused("too many");
            return None;
        };
        Some(Beginning::Agreeing(TlsAcceptor::from(tls.config.clone()), permit))
    }

    fn place(&self, from: IpAddr) -> Option<Place> {
        let Some(share) = self.places.take(from.to_canonical()) else {
            tracing::warn!(%from, "a connection was refused: there are mllp_connections already, or half of them from its address");
            refused("too many");
            return None;
        };
        gauge!("laboratory_connections").increment(1.0);
        Some(Place { _share: share })
    }

    /// Talks to a laboratory until one of both ends.
    pub(super) async fn converse(
        self: Arc<Self>,
        stream: TcpStream,
        from: IpAddr,
        beginning: Beginning,
        mut stopped: Stopped,
    ) {
        // Answers are whole: there is nothing to gather small packets for.
        let _ = stream.set_nodelay(true);
        let (end, place) = match beginning {
            Beginning::Readable(place) => (converse(stream, &self, from, &mut stopped).await, place),
            Beginning::Agreeing(acceptor, permit) => {
                let handshake = tokio::select! {
                    biased;
                    _ = stopped.changed() => return,
                    handshake = timeout(self.patience.handshake, acceptor.accept(stream)) => handshake,
                };
                let Ok(Ok(stream)) = handshake else {
                    tracing::warn!(%from, "a connection was refused: its protection could not be agreed on, or its certificate is none that counts");
                    refused("tls");
                    return;
                };
                let Some(place) = self.place(from) else { return };
                drop(permit);
                (converse(stream, &self, from, &mut stopped).await, place)
            }
        };
        tracing::debug!(%from, ?end, "a laboratory's connection ended");
        drop(place);
    }
}

/// How a connection begins.
pub(super) enum Beginning {
    /// It has its place.
    Readable(Place),
    /// It has one when its protection is agreed on.
    Agreeing(TlsAcceptor, OwnedSemaphorePermit),
}

/// A connection's place.
pub(super) struct Place {
    _share: Share,
}

impl Drop for Place {
    fn drop(&mut self) {
        gauge!("laboratory_connections").decrement(1.0);
    }
}

fn refused(why: &'static str) {
    counter!("laboratory_connections_refused_total", "reason" => why).increment(1);
}
