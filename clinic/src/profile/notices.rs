use crate::{
    Error,
    accounts::Patient,
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source},
    ids::AccountId,
};

/// Which notices by mail a person wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "the rows of the table")]
pub struct Choices {
    /// That someone outside the care team opened the record, and that the clinic answered a change.
    pub record: bool,
    /// What concerns appointments.
    pub appointments: bool,
    /// That a helper has begun.
    pub helpers: bool,
    /// That a prescription is on its way, ready, or answered.
    pub prescriptions: bool,
    /// That there is something new among the results.
    pub results: bool,
}

impl Choices {
    const ALL: Self = Self { record: true, appointments: true, helpers: true, prescriptions: true, results: true };

    fn rows(self) -> [(&'static str, bool); 5] {
        [
            ("record", self.record),
            ("appointments", self.appointments),
            ("helpers", self.helpers),
            ("prescriptions", self.prescriptions),
            ("results", self.results),
        ]
    }
}

/// What a patient has chosen; what they have not chosen about is sent.
pub async fn choices(q: &mut impl Source, by: &Patient) -> Result<Choices, Error> {
    of(q, by.account()).await
}

async fn of(q: &mut impl Source, account: AccountId) -> Result<Choices, Error> {
    let rows: Vec<(String, bool)> =
        q.query("SELECT kind, wanted FROM notification_choices WHERE account_id = $1").bind(account).all().await?;
    let mut choices = Choices::ALL;
    for (kind, wanted) in rows {
        match kind.as_str() {
            "record" => choices.record = wanted,
            "appointments" => choices.appointments = wanted,
            "helpers" => choices.helpers = wanted,
            "prescriptions" => choices.prescriptions = wanted,
            "results" => choices.results = wanted,
            _ => {}
        }
    }
    Ok(choices)
}

/// Keeps what a patient has chosen.
pub async fn set_choices(db: &Db, auditor: &Auditor, by: &Patient, choices: Choices) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    for (kind, wanted) in choices.rows() {
        tx.query(
            "INSERT INTO notification_choices (account_id, kind, wanted) VALUES ($1, $2, $3)
             ON CONFLICT (account_id, kind) DO UPDATE SET wanted = excluded.wanted",
        )
        .bind(by.account())
        .bind(kind.to_owned())
        .bind(wanted)
        .run()
        .await?;
    }
    let event = Event::new(by.actor(), Action::Update, Subject::Profile).of(by.patient()).noting("notices");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}
