use axum::{Router, body::Body, extract::ConnectInfo};
use http::Request;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
};
use std::{io, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time::error::Elapsed,
};
use tower_service::Service as _;

/// Connections at once at most; each may hold some memory and one open file.
const MOST: usize = 4096;
/// How long a client may take to send a request's head, and may keep a connection without sending one.
const HEAD: Duration = Duration::from_secs(30);
/// Pause when the system has no open file left to give.
const BREATH: Duration = Duration::from_millis(100);

/// The connections of clients.
pub(super) struct Connections {
    graceful: GracefulShutdown,
    places: Arc<Semaphore>,
}

impl Default for Connections {
    fn default() -> Self {
        Self { graceful: GracefulShutdown::new(), places: Arc::new(Semaphore::new(MOST)) }
    }
}

impl Connections {
    /// Takes connections on, without end.
    pub(super) async fn accept(&self, listener: &TcpListener, router: &Router) {
        loop {
            let Ok(place) = self.places.clone().acquire_owned().await else { return };
            match listener.accept().await {
                Ok((stream, peer)) => {
                    let conversation = converse(stream, peer, router.clone(), self.graceful.watcher());
                    tokio::spawn(async move {
                        conversation.await;
                        drop(place);
                    });
                }
                Err(error) if is_of_the_client(&error) => {}
                Err(error) => {
                    tracing::error!(%error, "a connection could not be taken on");
                    tokio::time::sleep(BREATH).await;
                }
            }
        }
    }

    /// Waits for the requests under way, at most for so long.
    pub(super) async fn finish(self, patience: Duration) -> Result<(), Elapsed> {
        tokio::time::timeout(patience, self.graceful.shutdown()).await
    }
}

async fn converse(stream: TcpStream, peer: SocketAddr, router: Router, watcher: Watcher) {
    // Answers are whole: there is nothing to gather small packets for.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(TokioIo::new(stream), service);
    // A client that hangs up or talks nonsense is its own affair.
    let _ = watcher.watch(connection).await;
}

fn is_of_the_client(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
