use super::{
    Draft, Happening, Held, Lack, Order, Refused, RequestKind, Review, State, Way, begin_sending, drafts::drafts,
    facts::Facts, happened, hold, review::reviewed, way_to,
};
use crate::{
    Error, Portal,
    accounts::{FactorKind, Language, Prescriber},
    audit::{Action, Event, Subject},
    db::{Source as _, Tx},
    directions::{self, Directions},
    fold::fold,
    ids::{PractitionerId, PrescriptionId, RequestId},
    moment::Precision,
    patients::Chart,
    signing::{self, Signable, SignedDrug, SignedQuantity, Signer, Unsignable},
};
use chrono::{DateTime, Months, NaiveDate, SubsecRound as _, Utc};
use sqlx::types::Json;
use std::collections::HashSet;

/// Months for which a prescription may be dispensed: the limit this portal sets for itself. A state's law may set a shorter one.
const MONTHS_VALID: u32 = 12;

/// The sentence that a person reads, in their language.
pub type Say = fn(&Directions, Language) -> String;

/// Drafts as they were on the page when the second factor was given.
pub struct Signing<'a> {
    /// Who signs.
    pub by: &'a Prescriber,
    /// The patient's record.
    pub chart: &'a Chart,
    /// Which drafts, each with the revision that was shown.
    pub drafts: &'a [(PrescriptionId, i64)],
    /// The factor that was given with the page still shown.
    pub factor: FactorKind,
    /// How directions are put into words.
    pub say: Say,
    /// When it is.
    pub now: DateTime<Utc>,
    /// The day in the clinic's zone.
    pub today: NaiveDate,
}

/// Why nothing was signed. Of several drafts all are signed, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSigned {
    /// No draft was chosen.
    Nothing,
    /// The draft is not what was on the page any more: it was changed, signed or thrown away.
    Changed(PrescriptionId),
    /// Something is missing or wrong.
    Lacking(PrescriptionId, Vec<Lack>),
    /// The request that it answers was answered or taken back.
    Answered(PrescriptionId),
    /// What it is to replace cannot be replaced.
    Replaced(PrescriptionId, Refused),
}

/// Whether drafts could be signed as they were shown: asked before a second factor is used up.
pub async fn signable(portal: &Portal, signing: &Signing<'_>) -> Result<Result<(), NotSigned>, Error> {
    let mut tx = portal.db.begin().await?;
    let outcome = checked(&mut tx, portal, signing).await?;
    tx.rollback().await?;
    Ok(outcome.map(drop))
}

/// Signs drafts, archives what was signed and sends it on its way: all of them at once, or none.
pub async fn sign(portal: &Portal, signing: &Signing<'_>) -> Result<Result<Vec<PrescriptionId>, NotSigned>, Error> {
    let mut tx = portal.db.begin().await?;
    let ready = match checked(&mut tx, portal, signing).await? {
        Ok(ready) => ready,
        Err(why) => return Ok(Err(why)),
    };
    let signer = signing::signer(&mut tx, &portal.auditor, &portal.keys, signing.now).await?;
    let mut signed = Vec::new();
    for Ready { review, order, signable } in ready {
        let id = review.draft.id;
        if let Err(why) = archive(&mut tx, signing, &signer, id, &signable).await? {
            return Ok(Err(why));
        }
        let way = way_to(&mut tx, review.draft.pharmacy).await?;
        write(&mut tx, signing, &review.draft, &order, &signable, way).await?;
        for warning in &review.warnings {
            keep_override(&mut tx, signing, id, warning).await?;
        }
        happened(&mut tx, id, Happening::Signed, &signing.by.actor(), None, None, signing.now).await?;
        if let Some(replaced) = review.draft.replaces
            && let Err(refused) = replace(&mut tx, signing, replaced, id, review.draft.request).await?
        {
            return Ok(Err(NotSigned::Replaced(id, refused)));
        }
        if let Some(request) = review.draft.request
            && !answer(&mut tx, signing, request, id).await?
        {
            return Ok(Err(NotSigned::Answered(id)));
        }
        let mut held: Held = hold(&mut tx, id).await?;
        begin_sending(&mut tx, &mut held, &signing.by.actor(), signing.now).await?;
        let event = Event::new(signing.by.actor(), Action::Execute, Subject::Prescriptions)
            .of(signing.chart.patient())
            .on(id.0);
        portal.auditor.record(&mut tx, signing.chart.changed(event, "signed")).await?;
        signed.push(id);
    }
    tx.commit().await?;
    Ok(Ok(signed))
}

struct Ready {
    review: Review,
    order: Order,
    signable: Signable,
}

/// Looks at the drafts as they are now, and makes what would be signed.
async fn checked(tx: &mut Tx, portal: &Portal, signing: &Signing<'_>) -> Result<Result<Vec<Ready>, NotSigned>, Error> {
    let wanted: HashSet<PrescriptionId> = signing.drafts.iter().map(|(id, _)| *id).collect();
    if wanted.is_empty() {
        return Ok(Err(NotSigned::Nothing));
    }
    for (id, revision) in signing.drafts {
        // Held until the transaction ends: two who sign the same draft at once do not both find it.
        let held = tx
            .query(
                "UPDATE prescriptions SET changed_at = changed_at
                 WHERE id = $1 AND patient_id = $2 AND state = 'draft' AND revision = $3",
            )
            .bind(*id)
            .bind(signing.chart.patient())
            .bind(*revision)
            .run()
            .await?;
        if held == 0 {
            return Ok(Err(NotSigned::Changed(*id)));
        }
    }
    let chosen: Vec<Draft> =
        drafts(tx, signing.chart).await?.into_iter().filter(|draft| wanted.contains(&draft.id)).collect();
    let signer = Some(signing.by.account());
    let (reviews, facts) = reviewed(tx, portal, signing.chart, chosen, signer, signing.today).await?;
    let mut ready = Vec::new();
    for review in reviews {
        if review.lacks.contains(&Lack::Answered) {
            return Ok(Err(NotSigned::Answered(review.draft.id)));
        }
        let (Some(order), Some(facts), true) = (review.order.clone(), &facts, review.is_ready()) else {
            return Ok(Err(NotSigned::Lacking(review.draft.id, review.lacks)));
        };
        let signable = signable_of(portal, &review, &order, facts, signing.say, signing.now, signing.today)?;
        if let Err(Unsignable::TooLong { by }) = signable.room() {
            return Ok(Err(NotSigned::Lacking(review.draft.id, vec![Lack::TooLong(by)])));
        }
        ready.push(Ready { review, order, signable });
    }
    Ok(Ok(ready))
}

/// What would be signed at that moment.
pub(super) fn signable_of(
    portal: &Portal,
    review: &Review,
    order: &Order,
    facts: &Facts,
    say: Say,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Signable, Error> {
    let expires_on = today
        .checked_add_months(Months::new(MONTHS_VALID))
        .ok_or_else(|| Error::Broken("the calendar has ended".to_owned()))?;
    let mut overridden: Vec<String> = review
        .warnings
        .iter()
        .filter(|warning| warning.reason.is_some())
        .map(|warning| warning.card.rule.0.clone())
        .collect();
    overridden.sort();
    overridden.dedup();
    let spanish = facts.language == Language::Es;
    Ok(Signable {
        id: review.draft.id.0,
        issuer: portal.settings.origin.clone(),
        issued_at: now.trunc_subsecs(0),
        expires_on,
        patient: facts.patient.clone(),
        drug: SignedDrug { rxcui: order.rxcui.map(|code| code.to_string()), text: order.drug.clone() },
        directions: signing::Directions {
            english: say(&order.directions, Language::En),
            spanish: spanish.then(|| say(&order.directions, Language::Es)),
        },
        quantity: SignedQuantity { value: order.quantity.value, unit: order.quantity.unit.name().to_owned() },
        refills: u8::try_from(order.refills).map_err(|_| Error::Broken("too many refills".to_owned()))?,
        substitution_allowed: order.substitution_allowed,
        note: order.note.clone(),
        indication: order.indication.clone(),
        prescriber: facts.prescriber.clone(),
        clinic: facts.clinic.clone(),
        pharmacy: review.pharmacy.clone(),
        replaces: review.draft.replaces.map(|id| id.0),
        overridden,
    })
}

async fn archive(
    tx: &mut Tx,
    signing: &Signing<'_>,
    signer: &Signer,
    id: PrescriptionId,
    signable: &Signable,
) -> Result<Result<(), NotSigned>, Error> {
    let jws = match signable.encode(signer) {
        Ok(jws) => jws,
        Err(Unsignable::TooLong { by }) => return Ok(Err(NotSigned::Lacking(id, vec![Lack::TooLong(by)]))),
        Err(why) => return Err(Error::Broken(why.to_string())),
    };
    tx.query(
        "INSERT INTO signed_prescriptions (prescription_id, jws, kid, signed_by, factor, signed_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(jws.as_str().to_owned())
    .bind(signer.kid().to_owned())
    .bind(signing.by.account())
    .bind(signing.factor)
    .bind(signing.now)
    .run()
    .await?;
    Ok(Ok(()))
}

/// Turns the draft into what was signed, here and in the chart.
async fn write(
    tx: &mut Tx,
    signing: &Signing<'_>,
    draft: &Draft,
    order: &Order,
    signable: &Signable,
    way: Way,
) -> Result<(), Error> {
    let supply_days = directions::days_supply(&order.directions, &order.quantity, None);
    tx.query(
        "UPDATE prescriptions SET state = $2, rxcui = $3, drug = $4, prescriber_id = $5, way = $6, quantity = $7,
            quantity_unit = $8, refills = $9, dispensed = '0', supply_days = $10, signed_at = $11, changed_at = $11,
            expires_on = $12, revision = revision + 1
         WHERE id = $1",
    )
    .bind(draft.id)
    .bind(State::Signed)
    .bind(order.rxcui.map(|code| code.to_string()))
    .bind(order.drug.clone())
    .bind(signing.by.account())
    .bind(way)
    .bind(directions::amount(order.quantity.value))
    .bind(signable.quantity.unit.clone())
    .bind(i64::from(order.refills))
    .bind(supply_days.map(i64::from))
    .bind(signing.now)
    .bind(signable.expires_on)
    .run()
    .await?;
    let mut dosage = directions::to_fhir(&order.directions);
    if let (Some(words), Some(first)) = (&signable.directions.spanish, dosage.first_mut()) {
        first["patientInstruction"] = words.clone().into();
    }
    let who: Option<(Option<PractitionerId>, String)> =
        tx.query("SELECT practitioner_id, name FROM accounts WHERE id = $1").bind(signing.by.account()).maybe().await?;
    let (practitioner, name) = who.ok_or(Error::NotFound)?;
    tx.query(
        "INSERT INTO medication_requests
           (id, patient_id, status, in_use, intent, code_system, code, display, search, authored_at, authored_precision, sort_at,
            requester_id, requester, reason, directions, dosage, quantity, quantity_unit, refills, supply_days, valid_from,
            valid_until, note)
         VALUES ($1, $2, 'active', TRUE, 'order', $3, $4, $5, $6, $7, $8, $7, $9, $10, $11, $12, $13, $14, $15, $16, $17, $7, $18, $19)",
    )
    .bind(draft.id)
    .bind(signing.chart.patient())
    .bind(order.rxcui.map(|_| crate::fhir::RXNORM.to_owned()))
    .bind(order.rxcui.map(|code| code.to_string()))
    .bind(order.drug.clone())
    .bind(fold(&order.drug))
    .bind(signing.now)
    .bind(Precision::Time)
    .bind(practitioner)
    .bind(name)
    .bind(order.indication.clone())
    .bind(signable.directions.english.clone())
    .bind(Json(dosage))
    .bind(directions::amount(order.quantity.value))
    .bind(signable.quantity.unit.clone())
    .bind(i64::from(order.refills))
    .bind(supply_days.map(|days| days.to_string()))
    .bind(signable.expires_on.and_time(chrono::NaiveTime::MIN).and_utc())
    .bind(order.note.clone())
    .run()
    .await?;
    Ok(())
}

async fn keep_override(
    tx: &mut Tx,
    signing: &Signing<'_>,
    id: PrescriptionId,
    warning: &super::Warning,
) -> Result<(), Error> {
    let Some(reason) = &warning.reason else { return Ok(()) };
    let note = reason.note.trim();
    tx.query(
        "INSERT INTO prescription_overrides
           (id, prescription_id, rule, indicator, summary, source, reason, note, overridden_by, overridden_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(crate::ids::new())
    .bind(id)
    .bind(warning.card.rule.0.clone())
    .bind(warning.card.indicator.code().to_owned())
    .bind(warning.card.summary.clone())
    .bind(warning.card.source.label.clone())
    .bind(reason.code.clone())
    .bind((!note.is_empty()).then(|| note.to_owned()))
    .bind(signing.by.account())
    .bind(signing.now)
    .run()
    .await?;
    Ok(())
}

/// Ends the prescription whose place the new one takes. One that a renewal repeats has ended by itself, or ends now.
async fn replace(
    tx: &mut Tx,
    signing: &Signing<'_>,
    replaced: PrescriptionId,
    by: PrescriptionId,
    request: Option<RequestId>,
) -> Result<Result<(), Refused>, Error> {
    let mut held = super::changes::held_in(tx, signing.chart, replaced).await?;
    let next = match held.standing.replace() {
        Ok(next) => next,
        // A new prescription in the place of a cancelled one is what a change of mind looks like.
        Err(Refused::Cancelled) if request.is_none() => return Ok(Ok(())),
        Err(refused) => return Ok(Err(refused)),
    };
    held.save(tx, next, signing.now).await?;
    tx.query("UPDATE medication_requests SET in_use = FALSE, status = CASE status WHEN 'active' THEN 'completed' ELSE status END WHERE id = $1")
        .bind(replaced)
        .run()
        .await?;
    // A cancellation that nobody has answered is over with it.
    tx.query(
        "UPDATE prescription_requests SET state = 'approved', answered_at = $2
         WHERE prescription_id = $1 AND kind = 'cancellation' AND state = 'pending'",
    )
    .bind(replaced)
    .bind(signing.now)
    .run()
    .await?;
    happened(tx, replaced, Happening::Replaced, &signing.by.actor(), None, Some(by.to_string()), signing.now).await?;
    Ok(Ok(()))
}

/// Answers the request that led to the new prescription. Tells whether it still waited for an answer.
async fn answer(tx: &mut Tx, signing: &Signing<'_>, request: RequestId, by: PrescriptionId) -> Result<bool, Error> {
    let answered: Option<(PrescriptionId, RequestKind)> = tx
        .query(
            "UPDATE prescription_requests SET answered_by = $2, answered_at = $3, result_id = $4,
                state = CASE WHEN (SELECT p.drug = o.drug AND p.quantity = o.quantity AND p.refills = o.refills
                                   FROM prescriptions p, prescriptions o
                                   WHERE p.id = $4 AND o.id = prescription_requests.prescription_id)
                        THEN 'approved' ELSE 'approved_with_changes' END
             WHERE id = $1 AND state = 'pending' RETURNING prescription_id, kind",
        )
        .bind(request)
        .bind(signing.by.account())
        .bind(signing.now)
        .bind(by)
        .maybe()
        .await?;
    let Some((asked_of, kind)) = answered else { return Ok(false) };
    let happening = if kind == RequestKind::Change { Happening::ChangeApproved } else { Happening::RenewalApproved };
    happened(tx, asked_of, happening, &signing.by.actor(), None, Some(by.to_string()), signing.now).await?;
    Ok(true)
}
