//! Second factors, step-up and devices over HTTP.

mod keeping;
mod signing_in;

use crate::support::{Answer, Clinic, PASSWORD};
use chrono::{DateTime, Duration, Utc};
use clinic::{db::Source as _, mail::sign_in_code};
use http::StatusCode;
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
