//! Asks a server for one page again and again, in a process of its own, and tells how long the answers took.

use hdrhistogram::Histogram;
use http_body_util::{BodyExt as _, Either, Empty, Full};
use hyper::{Request, body::Bytes, client::conn::http1};
use hyper_util::rt::TokioIo;
use serde::{Deserialize, Serialize};
use std::{
    error::Error,
    net::SocketAddr,
    time::{Duration, Instant},
};
use tokio::net::TcpStream;

/// What to ask for, and how.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Plan {
    pub server: SocketAddr,
    pub method: String,
    pub path: String,
    pub body: String,
    pub cookie: String,
    /// Whether the answer may come compressed, as a browser would ask for it.
    pub compressed: bool,
    pub connections: usize,
    /// Requests a second over all connections; as many as possible without it.
    pub rate: Option<u32>,
    pub seconds: u64,
}

/// What was measured. Times in microseconds.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Figures {
    pub per_second: f64,
    pub p50: u64,
    pub p99: u64,
    /// The server's own time at the 99th percentile, from `Server-Timing`; 0 where there is none.
    pub server_p99: u64,
    pub bytes: u64,
}

/// Runs a plan.
pub(crate) async fn run(plan: Plan) -> Result<Figures, Box<dyn Error + Send + Sync>> {
    let began = Instant::now();
    let until = began + Duration::from_secs(plan.seconds);
    let workers: Vec<_> = (0..plan.connections).map(|at| tokio::spawn(ask(plan.clone(), at, until))).collect();
    let mut all = Measured::new()?;
    for worker in workers {
        all.add(&worker.await??)?;
    }
    let elapsed = began.elapsed().as_secs_f64();
    Ok(Figures {
        per_second: all.whole.len() as f64 / elapsed,
        p50: all.whole.value_at_quantile(0.5),
        p99: all.whole.value_at_quantile(0.99),
        server_p99: all.server.value_at_quantile(0.99),
        bytes: all.bytes,
    })
}

struct Measured {
    whole: Histogram<u64>,
    server: Histogram<u64>,
    bytes: u64,
}

impl Measured {
    fn new() -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self { whole: Histogram::new(3)?, server: Histogram::new(3)?, bytes: 0 })
    }

    fn add(&mut self, other: &Self) -> Result<(), Box<dyn Error + Send + Sync>> {
        self.whole.add(&other.whole)?;
        self.server.add(&other.server)?;
        self.bytes = other.bytes;
        Ok(())
    }
}

async fn ask(plan: Plan, at: usize, until: Instant) -> Result<Measured, Box<dyn Error + Send + Sync>> {
    let mut sender = connect(&plan).await?;
    let pause = plan.rate.map(|rate| Duration::from_secs_f64(plan.connections as f64 / f64::from(rate)));
    let mut measured = Measured::new()?;
    let mut due = Instant::now() + pause.unwrap_or_default() * u32::try_from(at)? / u32::try_from(plan.connections)?;
    while Instant::now() < until {
        if let Some(pause) = pause {
            tokio::time::sleep_until(due.into()).await;
            due += pause;
        }
        let request = request(&plan)?;
        let asked = Instant::now();
        let response = sender.send_request(request).await?;
        let status = response.status();
        let server = response
            .headers()
            .get("server-timing")
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split("dur=").nth(1))
            .and_then(|value| value.split([',', ';']).next())
            .and_then(|value| value.trim().parse::<f64>().ok());
        let bytes = response.into_body().collect().await?.to_bytes().len();
        if !status.is_success() {
            return Err(format!("{} {} answered {status}", plan.method, plan.path).into());
        }
        measured.whole.record(u64::try_from(asked.elapsed().as_micros())?)?;
        if let Some(milliseconds) = server {
            measured.server.record((milliseconds * 1000.0).round() as u64)?;
        }
        measured.bytes = u64::try_from(bytes)?;
    }
    Ok(measured)
}

fn request(plan: &Plan) -> Result<Request<Content>, Box<dyn Error + Send + Sync>> {
    let mut request = Request::builder()
        .method(plan.method.as_str())
        .uri(&plan.path)
        .header("host", plan.server.to_string())
        .header("accept-language", "en")
        .header("cookie", &plan.cookie);
    if plan.compressed {
        request = request.header("accept-encoding", "gzip, br").header("sec-fetch-site", "none");
    }
    if plan.method == "POST" {
        request =
            request.header("content-type", "application/x-www-form-urlencoded").header("sec-fetch-site", "same-origin");
    }
    let body =
        if plan.body.is_empty() { Either::Left(Empty::new()) } else { Either::Right(Full::from(plan.body.clone())) };
    Ok(request.body(body)?)
}

type Content = Either<Empty<Bytes>, Full<Bytes>>;

async fn connect(plan: &Plan) -> Result<http1::SendRequest<Content>, Box<dyn Error + Send + Sync>> {
    let stream = TcpStream::connect(plan.server).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    Ok(sender)
}

/// Asks once and gives the answer.
pub(crate) async fn once(plan: &Plan) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    let response = connect(plan).await?.send_request(request(plan)?).await?;
    let status = response.status();
    if !status.is_success() {
        return Err(format!("{} {} answered {status}", plan.method, plan.path).into());
    }
    Ok(response.into_body().collect().await?.to_bytes().to_vec())
}
