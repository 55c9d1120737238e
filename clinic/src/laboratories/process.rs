//! A good message that is kept: whose it is, and into whose record it goes.

use super::{
    convert::{self, flattened},
    filing::{self, Message},
    matching::{self, Why},
    model::What,
    numbers,
};
use crate::{
    Error, Portal,
    audit::{Action, Actor, Event, Subject},
    db::{Source as _, Tx},
    hl7::{LabReport, Observation, Person},
    ids::{AccountId, LabMessageId, PatientId},
    reviews::Limit,
};
use chrono::{DateTime, Utc};

/// Notes a step on a message's way.
pub(super) async fn step(
    tx: &mut Tx,
    message: LabMessageId,
    what: What,
    by: Option<AccountId>,
    note: Option<String>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    tx.query(
        "INSERT INTO lab_message_steps (id, message_id, at, what, account_id, note) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(crate::ids::new())
    .bind(message)
    .bind(now)
    .bind(what)
    .bind(by)
    .bind(note)
    .run()
    .await?;
    Ok(())
}

/// Files a message where it is clear whose it is, and lets it wait otherwise. `before` is why it waited until now.
pub(super) async fn file_or_wait(
    portal: &Portal,
    mut tx: Tx,
    message: &Message<'_>,
    before: Option<Why>,
    now: DateTime<Utc>,
) -> Result<Tx, Error> {
    let (laboratory, report) = (message.laboratory, message.report);
    let person = numbers::named(Person::of(report), laboratory);
    // What a person has taken out of a record is put into one by a person.
    let found = match before {
        Some(why @ Why::Removed) => Err(why),
        _ => {
            let candidates = matching::candidates(&mut tx, laboratory, &person).await?;
            matching::judge(&candidates, taken(message))
        }
    };
    let found = match found {
        Ok(patient) if filing::is_anothers(&mut tx, message, patient).await? => Err(Why::AnotherPatient),
        other => other,
    };
    match found {
        Ok(patient) => {
            numbers::remember(&mut tx, laboratory, &person.numbers, patient, None, now).await?;
            step(&mut tx, message.id, What::Matched, None, None, now).await?;
            let by = Actor::laboratory(&laboratory.name);
            into(portal, tx, message, patient, by, None, now).await
        }
        Err(why) => {
            tx.query(
                "UPDATE lab_messages SET state = 'waiting', reason = $2, patient_id = NULL, revision = revision + 1 WHERE id = $1",
            )
            .bind(message.id)
            .bind(why.name())
            .run()
            .await?;
            if before.is_none() {
                step(&mut tx, message.id, What::Waiting, None, Some(why.name().to_owned()), now).await?;
            }
            Ok(tx)
        }
    }
}

/// Files a message into this patient's record.
pub(super) async fn into(
    portal: &Portal,
    mut tx: Tx,
    message: &Message<'_>,
    patient: PatientId,
    by: Actor,
    account: Option<AccountId>,
    now: DateTime<Utc>,
) -> Result<Tx, Error> {
    tx.query(
        "UPDATE lab_messages SET state = 'filed', reason = NULL, patient_id = $2, revision = revision + 1 WHERE id = $1",
    )
    .bind(message.id)
    .bind(patient)
    .run()
    .await?;
    step(&mut tx, message.id, What::Filed, account, None, now).await?;
    let mut tx = filing::file(tx, message, patient, now, portal.settings.zone).await?;
    let event = Event::new(by, Action::Create, Subject::Labs).of(patient).on(message.id.0);
    portal.auditor.record(&mut tx, event.noting("filed")).await?;
    Ok(tx)
}

fn taken(message: &Message<'_>) -> Option<DateTime<Utc>> {
    let when = message.report.orders.iter().find_map(convert::taken)?;
    Some(message.report.moment(&when, message.laboratory.zone()).at)
}

/// Whether a report has a result that cannot wait: panic values, very abnormal ones and those off the instrument's scale (HL7 table 0078), and those
/// beyond a limit of the clinic.
pub(super) fn is_urgent(report: &LabReport, limits: &[Limit]) -> bool {
    // Those after a specimen are filed as results, too.
    let mut all = flattened(report).into_iter().flat_map(|(order, _)| {
        order.observations.iter().chain(order.specimens.iter().flat_map(|specimen| &specimen.observations))
    });
    let is_flagged =
        |result: &Observation| result.flags.iter().any(|flag| matches!(flag.as_str(), "LL" | "HH" | "AA" | "<" | ">"));
    all.any(|result| is_flagged(result) || convert::is_beyond(result, limits))
}
