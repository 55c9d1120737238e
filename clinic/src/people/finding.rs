use crate::{
    Error,
    accounts::{AccountRow, Admin, Role, Roles, people as everyone},
    audit::{AccessLog, Action, Event, Subject},
    db::Source,
    fold::fold,
    ids::{AccountId, PractitionerId},
    paging::ByName,
};
use chrono::{DateTime, Utc};

/// The most characters that are searched for.
pub const LONGEST_SEARCH: usize = 200;
/// People who work here that a search looks through: more than any clinic has.
const WORKERS: i64 = 2000;
/// Clinicians to choose from.
const PRACTITIONERS: i64 = 500;

/// Whose accounts are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// Everyone who works here, in whatever role.
    Workers,
    /// Everyone with that role.
    Only(Role),
    /// Everyone who can sign in.
    Everyone,
}

impl Show {
    /// The name it has in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Workers => "workers",
            Self::Only(role) => role.name(),
            Self::Everyone => "everyone",
        }
    }

    /// Reads a name; people who work here where it is none.
    pub fn parse(name: &str) -> Self {
        match (name, name.parse()) {
            ("everyone", _) => Self::Everyone,
            (_, Ok(role)) => Self::Only(role),
            (_, Err(_)) => Self::Workers,
        }
    }
}

/// Accounts by e-mail address, beginning after the account with the id `after`.
pub async fn list(
    q: &mut impl Source,
    by: &Admin,
    show: Show,
    after: Option<AccountId>,
    limit: i64,
    log: &AccessLog,
) -> Result<ByName<AccountRow>, Error> {
    if show == Show::Everyone {
        return everyone(q, by, after, limit, log).await;
    }
    log.note(Event::new(by.actor(), Action::Read, Subject::Account));
    let place: Option<(String,)> = match after {
        Some(after) => q.query("SELECT email_key FROM accounts WHERE id = $1").bind(after).maybe().await?,
        None => None,
    };
    let first = place.is_none();
    let (email,) = place.unwrap_or_default();
    let rows = match show {
        // Most accounts are patients': walking along the addresses finds a page of them soon.
        Show::Only(Role::Patient) => {
            q.query(
                "SELECT a.id, a.email, a.name, a.disabled_at, a.last_seen_at,
                        (SELECT string_agg(r.role, ' ') FROM account_roles r WHERE r.account_id = a.id) AS roles
                 FROM accounts a
                 WHERE a.email_key > $1
                   AND EXISTS (SELECT 1 FROM account_roles p WHERE p.account_id = a.id AND p.role = 'patient')
                 ORDER BY a.email_key LIMIT $2",
            )
            .bind(email)
            .bind(limit + 1)
            .all()
            .await?
        }
        Show::Only(role) => {
            q.query(
                "SELECT a.id, a.email, a.name, a.disabled_at, a.last_seen_at,
                        (SELECT string_agg(r.role, ' ') FROM account_roles r WHERE r.account_id = a.id) AS roles
                 FROM account_roles w CROSS JOIN accounts a
                 WHERE w.role = $3 AND a.id = w.account_id AND a.email_key > $1
                 ORDER BY a.email_key LIMIT $2",
            )
            .bind(email)
            .bind(limit + 1)
            .bind(role)
            .all()
            .await?
        }
        Show::Workers | Show::Everyone => workers(q, email, limit + 1).await?,
    };
    Ok(ByName::cut(rows, limit, first, |row: &AccountRow| row.id.0))
}

/// Everyone who works here, by e-mail address: as many as a clinic has people, however many patients it has.
async fn workers(q: &mut impl Source, after: String, limit: i64) -> Result<Vec<AccountRow>, Error> {
    Ok(q.query(
        "SELECT a.id, a.email, a.name, a.disabled_at, a.last_seen_at,
                (SELECT string_agg(r.role, ' ') FROM account_roles r WHERE r.account_id = a.id) AS roles
         FROM (SELECT DISTINCT w.account_id FROM account_roles w
               WHERE w.role IN ('prescriber', 'staff', 'pharmacist', 'admin')) workers
         CROSS JOIN accounts a
         WHERE a.id = workers.account_id AND a.email_key > $1
         ORDER BY a.email_key LIMIT $2",
    )
    .bind(after)
    .bind(limit)
    .all()
    .await?)
}

/// People who work here whose name or address holds what is typed, whatever accents; and anyone with exactly that address.
/// `None` when nothing is typed.
pub async fn search(
    q: &mut impl Source,
    by: &Admin,
    text: &str,
    limit: i64,
    log: &AccessLog,
) -> Result<Option<Vec<AccountRow>>, Error> {
    let text: String = text.trim().chars().take(LONGEST_SEARCH).collect();
    if text.is_empty() {
        return Ok(None);
    }
    log.note(Event::new(by.actor(), Action::Read, Subject::Account));
    let (folded, email) = (fold(&text), text.to_lowercase());
    let mut found: Vec<AccountRow> = workers(q, String::new(), WORKERS)
        .await?
        .into_iter()
        .filter(|row| {
            (!folded.is_empty() && fold(&row.name).contains(&folded)) || row.email.to_lowercase().contains(&email)
        })
        .collect();
    let exact: Option<AccountRow> = q
        .query(
            "SELECT a.id, a.email, a.name, a.disabled_at, a.last_seen_at,
                    (SELECT string_agg(r.role, ' ') FROM account_roles r WHERE r.account_id = a.id) AS roles
             FROM accounts a WHERE a.email_key = $1",
        )
        .bind(email)
        .maybe()
        .await?;
    if let Some(exact) = exact
        && found.iter().all(|row| row.id != exact.id)
    {
        found.insert(0, exact);
    }
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(Some(found))
}

/// What an administrator sees of someone who can sign in.
#[derive(Clone)]
pub struct Known {
    /// Whose account it is.
    pub id: AccountId,
    /// The address they sign in with.
    pub email: String,
    /// Whether they have shown that the address is theirs.
    pub email_verified_at: Option<DateTime<Utc>>,
    /// Their name.
    pub name: String,
    /// What they are.
    pub roles: Roles,
    /// Since when there is the account.
    pub created_at: DateTime<Utc>,
    /// Since when it is disabled.
    pub disabled_at: Option<DateTime<Utc>>,
    /// When they last signed in.
    pub last_seen_at: Option<DateTime<Utc>>,
    /// The clinician they are, by name and identifier.
    pub practitioner: Option<String>,
    /// Their National Provider Identifier.
    pub npi: Option<String>,
    /// How many apps for codes are set up.
    pub apps: i64,
    /// How many passkeys.
    pub passkeys: i64,
    /// How many printed codes are left.
    pub recovery_codes: i64,
    /// Whether codes by mail may serve.
    pub mail_codes: bool,
    /// Sessions that are open.
    pub sessions: i64,
}

#[derive(sqlx::FromRow)]
struct KnownRow {
    email: String,
    email_verified_at: Option<DateTime<Utc>>,
    name: String,
    roles: Option<String>,
    created_at: DateTime<Utc>,
    disabled_at: Option<DateTime<Utc>>,
    last_seen_at: Option<DateTime<Utc>>,
    practitioner: Option<String>,
    npi: Option<String>,
    apps: i64,
    passkeys: i64,
    recovery_codes: i64,
    mail_codes: bool,
    sessions: i64,
}

/// Someone who can sign in.
///
/// # Errors
/// `NotFound` when there is no such account.
pub async fn person(
    q: &mut impl Source,
    by: &Admin,
    id: AccountId,
    idle: chrono::Duration,
    log: &AccessLog,
    now: DateTime<Utc>,
) -> Result<Known, Error> {
    log.note(Event::new(by.actor(), Action::Read, Subject::Account).on(id.0));
    let row: Option<KnownRow> = q
        .query(
            "SELECT a.email, a.email_verified_at, a.name, a.created_at, a.disabled_at, a.last_seen_at, a.mail_codes,
                    (SELECT string_agg(r.role, ' ') FROM account_roles r WHERE r.account_id = a.id) AS roles,
                    p.name AS practitioner, p.npi,
                    (SELECT count(*) FROM totp_factors t WHERE t.account_id = a.id AND t.confirmed_at IS NOT NULL) AS apps,
                    (SELECT count(*) FROM passkeys k WHERE k.account_id = a.id) AS passkeys,
                    (SELECT count(*) FROM recovery_codes c WHERE c.account_id = a.id AND c.used_at IS NULL) AS recovery_codes,
                    (SELECT count(*) FROM sessions s
                     WHERE s.account_id = a.id AND s.ends_at > $2 AND s.last_seen_at > $3) AS sessions
             FROM accounts a LEFT JOIN practitioners p ON p.id = a.practitioner_id WHERE a.id = $1",
        )
        .bind(id)
        .bind(now)
        .bind(now - idle)
        .maybe()
        .await?;
    let row = row.ok_or(Error::NotFound)?;
    let roles = row.roles.iter().flat_map(|roles| roles.split(' ')).filter_map(|role| role.parse::<Role>().ok());
    Ok(Known {
        id,
        roles: roles.collect(),
        email: row.email,
        email_verified_at: row.email_verified_at,
        name: row.name,
        created_at: row.created_at,
        disabled_at: row.disabled_at,
        last_seen_at: row.last_seen_at,
        practitioner: row.practitioner,
        npi: row.npi,
        apps: row.apps,
        passkeys: row.passkeys,
        recovery_codes: row.recovery_codes,
        mail_codes: row.mail_codes,
        sessions: row.sessions,
    })
}

/// A clinician whom the clinic's records name.
#[derive(Clone, sqlx::FromRow)]
pub struct Practitioner {
    /// Their id.
    pub id: PractitionerId,
    /// Their name.
    pub name: String,
    /// Their National Provider Identifier.
    pub npi: Option<String>,
}

/// Clinicians of the clinic's records as whom nobody signs in, by name; 500 at most.
pub async fn free_practitioners(q: &mut impl Source) -> Result<Vec<Practitioner>, Error> {
    Ok(q.query(
        "SELECT p.id, p.name, p.npi FROM practitioners p
         WHERE p.name >= '' AND p.active = TRUE AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.practitioner_id = p.id)
         ORDER BY p.name, p.id LIMIT $1",
    )
    .bind(PRACTITIONERS)
    .all()
    .await?)
}
