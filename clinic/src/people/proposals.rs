use crate::{
    Error,
    accounts::{Admin, Confirmer},
    audit::{AccessLog, Action, Event, Subject},
    db::Source,
    ids::{AccountId, ProposalId},
};
use chrono::{DateTime, NaiveDate, Utc};

/// A proposal that someone may prescribe, with the whole licence.
#[derive(Clone, sqlx::FromRow)]
pub struct Proposal {
    /// Its id.
    pub id: ProposalId,
    /// Who is to prescribe.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// The address they sign in with.
    pub email: String,
    /// The licence's number.
    pub licence_number: String,
    /// Who issued it.
    pub licence_issuer: String,
    /// The last day on which it is valid.
    pub licence_until: NaiveDate,
    /// The National Provider Identifier.
    pub npi: Option<String>,
    /// Who proposed it.
    pub proposed_by: AccountId,
    /// The name of who proposed it.
    pub proposer: String,
    /// When.
    pub proposed_at: DateTime<Utc>,
    /// The name of who decided.
    pub decider: Option<String>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// How it was decided.
    pub confirmed: Option<bool>,
    /// Whether anyone but the two may sign in and confirm it.
    pub has_confirmer: bool,
    /// Whether the person prescribes already: then it is about the licence alone.
    pub prescribes: bool,
}

impl Proposal {
    /// Whether that person may confirm it: neither who proposed nor who is proposed.
    pub fn can_be_confirmed_by(&self, account: AccountId) -> bool {
        self.decided_at.is_none() && account != self.account && account != self.proposed_by
    }
}

/// Proposals that are listed.
const LISTED: i64 = 100;

/// The proposals that wait for an answer, the oldest first; 100 at most.
pub async fn open_proposals(q: &mut impl Source, by: &Confirmer, log: &AccessLog) -> Result<Vec<Proposal>, Error> {
    log.note(Event::new(by.actor(), Action::Read, Subject::PrescribingRight));
    Ok(q.query(
        "SELECT o.id, o.account_id AS account, a.name, a.email, o.licence_number, o.licence_issuer, o.licence_until, o.npi,
                o.proposed_by, b.name AS proposer, o.proposed_at, NULL AS decider, o.decided_at, o.confirmed,
                EXISTS (SELECT 1 FROM account_roles r JOIN accounts c ON c.id = r.account_id
                        WHERE r.role IN ('admin', 'prescriber') AND c.disabled_at IS NULL
                          AND c.id <> o.account_id AND c.id <> o.proposed_by) AS has_confirmer,
                EXISTS (SELECT 1 FROM account_roles w WHERE w.account_id = o.account_id AND w.role = 'prescriber') AS prescribes
         FROM prescriber_proposals o CROSS JOIN accounts a CROSS JOIN accounts b
         WHERE a.id = o.account_id AND b.id = o.proposed_by AND o.decided_at IS NULL ORDER BY o.proposed_at LIMIT $1",
    )
    .bind(LISTED)
    .all()
    .await?)
}

/// One proposal, for whoever decides about it.
///
/// # Errors
/// `NotFound` when there is none that waits.
pub async fn proposal(q: &mut impl Source, by: &Confirmer, id: ProposalId, log: &AccessLog) -> Result<Proposal, Error> {
    log.note(Event::new(by.actor(), Action::Read, Subject::PrescribingRight).on(id.0));
    q.query(
        "SELECT o.id, o.account_id AS account, a.name, a.email, o.licence_number, o.licence_issuer, o.licence_until, o.npi,
                o.proposed_by, b.name AS proposer, o.proposed_at, NULL AS decider, o.decided_at, o.confirmed,
                EXISTS (SELECT 1 FROM account_roles r JOIN accounts c ON c.id = r.account_id
                        WHERE r.role IN ('admin', 'prescriber') AND c.disabled_at IS NULL
                          AND c.id <> o.account_id AND c.id <> o.proposed_by) AS has_confirmer,
                EXISTS (SELECT 1 FROM account_roles w WHERE w.account_id = o.account_id AND w.role = 'prescriber') AS prescribes
         FROM prescriber_proposals o CROSS JOIN accounts a CROSS JOIN accounts b
         WHERE a.id = o.account_id AND b.id = o.proposed_by AND o.id = $1 AND o.decided_at IS NULL",
    )
    .bind(id)
    .maybe()
    .await?
    .ok_or(Error::NotFound)
}

/// The proposals for one person, the newest first; 100 at most.
pub async fn proposals_of(
    q: &mut impl Source,
    by: &Admin,
    account: AccountId,
    log: &AccessLog,
) -> Result<Vec<Proposal>, Error> {
    log.note(Event::new(by.actor(), Action::Read, Subject::PrescribingRight).on(account.0));
    Ok(q.query(
        "SELECT o.id, o.account_id AS account, a.name, a.email, o.licence_number, o.licence_issuer, o.licence_until, o.npi,
                o.proposed_by, b.name AS proposer, o.proposed_at, d.name AS decider, o.decided_at, o.confirmed,
                EXISTS (SELECT 1 FROM account_roles r JOIN accounts c ON c.id = r.account_id
                        WHERE r.role IN ('admin', 'prescriber') AND c.disabled_at IS NULL
                          AND c.id <> o.account_id AND c.id <> o.proposed_by) AS has_confirmer,
                EXISTS (SELECT 1 FROM account_roles w WHERE w.account_id = o.account_id AND w.role = 'prescriber') AS prescribes
         FROM prescriber_proposals o CROSS JOIN accounts a CROSS JOIN accounts b LEFT JOIN accounts d ON d.id = o.decided_by
         WHERE a.id = o.account_id AND b.id = o.proposed_by AND o.account_id = $1 ORDER BY o.proposed_at DESC LIMIT $2",
    )
    .bind(account)
    .bind(LISTED)
    .all()
    .await?)
}
