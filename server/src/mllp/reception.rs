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
use tokio::{net::TcpStream, sync::Semaphore, time::timeout};
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
    agreeing: Shares,
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
            agreeing: Shares::new(AT_ONCE_AGREED),
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
        let Some(share) = self.agreeing.take(from) else {
            tracing::warn!(%from, "a connection was refused: too many are agreeing on their protection, or half of those from its address");
            refused("too many");
            return None;
        };
        Some(Beginning::Agreeing(TlsAcceptor::from(tls.config.clone()), share))
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
            Beginning::Agreeing(acceptor, share) => {
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
                drop(share);
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
    Agreeing(TlsAcceptor, Share),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config::{Config, Environment, Flags, Key},
        house::House,
    };
    use clinic::{clock::Clock, testing};
    use tokio_rustls::rustls::{ServerConfig, crypto::ring, server::ResolvesServerCertUsingSni};

    #[tokio::test]
    async fn one_address_leaves_others_room_to_agree_and_takes_no_place_by_it() {
        let db = testing::sqlite("mllp_agreeing").await;
        let folder = tempfile::TempDir::new().unwrap();
        let flags = Flags::default().with(Key::find("data").unwrap(), folder.path().to_str().unwrap());
        let installed = Config::load(&flags, &Environment::default()).unwrap();
        let house = House::of(&installed, db.db.clone(), Clock::System, None).await.unwrap();
        let protection = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_cert_resolver(Arc::new(ResolvesServerCertUsingSni::new()));
        let settings = config::Mllp {
            listen: "127.0.0.1:0".parse().unwrap(),
            allow: Vec::new(),
            tls: Some(Tls { config: Arc::new(protection), asks_for_certificate: true }),
            connections: 1,
        };
        let reception = Reception::new(settings, 1 << 20, Patience::default(), house.portal.clone());
        let [one, other]: [IpAddr; 2] = ["192.0.2.1", "192.0.2.2"].map(|text| text.parse().unwrap());
        let mut under_way = Vec::new();
        while let Some(beginning) = reception.admit(one) {
            under_way.push(beginning);
        }
        assert_eq!(under_way.len(), AT_ONCE_AGREED / 2);
        assert!(reception.admit(other).is_some(), "the others are for others");
        assert!(reception.place(other).is_some(), "they hold no place of a conversation");
        under_way.clear();
        assert!(reception.admit(one).is_some());
    }
}
