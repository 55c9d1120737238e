//! Whose results a message brings.

use super::{numbers, setup::Laboratory};
use crate::{
    Error,
    db::Source,
    fold::fold,
    hl7::{Doubt, Likeness, Person},
    ids::PatientId,
    moment::Precision,
    patients::Sex,
};
use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use std::collections::BTreeSet;

/// A patient that a message may be about.
#[derive(Clone)]
pub struct Candidate {
    /// Whose record it is.
    pub patient: PatientId,
    /// The name in full.
    pub name: String,
    /// The birth date, or the beginning of its year or month.
    pub birth_date: Option<NaiveDate>,
    /// How exactly the birth date is known.
    pub birth_date_precision: Option<Precision>,
    /// Administrative gender.
    pub sex: Sex,
    /// The record number.
    pub record_number: Option<String>,
    /// The town, to tell namesakes apart.
    pub city: Option<String>,
    /// Whether the patient has died.
    pub deceased: bool,
    deceased_at: Option<DateTime<Utc>>,
    /// Whether one of the message's numbers is theirs, as far as is known.
    has_number: bool,
    /// How much they are alike.
    pub likeness: Likeness,
}

/// Why a message waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nobody here is like the person of the message.
    Nobody,
    /// Somebody is, with doubts.
    Doubtful,
    /// More than one is.
    Several,
    /// The patient had died when the specimen was taken, or it is not known when they died.
    Deceased,
    /// The same order came before for another patient.
    AnotherPatient,
    /// A person has taken its results out of a record.
    Removed,
}

impl Why {
    const NAMES: [(&'static str, Self); 6] = [
        ("nobody", Self::Nobody),
        ("doubtful", Self::Doubtful),
        ("several", Self::Several),
        ("deceased", Self::Deceased),
        ("another_patient", Self::AnotherPatient),
        ("removed", Self::Removed),
    ];

    /// The name it is stored under.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, why)| *why == self).map_or("", |(name, _)| name)
    }

    /// Reads a stored name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, why)| *why)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    name: String,
    family: Option<String>,
    given: Option<String>,
    suffix: Option<String>,
    birth_date: Option<NaiveDate>,
    birth_date_precision: Option<Precision>,
    sex: Sex,
    record_number: Option<String>,
    city: Option<String>,
    deceased: bool,
    deceased_at: Option<DateTime<Utc>>,
}

/// Records that are compared at most.
const MOST: i64 = 200;

/// Everyone here who is like the person of a message, the likest first.
pub(super) async fn candidates(
    q: &mut impl Source,
    laboratory: &Laboratory,
    person: &Person,
) -> Result<Vec<Candidate>, Error> {
    let holders: BTreeSet<PatientId> = numbers::holders(q, laboratory, &person.numbers).await?.into_iter().collect();
    let mut ids = holders.clone();
    let family = fold(&person.family);
    let word = family.split(' ').max_by_key(|word| word.len()).unwrap_or_default().to_owned();
    let given = fold(&person.given);
    let given = given.split(' ').next().unwrap_or_default().to_owned();
    if let Some(born) = person.born {
        let day = born.format("%Y%m%d").to_string();
        // Those with the name first: where many are born on one day, none of them is missed.
        for words in [format!("% {word}%"), "%".to_owned()] {
            ids.extend(born_or_named(q, &day, &words).await?);
        }
    }
    if word.len() > 1 && !given.is_empty() {
        ids.extend(born_or_named(q, &word, &format!("% {given}%")).await?);
        ids.extend(born_or_named(q, &given, &format!("% {word}%")).await?);
    }
    let mut found = Vec::new();
    for id in ids {
        let row: Option<Row> = q
            .query(
                "SELECT name, family, given, suffix, birth_date, birth_date_precision, sex, record_number, city, deceased,
                        deceased_at
                 FROM patients WHERE id = $1",
            )
            .bind(id)
            .maybe()
            .await?;
        let Some(row) = row else { continue };
        let numbers = numbers::of_patient(q, laboratory, id, row.record_number.clone()).await?;
        let known = Person {
            numbers,
            family: row.family.clone().unwrap_or_default(),
            given: row.given.clone().unwrap_or_default(),
            suffix: row.suffix.clone().unwrap_or_default(),
            born: row.birth_date.filter(|_| row.birth_date_precision == Some(Precision::Day)),
            sex: Some(row.sex),
        };
        let likeness = person.compare(&known);
        if likeness != Likeness::Other {
            found.push(Candidate {
                patient: id,
                name: row.name,
                birth_date: row.birth_date,
                birth_date_precision: row.birth_date_precision,
                sex: row.sex,
                record_number: row.record_number,
                city: row.city,
                deceased: row.deceased,
                deceased_at: row.deceased_at,
                has_number: holders.contains(&id),
                likeness,
            });
        }
    }
    found.sort_by_key(|candidate| (rank(&candidate.likeness), fold(&candidate.name), candidate.patient));
    Ok(found)
}

async fn born_or_named(q: &mut impl Source, token: &str, words: &str) -> Result<Vec<PatientId>, Error> {
    let rows: Vec<(PatientId,)> = q
        .query("SELECT DISTINCT patient_id FROM patient_tokens WHERE token = $1 AND words LIKE $2 LIMIT $3")
        .bind(token.to_owned())
        .bind(words.to_owned())
        .bind(MOST)
        .all()
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

fn rank(likeness: &Likeness) -> usize {
    match likeness {
        Likeness::SameNumber => 0,
        Likeness::SameNameBirthSex => 1,
        Likeness::Doubtful(doubts) => 2 + doubts.len(),
        Likeness::Other => usize::MAX,
    }
}

/// Whether a record keeps results from going to the one with the same name, birth date and sex. Somebody of the same name who was born on
/// quite another day is another person; one born nearly then may be the one who is meant, with a slip in the date.
fn speaks_against(other: &Candidate, named: &Candidate) -> bool {
    let Likeness::Doubtful(doubts) = &other.likeness else { return false };
    let is_far = match (other.birth_date, named.birth_date) {
        (Some(one), Some(two)) => !is_near(one, two),
        _ => false,
    };
    !(is_far && doubts.contains(&Doubt::OtherBirthDate))
}

/// Whether one date may be a slip for the other: in one of year, month and day, with day and month swapped, or within a month.
fn is_near(one: NaiveDate, two: NaiveDate) -> bool {
    let parts = |date: NaiveDate| [date.year(), date.month().cast_signed(), date.day().cast_signed()];
    let ([year, month, day], [other_year, other_month, other_day]) = (parts(one), parts(two));
    let same = [year == other_year, month == other_month, day == other_day].into_iter().filter(|same| *same).count();
    let swapped = year == other_year && (month, day) == (other_day, other_month);
    same >= 2 || swapped || (one - two).num_days().abs() <= 31
}

/// Whose it is without a person looking at it: one whom the laboratory's number names and nothing speaks against, else the only one with
/// this name, birth date and sex, where nobody else may be meant. Everything else is for a person to decide.
pub(super) fn judge(candidates: &[Candidate], taken: Option<DateTime<Utc>>) -> Result<PatientId, Why> {
    let of = |wanted: &Likeness| candidates.iter().filter(|one| one.likeness == *wanted).collect::<Vec<_>>();
    let (numbered, named) = (of(&Likeness::SameNumber), of(&Likeness::SameNameBirthSex));
    // A record with a number of the message and something against it: either the number is wrong or what is said beside it. However well
    // somebody else fits, a person must say whose it is, or else the number would become theirs.
    let contradicted = candidates.iter().any(|one| match &one.likeness {
        Likeness::Doubtful(doubts) => one.has_number || doubts.contains(&Doubt::NumberWithoutAuthority),
        _ => false,
    });
    let chosen = match (numbered.as_slice(), named.as_slice()) {
        // The number tells namesakes of one birth date apart: which of them it stands for was known or decided before.
        ([one], _) if !contradicted => *one,
        ([], [one]) if !contradicted && !candidates.iter().any(|other| speaks_against(other, one)) => *one,
        ([], []) if candidates.is_empty() => return Err(Why::Nobody),
        ([], []) => return Err(Why::Doubtful),
        ([], [_]) | ([_], []) => return Err(Why::Doubtful),
        _ => return Err(Why::Several),
    };
    let alive = match (chosen.deceased, chosen.deceased_at, taken) {
        (false, _, _) => true,
        (true, Some(died), Some(taken)) => taken <= died,
        (true, _, _) => false,
    };
    if alive { Ok(chosen.patient) } else { Err(Why::Deceased) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn birth_dates_that_may_be_slips_are_near() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let born = date("1953-03-02");
        for near in ["1935-03-02", "1953-08-02", "1953-03-20", "1953-02-03", "1953-02-28", "1953-04-01"] {
            assert!(is_near(born, date(near)), "{near}");
        }
        for far in ["1995-07-11", "1953-11-19", "1970-03-21", "1935-02-03"] {
            assert!(!is_near(born, date(far)), "{far}");
        }
    }
}
