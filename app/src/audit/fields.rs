use crate::{
    ui::{form::FieldError, text::Lang},
    web::Here,
};
use chrono::{DateTime, Days, NaiveDate, Utc};
use clinic::{
    Error,
    accounts::{Admin, account_by_email, patient_by_number},
    audit::{Action, Outcome, Sought, Subject, day_begins, day_ends, note_attempt},
};
use serde::Deserialize;

/// Days that are searched where nothing else is asked for.
const DAYS: u64 = 7;
/// The most characters of an address or a record number.
const LONGEST: usize = 254;

/// What is searched for, as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SearchFields {
    pub person: String,
    pub patient: String,
    pub action: String,
    pub subject: String,
    pub outcome: String,
    pub from: String,
    pub to: String,
    pub before: String,
    pub form: String,
}

impl SearchFields {
    /// The last days, and nothing else.
    pub fn of_last_days(here: &Here) -> Self {
        let today = here.today();
        let from = today.checked_sub_days(Days::new(DAYS)).unwrap_or(today);
        Self { from: from.to_string(), to: today.to_string(), ..Self::default() }
    }

    /// The last days where no days are named; what else is missing narrows nothing.
    pub fn or_last_days(mut self, here: &Here) -> Self {
        if self.from.trim().is_empty() && self.to.trim().is_empty() {
            let days = Self::of_last_days(here);
            (self.from, self.to) = (days.from, days.to);
        }
        self
    }

    /// The fields to be sent again, with another one.
    pub fn again(&self, name: &'static str, value: impl Into<String>) -> Vec<(&'static str, String)> {
        [
            ("person", &self.person),
            ("patient", &self.patient),
            ("action", &self.action),
            ("subject", &self.subject),
            ("outcome", &self.outcome),
            ("from", &self.from),
            ("to", &self.to),
        ]
        .into_iter()
        .map(|(name, value)| (name, value.clone()))
        .chain([(name, value.into())])
        .collect()
    }

    /// What is sought, or what is wrong with what was typed. A refusal too tells whether there is such a person or record: it is
    /// noted.
    pub async fn read(&self, here: &Here, by: &Admin) -> Result<Result<Sought, Vec<FieldError>>, Error> {
        let lang = here.lang;
        let mut errors = Vec::new();
        let mut q = here.read().await?;
        let person: String = self.person.trim().chars().take(LONGEST).collect();
        let account = if person.is_empty() { None } else { account_by_email(&mut q, &person).await? };
        if !person.is_empty() && account.is_none() {
            errors.push(FieldError::new("person", lang.t("audit-person-unknown")));
        }
        let number: String = self.patient.trim().chars().take(LONGEST).collect();
        let patient = if number.is_empty() {
            None
        } else {
            match patient_by_number(&mut q, &number).await {
                Ok(patient) => Some(patient),
                Err(Error::Invalid(_)) => {
                    errors.push(FieldError::new("patient", lang.t("audit-patient-unknown")));
                    None
                }
                Err(error) => return Err(error),
            }
        };
        let (period, wrong) = period(&self.from, &self.to, here, lang);
        errors.extend(wrong);
        let sought = Sought {
            account,
            patient,
            action: Action::ALL.into_iter().find(|action| action.name() == self.action),
            subject: Subject::ALL.into_iter().find(|subject| subject.name() == self.subject),
            outcome: Outcome::ALL.into_iter().find(|outcome| outcome.name() == self.outcome),
            from: period.0,
            to: period.1,
        };
        if errors.is_empty() {
            return Ok(Ok(sought));
        }
        let tried = [("person", &person), ("patient", &number)].into_iter().filter(|(_, text)| !text.is_empty());
        let tried: Vec<&str> = tried.map(|(name, _)| name).collect();
        if !tried.is_empty() {
            note_attempt(by, &sought, &tried, &here.visit.log);
        }
        Ok(Err(errors))
    }
}

/// The time from the beginning of one day to the end of another, where the clinic is; without a day it has no end there.
pub(super) fn period(
    from: &str,
    to: &str,
    here: &Here,
    lang: Lang,
) -> ((DateTime<Utc>, DateTime<Utc>), Vec<FieldError>) {
    let zone = here.portal.settings.zone;
    let mut errors = Vec::new();
    let mut day = |field: &'static str, text: &str| {
        let text = text.trim();
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        if !text.is_empty() && day.is_none() {
            errors.push(FieldError::new(field, lang.t("audit-day-wrong")));
        }
        // Beyond these no database keeps a time.
        day.map(|day| day.clamp(FIRST, LAST))
    };
    let (from, to) = (day("from", from).unwrap_or(FIRST), day("to", to).unwrap_or(LAST));
    if from > to {
        errors.push(FieldError::new("to", lang.t("audit-days-turned")));
    }
    ((day_begins(from, zone), day_ends(to, zone)), errors)
}

/// Before any entry.
const FIRST: NaiveDate = match NaiveDate::from_ymd_opt(1970, 1, 2) {
    Some(day) => day,
    None => NaiveDate::MIN,
};
/// After any entry.
const LAST: NaiveDate = match NaiveDate::from_ymd_opt(9998, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};
