use super::reception::Reception;
use crate::laboratory::{outcome, passing};
use clinic::{
    Portal,
    hl7::{Fault, FaultCode, Header, Outcome, Place, header},
    laboratories::{Way, accept, answers},
};
use metrics::counter;
use std::{
    net::IpAddr,
    time::{Duration, Instant},
};

/// Pause before a connection is closed because a message cannot be dealt with now: its sender tries again at once.
const BREATH: Duration = Duration::from_secs(1);

/// Deals with a message, and gives the answers that are due. Nothing is given where it is neither kept nor refused: then the connection is to be
/// closed without an answer, so that the laboratory sends it again.
pub(super) async fn answer(reception: &Reception, message: &[u8], from: IpAddr) -> Option<Vec<Vec<u8>>> {
    let began = Instant::now();
    // It is never closed.
    let place = reception.filing.acquire().await.ok()?;
    match accept(&reception.portal, Way::Mllp, message).await {
        Ok(answer) => {
            let (outcome, ms) = (outcome(&answer), began.elapsed().as_secs_f64() * 1000.0);
            count(outcome);
            tracing::info!(%from, outcome, bytes = message.len(), ms = format_args!("{ms:.2}"), "a laboratory's message");
            Some(answer.messages)
        }
        Err(error) if passing(&error) => {
            count("failed");
            tracing::error!(%from, %error, "a laboratory's message cannot be taken now; the connection is closed, so that it is sent again");
            // Nobody waits for a place because this one pauses.
            drop(place);
            tokio::time::sleep(BREATH).await;
            None
        }
        Err(error) => {
            count("failed");
            tracing::error!(%from, %error, "a laboratory's message cannot be taken");
            let says = "The message could not be stored. Please tell the clinic.";
            let header = header(message);
            Some(refuse(&reception.portal, header.as_ref(), says))
        }
    }
}

/// Answers a message that is longer than is taken, of which only the first segment is known.
pub(super) fn too_long(reception: &Reception, opening: &[u8], from: IpAddr) -> Vec<Vec<u8>> {
    count("too long");
    tracing::warn!(%from, limit = reception.message_bytes, "a laboratory's message is longer than mllp_message_bytes");
    let header = header(opening);
    refuse(&reception.portal, header.as_ref(), "The message is larger than this server takes.")
}

/// The answers to a message that is not taken through no fault of its data.
fn refuse(portal: &Portal, header: Option<&Header>, says: &'static str) -> Vec<Vec<u8>> {
    let fault = [Fault::error(FaultCode::ApplicationInternal, Place::segment("MSH", 1), says)];
    let outcome = if header.is_some() { Outcome::Faulty } else { Outcome::Rejected };
    answers(header, outcome, &fault, portal.clock.now(), portal.settings.zone)
}

fn count(outcome: &'static str) {
    counter!("laboratory_messages_total", "way" => "mllp", "outcome" => outcome).increment(1);
}
