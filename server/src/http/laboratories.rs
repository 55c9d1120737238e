//! Laboratories' messages by HTTP. They come from other programs and without a session, so they stand beside the pages: whoever has a
//! laboratory's key may send, and hears what became of the message.

use super::{Gate, body::limited, cds::bearer, envelope::Arrival};
use crate::laboratory::{outcome, passing};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::State,
    response::{IntoResponse as _, Response},
    routing::post,
};
use clinic::{
    ids::LaboratoryId,
    laboratories::{Way, accept, key_owner},
};
use http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use metrics::counter;
use std::{net::IpAddr, sync::Arc};
use tokio::time::timeout;

/// How a message is named in `Content-Type`.
const KINDS: [&str; 3] = ["application/hl7-v2", "x-application/hl7-v2+er7", "text/plain"];
/// After how many seconds a laboratory should try again when the portal cannot take a message now.
const AGAIN_SECONDS: u64 = 30;

/// The route.
pub(super) fn router(gate: Arc<Gate>) -> Router {
    Router::new().route("/laboratories/messages", post(take)).with_state(gate)
}

async fn take(State(gate): State<Arc<Gate>>, request: Request<Body>) -> Response {
    let address = request.extensions().get::<Arrival>().map(|arrival| arrival.address);
    let laboratory = match admit(&gate, address, request.headers().clone()).await {
        Ok(laboratory) => laboratory,
        Err(refusal) => return refusal,
    };
    let Some(kind) = kind(request.headers()) else {
        return refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "send a message as application/hl7-v2 or text/plain");
    };
    // Others may take their time with theirs.
    let Ok(Ok(_place)) = timeout(gate.message_wait, gate.messages.acquire()).await else {
        count("put off");
        return later();
    };
    let request = match timeout(gate.message_patience, limited(request, gate.message_bytes)).await {
        Ok(Ok(request)) => request,
        Ok(Err(StatusCode::PAYLOAD_TOO_LARGE)) => {
            count("too long");
            return refuse(StatusCode::PAYLOAD_TOO_LARGE, "the message is larger than this server takes");
        }
        Ok(Err(status)) => return refuse(status, "the message broke off"),
        Err(_) => return refuse(StatusCode::REQUEST_TIMEOUT, "the message did not come in time"),
    };
    let Ok(message) = to_bytes(request.into_body(), gate.message_bytes).await else {
        return refuse(StatusCode::BAD_REQUEST, "the message broke off");
    };
    match accept(&gate.portal, Way::Http(laboratory), &message).await {
        Ok(answer) => {
            count(outcome(&answer));
            // Where whether it is kept was asked for too, the last answer says both.
            match answer.messages.into_iter().next_back() {
                Some(text) => ([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], text).into_response(),
                None => StatusCode::NO_CONTENT.into_response(),
            }
        }
        Err(error) => {
            count("failed");
            tracing::error!(%error, "a laboratory's message cannot be taken");
            if passing(&error) {
                later()
            } else {
                refuse(StatusCode::INTERNAL_SERVER_ERROR, "the message cannot be stored")
            }
        }
    }
}

/// Whose key it is, if it is one and whoever sends does not do it too often.
async fn admit(gate: &Gate, address: Option<IpAddr>, headers: HeaderMap) -> Result<LaboratoryId, Response> {
    if let Some(address) = address
        && let Err(seconds) = gate.rates.admit(address, false)
    {
        let mut refusal = refuse(StatusCode::TOO_MANY_REQUESTS, "too many requests");
        refusal.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        return Err(refusal);
    }
    let portal = &gate.portal;
    let owner = async {
        match bearer(&headers) {
            None => Ok(None),
            Some(key) => key_owner(&portal.db, key, portal.clock.now()).await,
        }
    };
    match owner.await {
        Ok(Some(laboratory)) => Ok(laboratory),
        Ok(None) => {
            let mut refusal =
                refuse(StatusCode::UNAUTHORIZED, "the key is missing or wrong: Authorization: Bearer KEY");
            refusal.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            Err(refusal)
        }
        Err(error) => {
            tracing::error!(%error, "the laboratories' keys cannot be read");
            Err(later())
        }
    }
}

fn kind(headers: &HeaderMap) -> Option<&'static str> {
    let stated = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let stated = stated.split(';').next().unwrap_or_default().trim();
    KINDS.into_iter().find(|kind| kind.eq_ignore_ascii_case(stated))
}

fn later() -> Response {
    let mut refusal = refuse(StatusCode::SERVICE_UNAVAILABLE, "the portal cannot take messages now; send it again");
    refusal.headers_mut().insert(header::RETRY_AFTER, AGAIN_SECONDS.into());
    refusal
}

fn refuse(status: StatusCode, why: &'static str) -> Response {
    (status, format!("{why}\n")).into_response()
}

fn count(outcome: &'static str) {
    counter!("laboratory_messages_total", "way" => "http", "outcome" => outcome).increment(1);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config::{Config, Environment, Flags, Key},
        house::House,
    };
    use clinic::{
        audit::Actor,
        clock::Clock,
        hl7::Charset,
        laboratories::{Sender, Settings, add, new_key},
        testing,
    };
    use futures_util::stream;
    use std::{io, time::Duration};
    use tokio::task::{JoinSet, yield_now};
    use tower::ServiceExt as _;

    const SOON: Duration = Duration::from_millis(20);
    const NEVER: Duration = Duration::from_hours(1);

    fn endless() -> Body {
        Body::from_stream(stream::pending::<Result<Vec<u8>, io::Error>>())
    }

    #[tokio::test]
    async fn slow_senders_and_those_behind_them_hear_so() {
        let db = testing::sqlite("slow_senders").await;
        let folder = tempfile::TempDir::new().unwrap();
        let flags = Flags::default().with(Key::find("data").unwrap(), folder.path().to_str().unwrap());
        let config = Config::load(&flags, &Environment::default()).unwrap();
        let house = House::of(&config, db.db.clone(), Clock::System, None).await.unwrap();
        let (portal, now) = (&house.portal, house.portal.clock.now());
        let settings = Settings {
            name: "Bay Laboratory".to_owned(),
            zone: chrono_tz::America::New_York,
            charset: Charset::Ascii,
            takes_trials: false,
            record_authority: None,
            senders: vec![Sender::parse("LIS|Bay Lab").unwrap()],
        };
        let added = add(&portal.db, &portal.auditor, Actor::operator(), &settings, now).await.unwrap();
        let laboratory = added.unwrap();
        let key = new_key(&portal.db, &portal.auditor, Actor::operator(), None, laboratory, now).await.unwrap().text;
        let gate = |wait, patience| {
            let mut gate = Gate::new(&config, portal.clone(), app::Assets::default());
            (gate.message_wait, gate.message_patience) = (wait, patience);
            Arc::new(gate)
        };
        let ask = |gate: &Arc<Gate>, body: Body| {
            let request = Request::post("/laboratories/messages")
                .header(header::AUTHORIZATION, format!("Bearer {key}"))
                .header(header::CONTENT_TYPE, "text/plain")
                .body(body)
                .unwrap();
            router(gate.clone()).oneshot(request)
        };

        let full = gate(SOON, NEVER);
        let places = full.messages.available_permits();
        let mut slow = JoinSet::new();
        for _ in 0..places {
            slow.spawn(ask(&full, endless()));
        }
        while full.messages.available_permits() > 0 {
            assert!(slow.try_join_next().is_none(), "they are waited for");
            yield_now().await;
        }
        let refused = ask(&full, Body::empty()).await.unwrap();
        assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(refused.headers()[header::RETRY_AFTER], "30");
        let says = to_bytes(refused.into_body(), usize::MAX).await.unwrap();
        assert_eq!(says, "the portal cannot take messages now; send it again\n");
        slow.shutdown().await;
        assert_eq!(ask(&full, Body::empty()).await.unwrap().status(), StatusCode::OK);

        let strict = gate(NEVER, SOON);
        assert_eq!(ask(&strict, endless()).await.unwrap().status(), StatusCode::REQUEST_TIMEOUT);
        assert_eq!(strict.messages.available_permits(), places, "its place is free for others");
    }
}
