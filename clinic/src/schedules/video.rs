use crate::{
    Error,
    accounts::Admin,
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source},
};
use chrono::{DateTime, Utc};
use webauthn_rs::prelude::Url;

/// The most characters of the address that links to video visits begin with.
pub const LONGEST_VIDEO_BASE: usize = 200;

/// The name the address is stored under.
const SETTING: &str = "video.base";

/// What links to video visits cannot begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadVideoBase;

/// What links to video visits begin with: an https address that ends with a slash. Without it there are no links.
pub async fn video_base(q: &mut impl Source) -> Result<Option<String>, Error> {
    let found: Option<(Option<String>,)> =
        q.query("SELECT value FROM settings WHERE name = $1").bind(SETTING).maybe().await?;
    Ok(found.and_then(|(value,)| value).filter(|value| !value.is_empty()))
}

/// Says what links to video visits begin with; nothing for no links. The inner error says that it is no https address.
pub async fn set_video_base(
    db: &Db,
    auditor: &Auditor,
    by: &Admin,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<Result<(), BadVideoBase>, Error> {
    let Some(base) = tidy(typed) else { return Ok(Err(BadVideoBase)) };
    let mut tx = db.begin().await?;
    let before = video_base(&mut tx).await?.unwrap_or_default();
    if before == base {
        return Ok(Ok(()));
    }
    tx.query(
        "INSERT INTO settings (name, value, changed_at, changed_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT (name) DO UPDATE SET value = $2, changed_at = $3, changed_by = $4",
    )
    .bind(SETTING)
    .bind(base.clone())
    .bind(now)
    .bind(by.account())
    .run()
    .await?;
    let event = Event::new(by.actor(), Action::Update, Subject::Setting);
    auditor.record(&mut tx, event.noting(format!("{SETTING}: {before} → {base}"))).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// The address as it is kept, or nothing where it cannot be one. A query or a fragment would swallow what is put after it, and a name and
/// password do not belong into links that patients get.
fn tidy(typed: &str) -> Option<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(String::new());
    }
    let url = Url::parse(typed).ok()?;
    let is_plain =
        url.username().is_empty() && url.password().is_none() && url.query().is_none() && url.fragment().is_none();
    if url.scheme() != "https" || url.domain().is_none() || !is_plain {
        return None;
    }
    let mut base = url.to_string();
    if !base.ends_with('/') {
        base.push('/');
    }
    (base.len() <= LONGEST_VIDEO_BASE).then_some(base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_https_and_ends_with_a_slash() {
        for (typed, kept) in [
            ("", Some("")),
            (" https://meet.example.org ", Some("https://meet.example.org/")),
            ("https://meet.example.org/clinic", Some("https://meet.example.org/clinic/")),
            ("HTTPS://MEET.example.org:8443/", Some("https://meet.example.org:8443/")),
            ("http://meet.example.org/", None),
            ("meet.example.org", None),
            ("https://", None),
            ("https://user:secret@meet.example.org/", None),
            ("https://meet.example.org/?room=", None),
            ("https://meet.example.org/#room", None),
            ("javascript:alert(1)", None),
        ] {
            assert_eq!(tidy(typed).as_deref(), kept, "{typed}");
        }
        assert_eq!(tidy(&format!("https://meet.example.org/{}", "a".repeat(200))), None);
    }
}
