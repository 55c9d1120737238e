//! The checks and headers around every page.

use crate::support::{OWN_PAGE, clinics, clinics_with};
use axum::{body::Body, extract::ConnectInfo};
use clinic::accounts::Role;
use http::{Method, Request, StatusCode};
use std::net::SocketAddr;

#[tokio::test]
async fn every_answer_carries_its_guard() {
    for clinic in clinics("every_answer_carries_its_guard").await {
        for path in ["/sign-in", "/no-such-page", "/health/live", "/robots.txt"] {
            let answer = clinic.get(path, &[("x-request-id", "from-the-client")]).await;
            let id = answer.header("x-request-id");
            assert_eq!(uuid::Uuid::parse_str(id).unwrap().get_version_num(), 7, "{path}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert_eq!(answer.header("referrer-policy"), "same-origin");
            assert_eq!(answer.header("x-frame-options"), "DENY");
            assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
            assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
            assert!(answer.header("permissions-policy").contains("geolocation=()"));
            assert!(answer.header("content-security-policy").starts_with("default-src 'none'"), "{path}");
            assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
            assert_eq!(answer.header("strict-transport-security"), "", "plain HTTP promises nothing");
        }
        let page = clinic.get("/sign-in", &[]).await;
        assert_eq!(page.header("cache-control"), "no-store");
        assert!(page.header("server-timing").starts_with("total;dur="));
    }
}

#[tokio::test]
async fn https_is_promised_where_it_is_used() {
    for clinic in clinics_with("https_is_promised", &[("public_url", "https://portal.example.org")]).await {
        assert_eq!(clinic.get("/sign-in", &[]).await.header("strict-transport-security"), "max-age=63072000");
    }
}

#[tokio::test]
async fn forms_of_other_sites_are_refused() {
    for clinic in clinics("forms_of_other_sites_are_refused").await {
        let own = [("origin", "http://127.0.0.1:3000")];
        let refused: [&[(&str, &str)]; 4] = [
            &[],
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "none")],
            &[("origin", "https://evil.example.org")],
        ];
        for headers in refused {
            let answer = clinic.ask(Method::POST, "/sign-in", headers, "email=a&password=b").await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
            assert!(answer.body.contains(answer.header("x-request-id")), "the page names the request");
        }
        for headers in [&own[..], &[OWN_PAGE][..]] {
            let answer = clinic.ask(Method::POST, "/sign-in", headers, "").await;
            assert_ne!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
        }
    }
}

#[tokio::test]
async fn only_the_own_host_is_answered() {
    for clinic in clinics("only_the_own_host_is_answered").await {
        let ask = async |host: &str, path: &str| {
            clinic.send(Request::get(path).header("host", host).body(Body::empty()).unwrap()).await.status
        };
        assert_eq!(ask("127.0.0.1:3000", "/sign-in").await, StatusCode::OK);
        assert_eq!(ask("localhost:3000", "/sign-in").await, StatusCode::OK);
        assert_eq!(ask("rebound.example.org", "/sign-in").await, StatusCode::MISDIRECTED_REQUEST);
        // Load balancers ask by whatever address they know.
        assert_eq!(ask("10.0.0.7", "/health/live").await, StatusCode::OK);
    }
}

#[tokio::test]
async fn large_bodies_are_refused() {
    for clinic in clinics_with("large_bodies_are_refused", &[("body_limit_kib", "16")]).await {
        let form = [OWN_PAGE, ("content-type", "application/x-www-form-urlencoded")];
        let long = "x".repeat(17 * 1024);
        let answer = clinic.ask(Method::POST, "/sign-in", &form, &long).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        let claim = [OWN_PAGE, ("content-length", "999999")];
        assert_eq!(clinic.ask(Method::POST, "/sign-in", &claim, "").await.status, StatusCode::PAYLOAD_TOO_LARGE);
        // Without a length, what comes is counted.
        let pieces = futures_util::stream::iter((0..17).map(|_| Ok::<_, std::io::Error>("x".repeat(1024))));
        let request = Request::post("/sign-in").header("host", "localhost").header(OWN_PAGE.0, OWN_PAGE.1);
        let answer = clinic.send(request.body(Body::from_stream(pieces)).unwrap()).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_ne!(clinic.ask(Method::POST, "/sign-in", &form, "email=a").await.status, StatusCode::PAYLOAD_TOO_LARGE);
    }
}

#[tokio::test]
async fn too_many_requests_have_to_wait() {
    let settings = [("requests_per_minute", "10"), ("trusted_proxies", "192.0.2.10")];
    for clinic in clinics_with("too_many_requests_have_to_wait", &settings).await {
        for _ in 0..10 {
            assert_eq!(clinic.get("/sign-in", &[]).await.status, StatusCode::OK);
        }
        let answer = clinic.get("/sign-in", &[]).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert!((1..=7).contains(&answer.header("retry-after").parse::<u64>().unwrap()));
        assert!(answer.body.contains("Please slow down"), "{}", answer.body);
        let spanish = clinic.get("/sign-in", &[("accept-language", "es-MX,es;q=0.9,en;q=0.5")]).await;
        assert!(spanish.body.contains("Vaya más despacio"), "said in the language the browser asks for");
        assert_eq!(clinic.get("/health/live", &[]).await.status, StatusCode::OK, "health is not counted");
        // Another visitor behind the same proxy has a count of their own; one who only claims to be behind it has not.
        assert_eq!(clinic.get("/sign-in", &[("x-forwarded-for", "203.0.113.1")]).await.status, StatusCode::OK);
        let mut request = Request::get("/sign-in").header("host", "localhost").body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo("203.0.113.2:9".parse::<SocketAddr>().unwrap()));
        assert_eq!(clinic.send(request).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn signing_in_has_a_limit_of_its_own() {
    for clinic in clinics_with("signing_in_has_a_limit_of_its_own", &[("sign_ins_per_minute", "2")]).await {
        for _ in 0..2 {
            assert_eq!(clinic.post("/sign-in", "", "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(clinic.post("/sign-in", "", "").await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(clinic.get("/sign-in", &[]).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn what_is_read_stands_in_the_trail_before_the_answer() {
    for clinic in clinics("what_is_read_stands_in_the_trail").await {
        let clinic = clinic.with_people().await;
        let cookie = clinic.sign_in(Role::Patient).await;
        let before = clinic.audit_rows().await;
        let answer = clinic.get("/labs", &[("cookie", &cookie)]).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(clinic.audit_rows().await > before);
        assert_eq!(clinic.verify().await.findings, []);
    }
}

#[tokio::test]
async fn no_page_goes_out_when_the_trail_cannot_be_written() {
    for clinic in clinics("no_page_goes_out_without_trail").await {
        let clinic = clinic.with_people().await;
        let cookie = clinic.sign_in(Role::Patient).await;
        let mut tx = clinic.portal.db.begin().await.unwrap();
        clinic::db::Source::query(&mut tx, "ALTER TABLE audit_events RENAME TO audit_events_gone").run().await.unwrap();
        tx.commit().await.unwrap();
        let answer = clinic.get("/labs", &[("cookie", &cookie)]).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    }
}

#[tokio::test]
async fn a_database_that_is_gone_is_said_to_be() {
    for clinic in clinics("a_database_that_is_gone").await {
        let clinic = clinic.with_people().await;
        let cookie = clinic.sign_in(Role::Patient).await;
        assert_eq!(clinic.get("/health/ready", &[]).await.body, r#"{"status":"ready"}"#);
        clinic.portal.db.close().await;
        assert_eq!(clinic.get("/labs", &[("cookie", &cookie)]).await.status, StatusCode::SERVICE_UNAVAILABLE);
        let ready = clinic.get("/health/ready", &[]).await;
        assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&ready.body).unwrap(),
            serde_json::json!({ "status": "not ready", "failed": "database" })
        );
        assert_eq!(clinic.get("/health/live", &[]).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn files_are_small_and_kept() {
    let clinic = clinics("files_are_small_and_kept").await.remove(0);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/site/pkg");
    let name = format!("test-{}.wasm", std::process::id());
    let place = |suffix: &str| format!("{folder}/{name}{suffix}");
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(place(""), "plain").unwrap();
    std::fs::write(place(".br"), "small").unwrap();
    let path = format!("/pkg/{name}");
    let plain = clinic.get(&path, &[]).await;
    let small = clinic.get(&path, &[("accept-encoding", "gzip, br")]).await;
    let known = clinic.get(&path, &[("accept-encoding", "gzip, br"), ("if-none-match", small.header("etag"))]).await;
    std::fs::remove_file(place("")).unwrap();
    std::fs::remove_file(place(".br")).unwrap();

    assert_eq!((plain.body.as_str(), plain.header("content-encoding")), ("plain", ""));
    assert_eq!((small.body.as_str(), small.header("content-encoding")), ("small", "br"));
    assert_eq!(small.header("content-type"), "application/wasm");
    assert_eq!(small.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(small.header("vary"), "accept-encoding");
    assert_ne!(small.header("etag"), plain.header("etag"));
    assert_eq!((known.status, known.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    for missing in ["/pkg/no-such.css", "/pkg/../manifest.json", "/pkg/%2e%2e/manifest.json", "/pkg/no-such"] {
        assert_eq!(clinic.get(missing, &[]).await.status, StatusCode::NOT_FOUND, "{missing}");
    }
    assert_eq!(clinic.get("/robots.txt", &[]).await.body, "User-agent: *\nDisallow: /\n");
    assert_eq!(clinic.get("/favicon.svg", &[]).await.header("content-type"), "image/svg+xml");
}

#[tokio::test]
async fn pages_are_compressed_for_own_visits_only() {
    let clinic = clinics("pages_are_compressed").await.remove(0);
    let gzip = ("accept-encoding", "gzip, br");
    let own = clinic.get("/sign-in", &[gzip, OWN_PAGE]).await;
    assert_eq!(own.header("content-encoding"), "gzip");
    for other in ["cross-site", "same-site"] {
        assert_eq!(clinic.get("/sign-in", &[gzip, ("sec-fetch-site", other)]).await.header("content-encoding"), "");
    }
    assert_eq!(clinic.get("/sign-in", &[gzip]).await.header("content-encoding"), "");
    assert_eq!(clinic.get("/sign-in", &[OWN_PAGE]).await.header("content-encoding"), "");
}
