//! Second factors, step-up and devices over HTTP.

use crate::{
    demo::{Persona, houses},
    installation::{Installation, said},
    support::{Answer, Clinic, PASSWORD, clinics, clinics_with},
};
use chrono::{DateTime, Duration, Utc};
use clinic::{accounts::Role, db::Source as _, mail::sign_in_code};
use http::{Method, StatusCode};
use uuid::Uuid;

const PATIENT: &str = "patient@example.org";
const DOCTOR: &str = "prescriber@example.org";

/// An app on somebody's telephone.
pub(crate) struct App {
    key: String,
}

impl App {
    pub(crate) fn code(&self, at: DateTime<Utc>) -> String {
        let secret = totp_rs::Secret::try_from_base32(&self.key).unwrap();
        let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
        totp.generate(u64::try_from(at.timestamp()).unwrap()).to_string()
    }
}

/// What stands on a page between two texts.
pub(crate) fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    page.split_once(from).unwrap_or_else(|| panic!("{from}: {page}")).1.split_once(to).unwrap().0
}

/// A cookie that an answer sets, as the browser would send it back.
fn cookie(answer: &Answer, name: &str) -> Option<String> {
    let mut set = answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    let prefix = format!("{name}=");
    let pair = set.rfind(|cookie| cookie.starts_with(&prefix))?.split(';').next().unwrap();
    (pair != prefix).then(|| pair.to_owned())
}

impl Clinic {
    async fn see(&self, path: &str, cookie: &str) -> Answer {
        self.get(path, &[("cookie", cookie)]).await
    }

    /// Sets up an app in a session, and gives it with the page that follows.
    pub(crate) async fn set_up_app(&self, session: &str) -> (App, String) {
        let begun = self.post("/account/factors/apps", session, "").await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER);
        let page = begun.header("location").to_owned();
        assert!(page.starts_with("/account/factors/apps/"), "{page}");
        let shown = self.see(&page, session).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert!(shown.body.contains("class=\"qr\""));
        let app = App { key: between(&shown.body, "letter-address\">", "<").replace(' ', "") };
        let form = format!("code={}&name=My+phone", app.code(self.clock.now()));
        let done = self.post(&page, session, &form).await;
        assert!(done.status == StatusCode::OK || done.status == StatusCode::SEE_OTHER, "{}", done.body);
        // What is set up is not set up again.
        assert_eq!(self.post(&page, session, &form).await.status, StatusCode::NOT_FOUND);
        self.clock.advance(Duration::seconds(30));
        (app, done.body)
    }

    /// Gives the right password, and the cookie of the sign-in that waits.
    async fn pend(&self, email: &str) -> String {
        let answer = self.try_sign_in(email, PASSWORD).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/sign-in/factor"));
        assert_eq!(answer.cookie(), None, "no session yet");
        cookie(&answer, "verbena-signing-in").unwrap()
    }

    async fn give(&self, pending: &str, code: &str) -> Answer {
        self.post("/sign-in/factor", pending, &format!("code={}", code.replace(' ', "+"))).await
    }

    /// The code in the newest mail.
    async fn mailed(&self) -> String {
        let mut q = self.portal.db.read().await.unwrap();
        let newest =
            "SELECT subject_id FROM outbox WHERE kind = 'sign_in_code' ORDER BY created_at DESC, id DESC LIMIT 1";
        let (id,): (Uuid,) = q.query(newest).one().await.unwrap();
        sign_in_code(&self.portal.keys, id)
    }
}

#[tokio::test]
async fn the_right_password_waits_for_the_code_and_a_new_session_begins_with_it() {
    for clinic in clinics("factor_sign_in").await {
        let clinic = clinic.with_people().await;
        let first = clinic.sign_in(Role::Patient).await;
        let (app, sheet) = clinic.set_up_app(&first).await;
        assert_eq!(between(&sheet, "class=\"codes\">", "</ol>").matches("<li>").count(), 10);

        let pending = clinic.pend(PATIENT).await;
        assert!(!clinic.is_signed_in(&pending).await);
        let token = pending.split_once('=').unwrap().1;
        assert!(!clinic.is_signed_in(&format!("verbena={token}")).await, "it is no session");
        let page = clinic.see("/sign-in/factor", &pending).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("autocomplete=\"one-time-code\""));
        assert!(!page.body.contains("demo-code"));
        for wrong in ["", "12345", "abcdef", "000 000"] {
            let answer = clinic.give(&pending, wrong).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            assert_eq!(answer.cookie(), None);
        }

        let way = format!("{pending}; way=/labs; verbena={token}");
        let done = clinic.give(&way, &app.code(clinic.clock.now())).await;
        assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/labs"));
        let session = done.cookie().unwrap();
        assert!(!session.contains(token), "the session has a token of its own");
        assert!(clinic.is_signed_in(&session).await);
        assert!(!clinic.is_signed_in(&format!("verbena={token}")).await, "what was there before is worth nothing");
        assert_eq!(cookie(&done, "verbena-signing-in"), None);
        assert_eq!(clinic.see("/sign-in/factor", &pending).await.header("location"), "/sign-in");
        assert_eq!(clinic.give(&pending, "123456").await.header("location"), "/sign-in");

        // Given up, it is over.
        let pending = clinic.pend(PATIENT).await;
        let ended = clinic.post("/sign-in/factor/end", &pending, "").await;
        assert_eq!(ended.header("location"), "/sign-in");
        assert_eq!(clinic.see("/sign-in/factor", &pending).await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn the_cookie_of_a_sign_in_under_way_is_bound_like_that_of_a_session() {
    for clinic in clinics_with("factor_cookie", &[("public_url", "https://portal.example.org")]).await {
        let clinic = clinic.with_people().await;
        let session = clinic.sign_in(Role::Patient).await;
        clinic.set_up_app(&session).await;
        let answer = clinic.try_sign_in(PATIENT, PASSWORD).await;
        let set: Vec<_> = answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
        let set = set.into_iter().find(|cookie| cookie.starts_with("__Host-verbena-signing-in=")).unwrap();
        for attribute in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure", "; Max-Age=600"] {
            assert!(set.contains(attribute), "{attribute}");
        }
    }
}

#[tokio::test]
async fn guessing_codes_is_slowed_and_late_codes_come_to_nothing() {
    for clinic in clinics("factor_guess").await {
        let clinic = clinic.with_people().await;
        let session = clinic.sign_in(Role::Patient).await;
        let (app, _) = clinic.set_up_app(&session).await;
        let pending = clinic.pend(PATIENT).await;
        let wrong = if app.code(clinic.clock.now()) == "000000" { "111111" } else { "000000" };
        for _ in 0..5 {
            assert_eq!(clinic.give(&pending, wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let other = clinic.pend(PATIENT).await;
        let slowed = clinic.give(&other, &app.code(clinic.clock.now())).await;
        assert_eq!((slowed.status, slowed.cookie()), (StatusCode::UNPROCESSABLE_ENTITY, None));
        assert!(slowed.body.contains("Too many tries"), "{}", slowed.body);
        clinic.clock.advance(Duration::minutes(10));
        let late = clinic.give(&other, &app.code(clinic.clock.now())).await;
        assert_eq!((late.header("location"), late.cookie()), ("/sign-in", None));
    }
}

#[tokio::test]
async fn a_printed_code_and_a_mailed_code_work_once() {
    for clinic in clinics("factor_codes").await {
        let clinic = clinic.with_people().await;
        let session = clinic.sign_in(Role::Patient).await;
        let (_, sheet) = clinic.set_up_app(&session).await;
        let codes = between(&sheet, "class=\"codes\">", "</ol>");
        let printed = between(codes, "<li>", "</li>").to_owned();
        let pending = clinic.pend(PATIENT).await;
        assert_eq!(clinic.post("/sign-in/factor/mail", &pending, "").await.status, StatusCode::NOT_FOUND, "not chosen");
        let strong = clinic.give(&pending, &printed).await.cookie().unwrap();
        let pending = clinic.pend(PATIENT).await;
        assert_eq!(clinic.give(&pending, &printed).await.status, StatusCode::UNPROCESSABLE_ENTITY);

        // Codes by mail are switched on once one has arrived.
        assert_eq!(clinic.see("/account/factors/mail", &strong).await.status, StatusCode::OK);
        for wrong in ["", "1234567", "123456", "12345678"] {
            let answer = clinic.post("/account/factors/mail", &strong, &format!("code={wrong}")).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        assert_eq!(
            clinic.post("/account/factors/mail/code", &strong, "").await.header("location"),
            "/account/factors/mail"
        );
        let used = clinic.mailed().await;
        let on = clinic.post("/account/factors/mail", &strong, &format!("code={used}")).await;
        assert_eq!(on.header("location"), "/account/factors");
        assert!(
            on.headers
                .get_all("set-cookie")
                .iter()
                .any(|set| set.to_str().unwrap().starts_with("notice=mail-codes-on"))
        );

        assert_eq!(clinic.give(&pending, &used).await.status, StatusCode::UNPROCESSABLE_ENTITY, "used");
        assert_eq!(clinic.post("/sign-in/factor/mail", &pending, "").await.header("location"), "/sign-in/factor");
        let mailed = clinic.mailed().await;
        let weak = clinic.give(&pending, &mailed).await.cookie().unwrap();
        assert!(clinic.is_signed_in(&weak).await);
        let pending = clinic.pend(PATIENT).await;
        assert_eq!(clinic.give(&pending, &mailed).await.status, StatusCode::UNPROCESSABLE_ENTITY);

        // What was given by mail changes nothing: there is something stronger.
        for path in ["/account/factors/mail/end", "/account/factors/apps", "/account/factors/recovery"] {
            assert_eq!(clinic.post(path, &weak, "").await.header("location"), "/account/confirmation", "{path}");
        }
        let off = clinic.post("/account/factors/mail/end", &strong, "").await;
        assert_eq!(off.header("location"), "/account/factors");
        assert!(!clinic.is_signed_in(&weak).await, "other sessions end");
    }
}

#[tokio::test]
async fn a_fresh_proof_is_asked_for_and_the_password_is_none_beside_an_app() {
    for clinic in clinics("factor_step_up").await {
        let clinic = clinic.with_people().await;
        let session = clinic.sign_in(Role::Patient).await;
        clinic.clock.advance(Duration::minutes(10));
        let asked = clinic.post("/account/factors/apps", &session, "").await;
        assert_eq!(asked.header("location"), "/account/confirmation");
        let page = clinic.see("/account/confirmation", &session).await;
        assert!(page.body.contains("current-password"));
        let password = format!("password={}", PASSWORD.replace(' ', "+"));
        for wrong in ["", "password=nonsense", "code=123456"] {
            let answer = clinic.post("/account/confirmation", &session, wrong).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        let way = format!("{session}; way=/account/factors");
        let confirmed = clinic.post("/account/confirmation", &way, &password).await;
        assert_eq!(confirmed.header("location"), "/account/factors");
        for outside in ["//evil.example", "https://evil.example", "/\\evil.example"] {
            let way = format!("{session}; way={outside}");
            assert_eq!(
                clinic.post("/account/confirmation", &way, &password).await.header("location"),
                "/",
                "{outside}"
            );
        }
        let (app, _) = clinic.set_up_app(&session).await;

        clinic.clock.advance(Duration::minutes(10));
        let page = clinic.see("/account/confirmation", &session).await;
        assert!(page.body.contains("one-time-code") && !page.body.contains("current-password"));
        let refused = clinic.post("/account/confirmation", &session, &password).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let begun = clinic.post("/account/factors/apps", &session, "").await;
        assert_eq!(begun.header("location"), "/account/confirmation", "a password opens nothing where there is an app");
        let code = format!("code={}", app.code(clinic.clock.now()));
        assert_eq!(clinic.post("/account/confirmation", &session, &code).await.status, StatusCode::SEE_OTHER);
        assert_eq!(
            clinic.post("/account/confirmation", &session, &code).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        let begun = clinic.post("/account/factors/apps", &session, "").await;
        assert!(begun.header("location").starts_with("/account/factors/apps/"));
    }
}

#[tokio::test]
async fn a_prescriber_works_with_a_strong_factor_only_and_keeps_the_last_one() {
    for clinic in clinics("factor_prescriber").await {
        let clinic = clinic.with_people().await;
        let weak = clinic.weak_cookie_for(DOCTOR).await;
        let turned = clinic.see("/patients", &weak).await;
        assert_eq!(turned.header("location"), "/account/factors");
        let page = clinic.see("/account/factors", &weak).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Set up a second step first"));
        assert!(!page.body.contains("Codes by mail"), "a mail would not be enough");
        clinic.set_up_app(&weak).await;
        assert_eq!(clinic.see("/patients", &weak).await.status, StatusCode::OK, "the session counts as strong now");

        let list = clinic.see("/account/factors", &weak).await.body;
        let one = format!("/account/factors/{}", between(&list, "href=\"/account/factors/0", "\"").trim());
        let one = one.replace("/account/factors/", "/account/factors/0");
        assert_eq!(clinic.see(&one, &weak).await.status, StatusCode::OK);
        let refused = clinic.post(&format!("{one}/removal"), &weak, "").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("The last one cannot be removed"));
        for wrong in ["name=", "name=%20", &format!("name={}", "x".repeat(61))] {
            let answer = clinic.post(&format!("{one}/name"), &weak, wrong).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        let renamed = clinic.post(&format!("{one}/name"), &weak, "name=Work+phone").await;
        assert_eq!(renamed.header("location"), "/account/factors");
        assert!(clinic.see("/account/factors", &weak).await.body.contains("Work phone"));

        // Somebody else does not find it, and signed out nobody comes here.
        let other = clinic.sign_in(Role::Staff).await;
        for path in ["name", "removal"] {
            let answer = clinic.post(&format!("{one}/{path}"), &other, "name=Mine").await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND);
            assert_eq!(clinic.post(&format!("{one}/{path}"), "", "").await.header("location"), "/sign-in");
        }
        assert_eq!(clinic.see(&one, &other).await.status, StatusCode::NOT_FOUND);

        // With a second one, the first can go.
        clinic.set_up_app(&weak).await;
        let removed = clinic.post(&format!("{one}/removal"), &weak, "").await;
        assert_eq!(removed.header("location"), "/account/factors");
    }
}

#[tokio::test]
async fn a_weak_session_of_a_prescriber_is_turned_away_from_every_page_of_theirs() {
    for house in houses("factor_weak").await {
        let weak = house.weak_cookie_for("okafor@example.org").await;
        let strong = house.cookie(Persona::Prescriber).unwrap();
        let mut turned_away = 0;
        for route in app::routes().into_iter().filter(|route| route.method == "GET") {
            let path = super::permissions::address(&house, route.path).await;
            // What concerns the own account and what is open to everyone is not of the role.
            let own = ["/account", "/sign-in", "/invitation", "/password", "/email", "/notices", "/setup", "/helping"];
            if route.path == "/" || own.iter().any(|own| route.path.starts_with(own)) {
                continue;
            }
            let with = house.ask_with("GET", &path, "", Some(strong)).await;
            let without = house.ask_with("GET", &path, "", Some(&weak)).await;
            if with.status == StatusCode::OK {
                assert_eq!(without.header("location"), "/account/factors", "{path}");
                turned_away += 1;
            } else {
                assert_ne!(without.status, StatusCode::OK, "{path}");
            }
        }
        assert!(turned_away > 15, "{turned_away} pages");
    }
}

#[tokio::test]
async fn a_device_that_is_signed_out_is_out_at_once() {
    for clinic in clinics("factor_devices").await {
        let clinic = clinic.with_people().await;
        let (here, there, elsewhere) =
            (clinic.sign_in(Role::Staff).await, clinic.sign_in(Role::Staff).await, clinic.sign_in(Role::Staff).await);
        let other = clinic.sign_in(Role::Patient).await;
        let page = clinic.see("/account/devices", &here).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.body.matches("This device").count(), 1);
        let actions: Vec<&str> = page
            .body
            .split("action=\"")
            .skip(1)
            .map(|rest| rest.split_once('"').unwrap().0)
            .filter(|action| action.starts_with("/account/devices/") && !action.contains("others"))
            .collect();
        assert_eq!(actions.len(), 2);
        assert_eq!(clinic.post(actions[0], &other, "").await.status, StatusCode::NOT_FOUND, "not theirs");
        assert_eq!(clinic.post(actions[0], "", "").await.header("location"), "/sign-in");
        assert_eq!(clinic.post(actions[0], &here, "").await.header("location"), "/account/devices");
        let left = [clinic.is_signed_in(&there).await, clinic.is_signed_in(&elsewhere).await];
        assert_eq!(left.iter().filter(|signed_in| **signed_in).count(), 1);
        assert_eq!(clinic.post("/account/devices/nonsense/sign-out", &here, "").await.status, StatusCode::NOT_FOUND);
        assert_eq!(clinic.post("/account/devices/others/sign-out", &here, "").await.status, StatusCode::SEE_OTHER);
        assert!(!clinic.is_signed_in(&there).await && !clinic.is_signed_in(&elsewhere).await);
        assert!(clinic.is_signed_in(&here).await && clinic.is_signed_in(&other).await);
    }
}

#[tokio::test]
async fn passkeys_belong_to_the_public_address_and_are_not_offered_without_one() {
    for clinic in clinics_with("passkey_host", &[("public_url", "https://portal.example.org")]).await {
        let clinic = clinic.with_people().await;
        let page = clinic.get("/sign-in", &[]).await;
        assert!(page.body.contains("data-passkey=\"get\""));
        let policy = page.header("content-security-policy").to_owned();
        let nonce = between(&policy, "script-src 'nonce-", "'").to_owned();
        assert!(page.body.contains(&format!("nonce=\"{nonce}\"")), "the page's script is let in");
        assert!(!policy.contains("unsafe"));
        // Whatever the request names as its host.
        let headers = [("sec-fetch-site", "same-origin")];
        let asked = clinic.ask(Method::POST, "/sign-in/passkey/challenge", &headers, "").await;
        assert_eq!((asked.status, asked.header("content-type")), (StatusCode::OK, "application/json"));
        assert!(asked.body.contains(r#""rpId":"portal.example.org""#), "{}", asked.body);
        assert!(asked.body.contains(r#""userVerification":"required""#));
        let id = between(&asked.body, r#""id":""#, "\"").to_owned();
        for form in
            ["".to_owned(), format!("challenge={id}&credential=nonsense"), format!("challenge={id}&credential=%7B%7D")]
        {
            let answer = clinic.post("/sign-in/passkey", "", &form).await;
            assert_eq!((answer.status, answer.cookie()), (StatusCode::UNPROCESSABLE_ENTITY, None));
        }
        let session = clinic
            .sign_in(Role::Patient)
            .await
            .replace("verbena=", "__Host-verbena=")
            .replace("__Host-__Host-", "__Host-");
        let made = clinic.post("/account/factors/passkeys/challenge", &session, "").await;
        assert!(made.body.contains(r#""residentKey":"required""#), "{}", made.body);
        let refused = clinic.post("/account/factors/passkeys", &session, "challenge=&credential=&name=Phone").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("value=\"Phone\""), "what was typed stays");
        let none = clinic.post("/account/confirmation/passkey/challenge", &session, "").await;
        assert_eq!(none.status, StatusCode::NOT_FOUND, "they have no passkey");
    }
    for clinic in clinics("passkey_without_name").await {
        let clinic = clinic.with_people().await;
        let page = clinic.get("/sign-in", &[]).await;
        assert!(!page.body.contains("passkey") && !page.body.contains("<script"));
        let headers = [("sec-fetch-site", "same-origin")];
        let asked = clinic.ask(Method::POST, "/sign-in/passkey/challenge", &headers, "").await;
        assert_eq!(asked.status, StatusCode::NOT_FOUND);
        let session = clinic.sign_in(Role::Patient).await;
        assert_eq!(clinic.see("/account/factors/passkeys", &session).await.status, StatusCode::NOT_FOUND);
        assert!(clinic.see("/account/factors", &session).await.body.contains("Passkeys cannot be used here"));
    }
}

#[test]
fn the_operator_resets_the_factors_of_someone_who_lost_them() {
    let here = Installation::new();
    here.done(&["migrate"]);
    assert!(here.add_user("ada@example.org", "admin", crate::installation::PASSWORD).status.success());
    assert!(here.done(&["user", "reset-factors", "ada@example.org"]).contains("no second factor now"));
    let unknown = here.run(&["user", "reset-factors", "nobody@example.org"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(said(&unknown).contains("is no account"));
}
