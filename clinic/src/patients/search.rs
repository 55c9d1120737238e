use super::Sex;
use crate::{
    Error,
    accounts::Clinician,
    audit::{AccessLog, Action, Event, Subject},
    db::Source,
    fold::fold,
    ids::PatientId,
    moment::Precision,
    paging::ByName,
};
use chrono::{DateTime, NaiveDate, Utc};

/// A patient in a list.
#[derive(Clone, sqlx::FromRow)]
pub struct Found {
    /// Whose record it is.
    pub id: PatientId,
    /// The name in full.
    pub name: String,
    /// The name folded, for the place in the list.
    pub name_key: String,
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
    /// Whether the clinician belongs to the care team.
    pub mine: bool,
}

/// Words that are looked at; more do not narrow a search further.
pub(crate) const WORDS: usize = 4;
/// The least that is searched for: fewer letters match half the clinic.
const LEAST: usize = 2;

/// Patients whose names, record numbers or birth date begin with every word, in any order; accents do not matter.
/// `None` when there is too little to search for.
pub async fn search(
    q: &mut impl Source,
    by: &Clinician,
    text: &str,
    limit: i64,
    log: &AccessLog,
    now: DateTime<Utc>,
) -> Result<Option<Vec<Found>>, Error> {
    let Some(words) = search_words(text) else { return Ok(None) };
    log.note(Event::new(by.actor(), Action::Read, Subject::PatientSearch));
    // CROSS JOIN makes SQLite begin with the hits: by their names it would walk through the patients of the whole clinic.
    let mut query = q.query(
        "SELECT DISTINCT p.id, p.name, p.name_key, p.birth_date, p.birth_date_precision, p.sex, p.record_number, p.city,
                p.deceased,
                EXISTS (SELECT 1 FROM care_team_participants t
                        WHERE t.patient_id = p.id AND t.practitioner_id = $7 AND t.active
                          AND (t.ends_at IS NULL OR t.ends_at > $8))
                OR COALESCE(p.general_practitioner_id = $7, FALSE) AS mine
         FROM (SELECT DISTINCT a.patient_id FROM patient_tokens a
               WHERE a.token >= $1 AND a.token <= $2
                 AND a.words LIKE $3 AND a.words LIKE $4 AND a.words LIKE $5
               LIMIT 200) hits
         CROSS JOIN patients p
         WHERE p.id = hits.patient_id
         ORDER BY p.name_key, p.id LIMIT $6",
    );
    let mut words = words.into_iter();
    let longest = words.next().unwrap_or_default();
    // Words hold only [a-z0-9], so that every database sorts them alike and this range is the prefix.
    query = query.bind(longest.clone()).bind(format!("{longest}zzzzzzzzzzzz"));
    for _ in 1..WORDS {
        query = query.bind(words.next().map_or_else(|| "%".to_owned(), |word| format!("% {word}%")));
    }
    Ok(Some(query.bind(limit).bind(by.practitioner()).bind(now).all().await?))
}

/// The patients the clinician looks after, as general practitioner or in a care team, by name, beginning after the patient
/// with the id `after`.
pub async fn of_my_teams(
    q: &mut impl Source,
    by: &Clinician,
    after: Option<PatientId>,
    limit: i64,
    log: &AccessLog,
    now: DateTime<Utc>,
) -> Result<ByName<Found>, Error> {
    log.note(Event::new(by.actor(), Action::Read, Subject::PatientSearch));
    let place: Option<(String, PatientId)> = match after {
        Some(after) => q.query("SELECT name_key, id FROM patients WHERE id = $1").bind(after).maybe().await?,
        None => None,
    };
    let first = place.is_none();
    // As in the search, SQLite must begin with the own patients.
    let (name, id) = place.unwrap_or((String::new(), PatientId(uuid::Uuid::nil())));
    let rows = q
        .query(
            "SELECT p.id, p.name, p.name_key, p.birth_date, p.birth_date_precision, p.sex, p.record_number, p.city,
                    p.deceased, TRUE AS mine
             FROM (SELECT t.patient_id FROM care_team_participants t WHERE t.practitioner_id = $1 AND t.active
                     AND (t.ends_at IS NULL OR t.ends_at > $5)
                   UNION SELECT g.id FROM patients g WHERE g.general_practitioner_id = $1) mine
             CROSS JOIN patients p
             WHERE p.id = mine.patient_id AND (p.name_key > $2 OR (p.name_key = $2 AND p.id > $3))
             ORDER BY p.name_key, p.id LIMIT $4",
        )
        .bind(by.practitioner())
        .bind(name)
        .bind(id)
        .bind(limit + 1)
        .bind(now)
        .all()
        .await?;
    Ok(ByName::cut(rows, limit, first, |row: &Found| row.id.0))
}

/// The words to search by, the longest (which fits fewest) first; a date in whatever form becomes `yyyymmdd`.
pub(crate) fn search_words(text: &str) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    for part in text.split_whitespace().take(12) {
        match date(part) {
            Some(date) => words.push(date.format("%Y%m%d").to_string()),
            None => words.extend(fold(part).split(' ').filter(|word| !word.is_empty()).map(str::to_owned)),
        }
    }
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.truncate(WORDS);
    let longest = words.first()?;
    (longest.len() >= LEAST && longest.len() <= 64).then_some(words)
}

/// A date as people type it: 1960-03-02, 03/02/1960 (month first, as in the US) or 2.3.1960 (day first).
fn date(text: &str) -> Option<NaiveDate> {
    ["%Y-%m-%d", "%m/%d/%Y", "%d.%m.%Y"]
        .into_iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
        .filter(|date| date.format("%Y").to_string().len() == 4)
}

#[cfg(test)]
mod tests {
    use super::search_words;

    #[test]
    fn words_and_dates_are_recognised() {
        assert_eq!(search_words("José garcía").unwrap(), ["garcia", "jose"]);
        for date in ["1960-03-02", "03/02/1960", "2.3.1960"] {
            assert_eq!(search_words(date).unwrap(), ["19600302"]);
        }
        assert_eq!(search_words("a"), None);
        assert_eq!(search_words("  -- "), None);
    }
}
