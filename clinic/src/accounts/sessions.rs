use super::{FactorKind, Language, Role, Roles};
use crate::{
    Error,
    audit::{Action, Actor, Auditor, Event, Subject},
    db::{Db, Source, Tx},
    ids::{AccountId, PatientId, PractitionerId, SessionId},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Duration, Utc};
use sha2::{Digest as _, Sha256};

/// Minutes for which a person counts as having just proved who they are.
pub(crate) const FRESH_MINUTES: i64 = 10;
/// Characters of a browser's description that are kept.
const LONGEST_AGENT: usize = 300;

/// How a session begins: with which second factor, and in which browser.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The second factor that was given.
    pub factor: Option<FactorKind>,
    /// What the browser calls itself.
    pub user_agent: Option<String>,
}

/// How long sessions last.
#[derive(Clone, Copy, Debug)]
pub struct SessionPolicy {
    /// A session ends after so long without a request.
    pub idle: Duration,
    /// A session ends so long after signing in, whatever happens.
    pub absolute: Duration,
}

/// The secret a browser holds; the database knows only its hash.
#[derive(Clone)]
pub struct Token([u8; 32]);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token")
    }
}

impl Token {
    pub(crate) fn new() -> Self {
        Self(crate::keys::random())
    }

    /// The text for the cookie.
    pub fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// Reads the text of a cookie.
    pub fn parse(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// What the database knows it by.
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0).to_vec()
    }
}

/// A person who is signed in. Only [`resolve`] makes one, from a token that the database knows.
#[derive(Clone)]
pub struct Session {
    account: AccountId,
    name: String,
    email: String,
    language: Option<Language>,
    patient: Option<PatientId>,
    practitioner: Option<PractitionerId>,
    roles: Roles,
    token_hash: Vec<u8>,
    id: SessionId,
    factor: Option<FactorKind>,
    confirmed_at: DateTime<Utc>,
    created_at: DateTime<Utc>,
    last_seen_at: DateTime<Utc>,
    seen_before_at: Option<DateTime<Utc>>,
    helps: bool,
    called: Option<String>,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Session({}, {:?})", self.account, self.roles)
    }
}

impl Session {
    /// Whose account it is.
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// The person's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name to greet them by: the one they want to be called by, else the name in full.
    pub fn called(&self) -> &str {
        self.called.as_deref().unwrap_or(&self.name)
    }

    /// The address they sign in with.
    pub fn email(&self) -> &str {
        &self.email
    }

    /// The language they chose.
    pub fn language(&self) -> Option<Language> {
        self.language
    }

    /// The record that is theirs.
    pub fn patient(&self) -> Option<PatientId> {
        self.patient
    }

    /// The clinician they are.
    pub fn practitioner(&self) -> Option<PractitionerId> {
        self.practitioner
    }

    /// Their roles.
    pub fn roles(&self) -> Roles {
        self.roles
    }

    /// The session, as its owner sees it among others.
    pub fn id(&self) -> SessionId {
        self.id
    }

    /// The strongest second factor given in this session.
    pub fn factor(&self) -> Option<FactorKind> {
        self.factor
    }

    /// Whether a second factor stronger than mail was given.
    pub fn is_strong(&self) -> bool {
        self.factor.is_some_and(FactorKind::is_strong)
    }

    /// Whether the person has just proved who they are, as an action of consequence asks for.
    pub fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        now - self.confirmed_at < Duration::minutes(FRESH_MINUTES)
    }

    /// The person as the audit trail names them, in the first of their roles; who has none is here to help someone.
    pub fn actor(&self) -> Actor {
        match self.roles.iter().next() {
            Some(role) => Actor::person(self.account, &self.name, role),
            None => Actor::helper(self.account, &self.name),
        }
    }

    /// Whether they help someone, or did until a day that has passed. Each access still looks up the right itself.
    pub fn helps(&self) -> bool {
        self.helps
    }

    /// What the database knows the session's token by.
    pub(crate) fn token_hash(&self) -> Vec<u8> {
        self.token_hash.clone()
    }

    /// When they signed in.
    pub fn created_at(&self) -> DateTime<Utc> {
        self.created_at
    }

    /// When they had last been here before this session: what came since is new to them.
    pub fn seen_before_at(&self) -> Option<DateTime<Utc>> {
        self.seen_before_at
    }

    /// The hash of the token, when the session should be marked as used: at most once a minute.
    pub fn to_touch(&self, now: DateTime<Utc>) -> Option<Vec<u8>> {
        (now - self.last_seen_at >= Duration::minutes(1)).then(|| self.token_hash.clone())
    }
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    account_id: AccountId,
    name: String,
    email: String,
    language: Option<Language>,
    patient_id: Option<PatientId>,
    practitioner_id: Option<PractitionerId>,
    roles: Option<String>,
    id: Option<SessionId>,
    factor: Option<FactorKind>,
    confirmed_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    last_seen_at: DateTime<Utc>,
    seen_before_at: Option<DateTime<Utc>>,
    helps: bool,
    called: Option<String>,
}

/// Finds out who holds `token`: nobody, when it is unknown, too old, unused for too long, or the account is disabled.
pub async fn resolve(
    q: &mut impl Source,
    token: &Token,
    policy: SessionPolicy,
    now: DateTime<Utc>,
) -> Result<Option<Session>, Error> {
    let token_hash = token.hash();
    let row: Option<SessionRow> = q
        .query(
            "SELECT s.account_id, a.name, a.email, a.language, a.patient_id, a.practitioner_id,
                    (SELECT string_agg(r.role, ' ') FROM account_roles r WHERE r.account_id = a.id) AS roles,
                    s.id, s.factor, s.confirmed_at, s.created_at, s.last_seen_at, a.seen_before_at,
                    EXISTS (SELECT 1 FROM helpers h WHERE h.account_id = s.account_id AND h.accepted_at IS NOT NULL
                              AND h.revoked_at IS NULL) AS helps,
                    CASE WHEN a.patient_id IS NULL THEN a.preferred_name
                         ELSE (SELECT p.preferred_name FROM patients p WHERE p.id = a.patient_id) END AS called
             FROM sessions s JOIN accounts a ON a.id = s.account_id
             WHERE s.token_hash = $1 AND s.ends_at > $2 AND s.last_seen_at > $3 AND s.created_at > $4
               AND a.disabled_at IS NULL",
        )
        .bind(token_hash.clone())
        .bind(now)
        .bind(now - policy.idle)
        .bind(now - policy.absolute)
        .maybe()
        .await?;
    Ok(row.map(|row| Session {
        account: row.account_id,
        name: row.name,
        email: row.email,
        language: row.language,
        patient: row.patient_id,
        practitioner: row.practitioner_id,
        roles: row
            .roles
            .iter()
            .flat_map(|roles| roles.split(' '))
            .filter_map(|role| role.parse::<Role>().ok())
            .collect(),
        token_hash,
        // Sessions from before there were ids have none and end within hours.
        id: row.id.unwrap_or_default(),
        factor: row.factor,
        confirmed_at: row.confirmed_at.unwrap_or(row.created_at),
        created_at: row.created_at,
        last_seen_at: row.last_seen_at,
        seen_before_at: row.seen_before_at,
        helps: row.helps,
        called: row.called,
    }))
}

/// Begins a session for an account; part of signing in.
pub(crate) async fn begin(
    tx: &mut Tx,
    account: AccountId,
    policy: SessionPolicy,
    entry: &Entry,
    now: DateTime<Utc>,
) -> Result<Token, Error> {
    let token = Token::new();
    // Sessions that have ended are swept here: signing in is rare, and the index makes it cheap.
    tx.query("DELETE FROM sessions WHERE ends_at < $1").bind(now).run().await?;
    tx.query(
        "INSERT INTO sessions (token_hash, account_id, created_at, last_seen_at, ends_at, id, user_agent, factor, confirmed_at)
         VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $3)",
    )
    .bind(token.hash())
    .bind(account)
    .bind(now)
    .bind(now + policy.absolute)
    .bind(SessionId::new())
    .bind(entry.user_agent.as_ref().map(|agent| agent.chars().take(LONGEST_AGENT).collect::<String>()))
    .bind(entry.factor)
    .run()
    .await?;
    tx.query("UPDATE accounts SET seen_before_at = last_seen_at, last_seen_at = $1 WHERE id = $2")
        .bind(now)
        .bind(account)
        .run()
        .await?;
    Ok(token)
}

/// How many sessions of the account are open, this one included.
pub async fn open_sessions(
    q: &mut impl Source,
    session: &Session,
    policy: SessionPolicy,
    now: DateTime<Utc>,
) -> Result<i64, Error> {
    let (open,): (i64,) = q
        .query("SELECT count(*) FROM sessions WHERE account_id = $1 AND ends_at > $2 AND last_seen_at > $3")
        .bind(session.account)
        .bind(now)
        .bind(now - policy.idle)
        .one()
        .await?;
    Ok(open)
}

/// Ends this session.
pub async fn sign_out(db: &Db, auditor: &Auditor, session: &Session) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    tx.query("DELETE FROM sessions WHERE token_hash = $1").bind(session.token_hash.clone()).run().await?;
    auditor.record(&mut tx, event(session, "here")).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends all sessions of the person, here and elsewhere.
pub async fn sign_out_everywhere(db: &Db, auditor: &Auditor, session: &Session) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    // In this order: a sign-in that is just being completed has its session by the time the second looks.
    tx.query("DELETE FROM sign_ins WHERE account_id = $1").bind(session.account).run().await?;
    tx.query("DELETE FROM sessions WHERE account_id = $1").bind(session.account).run().await?;
    auditor.record(&mut tx, event(session, "everywhere")).await?;
    tx.commit().await?;
    Ok(())
}

fn event(session: &Session, what: &str) -> Event {
    Event::new(session.actor(), Action::Delete, Subject::Session).noting(what)
}
