use crate::{
    Error,
    accounts::Admin,
    audit::{AccessLog, Action, Event, Subject},
    db::Source,
    ids::AccountId,
};
use chrono::{Days, NaiveDate};

/// Days before the last day of a licence from which administrators are told.
pub const LICENCE_NOTICE_DAYS: u64 = 60;
/// People who are told of; more follow when these are done.
const ENDING: i64 = 20;

/// Someone who may prescribe with a licence that ends soon or has ended. The right itself stays until it is withdrawn.
#[derive(Clone, sqlx::FromRow)]
pub struct EndingLicence {
    /// Whose account it is.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// The last day of the licence that was confirmed last.
    pub until: NaiveDate,
}

/// Whether administrators are told of a licence with this last day.
pub fn ends_soon(until: NaiveDate, today: NaiveDate) -> bool {
    until <= today + Days::new(LICENCE_NOTICE_DAYS)
}

/// The licences of those who may prescribe that have expired or end within 60 days, the first to end first; 20 at most.
pub async fn ending_licences(
    q: &mut impl Source,
    by: &Admin,
    today: NaiveDate,
    log: &AccessLog,
) -> Result<Vec<EndingLicence>, Error> {
    let found: Vec<EndingLicence> = q
        .query(
            "SELECT a.id AS account, a.name, o.licence_until AS until
             FROM account_roles w CROSS JOIN accounts a CROSS JOIN prescriber_proposals o
             WHERE w.role = 'prescriber' AND a.id = w.account_id AND a.disabled_at IS NULL
               AND o.id = (SELECT l.id FROM prescriber_proposals l
                           WHERE l.account_id = w.account_id AND l.confirmed = TRUE
                           ORDER BY l.proposed_at DESC, l.id DESC LIMIT 1)
               AND o.licence_until <= $1
             ORDER BY o.licence_until, a.id LIMIT $2",
        )
        .bind(today + Days::new(LICENCE_NOTICE_DAYS))
        .bind(ENDING)
        .all()
        .await?;
    if !found.is_empty() {
        log.note(Event::new(by.actor(), Action::Read, Subject::PrescribingRight).noting("licences that end"));
    }
    Ok(found)
}
