use super::{Pending, apps};
use crate::{
    Error, Portal,
    accounts::{Session, by_email},
    audit::{Action, Actor, Event, Subject},
    db::Source,
    ids::AccountId,
};
use chrono::{DateTime, Utc};

/// The code of a demo person's app, which nobody has in their pocket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DemoCode {
    /// The next one that will be taken.
    Now(String),
    /// All that could be taken were: the next one comes after this many seconds.
    Wait {
        /// Seconds to wait.
        seconds: i64,
    },
}

/// The code to type for someone of the demo clinic who signs in; nothing for anyone else, and where they have no app.
pub async fn demo_code(
    q: &mut impl Source,
    portal: &Portal,
    pending: &Pending,
    now: DateTime<Utc>,
) -> Result<Option<DemoCode>, Error> {
    code_of(q, portal, pending.email(), pending.account(), now).await
}

/// The code to type for someone of the demo clinic who is signed in and gives their factor once more; nothing for anyone else.
pub async fn demo_code_again(
    q: &mut impl Source,
    portal: &Portal,
    session: &Session,
    now: DateTime<Utc>,
) -> Result<Option<DemoCode>, Error> {
    code_of(q, portal, session.email(), session.account(), now).await
}

async fn code_of(
    q: &mut impl Source,
    portal: &Portal,
    email: &str,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<Option<DemoCode>, Error> {
    if !portal.settings.demo_people.iter().any(|person| person.email == email) {
        return Ok(None);
    }
    let apps = apps::of_account(q, account).await?;
    let Some(app) = apps.first() else { return Ok(None) };
    let (_, end) = apps::window(now);
    // The present step rather than the one before: it lasts while it is typed.
    let step = (app.last_step + 1).max(apps::step_of(now));
    if step <= end {
        return Ok(Some(DemoCode::Now(app.code(&portal.keys, step)?)));
    }
    let seconds = (apps::begins(step - (end - apps::step_of(now))) - now.timestamp()).max(1);
    Ok(Some(DemoCode::Wait { seconds }))
}

/// Gives someone of the demo clinic an app, unless they have one. The portal shows its codes.
pub async fn give_demo_app(portal: &Portal, email: &str) -> Result<(), Error> {
    let now = portal.clock.now();
    let account = by_email(&mut portal.db.read().await?, email).await?.ok_or(Error::NotFound)?;
    let mut tx = portal.db.begin().await?;
    if !apps::of_account(&mut tx, account.id).await?.is_empty() {
        return Ok(());
    }
    let id = apps::insert(&mut tx, &portal.keys, account.id, "Demo", Some(now), now).await?;
    let event = Event::new(Actor::operator(), Action::Create, Subject::Factor).on(id.0).noting("demo clinic");
    portal.auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}
