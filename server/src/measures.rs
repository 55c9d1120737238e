//! Measures for Prometheus, on an address of their own.

use axum::{Router, extract::State, response::IntoResponse, routing::get};
use clinic::{Error, Portal};
use http::header;
use metrics::{Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::{net::SocketAddr, time::Duration};
use tokio::net::TcpListener;

/// Upper bounds of the buckets that answers are counted in, in seconds.
const BUCKETS_SECONDS: [f64; 12] = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];

#[derive(Clone)]
struct Source {
    portal: Portal,
    recorder: PrometheusHandle,
}

/// Starts measuring, and offers the measures at `/metrics` on `listen`. Gives the address that was bound.
///
/// # Errors
/// When the address cannot be used.
pub(crate) async fn start(listen: SocketAddr, portal: Portal) -> Result<SocketAddr, Error> {
    let listener = TcpListener::bind(listen).await.map_err(Error::file(format!("metrics_listen = {listen}")))?;
    let bound = listener.local_addr().map_err(Error::file("metrics_listen"))?;
    let broken = |error: metrics_exporter_prometheus::BuildError| Error::Broken(format!("metrics: {error}"));
    let recorder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full("http_request_duration_seconds".to_owned()), &BUCKETS_SECONDS)
        .map_err(broken)?
        .install_recorder()
        .map_err(broken)?;
    describe();
    gauge!("process_start_time_seconds").set(seconds_since_1970(&portal));
    tokio::spawn(keep_small(recorder.clone()));
    let router = Router::new().route("/metrics", get(render)).with_state(Source { portal, recorder });
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, router).await {
            tracing::error!(%error, "metrics are no longer offered");
        }
    });
    Ok(bound)
}

fn describe() {
    describe_counter!("http_requests_total", "Answered requests, by route pattern, method and status.");
    describe_histogram!("http_request_duration_seconds", Unit::Seconds, "Time from a request's arrival to its answer.");
    describe_counter!("audit_events_total", "Rows of the audit trail written by this process.");
    describe_counter!("audit_commits_total", "Groups that rows of the audit trail were committed in.");
    describe_counter!("audit_commit_microseconds_total", "Time spent committing these groups.");
    describe_counter!("sign_in_failures_total", "Sign-ins that were refused for a wrong password or address.");
    describe_counter!("mails_sent_total", "Mails that a mail server took.");
    describe_counter!("mails_put_off_total", "Times that a mail could not be sent and is tried again.");
    describe_counter!("mails_failed_total", "Mails that were given up.");
    describe_gauge!("mails_waiting", "Mails that wait to be sent.");
    describe_gauge!("mails_oldest_waiting_seconds", Unit::Seconds, "For how long the oldest of them waits.");
    describe_gauge!("laboratory_connections", "Connections of laboratories (MLLP) that are open.");
    describe_counter!(
        "laboratory_connections_refused_total",
        "Connections of laboratories that were refused, by reason."
    );
    describe_counter!(
        "laboratory_messages_total",
        "Messages of laboratories, by the way they came and what became of them."
    );
    describe_gauge!("database_connections", "Connections to the database, by pool and state.");
    describe_gauge!("process_start_time_seconds", Unit::Seconds, "When the process started, in seconds since 1970.");
    describe_gauge!("process_resident_memory_bytes", Unit::Bytes, "Memory the process holds.");
}

async fn render(State(source): State<Source>) -> impl IntoResponse {
    let tally = source.portal.auditor.tally();
    counter!("audit_events_total").absolute(tally.events);
    counter!("audit_commits_total").absolute(tally.groups);
    counter!("audit_commit_microseconds_total").absolute(tally.group_microseconds);
    counter!("sign_in_failures_total").absolute(tally.refused_sign_ins);
    for connections in source.portal.db.connections() {
        let idle = u32::try_from(connections.idle).unwrap_or(u32::MAX);
        let busy = connections.open.saturating_sub(idle);
        gauge!("database_connections", "pool" => connections.pool, "state" => "idle").set(idle);
        gauge!("database_connections", "pool" => connections.pool, "state" => "busy").set(busy);
    }
    measure_mail(&source.portal).await;
    if let Some(bytes) = resident_bytes().await {
        gauge!("process_resident_memory_bytes").set(bytes);
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], source.recorder.render())
}

async fn measure_mail(portal: &Portal) {
    let standing = async { clinic::mail::standing(&mut portal.db.read().await?).await };
    // A database that does not answer shows elsewhere.
    let Ok(standing) = standing.await else { return };
    let now = portal.clock.now();
    let oldest = standing.oldest.map_or(0, |oldest| (now - oldest).num_seconds().max(0));
    gauge!("mails_waiting").set(u32::try_from(standing.waiting).unwrap_or(u32::MAX));
    gauge!("mails_oldest_waiting_seconds").set(u32::try_from(oldest).unwrap_or(u32::MAX));
}

/// Values wait in memory until they are read: without this, they would gather when nobody reads them.
async fn keep_small(recorder: PrometheusHandle) {
    let mut pulse = tokio::time::interval(Duration::from_secs(5));
    loop {
        pulse.tick().await;
        recorder.run_upkeep();
    }
}

/// What the system says this process holds: `VmRSS` in kibibytes.
async fn resident_bytes() -> Option<f64> {
    let status = tokio::fs::read_to_string("/proc/self/status").await.ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u32 = line.split_whitespace().next()?.parse().ok()?;
    Some(f64::from(kibibytes) * 1024.0)
}

fn seconds_since_1970(portal: &Portal) -> f64 {
    let now = portal.clock.now();
    let milliseconds = now.timestamp_subsec_millis();
    // Whole seconds fit: 2^32 of them reach the year 2106.
    u32::try_from(now.timestamp()).map_or(0.0, f64::from) + f64::from(milliseconds) / 1000.0
}
