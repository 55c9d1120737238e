use super::{BadLink, Choice, Purpose, verify};
use crate::{
    Error,
    audit::{Action, Actor, Auditor, Event, Subject},
    db::{Db, Source as _},
    ids::AccountId,
    keys::Keys,
};
use chrono::{DateTime, Utc};

/// Ends notices of a kind for whoever got the mail the token comes from, as often as it is asked for.
pub async fn end_notices(
    db: &Db,
    keys: &Keys,
    auditor: &Auditor,
    token: &str,
    choice: Choice,
    now: DateTime<Utc>,
) -> Result<Result<(), BadLink>, Error> {
    let account = match verify(&mut db.read().await?, keys, Purpose::Unsubscribe, token, now).await? {
        Ok(account) => AccountId(account),
        Err(bad) => return Ok(Err(bad)),
    };
    let mut tx = db.begin().await?;
    let known: Option<(AccountId,)> = tx.query("SELECT id FROM accounts WHERE id = $1").bind(account).maybe().await?;
    if known.is_none() {
        return Ok(Err(BadLink::Wrong));
    }
    tx.query(
        "INSERT INTO notification_choices (account_id, kind, wanted) VALUES ($1, $2, FALSE)
         ON CONFLICT (account_id, kind) DO UPDATE SET wanted = FALSE",
    )
    .bind(account)
    .bind(choice)
    .run()
    .await?;
    let event = Event::new(Actor::visitor(), Action::Update, Subject::Account)
        .on(account.0)
        .noting(format!("notices ended by a link in a mail: {}", choice.name()));
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(Ok(()))
}
