//! The state of the portal itself, for those who look after it.

use crate::{
    Error,
    accounts::Admin,
    audit::{AccessLog, Action, Event, Subject},
    db::Source,
};

/// As far as is counted: what is larger is said to be larger, so that no page grows with the clinic.
pub const MOST_COUNTED: i64 = 100_000;

/// How much there is, each counted up to [`MOST_COUNTED`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Counts {
    /// Records of patients.
    pub patients: i64,
    /// People who can sign in, disabled ones included.
    pub accounts: i64,
}

/// Counts what there is.
pub async fn counts(q: &mut impl Source, by: &Admin, log: &AccessLog) -> Result<Counts, Error> {
    log.note(Event::new(by.actor(), Action::Read, Subject::Account));
    Ok(q.query(
        "SELECT (SELECT count(*) FROM (SELECT 1 FROM patients LIMIT $1) p) AS patients,
                (SELECT count(*) FROM (SELECT 1 FROM accounts LIMIT $1) a) AS accounts",
    )
    .bind(MOST_COUNTED + 1)
    .one()
    .await?)
}
