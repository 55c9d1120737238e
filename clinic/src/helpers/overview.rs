use super::{AgePolicy, Ground, Relationship, Sections, Since, Step, model::Granted};
use crate::{
    Error,
    audit::Subject,
    db::Source,
    ids::{HelperId, InvitationId},
    patients::Chart,
};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

/// Helpers of one patient that are shown, the newest first.
const SHOWN: i64 = 60;

/// Someone who helps, was invited to, or did once.
#[derive(Clone, sqlx::FromRow)]
pub struct Helper {
    /// Their id.
    pub id: HelperId,
    /// Their name, as whoever invited them wrote it.
    pub name: String,
    /// What they are to the patient.
    pub relationship: Relationship,
    /// What their right rests on.
    pub ground: Ground,
    #[sqlx(flatten)]
    granted: Granted,
    /// When they were invited or entered.
    pub created_at: DateTime<Utc>,
    #[sqlx(try_from = "i64")]
    adult_from_years: u32,
    /// When they accepted.
    pub accepted_at: Option<DateTime<Utc>>,
    /// When it ends or ended by itself.
    pub ends_at: Option<DateTime<Utc>>,
    /// When it was ended.
    pub revoked_at: Option<DateTime<Utc>>,
    /// When they last read something.
    pub last_access: Option<DateTime<Utc>>,
    /// The newest invitation.
    pub invitation: Option<InvitationId>,
    /// Where it was mailed to; missing for a letter on paper.
    pub email: Option<String>,
    /// Until when it can be used.
    pub invited_until: Option<DateTime<Utc>>,
    /// The address they sign in with, once they have accepted.
    pub account_email: Option<String>,
}

/// Where it stands with a helper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// They have not accepted yet.
    Waiting {
        /// Until when they can.
        until: DateTime<Utc>,
    },
    /// They did not accept in time.
    Lapsed,
    /// They help.
    Active,
    /// They are a child's parent or guardian, and age leaves them appointments only, or nothing for now.
    Limited,
    /// It has ended.
    Ended,
}

impl Helper {
    /// The sections that were granted, before the steps of age.
    pub fn sections(&self) -> Sections {
        self.granted.sections()
    }

    /// Whether something is left to end: the right itself, or an invitation to it.
    pub fn can_end(&self, now: DateTime<Utc>) -> bool {
        self.revoked_at.is_none() && self.ends_at.is_none_or(|ends| ends > now)
    }
}

/// The people who help one patient.
#[derive(Clone)]
pub struct Helpers {
    /// The patient's name.
    pub patient: String,
    /// Their language (BCP 47).
    pub language: Option<String>,
    /// Their birth date, where it is known in full.
    pub born: Option<NaiveDate>,
    /// The ages at which the rights of parents and guardians change.
    pub ages: AgePolicy,
    /// Everyone, the newest first.
    pub rows: Vec<Helper>,
}

#[derive(sqlx::FromRow)]
struct PatientRow {
    name: String,
    language: Option<String>,
    born: Option<NaiveDate>,
    limited_from_years: Option<String>,
    ends_at_years: Option<String>,
}

impl Helpers {
    /// Where it stands with a helper.
    pub fn standing(&self, helper: &Helper, now: DateTime<Utc>, zone: Tz) -> Standing {
        if !helper.can_end(now) {
            return Standing::Ended;
        }
        let step = self.step(helper, now, zone);
        match (helper.accepted_at, helper.invited_until) {
            _ if step == Step::Ended => Standing::Ended,
            (Some(_), _) if step == Step::Limited => Standing::Limited,
            (Some(_), _) => Standing::Active,
            (None, Some(until)) if until > now => Standing::Waiting { until },
            (None, _) => Standing::Lapsed,
        }
    }

    /// How far the patient's age lets a helper's right go.
    pub fn step(&self, helper: &Helper, now: DateTime<Utc>, zone: Tz) -> Step {
        let day = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
        match helper.ground {
            Ground::Invited => Step::Full,
            Ground::Guardian => {
                let since = Since { day: day(helper.created_at), adult_from_years: helper.adult_from_years };
                self.ages.step(self.born, since, day(now))
            }
        }
    }

    /// One of them.
    ///
    /// # Errors
    /// `NotFound` when nobody with that id helps this patient.
    pub fn find(&self, id: HelperId) -> Result<&Helper, Error> {
        self.rows.iter().find(|helper| helper.id == id).ok_or(Error::NotFound)
    }
}

/// The people who help a patient, for the patient and for the clinic.
pub async fn helpers_of(q: &mut impl Source, chart: &Chart) -> Result<Helpers, Error> {
    let patient = chart.read(Subject::Helper)?;
    let [limited, ends] = AgePolicy::SETTINGS;
    let about: PatientRow = q
        .query(
            "SELECT name, language, CASE WHEN birth_date_precision = 'day' THEN birth_date END AS born,
                    (SELECT value FROM settings WHERE name = $2) AS limited_from_years,
                    (SELECT value FROM settings WHERE name = $3) AS ends_at_years
             FROM patients WHERE id = $1",
        )
        .bind(patient)
        .bind(limited)
        .bind(ends)
        .maybe()
        .await?
        .ok_or(Error::NotFound)?;
    let rows = q
        .query(
            "SELECT h.id, h.name, h.relationship, h.basis AS ground, h.labs, h.prescriptions, h.appointments, h.record,
                    h.created_at, h.adult_from_years, h.accepted_at, h.ends_at, h.revoked_at, a.email AS account_email,
                    (SELECT max(e.at) FROM audit_events e
                     WHERE e.patient_id = h.patient_id AND e.account_id = h.account_id AND e.role = 'helper'
                       AND e.action = 'read' AND e.outcome = 'allowed') AS last_access,
                    i.id AS invitation, i.email, i.expires_at AS invited_until
             FROM helpers h
             LEFT JOIN accounts a ON a.id = h.account_id
             LEFT JOIN invitations i ON i.id = (SELECT n.id FROM invitations n WHERE n.helper_id = h.id
                                                ORDER BY n.created_at DESC, n.id DESC LIMIT 1)
             WHERE h.patient_id = $1 ORDER BY h.created_at DESC, h.id DESC LIMIT $2",
        )
        .bind(patient)
        .bind(SHOWN)
        .all()
        .await?;
    Ok(Helpers {
        patient: about.name,
        language: about.language,
        born: about.born,
        ages: AgePolicy::read(about.limited_from_years.as_deref(), about.ends_at_years.as_deref()),
        rows,
    })
}
