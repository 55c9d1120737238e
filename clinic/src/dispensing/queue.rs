use super::{Counter, Pile};
use crate::{
    Error,
    db::Source,
    ids::{PatientId, PrescriptionId},
    moment::Precision,
    paging::ByName,
    patients::{WORDS, search_words},
    prescribing::State,
};
use chrono::{DateTime, Duration, NaiveDate, Utc};

/// Days for which the pile of what is done goes back.
pub const DONE_DAYS: i64 = 30;
/// Cancellations that are shown at once: more are not open at one pharmacy.
const CANCELLATIONS: i64 = 100;
/// Prescriptions that a search finds.
const FOUND: i64 = 50;

/// A prescription in a pharmacy's queue.
#[derive(Clone, sqlx::FromRow)]
pub struct InQueue {
    /// Its id.
    pub id: PrescriptionId,
    /// Where it stands, whether or not its last day is over.
    pub state: State,
    /// Drug, strength and form.
    pub drug: String,
    /// How much is handed out at once, a decimal.
    pub quantity: String,
    /// Its unit.
    pub quantity_unit: String,
    /// The last day on which it may be dispensed.
    pub expires_on: NaiveDate,
    /// When it came.
    pub sent_at: Option<DateTime<Utc>>,
    /// Since when it is ready for pick-up.
    pub ready_at: Option<DateTime<Utc>>,
    /// When some of it was last handed out.
    pub dispensed_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Whether the prescriber wants it back and waits for the answer.
    pub cancelling: bool,
    /// Whose it is.
    pub patient: PatientId,
    /// The patient's name.
    pub patient_name: String,
    /// The patient's birth date.
    pub birth_date: Option<NaiveDate>,
    /// How exactly that is known.
    pub birth_date_precision: Option<Precision>,
    /// Who signed it.
    pub prescriber: String,
}

/// How many prescriptions lie on the piles that are worked off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Nobody has looked at them yet.
    pub new: i64,
    /// They are being worked on.
    pub in_work: i64,
    /// A part was handed out.
    pub part: i64,
}

/// The columns of an [`InQueue`], and the tables they come from. CROSS JOIN makes SQLite begin with the prescriptions.
macro_rules! select {
    ($from:literal, $rest:literal) => {
        concat!(
            "SELECT p.id, p.state, p.drug, p.quantity, p.quantity_unit, p.expires_on, p.sent_at, p.ready_at,
                    p.dispensed_at, p.ended_at, t.id AS patient, t.name AS patient_name, t.birth_date,
                    t.birth_date_precision, a.name AS prescriber,
                    EXISTS (SELECT 1 FROM prescription_requests r WHERE r.prescription_id = p.id
                            AND r.kind = 'cancellation' AND r.state = 'pending') AS cancelling
             FROM ",
            $from,
            " CROSS JOIN patients t CROSS JOIN accounts a WHERE t.id = p.patient_id AND a.id = p.prescriber_id AND ",
            $rest
        )
    };
}

/// A pile of a pharmacy's prescriptions: what is to be done, the longest waiting first; what is done, the newest first.
/// It begins after the prescription with the id `after`.
pub async fn queue(
    q: &mut impl Source,
    counter: &Counter,
    pile: Pile,
    after: Option<PrescriptionId>,
    limit: i64,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<ByName<InQueue>, Error> {
    counter.saw_list();
    let place: Option<Place> = match after {
        Some(after) => {
            q.query("SELECT id, sent_at, dispensed_at, ended_at FROM prescriptions WHERE id = $1 AND pharmacy_id = $2")
                .bind(after)
                .bind(counter.pharmacy())
                .maybe()
                .await?
        }
        None => None,
    };
    let first = place.is_none();
    let rows = match pile {
        Pile::New | Pile::InWork | Pile::Part => {
            let (at, id) = place.map_or(START, |place| (place.sent_at.unwrap_or(now), place.id));
            let (state, other) = match pile {
                Pile::New => (State::Sent, State::Sent),
                Pile::InWork => (State::Received, State::InProgress),
                _ => (State::PartDispensed, State::PartDispensed),
            };
            q.query(select!(
                "prescriptions p",
                "p.pharmacy_id = $1 AND p.state IN ('sent', 'received', 'in_progress', 'part_dispensed')
                   AND (p.sent_at, p.id) > ($2, $3) AND p.state IN ($4, $5) AND p.expires_on >= $6
                 ORDER BY p.sent_at, p.id LIMIT $7"
            ))
            .bind(counter.pharmacy())
            .bind(at)
            .bind(id)
            .bind(state)
            .bind(other)
            .bind(today)
        }
        Pile::Refills => {
            let (at, id) = place.map_or(START, |place| (place.dispensed_at.unwrap_or(now), place.id));
            q.query(select!(
                "prescriptions p",
                "p.pharmacy_id = $1 AND p.state = 'dispensed' AND (p.dispensed_at, p.id) > ($2, $3) AND p.expires_on >= $4
                 ORDER BY p.dispensed_at, p.id LIMIT $5"
            ))
            .bind(counter.pharmacy())
            .bind(at)
            .bind(id)
            .bind(today)
        }
        Pile::Done => {
            let (at, id) = place.map_or((now, LAST), |place| (place.ended_at.unwrap_or(now), place.id));
            q.query(select!(
                "prescriptions p",
                "p.pharmacy_id = $1 AND p.state IN ('completed', 'expired', 'cancelled', 'rejected')
                   AND (p.ended_at, p.id) < ($2, $3) AND p.ended_at > $4
                 ORDER BY p.ended_at DESC, p.id DESC LIMIT $5"
            ))
            .bind(counter.pharmacy())
            .bind(at)
            .bind(id)
            .bind(now - Duration::days(DONE_DAYS))
        }
    };
    let rows = rows.bind(limit + 1).all().await?;
    Ok(ByName::cut(rows, limit, first, |row: &InQueue| row.id.0))
}

#[derive(sqlx::FromRow)]
struct Place {
    id: PrescriptionId,
    sent_at: Option<DateTime<Utc>>,
    dispensed_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
}

const START: (DateTime<Utc>, PrescriptionId) = (DateTime::UNIX_EPOCH, PrescriptionId(uuid::Uuid::nil()));
const LAST: PrescriptionId = PrescriptionId(uuid::Uuid::max());

/// How many prescriptions lie on the piles that are worked off.
pub async fn counts(q: &mut impl Source, counter: &Counter, today: NaiveDate) -> Result<Counts, Error> {
    let rows: Vec<(State, i64)> = q
        .query(
            "SELECT state, count(*) FROM prescriptions
             WHERE pharmacy_id = $1 AND state IN ('sent', 'received', 'in_progress', 'part_dispensed')
               AND expires_on >= $2
             GROUP BY state",
        )
        .bind(counter.pharmacy())
        .bind(today)
        .all()
        .await?;
    let of = |wanted: State| rows.iter().find(|(state, _)| *state == wanted).map_or(0, |(_, count)| *count);
    Ok(Counts {
        new: of(State::Sent),
        in_work: of(State::Received) + of(State::InProgress),
        part: of(State::PartDispensed),
    })
}

/// Prescriptions that their prescribers want back and that this pharmacy is to answer, the longest waiting first.
pub async fn cancellations(q: &mut impl Source, counter: &Counter, today: NaiveDate) -> Result<Vec<InQueue>, Error> {
    counter.saw_list();
    Ok(q.query(select!(
        "prescription_requests c CROSS JOIN prescriptions p",
        "c.state = 'pending' AND c.kind = 'cancellation' AND p.id = c.prescription_id AND p.pharmacy_id = $1
           AND p.state NOT IN ('completed', 'expired', 'cancelled', 'rejected') AND p.expires_on >= $2
         ORDER BY c.asked_at, c.id LIMIT $3"
    ))
    .bind(counter.pharmacy())
    .bind(today)
    .bind(CANCELLATIONS)
    .all()
    .await?)
}

/// The pharmacy's own prescriptions of patients whose names, birth date or record number begin with every word, the newest first.
/// `None` when there is too little to search for.
pub async fn search(q: &mut impl Source, counter: &Counter, text: &str) -> Result<Option<Vec<InQueue>>, Error> {
    let Some(words) = search_words(text) else { return Ok(None) };
    counter.searched();
    let mut query = q.query(select!(
        "(SELECT DISTINCT w.patient_id FROM patient_tokens w
          WHERE w.token >= $1 AND w.token <= $2 AND w.words LIKE $3 AND w.words LIKE $4 AND w.words LIKE $5) hits
         CROSS JOIN prescriptions p",
        "p.patient_id = hits.patient_id AND p.pharmacy_id = $6 AND p.state <> 'draft'
         ORDER BY p.written_at DESC, p.id DESC LIMIT $7"
    ));
    let mut words = words.into_iter();
    let longest = words.next().unwrap_or_default();
    query = query.bind(longest.clone()).bind(format!("{longest}zzzzzzzzzzzz"));
    for _ in 1..WORDS {
        query = query.bind(words.next().map_or_else(|| "%".to_owned(), |word| format!("% {word}%")));
    }
    Ok(Some(query.bind(counter.pharmacy()).bind(FOUND).all().await?))
}
