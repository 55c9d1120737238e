use super::{
    Admin, Language, Role, Roles,
    codes::{code_hash, new_code},
    email::{email_key, is_email, is_name},
};
use crate::{
    Error,
    audit::{AccessLog, Action, Actor, Auditor, Event, Subject},
    db::{Db, Source, Tx},
    ids::{AccountId, InvitationId, PractitionerId},
    mail,
    people::begin_as,
    policies::{Policy, value_of},
};
use chrono::{DateTime, Duration, Utc};

/// Invitations that are listed.
const LISTED: i64 = 100;

/// Someone who works here, to be invited.
#[derive(Clone, Debug)]
pub struct StaffInvitation {
    /// The name in full.
    pub name: String,
    /// The address they will sign in with; the invitation is mailed to it, or on paper is good only with it.
    pub email: String,
    /// What they will be: staff, pharmacist, admin. Nobody becomes a prescriber or patient this way.
    pub roles: Vec<Role>,
    /// The clinician they are, where the clinic's records name them already.
    pub practitioner: Option<PractitionerId>,
    /// Whether care teams and prescriptions will name them: without a `practitioner` one is made.
    pub is_clinician: bool,
    /// The language of the mail or letter.
    pub language: Option<Language>,
    /// A letter with a code instead of a mail.
    pub on_paper: bool,
}

/// Why someone who works here was not invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotInvited {
    /// The name is missing, longer than 200 characters, or not one line.
    Name,
    /// That is no e-mail address.
    Email,
    /// Someone signs in with that address already: give them the role instead.
    EmailTaken,
    /// No role was chosen, or one that no invitation gives.
    Roles,
    /// Someone signs in as that practitioner already, or there is none.
    Practitioner,
}

/// An invitation that was just issued.
#[derive(Clone)]
pub struct Issued {
    /// Its id.
    pub id: InvitationId,
    /// The code of the letter, shown once; none where a mail is sent.
    pub code: Option<String>,
    /// Until when it can be used.
    pub expires_at: DateTime<Utc>,
}

/// An invitation of someone who works here, as administrators see it.
#[derive(Clone, sqlx::FromRow)]
pub struct StaffInvited {
    /// Its id.
    pub id: InvitationId,
    /// The name of who is invited.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Role names, with spaces between.
    pub roles: String,
    /// The language of the mail or letter.
    pub language: Option<Language>,
    /// Whether it is a letter.
    pub on_paper: bool,
    /// Whether they will be named in care teams.
    pub is_clinician: bool,
    /// When it was issued.
    pub created_at: DateTime<Utc>,
    /// By whom.
    pub created_by: Option<String>,
    /// Until when it can be used; it may be over.
    pub expires_at: DateTime<Utc>,
}

/// Invites someone who works here; an open invitation of the same address ends.
///
/// The inner error says what to put right.
pub async fn invite_staff(
    db: &Db,
    auditor: &Auditor,
    by: &Admin,
    invitation: StaffInvitation,
    now: DateTime<Utc>,
) -> Result<Result<Issued, NotInvited>, Error> {
    let roles: Roles = invitation.roles.iter().copied().collect();
    if let Err(why) = check(&invitation, roles) {
        return Ok(Err(why));
    }
    let mut tx = begin_as(db, by).await?;
    let taken: Option<(AccountId,)> =
        tx.query("SELECT id FROM accounts WHERE email_key = $1").bind(email_key(&invitation.email)).maybe().await?;
    if taken.is_some() {
        return Ok(Err(NotInvited::EmailTaken));
    }
    if let Some(practitioner) = invitation.practitioner {
        let known: Option<(bool,)> = tx
            .query(
                "SELECT EXISTS (SELECT 1 FROM accounts a WHERE a.practitioner_id = p.id) FROM practitioners p WHERE p.id = $1",
            )
            .bind(practitioner)
            .maybe()
            .await?;
        if known != Some((false,)) {
            return Ok(Err(NotInvited::Practitioner));
        }
    }
    let open: Vec<(InvitationId,)> = tx
        .query(
            "SELECT id FROM invitations
             WHERE kind = 'staff' AND lower(email) = $1 AND used_at IS NULL AND revoked_at IS NULL",
        )
        .bind(email_key(&invitation.email))
        .all()
        .await?;
    for (id,) in open {
        end(&mut tx, id, now).await?;
    }
    let practitioner = match invitation.practitioner {
        None if invitation.is_clinician => Some(make_practitioner(&mut tx, &invitation.name).await?),
        given => given,
    };
    let row = Row {
        name: invitation.name.trim().to_owned(),
        email: invitation.email.trim().to_owned(),
        roles: roles.iter().map(Role::name).collect::<Vec<_>>().join(" "),
        language: invitation.language,
        practitioner_id: practitioner,
        on_paper: invitation.on_paper,
    };
    let issued = issue(&mut tx, by, &row, now).await?;
    auditor.record(&mut tx, event(by.actor(), Action::Create, issued.id)).await?;
    tx.commit().await?;
    Ok(Ok(issued))
}

/// Issues an invitation anew: the earlier one ends, the new one is mailed or has a new code.
///
/// # Errors
/// `NotFound` when there is no such invitation that waits or has expired.
pub async fn renew_staff_invitation(
    db: &Db,
    auditor: &Auditor,
    by: &Admin,
    id: InvitationId,
    now: DateTime<Utc>,
) -> Result<Issued, Error> {
    let mut tx = begin_as(db, by).await?;
    let row: Option<Row> = tx
        .query(
            "UPDATE invitations SET revoked_at = $1
             WHERE id = $2 AND kind = 'staff' AND used_at IS NULL AND revoked_at IS NULL
             RETURNING name, email, roles, language, practitioner_id, code_hash IS NOT NULL AS on_paper",
        )
        .bind(now)
        .bind(id)
        .maybe()
        .await?;
    let Some(row) = row else { return Err(Error::NotFound) };
    let issued = issue(&mut tx, by, &row, now).await?;
    auditor.record(&mut tx, event(by.actor(), Action::Update, issued.id).noting("renewed")).await?;
    tx.commit().await?;
    Ok(issued)
}

/// Takes an invitation back: it can no longer be used.
///
/// # Errors
/// `NotFound` when there is no such invitation that waits or has expired.
pub async fn revoke_staff_invitation(
    db: &Db,
    auditor: &Auditor,
    by: &Admin,
    id: InvitationId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    if !end(&mut tx, id, now).await? {
        return Err(Error::NotFound);
    }
    auditor.record(&mut tx, event(by.actor(), Action::Delete, id)).await?;
    tx.commit().await?;
    Ok(())
}

/// The invitations of people who work here that wait or have expired unused, the newest first; 100 at most.
pub async fn open_staff_invitations(
    q: &mut impl Source,
    by: &Admin,
    log: &AccessLog,
) -> Result<Vec<StaffInvited>, Error> {
    log.note(Event::new(by.actor(), Action::Read, Subject::Invitation));
    Ok(q.query(
        "SELECT i.id, i.name, i.email, i.roles, i.language, i.code_hash IS NOT NULL AS on_paper,
                i.practitioner_id IS NOT NULL AS is_clinician, i.created_at, a.name AS created_by, i.expires_at
         FROM invitations i LEFT JOIN accounts a ON a.id = i.created_by
         WHERE i.kind = 'staff' AND i.used_at IS NULL AND i.revoked_at IS NULL
         ORDER BY i.created_at DESC LIMIT $1",
    )
    .bind(LISTED)
    .all()
    .await?)
}

#[derive(sqlx::FromRow)]
struct Row {
    name: String,
    email: String,
    roles: String,
    language: Option<Language>,
    practitioner_id: Option<PractitionerId>,
    on_paper: bool,
}

fn check(invitation: &StaffInvitation, roles: Roles) -> Result<(), NotInvited> {
    if !is_name(&invitation.name) {
        return Err(NotInvited::Name);
    }
    if !is_email(&invitation.email) {
        return Err(NotInvited::Email);
    }
    // The right to prescribe takes two people, and a patient's account comes from the record.
    let mut roles = roles.iter().peekable();
    if roles.peek().is_none() || roles.any(|role| matches!(role, Role::Patient | Role::Prescriber)) {
        return Err(NotInvited::Roles);
    }
    Ok(())
}

async fn issue(tx: &mut Tx, by: &Admin, row: &Row, now: DateTime<Utc>) -> Result<Issued, Error> {
    let code = row.on_paper.then(new_code);
    let days = value_of(tx, Policy::InvitationDays).await?;
    let issued = Issued { id: InvitationId::new(), code, expires_at: now + Duration::days(days) };
    tx.query(
        "INSERT INTO invitations
           (id, kind, practitioner_id, name, email, language, roles, code_hash, created_at, created_by, expires_at)
         VALUES ($1, 'staff', $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(issued.id)
    .bind(row.practitioner_id)
    .bind(row.name.clone())
    .bind(row.email.clone())
    .bind(row.language)
    .bind(row.roles.clone())
    .bind(issued.code.as_deref().map(code_hash))
    .bind(now)
    .bind(by.account())
    .bind(issued.expires_at)
    .run()
    .await?;
    if issued.code.is_none() {
        mail::enqueue(tx, mail::Kind::Invitation, issued.id.0, "", now).await?;
    }
    Ok(issued)
}

/// Ends an invitation. Tells whether it was open.
async fn end(tx: &mut Tx, id: InvitationId, now: DateTime<Utc>) -> Result<bool, Error> {
    let ended = tx
        .query(
            "UPDATE invitations SET revoked_at = $1
             WHERE id = $2 AND kind = 'staff' AND used_at IS NULL AND revoked_at IS NULL",
        )
        .bind(now)
        .bind(id)
        .run()
        .await?;
    Ok(ended > 0)
}

/// Someone whom care teams can name from the day they join: until then not active, which no list shows.
async fn make_practitioner(tx: &mut Tx, name: &str) -> Result<PractitionerId, Error> {
    let id = PractitionerId::new();
    tx.query("INSERT INTO practitioners (id, name, active) VALUES ($1, $2, FALSE)")
        .bind(id)
        .bind(name.trim().to_owned())
        .run()
        .await?;
    Ok(id)
}

fn event(actor: Actor, action: Action, id: InvitationId) -> Event {
    Event::new(actor, action, Subject::Invitation).on(id.0).noting("someone who works here")
}
