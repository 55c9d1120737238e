//! Coming in over HTTP: the first administrator, invitations, addresses, passwords, and what each page tells to whom.

mod invitations;
mod own;

use crate::support::{Answer, Clinic, patient};
use chrono::Duration;
use clinic::{
    accounts::invite_by_mail,
    audit::Actor,
    db::Source as _,
    ids::InvitationId,
    mail::{Purpose, sign},
};
use uuid::Uuid;

const ANOTHER: &str = "tortuga ventana jueves";
/// A form's body.
fn form(fields: &[(&str, &str)]) -> String {
    let escaped = |text: &str| -> String {
        text.bytes()
            .map(
                |byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") },
            )
            .collect()
    };
    fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect::<Vec<_>>().join("&")
}

impl Clinic {
    /// A link as a mail would hold it, for an hour.
    async fn link(&self, purpose: Purpose, subject: Uuid) -> String {
        let now = self.clock.now();
        let portal = &self.portal;
        let token = sign(&portal.db, &portal.keys, purpose, subject, now + Duration::hours(1), now).await.unwrap();
        format!("{}{token}", purpose.path())
    }

    async fn newest(&self, sql: &'static str) -> Uuid {
        let (id,): (Uuid,) = self.portal.db.read().await.unwrap().query(sql).one().await.unwrap();
        id
    }

    async fn mailed_invitation(&self, id: &str) -> InvitationId {
        let portal = &self.portal;
        invite_by_mail(&portal.db, &portal.auditor, Actor::operator(), patient(id), "new@example.org", self.clock.now())
            .await
            .unwrap()
    }

    async fn page(&self, path: &str, cookie: &str) -> Answer {
        self.get(path, &[("cookie", cookie)]).await
    }
}
