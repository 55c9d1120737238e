use super::{
    Choice, Job, Kind, Purpose, results, sign, sign_in_code,
    visits::{self, Offered, Visit},
};
use crate::{
    Error,
    accounts::Language,
    db::{Db, Source as _},
    ids::{AccountId, MailId},
    keys::Keys,
};
use chrono::{DateTime, Duration, NaiveDate, Utc};

/// For so long a change of address can be undone by the link in the notice to the old one.
pub const UNDO: Duration = Duration::days(7);
/// For so long the link in a notice ends notices of its kind.
pub(super) const UNSUBSCRIBE: Duration = Duration::days(400);

/// A mail as its recipient is to have it. It holds no name: an address may have been mistyped.
#[derive(Clone)]
pub struct Letter {
    /// Which mail.
    pub id: MailId,
    /// What it is about.
    pub kind: Kind,
    /// The recipient's address.
    pub to: String,
    /// The recipient's language, where known.
    pub language: Option<Language>,
    /// What is in it.
    pub content: Content,
    /// Where its notices are ended, as a path of the portal.
    pub unsubscribe: Option<String>,
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Letter").field("id", &self.id).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// What is in a mail.
#[derive(Clone, PartialEq, Eq)]
pub enum Content {
    /// A link to act with.
    Link {
        /// Its path in the portal.
        path: String,
        /// Until when it works.
        until: DateTime<Utc>,
    },
    /// An invitation.
    Invitation {
        /// What the recipient is invited to be.
        invited: Invited,
        /// The link's path in the portal.
        path: String,
        /// Until when it works.
        until: DateTime<Utc>,
    },
    /// A code to type.
    Code {
        /// The code.
        code: String,
        /// Until when it works.
        until: DateTime<Utc>,
    },
    /// News only, with the page where there is more.
    Notice {
        /// The page's path in the portal.
        path: &'static str,
    },
    /// A visit: that it was asked for, booked, moved or called off, or is soon.
    Visit(Box<Visit>),
    /// An earlier time for someone who waits.
    Offer(Box<Offered>),
}

/// What someone is invited to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Invited {
    /// A patient with an account.
    Patient,
    /// Someone who works here.
    Staff,
    /// Someone who helps a patient.
    Helper,
    /// The first administrator.
    Setup,
}

/// Looks up who gets a mail, and what is in it. Nothing when it is not wanted any more: what it is about is over, the account
/// is disabled, or its owner does without such notices.
pub async fn letter(db: &Db, keys: &Keys, job: &Job, now: DateTime<Utc>) -> Result<Option<Letter>, Error> {
    let letter = match job.kind {
        Kind::Invitation => invitation(db, keys, job, now).await?,
        Kind::EmailVerification => by_link(db, keys, job, VERIFICATION, Purpose::EmailVerification, now).await?,
        Kind::EmailChange => by_link(db, keys, job, CHANGE, Purpose::EmailUndo, now).await?,
        Kind::EmailLeft => notice(db, job, LEFT, "/").await?,
        Kind::PasswordReset => by_link(db, keys, job, RESET, Purpose::PasswordReset, now).await?,
        Kind::SignInCode => code(db, keys, job, now).await?,
        Kind::PasswordChanged => notice(db, job, ACCOUNT, "/password/forgotten").await?,
        Kind::FactorChanged => notice(db, job, ACCOUNT, "/account/factors").await?,
        Kind::HelperAdded => optional(db, keys, job, HELPER_ADDED, "/helpers", now).await?,
        Kind::HelperEnded => notice(db, job, HELPER_ENDED, "/helping").await?,
        Kind::RecordOpened => optional(db, keys, job, RECORD_OPENED, "/access", now).await?,
        Kind::ProfileAnswered => optional(db, keys, job, PROFILE_ANSWERED, "/profile", now).await?,
        Kind::PrescriberConfirmed => notice(db, job, PRESCRIBER, "/account").await?,
        Kind::PrescriptionChanged => optional(db, keys, job, PRESCRIPTION_CHANGED, "/prescriptions", now).await?,
        Kind::InboxNotice => notice(db, job, INBOX, "/inbox").await?,
        Kind::PharmacyLink => pharmacy_link(db, keys, job, now).await?,
        Kind::AppointmentAsked
        | Kind::AppointmentBooked
        | Kind::AppointmentMoved
        | Kind::AppointmentCancelled
        | Kind::AppointmentReminder => visits::about_visit(db, keys, job, now).await?,
        Kind::WaitlistOffer => visits::about_offer(db, keys, job, now).await?,
        Kind::ResultShown | Kind::QuestionAnswered => results::about_results(db, keys, job, now).await?,
        Kind::CriticalResult => notice(db, job, CRITICAL, "/reviews").await?,
        Kind::Test => notice(db, job, ACCOUNT, "/").await?,
    };
    Ok(letter)
}

impl Letter {
    /// A test message, to see whether mail works.
    pub fn test(to: String, language: Option<Language>) -> Self {
        Self {
            id: MailId::new(),
            kind: Kind::Test,
            to,
            language,
            content: Content::Notice { path: "/" },
            unsubscribe: None,
        }
    }

    fn of(job: &Job, to: Recipient, content: Content) -> Self {
        Self { id: job.id, kind: job.kind, to: to.email, language: to.language, content, unsubscribe: None }
    }
}

const ACCOUNT: &str =
    "SELECT a.email, a.language, a.id AS account FROM accounts a WHERE a.id = $1 AND a.disabled_at IS NULL";

const HELPER_ADDED: &str = "SELECT a.email, a.language, a.id AS account
    FROM helpers h JOIN accounts a ON a.patient_id = h.patient_id
    LEFT JOIN notification_choices n ON n.account_id = a.id AND n.kind = 'helpers'
    WHERE h.id = $1 AND h.revoked_at IS NULL AND a.disabled_at IS NULL AND coalesce(n.wanted, TRUE)";

const HELPER_ENDED: &str = "SELECT a.email, a.language, a.id AS account
    FROM helpers h JOIN accounts a ON a.id = h.account_id WHERE h.id = $1 AND a.disabled_at IS NULL";

const RECORD_OPENED: &str = "SELECT a.email, a.language, a.id AS account
    FROM chart_accesses c JOIN accounts a ON a.patient_id = c.patient_id
    LEFT JOIN notification_choices n ON n.account_id = a.id AND n.kind = 'record'
    WHERE c.id = $1 AND a.disabled_at IS NULL AND coalesce(n.wanted, TRUE)";

const PROFILE_ANSWERED: &str = "SELECT a.email, a.language, a.id AS account
    FROM profile_changes c JOIN accounts a ON a.patient_id = c.patient_id
    LEFT JOIN notification_choices n ON n.account_id = a.id AND n.kind = 'record'
    WHERE c.id = $1 AND c.decided_at IS NOT NULL AND a.disabled_at IS NULL AND coalesce(n.wanted, TRUE)";

const PRESCRIBER: &str = "SELECT a.email, a.language, a.id AS account
    FROM prescriber_proposals p JOIN accounts a ON a.id = p.account_id
    WHERE p.id = $1 AND p.confirmed = TRUE AND a.disabled_at IS NULL";

const PRESCRIPTION_CHANGED: &str = "SELECT a.email, a.language, a.id AS account
    FROM prescription_events e JOIN prescriptions p ON p.id = e.prescription_id JOIN accounts a ON a.patient_id = p.patient_id
    LEFT JOIN notification_choices n ON n.account_id = a.id AND n.kind = 'prescriptions'
    WHERE e.id = $1 AND a.disabled_at IS NULL AND coalesce(n.wanted, TRUE)";

/// What waits: a notice that nobody has seen, or a request that nobody has answered.
const INBOX: &str = "SELECT a.email, a.language, a.id AS account
    FROM prescriber_notices n JOIN accounts a ON a.id = n.account_id
    WHERE n.id = $1 AND n.seen_at IS NULL AND a.disabled_at IS NULL
    UNION ALL
    SELECT a.email, a.language, a.id AS account
    FROM prescription_requests r JOIN prescriptions p ON p.id = r.prescription_id JOIN accounts a ON a.id = p.prescriber_id
    WHERE r.id = $1 AND r.state = 'pending' AND r.kind <> 'cancellation' AND a.disabled_at IS NULL";

/// As long as nobody has it in hand.
const CRITICAL: &str = "SELECT a.email, a.language, a.id AS account
    FROM critical_calls c JOIN critical_alerts l ON l.id = c.alert_id JOIN accounts a ON a.id = c.account_id
    WHERE c.id = $1 AND l.answered_at IS NULL AND a.disabled_at IS NULL
    UNION ALL SELECT a.email, a.language, a.id AS account
    FROM lab_message_calls c JOIN lab_messages m ON m.id = c.message_id JOIN accounts a ON a.id = c.account_id
    WHERE c.id = $1 AND m.state = 'waiting' AND a.disabled_at IS NULL";

/// As long as the prescription can be dispensed.
const PHARMACY: &str = "SELECT o.email, p.expires_on
    FROM prescription_sendings s JOIN prescriptions p ON p.id = s.prescription_id JOIN organizations o ON o.id = s.pharmacy_id
    WHERE s.id = $1 AND s.state = 'waiting' AND o.email IS NOT NULL AND o.active
      AND p.state NOT IN ('draft', 'completed', 'expired', 'cancelled', 'rejected')";

const INVITATION: &str = "SELECT i.email, coalesce(i.language, p.language) AS language, i.kind, i.expires_at AS until
    FROM invitations i
    LEFT JOIN patients p ON p.id = i.patient_id
    LEFT JOIN helpers h ON h.id = i.helper_id
    WHERE i.id = $1 AND i.email IS NOT NULL AND i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > $2
      AND h.revoked_at IS NULL AND (h.ends_at IS NULL OR h.ends_at > $2)";

const VERIFICATION: &str = "SELECT c.new_email AS email, a.language, c.expires_at AS until
    FROM email_changes c JOIN accounts a ON a.id = c.account_id
    WHERE c.id = $1 AND c.confirmed_at IS NULL AND c.cancelled_at IS NULL AND c.expires_at > $2 AND a.disabled_at IS NULL";

/// Confirmed or not, the old address is told, for as long as it can be undone: [`UNDO`] after it was asked for.
const CHANGE: &str = "SELECT c.old_email AS email, a.language, c.created_at AS until
    FROM email_changes c JOIN accounts a ON a.id = c.account_id
    WHERE c.id = $1 AND c.cancelled_at IS NULL AND c.old_email <> c.new_email AND c.created_at > $2 AND a.disabled_at IS NULL";

/// The old address may have been typed wrong and be a stranger's: it gets no link.
const LEFT: &str = "SELECT c.old_email AS email, a.language, a.id AS account
    FROM email_changes c JOIN accounts a ON a.id = c.account_id
    WHERE c.id = $1 AND c.cancelled_at IS NULL AND c.old_email <> c.new_email AND a.disabled_at IS NULL";

/// Only the newest one works.
const RESET: &str = "SELECT a.email, a.language, r.expires_at AS until
    FROM password_resets r JOIN accounts a ON a.id = r.account_id
    WHERE r.id = $1 AND r.used_at IS NULL AND r.expires_at > $2 AND a.disabled_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM password_resets n WHERE n.account_id = r.account_id AND n.created_at > r.created_at)";

/// Only the newest one works.
const CODE: &str = "SELECT a.email, a.language, c.ends_at AS until
    FROM mail_codes c JOIN accounts a ON a.id = c.account_id
    WHERE c.id = $1 AND c.used_at IS NULL AND c.ends_at > $2 AND a.disabled_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM mail_codes n WHERE n.account_id = c.account_id AND n.created_at > c.created_at)";

#[derive(sqlx::FromRow)]
struct Recipient {
    email: String,
    language: Option<Language>,
    #[sqlx(default)]
    account: Option<AccountId>,
    #[sqlx(default)]
    until: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct Invitee {
    email: String,
    language: Option<String>,
    kind: Invited,
    until: DateTime<Utc>,
}

async fn invitation(db: &Db, keys: &Keys, job: &Job, now: DateTime<Utc>) -> Result<Option<Letter>, Error> {
    let found: Option<Invitee> = db.read().await?.query(INVITATION).bind(job.subject).bind(now).maybe().await?;
    let Some(Invitee { email, language, kind, until }) = found else { return Ok(None) };
    // A record may name the language more exactly, such as es-MX.
    let language = language.and_then(|tag| tag.split(['-', '_']).next()?.to_lowercase().parse().ok());
    let path = link(db, keys, Purpose::Invitation, job, until, now).await?;
    let to = Recipient { email, language, account: None, until: None };
    Ok(Some(Letter::of(job, to, Content::Invitation { invited: kind, path, until })))
}

async fn by_link(
    db: &Db,
    keys: &Keys,
    job: &Job,
    sql: &'static str,
    purpose: Purpose,
    now: DateTime<Utc>,
) -> Result<Option<Letter>, Error> {
    let grace = match purpose {
        Purpose::EmailUndo => UNDO,
        _ => Duration::zero(),
    };
    let found: Option<Recipient> = db.read().await?.query(sql).bind(job.subject).bind(now - grace).maybe().await?;
    let Some(to) = found else { return Ok(None) };
    let Some(until) = to.until.map(|until| until + grace) else { return Ok(None) };
    let path = link(db, keys, purpose, job, until, now).await?;
    Ok(Some(Letter::of(job, to, Content::Link { path, until })))
}

async fn pharmacy_link(db: &Db, keys: &Keys, job: &Job, now: DateTime<Utc>) -> Result<Option<Letter>, Error> {
    let found: Option<(String, NaiveDate)> = db.read().await?.query(PHARMACY).bind(job.subject).maybe().await?;
    let Some((email, last)) = found else { return Ok(None) };
    // Noon in UTC on the day after: by then the last day is over everywhere. What is dispensed on which day is judged elsewhere.
    let end = last.succ_opt().and_then(|day| day.and_hms_opt(12, 0, 0)).map(|end| end.and_utc());
    let Some(until) = end.filter(|until| *until > now) else { return Ok(None) };
    let path = link(db, keys, Purpose::Prescription, job, until, now).await?;
    let to = Recipient { email, language: None, account: None, until: None };
    Ok(Some(Letter::of(job, to, Content::Link { path, until })))
}

async fn code(db: &Db, keys: &Keys, job: &Job, now: DateTime<Utc>) -> Result<Option<Letter>, Error> {
    let found: Option<Recipient> = db.read().await?.query(CODE).bind(job.subject).bind(now).maybe().await?;
    let Some(to) = found else { return Ok(None) };
    let Some(until) = to.until else { return Ok(None) };
    let code = sign_in_code(keys, job.subject);
    Ok(Some(Letter::of(job, to, Content::Code { code, until })))
}

async fn notice(db: &Db, job: &Job, sql: &'static str, path: &'static str) -> Result<Option<Letter>, Error> {
    let to: Option<Recipient> = db.read().await?.query(sql).bind(job.subject).maybe().await?;
    Ok(to.map(|to| Letter::of(job, to, Content::Notice { path })))
}

async fn optional(
    db: &Db,
    keys: &Keys,
    job: &Job,
    sql: &'static str,
    path: &'static str,
    now: DateTime<Utc>,
) -> Result<Option<Letter>, Error> {
    let to: Option<Recipient> = db.read().await?.query(sql).bind(job.subject).maybe().await?;
    let Some(to) = to else { return Ok(None) };
    let (Some(account), Some(choice)) = (to.account, job.kind.choice()) else { return Ok(None) };
    let end = unsubscribe(db, keys, account, choice, now).await?;
    Ok(Some(Letter { unsubscribe: Some(end), ..Letter::of(job, to, Content::Notice { path }) }))
}

/// The path of the page where an account ends such notices.
pub(super) async fn unsubscribe(
    db: &Db,
    keys: &Keys,
    account: AccountId,
    choice: Choice,
    now: DateTime<Utc>,
) -> Result<String, Error> {
    let token = sign(db, keys, Purpose::Unsubscribe, account.0, now + UNSUBSCRIBE, now).await?;
    Ok(format!("{}{token}?kind={}", Purpose::Unsubscribe.path(), choice.name()))
}

async fn link(
    db: &Db,
    keys: &Keys,
    purpose: Purpose,
    job: &Job,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<String, Error> {
    let token = sign(db, keys, purpose, job.subject, until, now).await?;
    Ok(format!("{}{token}", purpose.path()))
}
