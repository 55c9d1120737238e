use crate::config::Environment;
use std::os::{
    linux::net::SocketAddrExt as _,
    unix::net::{SocketAddr, UnixDatagram},
};

/// The service manager, when there is one that wants to know (systemd with `Type=notify`).
pub(super) struct Supervisor {
    place: Option<SocketAddr>,
}

impl Supervisor {
    /// The one that the environment names.
    pub(super) fn of(environment: &Environment) -> Self {
        let place = environment.get("NOTIFY_SOCKET").and_then(|place| match place.strip_prefix('@') {
            Some(name) => SocketAddr::from_abstract_name(name).ok(),
            None => SocketAddr::from_pathname(place).ok(),
        });
        Self { place }
    }

    /// Tells it how the server is.
    pub(super) fn tell(&self, state: &str) {
        let Some(place) = &self.place else { return };
        let sent = UnixDatagram::unbound().and_then(|socket| socket.send_to_addr(state.as_bytes(), place));
        if let Err(error) = sent {
            tracing::warn!(%error, "the service manager could not be told");
        }
    }
}
