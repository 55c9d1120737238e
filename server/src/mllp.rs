//! Laboratories' messages by MLLP: a task for each connection, one message at a time, each answered once it is kept or refused.
//!
//! Memory is bounded by what is kept: a connection holds [`SMALL`] bytes of an open message; only [`AT_ONCE_LARGE`] may hold more, up to the
//! limit of a message, and the others are not read meanwhile.

mod answering;
mod conversation;
mod reception;
mod shares;

use crate::config;
use clinic::{Error, Portal};
use reception::Reception;
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpSocket},
    sync::watch,
    task::{JoinHandle, JoinSet},
};

/// Bytes that each connection may hold of a message that is not whole.
const SMALL: usize = 64 << 10;
/// Larger messages that come in at the same time.
const AT_ONCE_LARGE: usize = 4;
/// Messages that are read and filed at the same time: more would only wait for the database, and keep pages waiting too.
const AT_ONCE_FILED: usize = 4;
/// Connections whose protection is being agreed on at the same time.
const AT_ONCE_AGREED: usize = 256;
/// Connections that the system keeps until they are taken on. Of more at once some would never hear that they are not.
const BACKLOG: u32 = 4096;
/// Pause when the system has no open file left to give.
const BREATH: Duration = Duration::from_millis(100);

/// How long is waited for a laboratory.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the protection of a connection to be agreed on.
    pub handshake: Duration,
    /// For the next message.
    pub idle: Duration,
    /// For the next bytes of a message that has begun.
    pub progress: Duration,
    /// For the whole of a message that has begun.
    pub message: Duration,
    /// For an answer to be taken.
    pub answer: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            handshake: Duration::from_secs(10),
            idle: Duration::from_mins(30),
            progress: Duration::from_mins(1),
            message: Duration::from_mins(10),
            answer: Duration::from_secs(30),
        }
    }
}

/// When the end was told, it holds how long messages under way may take.
type Stopped = watch::Receiver<Option<Duration>>;

/// The place where laboratories connect.
#[derive(Debug)]
pub struct Mllp {
    address: SocketAddr,
    reception: Arc<Reception>,
    stop: watch::Sender<Option<Duration>>,
    task: JoinHandle<()>,
}

impl Mllp {
    /// Listens on the address that is set, before anything comes in.
    ///
    /// # Errors
    /// When the address cannot be used.
    pub fn bind(settings: &config::Mllp) -> Result<TcpListener, Error> {
        let listen = settings.listen;
        let socket = if listen.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() };
        let bound = socket.and_then(|socket| {
            // A server that begins anew takes the address of the one that has just ended.
            socket.set_reuseaddr(true)?;
            socket.bind(listen)?;
            socket.listen(BACKLOG)
        });
        bound.map_err(|error| Error::Invalid(format!("mllp_listen = {listen}: {error}")))
    }

    /// Begins to take messages, of at most so many bytes each.
    ///
    /// # Errors
    /// When the address is not known any more.
    pub fn start(
        listener: TcpListener,
        settings: config::Mllp,
        message_bytes: usize,
        patience: Patience,
        portal: Portal,
    ) -> Result<Self, Error> {
        let address = listener.local_addr().map_err(Error::file("mllp_listen"))?;
        if settings.is_readable() {
            tracing::warn!(
                "laboratories' messages travel readably between machines: set mllp_tls_certificate, or use a tunnel"
            );
        }
        let reception = Arc::new(Reception::new(settings, message_bytes, patience, portal));
        let (stop, stopped) = watch::channel(None);
        let task = tokio::spawn(work(listener, reception.clone(), stopped));
        Ok(Self { address, reception, stop, task })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How many messages are being filed just now.
    pub fn under_way(&self) -> usize {
        AT_ONCE_FILED.saturating_sub(self.reception.filing.available_permits())
    }

    /// Takes no further messages, and waits for those that are being filed, at most for so long. Half messages are dropped, and those that
    /// took too long are undone: their senders hear nothing and repeat them.
    pub async fn finish(self, patience: Duration) {
        // Without a receiver the task has ended already.
        let _ = self.stop.send(Some(patience));
        let _ = self.task.await;
    }
}

async fn work(listener: TcpListener, reception: Arc<Reception>, mut stopped: Stopped) {
    let mut conversations = JoinSet::new();
    loop {
        tokio::select! {
            biased;
            _ = stopped.changed() => break,
            Some(ended) = conversations.join_next() => tell(ended),
            taken = listener.accept() => match taken {
                Ok((stream, peer)) => {
                    if let Some(beginning) = reception.admit(peer.ip()) {
                        conversations.spawn(reception.clone().converse(stream, peer.ip(), beginning, stopped.clone()));
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, "a laboratory's connection could not be taken on");
                    tokio::time::sleep(BREATH).await;
                }
            },
        }
    }
    drop(listener);
    let patience = stopped.borrow().unwrap_or_default();
    let last = async {
        while let Some(ended) = conversations.join_next().await {
            tell(ended);
        }
    };
    if tokio::time::timeout(patience, last).await.is_err() {
        tracing::warn!("some laboratories' messages took too long and were not taken; they will be sent again");
    }
    // What is left is undone.
    conversations.shutdown().await;
}

fn tell(ended: Result<(), tokio::task::JoinError>) {
    if let Err(error) = ended
        && error.is_panic()
    {
        tracing::error!("a message broke the program that reads it; the connection was closed without an answer");
    }
}
