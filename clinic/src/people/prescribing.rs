use super::{
    Licence, LicenceProblem, NotChanged, is_npi,
    roles::{begin_as, event, known},
    state::end,
};
use crate::{
    Error,
    accounts::{Admin, Confirmer, Role},
    audit::{Action, Auditor, Event, Subject},
    db::{Alone, Db, Source as _, Tx},
    ids::{AccountId, PractitionerId, ProposalId},
    mail,
};
use chrono::{DateTime, NaiveDate, Utc};

/// Why nobody was proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotProposed {
    /// The licence is not right.
    Licence(Vec<LicenceProblem>),
    /// A proposal for the person waits for an answer.
    Waits,
    /// The account is disabled.
    Disabled,
    /// The identifier belongs to someone else who signs in here.
    NpiTaken,
    /// The clinic's records know the person by another identifier.
    NpiDiffers,
}

/// Why a proposal was not decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotDecided {
    /// It takes two people: neither who proposed nor who is proposed confirms.
    Own,
    /// Someone was faster.
    Decided,
    /// The licence has expired since it was entered.
    Expired,
    /// The account was disabled since.
    Disabled,
    /// The identifier belongs to someone else who signs in here.
    NpiTaken,
}

/// What a confirmed proposal has given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// The right to prescribe, with the licence.
    Right,
    /// A licence that takes the place of the one before, or the first one of someone who prescribed without: the right was there.
    Licence,
}

#[derive(sqlx::FromRow)]
struct Candidate {
    is_disabled: bool,
    prescribes: bool,
    waits: bool,
    practitioner: Option<PractitionerId>,
    npi: Option<String>,
}

/// Proposes that someone may prescribe, with their licence; another person confirms it. Of someone who prescribes already it is
/// the licence alone that is proposed: until it is confirmed, the one before goes on.
///
/// # Errors
/// `NotFound` when there is no such account, `NotPermitted` for who is no administrator any more.
pub async fn propose(
    db: &Db,
    auditor: &Auditor,
    by: &Admin,
    account: AccountId,
    licence: Licence,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Result<ProposalId, NotProposed>, Error> {
    let licence = licence.tidy();
    let problems = licence.problems(today);
    if !problems.is_empty() {
        return Ok(Err(NotProposed::Licence(problems)));
    }
    let mut tx = begin_as(db, by).await?;
    let candidate: Option<Candidate> = tx
        .query(
            "SELECT a.disabled_at IS NOT NULL AS is_disabled,
                    EXISTS (SELECT 1 FROM account_roles r
                            WHERE r.account_id = a.id AND r.role = 'prescriber') AS prescribes,
                    EXISTS (SELECT 1 FROM prescriber_proposals o
                            WHERE o.account_id = a.id AND o.decided_at IS NULL) AS waits,
                    p.id AS practitioner, p.npi
             FROM accounts a LEFT JOIN practitioners p ON p.id = a.practitioner_id WHERE a.id = $1",
        )
        .bind(account)
        .maybe()
        .await?;
    let candidate = candidate.ok_or(Error::NotFound)?;
    // What stands in the records and is no identifier at all does not count against a right one.
    let npi = candidate.npi.filter(|npi| is_npi(npi));
    let refused = if candidate.is_disabled {
        Some(NotProposed::Disabled)
    } else if candidate.waits {
        Some(NotProposed::Waits)
    } else if licence.npi.is_some() && npi.is_some() && licence.npi != npi {
        Some(NotProposed::NpiDiffers)
    } else if by_npi(&mut tx, candidate.practitioner, licence.npi.as_deref()).await?.is_err() {
        Some(NotProposed::NpiTaken)
    } else {
        None
    };
    if let Some(why) = refused {
        return Ok(Err(why));
    }
    let id = ProposalId::new();
    tx.query(
        "INSERT INTO prescriber_proposals
           (id, account_id, licence_number, licence_issuer, licence_until, npi, proposed_by, proposed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id)
    .bind(account)
    .bind(licence.number)
    .bind(licence.issuer)
    .bind(licence.until)
    .bind(licence.npi)
    .bind(by.account())
    .bind(now)
    .run()
    .await?;
    let event = Event::new(by.actor(), Action::Create, Subject::PrescribingRight)
        .on(id.0)
        .noting(proposing(candidate.prescribes));
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(Ok(id))
}

#[derive(sqlx::FromRow)]
struct Open {
    account_id: AccountId,
    proposed_by: AccountId,
    licence_until: NaiveDate,
    npi: Option<String>,
    is_decided: bool,
    is_disabled: bool,
    prescribes: bool,
    practitioner_id: Option<PractitionerId>,
    name: String,
}

/// Gives someone the right to prescribe, as another person has proposed. Their sessions end: in the new role they begin with a
/// strong second factor. Who prescribes already goes on with the licence that was proposed.
///
/// # Errors
/// `NotFound` when there is no such proposal.
pub async fn confirm(
    db: &Db,
    auditor: &Auditor,
    by: &Confirmer,
    proposal: ProposalId,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Result<Confirmed, NotDecided>, Error> {
    let mut tx = db.begin_alone(Alone::People).await?;
    let open: Option<Open> = tx
        .query(
            "SELECT o.account_id, o.proposed_by, o.licence_until, o.npi, o.decided_at IS NOT NULL AS is_decided,
                    a.disabled_at IS NOT NULL AS is_disabled, a.practitioner_id, a.name,
                    EXISTS (SELECT 1 FROM account_roles r
                            WHERE r.account_id = a.id AND r.role = 'prescriber') AS prescribes
             FROM prescriber_proposals o JOIN accounts a ON a.id = o.account_id WHERE o.id = $1",
        )
        .bind(proposal)
        .maybe()
        .await?;
    let open = open.ok_or(Error::NotFound)?;
    let refused = if open.is_decided {
        Some(NotDecided::Decided)
    } else if by.account() == open.proposed_by || by.account() == open.account_id {
        Some(NotDecided::Own)
    } else if open.licence_until < today {
        Some(NotDecided::Expired)
    } else if open.is_disabled {
        Some(NotDecided::Disabled)
    } else {
        None
    };
    if let Some(why) = refused {
        return Ok(Err(why));
    }
    let Ok(practitioner) = by_npi(&mut tx, open.practitioner_id, open.npi.as_deref()).await? else {
        return Ok(Err(NotDecided::NpiTaken));
    };
    if !decide(&mut tx, by, proposal, true, now).await? {
        return Ok(Err(NotDecided::Decided));
    }
    let practitioner = match practitioner {
        Some(practitioner) => practitioner,
        None => make_practitioner(&mut tx, &open.name).await?,
    };
    tx.query("UPDATE practitioners SET npi = COALESCE($1, npi), active = TRUE WHERE id = $2")
        .bind(open.npi)
        .bind(practitioner)
        .run()
        .await?;
    let set = tx
        .query("UPDATE accounts SET practitioner_id = $1 WHERE id = $2")
        .bind(practitioner)
        .bind(open.account_id)
        .run()
        .await;
    match set {
        // Someone else accepted an invitation as that clinician at the same moment.
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => return Ok(Err(NotDecided::NpiTaken)),
        set => set?,
    };
    if open.prescribes {
        let confirmed = Event::new(by.actor(), Action::Update, Subject::PrescribingRight).on(proposal.0);
        auditor.record(&mut tx, confirmed.noting("licence confirmed")).await?;
        tx.commit().await?;
        return Ok(Ok(Confirmed::Licence));
    }
    tx.query("INSERT INTO account_roles (account_id, role) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(open.account_id)
        .bind(Role::Prescriber)
        .run()
        .await?;
    end(&mut tx, open.account_id).await?;
    mail::enqueue(&mut tx, mail::Kind::PrescriberConfirmed, proposal.0, "", now).await?;
    let confirmed =
        Event::new(by.actor(), Action::Update, Subject::PrescribingRight).on(proposal.0).noting("confirmed");
    auditor.record(&mut tx, confirmed).await?;
    let given = Event::new(by.actor(), Action::Create, Subject::Role).on(open.account_id.0);
    auditor.record(&mut tx, given.noting(Role::Prescriber.name())).await?;
    tx.commit().await?;
    Ok(Ok(Confirmed::Right))
}

/// Answers a proposal with no. Who proposed may take it back this way, for example to correct it.
///
/// # Errors
/// `NotFound` when there is no such proposal.
pub async fn decline(
    db: &Db,
    auditor: &Auditor,
    by: &Confirmer,
    proposal: ProposalId,
    now: DateTime<Utc>,
) -> Result<Result<(), NotDecided>, Error> {
    let mut tx = db.begin_alone(Alone::People).await?;
    let open: Option<(AccountId,)> =
        tx.query("SELECT account_id FROM prescriber_proposals WHERE id = $1").bind(proposal).maybe().await?;
    let (account,) = open.ok_or(Error::NotFound)?;
    if account == by.account() {
        return Ok(Err(NotDecided::Own));
    }
    if !decide(&mut tx, by, proposal, false, now).await? {
        return Ok(Err(NotDecided::Decided));
    }
    let event = Event::new(by.actor(), Action::Delete, Subject::PrescribingRight).on(proposal.0).noting("declined");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Takes the right to prescribe; it is gone with the person's next request. One administrator suffices. A licence that waits to be
/// confirmed is declined with it: confirming it would give the right back.
///
/// # Errors
/// `NotFound` when there is no such account, or when it has no such right.
pub async fn withdraw(
    db: &Db,
    auditor: &Auditor,
    by: &Admin,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<Result<(), NotChanged>, Error> {
    if by.account() == account {
        return Ok(Err(NotChanged::Own));
    }
    let mut tx = db.begin_alone(Alone::People).await?;
    known(&mut tx, account).await?;
    let taken = tx
        .query("DELETE FROM account_roles WHERE account_id = $1 AND role = $2")
        .bind(account)
        .bind(Role::Prescriber)
        .run()
        .await?;
    if taken == 0 {
        return Err(Error::NotFound);
    }
    let declined: Vec<(ProposalId,)> = tx
        .query(
            "UPDATE prescriber_proposals SET decided_by = $1, decided_at = $2, confirmed = FALSE
             WHERE account_id = $3 AND decided_at IS NULL RETURNING id",
        )
        .bind(by.account())
        .bind(now)
        .bind(account)
        .all()
        .await?;
    for (proposal,) in declined {
        let event = Event::new(by.actor(), Action::Delete, Subject::PrescribingRight).on(proposal.0);
        auditor.record(&mut tx, event.noting("declined with the right")).await?;
    }
    let withdrawn = Event::new(by.actor(), Action::Delete, Subject::PrescribingRight).on(account.0).noting("withdrawn");
    auditor.record(&mut tx, withdrawn).await?;
    auditor.record(&mut tx, event(by, Action::Delete, account, Role::Prescriber)).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// The clinician someone is: the one their account names, else the one with that identifier, if nobody signs in as them.
/// The inner error says that somebody else does.
async fn by_npi(
    tx: &mut Tx,
    own: Option<PractitionerId>,
    npi: Option<&str>,
) -> Result<Result<Option<PractitionerId>, ()>, Error> {
    let Some(npi) = npi else { return Ok(Ok(own)) };
    let known: Vec<(PractitionerId, bool)> = tx
        .query(
            "SELECT p.id, EXISTS (SELECT 1 FROM accounts a WHERE a.practitioner_id = p.id)
             FROM practitioners p WHERE p.npi = $1 ORDER BY p.active DESC, p.id LIMIT 10",
        )
        .bind(npi.to_owned())
        .all()
        .await?;
    if known.iter().any(|(id, has_account)| *has_account && Some(*id) != own) {
        return Ok(Err(()));
    }
    Ok(Ok(own.or(known.first().map(|(id, _)| *id))))
}

/// What the trail says of a proposal.
fn proposing(prescribes: bool) -> &'static str {
    if prescribes { "licence proposed" } else { "proposed" }
}

async fn make_practitioner(tx: &mut Tx, name: &str) -> Result<PractitionerId, Error> {
    let id = PractitionerId::new();
    tx.query("INSERT INTO practitioners (id, name, active) VALUES ($1, $2, TRUE)")
        .bind(id)
        .bind(name.to_owned())
        .run()
        .await?;
    Ok(id)
}

async fn decide(
    tx: &mut Tx,
    by: &Confirmer,
    proposal: ProposalId,
    confirmed: bool,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let decided = tx
        .query(
            "UPDATE prescriber_proposals SET decided_by = $1, decided_at = $2, confirmed = $3
             WHERE id = $4 AND decided_at IS NULL",
        )
        .bind(by.account())
        .bind(now)
        .bind(confirmed)
        .bind(proposal)
        .run()
        .await?;
    Ok(decided > 0)
}
