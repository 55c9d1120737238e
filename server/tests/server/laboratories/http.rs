//! Messages by HTTP.

use crate::{
    mllp::{enter, message, message_of, msa},
    support::{Answer, Clinic, clinics, clinics_with, count},
};
use clinic::{audit::Actor, laboratories};
use http::{Method, StatusCode};

const PLACE: &str = "/laboratories/messages";

async fn key(clinic: &Clinic) -> String {
    let laboratory = enter(clinic).await;
    let portal = &clinic.portal;
    let (db, auditor, now) = (&portal.db, &portal.auditor, portal.clock.now());
    laboratories::new_key(db, auditor, Actor::operator(), None, laboratory, now).await.unwrap().text
}

async fn send(clinic: &Clinic, key: &str, kind: &str, message: &str) -> Answer {
    let authorization = format!("Bearer {key}");
    let headers = [
        ("authorization", authorization.as_str()),
        ("content-type", kind),
        // It comes from another place, and without a cookie.
        ("origin", "https://lab.example.org"),
        ("sec-fetch-site", "cross-site"),
    ];
    clinic.ask(Method::POST, PLACE, &headers, message).await
}

#[tokio::test]
async fn a_message_with_the_key_is_answered_in_its_own_kind() {
    for clinic in clinics("lab_http").await {
        let key = key(&clinic).await;
        for (number, kind) in
            ["application/hl7-v2", "x-application/hl7-v2+er7; charset=utf-8", "text/plain"].iter().enumerate()
        {
            let answer = send(&clinic, &key, kind, &message(&format!("M-{number}"))).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
            assert_eq!(answer.header("content-type"), kind.split(';').next().unwrap());
            assert_eq!(msa(&answer.body), format!("AA M-{number}"));
        }
        let again = send(&clinic, &key, "application/hl7-v2", &message("M-0")).await;
        assert_eq!(msa(&again.body), "AA M-0");
        let wrong = send(&clinic, &key, "application/hl7-v2", &message_of("M-9", "NM", "five")).await;
        assert_eq!((wrong.status, msa(&wrong.body)), (StatusCode::OK, "AE M-9".to_owned()));
        let no_message = send(&clinic, &key, "application/hl7-v2", "").await;
        assert_eq!((no_message.status, msa(&no_message.body)), (StatusCode::OK, "AR ".to_owned()));
        // The last answer says all; without one that is due there is none.
        let both = message("M-10").replace("|P|2.5.1", "|P|2.5.1|||AL|AL");
        assert_eq!(msa(&send(&clinic, &key, "text/plain", &both).await.body), "AA M-10");
        let none = message("M-11").replace("|P|2.5.1", "|P|2.5.1|||NE|NE");
        assert_eq!(send(&clinic, &key, "text/plain", &none).await.status, StatusCode::NO_CONTENT);
        let sql = "SELECT count(*) FROM lab_messages WHERE way = 'http' AND state IN ('waiting', 'filed')";
        assert_eq!(count(&clinic.portal.db, sql).await, 5);
    }
}

#[tokio::test]
async fn all_others_hear_why_not() {
    for clinic in clinics_with("lab_http_refused", &[("mllp_message_bytes", "2048")]).await {
        let key = key(&clinic).await;
        let kind = "application/hl7-v2";
        assert_eq!(send(&clinic, "another", kind, &message("M-1")).await.status, StatusCode::UNAUTHORIZED);
        let bare = clinic.ask(Method::POST, PLACE, &[("content-type", kind)], &message("M-1")).await;
        assert_eq!((bare.status, bare.header("www-authenticate")), (StatusCode::UNAUTHORIZED, "Bearer"));
        assert_eq!(send(&clinic, &key, "application/json", "{}").await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        let long = message_of("M-1", "ST", &"x".repeat(2048));
        assert_eq!(send(&clinic, &key, kind, &long).await.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM lab_messages").await, 0);
        let other = message("M-1").replace("Bay Lab|Portal", "Other Lab|Portal");
        assert_eq!(msa(&send(&clinic, &key, kind, &other).await.body), "AE M-1", "a key is for its own laboratory");
        clinic.portal.db.close().await;
        let away = send(&clinic, &key, kind, &message("M-1")).await;
        assert_eq!((away.status, away.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "30"));
    }
    for clinic in clinics_with("lab_http_often", &[("requests_per_minute", "10")]).await {
        let key = key(&clinic).await;
        for number in 0..10 {
            assert_eq!(
                send(&clinic, &key, "text/plain", &message(&format!("M-{number}"))).await.status,
                StatusCode::OK
            );
        }
        let refused = send(&clinic, &key, "text/plain", &message("M-10")).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert_ne!(refused.header("retry-after"), "");
    }
}
