use super::{Role, Roles, codes::code_hash, email::email_key};
use crate::{
    Error,
    db::Source,
    ids::{AccountId, HelperId, InvitationId, PatientId, PractitionerId},
};
use chrono::{DateTime, NaiveDate, Utc};

/// Whom an invitation is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Invitee {
    /// A patient.
    Patient,
    /// Someone who works here.
    Staff,
    /// Someone to help a patient.
    Helper,
    /// The first administrator of an installation.
    Setup,
}

/// How it stands with an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It can be used.
    Open,
    /// It was used.
    Used,
    /// It was taken back, or a newer one took its place.
    Ended,
    /// Its time is over.
    Expired,
}

/// An invitation as whoever was mailed its link sees it. A patient's name is not in it: the mail may have gone astray.
#[derive(Clone)]
pub struct Landing {
    /// Whom it is for.
    pub invitee: Invitee,
    /// How it stands with it.
    pub standing: Standing,
    /// The name of who is invited; not for a patient.
    pub name: Option<String>,
    /// The address it was mailed to.
    pub email: String,
    /// Whether someone signs in with that address already.
    pub is_known: bool,
    /// The given name of the patient whom a helper is to help.
    pub helps: Option<String>,
}

/// What an invitation is and gives.
#[derive(Clone, sqlx::FromRow)]
pub(super) struct Found {
    pub id: InvitationId,
    pub kind: Invitee,
    pub patient_id: Option<PatientId>,
    pub helper_id: Option<HelperId>,
    pub practitioner_id: Option<PractitionerId>,
    pub name: String,
    pub email: Option<String>,
    roles: Option<String>,
    /// The birth date that is the second half of the key: the patient's own, or that of whom a helper is to help.
    birth_date: Option<NaiveDate>,
    /// Whose record it is about.
    pub about: Option<PatientId>,
    given: Option<String>,
    helper_ended: bool,
    created_by: Option<AccountId>,
    /// Who entered the right to help.
    entered_by: Option<AccountId>,
    expires_at: DateTime<Utc>,
    used_at: Option<DateTime<Utc>>,
    revoked_at: Option<DateTime<Utc>>,
}

const BY_LINK: &str = "SELECT i.id, i.kind, i.patient_id, i.helper_id, i.practitioner_id,
            COALESCE(i.name, h.name, p.name, '') AS name, i.email, i.roles,
            CASE WHEN p.birth_date_precision = 'day' THEN p.birth_date END AS birth_date, p.id AS about, p.given,
            h.id IS NOT NULL AND (h.account_id IS NOT NULL OR h.revoked_at IS NOT NULL
                                  OR COALESCE(h.ends_at <= $2, FALSE)) AS helper_ended,
            i.created_by, h.created_by AS entered_by, i.expires_at, i.used_at, i.revoked_at
     FROM invitations i
     LEFT JOIN helpers h ON h.id = i.helper_id
     LEFT JOIN patients p ON p.id = COALESCE(i.patient_id, h.patient_id)
     WHERE i.id = $1 AND i.email IS NOT NULL AND i.code_hash IS NULL AND i.kind <> 'setup'";

const BY_CODE: &str = "SELECT i.id, i.kind, i.patient_id, i.helper_id, i.practitioner_id,
            COALESCE(i.name, h.name, p.name, '') AS name, i.email, i.roles,
            CASE WHEN p.birth_date_precision = 'day' THEN p.birth_date END AS birth_date, p.id AS about, p.given,
            h.id IS NOT NULL AND (h.account_id IS NOT NULL OR h.revoked_at IS NOT NULL
                                  OR COALESCE(h.ends_at <= $2, FALSE)) AS helper_ended,
            i.created_by, h.created_by AS entered_by, i.expires_at, i.used_at, i.revoked_at
     FROM invitations i
     LEFT JOIN helpers h ON h.id = i.helper_id
     LEFT JOIN patients p ON p.id = COALESCE(i.patient_id, h.patient_id)
     WHERE i.code_hash = $1 AND i.kind <> 'setup'";

/// The invitation that a link was made for.
pub(super) async fn by_link(q: &mut impl Source, id: InvitationId, now: DateTime<Utc>) -> Result<Option<Found>, Error> {
    Ok(q.query(BY_LINK).bind(id).bind(now).maybe().await?)
}

/// The invitation whose letter holds a code.
pub(super) async fn by_code(q: &mut impl Source, code: &str, now: DateTime<Utc>) -> Result<Option<Found>, Error> {
    Ok(q.query(BY_CODE).bind(code_hash(code)).bind(now).maybe().await?)
}

/// What the page of a mailed link shows; `None` when there is no such invitation.
pub async fn landing(q: &mut impl Source, id: InvitationId, now: DateTime<Utc>) -> Result<Option<Landing>, Error> {
    let Some(found) = by_link(q, id, now).await? else { return Ok(None) };
    let email = found.email.clone().unwrap_or_default();
    let is_known = super::is_known(q, &email).await?;
    let standing = found.standing(now);
    let helps = found.given.as_deref().and_then(|given| given.split(' ').next()).map(str::to_owned);
    Ok(Some(Landing {
        invitee: found.kind,
        standing,
        name: (found.kind != Invitee::Patient).then_some(found.name),
        email,
        is_known,
        helps: helps.filter(|_| found.kind == Invitee::Helper),
    }))
}

impl Found {
    /// How it stands with it.
    pub fn standing(&self, now: DateTime<Utc>) -> Standing {
        if self.used_at.is_some() {
            Standing::Used
        } else if self.revoked_at.is_some() || self.helper_ended {
            Standing::Ended
        } else if self.expires_at <= now {
            Standing::Expired
        } else {
            Standing::Open
        }
    }

    /// Whether someone issued it to themselves: nobody gives themselves a role, or a patient's record to look after.
    pub fn is_from(&self, account: AccountId) -> bool {
        match self.kind {
            Invitee::Staff => self.created_by == Some(account),
            Invitee::Helper => [self.created_by, self.entered_by].contains(&Some(account)),
            Invitee::Patient | Invitee::Setup => false,
        }
    }

    /// Whether what was given is the second half of the key: for a patient always the birth date; else the link itself, or with a
    /// code the address it was issued for, or without one the birth date of whom to help.
    pub fn fits(&self, by_link: bool, born: Option<NaiveDate>, email: &str) -> bool {
        let birth_date = || born.is_some() && born == self.birth_date;
        match (self.kind, self.email.as_deref()) {
            (Invitee::Setup, _) => false,
            (Invitee::Patient, _) => birth_date(),
            (Invitee::Staff | Invitee::Helper, _) if by_link => true,
            (Invitee::Staff | Invitee::Helper, Some(issued_for)) => email_key(issued_for) == email_key(email),
            (Invitee::Helper, None) => birth_date(),
            (Invitee::Staff, None) => false,
        }
    }

    /// The roles it gives. What takes more than one person is never among them.
    pub fn roles(&self) -> Roles {
        let named = self.roles.iter().flat_map(|roles| roles.split(' ')).filter_map(|role| role.parse().ok());
        let roles: Roles = named.filter(|role| !matches!(role, Role::Patient | Role::Prescriber)).collect();
        match self.kind {
            Invitee::Patient => [Role::Patient].into_iter().collect(),
            Invitee::Staff => roles,
            Invitee::Helper | Invitee::Setup => Roles::default(),
        }
    }
}
