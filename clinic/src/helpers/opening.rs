use super::{
    AgePolicy, Section, Sections, Step, last_day,
    right::{Right, right},
};
use crate::{
    Error,
    accounts::Person,
    audit::{AccessLog, Action, Actor, Event, Subject},
    db::Source,
    ids::{HelperId, PatientId},
    patients::Chart,
};
use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;

/// People one account can help and be shown.
const MOST_HELPED: i64 = 60;

/// A right to help, as it stands at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Help {
    /// Its id.
    pub id: HelperId,
    /// The sections that may be read now, after the steps of age.
    pub sections: Sections,
    /// Whether the patient's age limits it: appointments are then shown without what they are for.
    pub limited: bool,
}

/// Someone who is helped, as the helper is told.
#[derive(Clone)]
pub struct Helped {
    /// Whose record it is.
    pub patient: PatientId,
    /// Their name.
    pub name: String,
    /// What the helper may do now.
    pub help: Help,
    /// The last day of it at the clinic, where there is one.
    pub last_day: Option<NaiveDate>,
    /// The day from which the patient's age will limit it, where there is one to come.
    pub limited_from: Option<NaiveDate>,
}

/// The record a helper has opened, and whom else they help.
#[derive(Clone)]
pub struct Helping {
    /// Whose record is open.
    pub open: Helped,
    /// Everyone the helper helps, this one included, by name.
    pub all: Vec<Helped>,
}

#[derive(sqlx::FromRow)]
struct RightRow {
    id: HelperId,
    patient_id: PatientId,
    name: String,
    #[sqlx(flatten)]
    right: Right,
}

/// Opens a patient's record for someone who helps them: accepted, not ended, not outgrown. Whom else they help comes with it, so
/// that a page needs no second query.
///
/// # Errors
/// `NotFound` when there is no such right now; where there was one before, the refusal is noted.
pub async fn open(
    q: &mut impl Source,
    by: &Person,
    patient: PatientId,
    log: &AccessLog,
    now: DateTime<Utc>,
    zone: Tz,
) -> Result<(Chart, Helping), Error> {
    let rights = rights(q, by, Some(patient)).await?;
    let all = standing(&rights, now, zone);
    let actor = Actor::helper(by.account(), &by.actor().name);
    let Some(open) = all.iter().find(|helped| helped.patient == patient).cloned() else {
        if rights.iter().any(|right| right.patient_id == patient) {
            log.refused(actor, Subject::Overview, patient);
        }
        return Err(Error::NotFound);
    };
    Ok((Chart::helped(patient, actor, open.help, log, now), Helping { open, all }))
}

/// Everyone a person helps now, by name.
pub async fn helped(
    q: &mut impl Source,
    by: &Person,
    log: &AccessLog,
    now: DateTime<Utc>,
    zone: Tz,
) -> Result<Vec<Helped>, Error> {
    log.note(Event::new(Actor::helper(by.account(), &by.actor().name), Action::Read, Subject::Helper));
    Ok(standing(&rights(q, by, None).await?, now, zone))
}

/// The rights an account was ever given and accepted, those to `first` before the others, those that were not ended before those
/// that were.
async fn rights(q: &mut impl Source, by: &Person, first: Option<PatientId>) -> Result<Vec<RightRow>, Error> {
    let [limited, ends] = AgePolicy::SETTINGS;
    Ok(q.query(concat!(
        "SELECT h.id, h.patient_id, p.name, ",
        right!(),
        "FROM helpers h JOIN patients p ON p.id = h.patient_id
         WHERE h.account_id = $3 AND h.accepted_at IS NOT NULL
         ORDER BY CASE WHEN h.patient_id = $4 THEN 0 ELSE 1 END, CASE WHEN h.revoked_at IS NULL THEN 0 ELSE 1 END,
                  p.name_key, p.id, h.id
         LIMIT $5"
    ))
    .bind(limited)
    .bind(ends)
    .bind(by.account())
    .bind(first)
    .bind(MOST_HELPED)
    .all()
    .await?)
}

/// What the rows come to at this moment, one for each patient; several rights to one record add up.
fn standing(rights: &[RightRow], now: DateTime<Utc>, zone: Tz) -> Vec<Helped> {
    let mut all: Vec<Helped> = Vec::new();
    for right in rights {
        let Some(new) = right.standing(now, zone) else { continue };
        match all.iter_mut().find(|known| known.patient == new.patient) {
            Some(known) => known.add(new),
            None => all.push(new),
        }
    }
    all.sort_by(|a, b| (&a.name, a.patient).cmp(&(&b.name, b.patient)));
    all
}

impl RightRow {
    /// What this right allows now; `None` when that is nothing.
    fn standing(&self, now: DateTime<Utc>, zone: Tz) -> Option<Helped> {
        let right = &self.right;
        let today = now.with_timezone(&zone).date_naive();
        let (step, sections) = right.standing(now, zone)?;
        let (of_child, policy) = (right.of_child(zone), right.policy());
        let outgrown = of_child.and_then(|born| policy.ends_on(born).checked_sub_days(Days::new(1)));
        Some(Helped {
            patient: self.patient_id,
            name: self.name.clone(),
            help: Help { id: self.id, sections, limited: step == Step::Limited },
            last_day: earlier(right.ends_at.map(|ends| last_day(ends, zone)), outgrown),
            limited_from: of_child.map(|born| policy.limited_on(born)).filter(|day| *day > today),
        })
    }
}

impl Helped {
    fn add(&mut self, other: Self) {
        // Only a right that shows appointments whole lets them be seen whole.
        let whole = |helped: &Self| !helped.help.limited && helped.help.sections.has(Section::Appointments);
        self.help.limited = (self.help.limited || other.help.limited) && !whole(self) && !whole(&other);
        self.help.sections = self.help.sections.with(other.help.sections);
        self.last_day = self.last_day.zip(other.last_day).map(|(one, two)| one.max(two));
        self.limited_from = self.limited_from.or(other.limited_from);
    }
}

fn earlier(one: Option<NaiveDate>, two: Option<NaiveDate>) -> Option<NaiveDate> {
    [one, two].into_iter().flatten().min()
}
