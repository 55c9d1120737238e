//! What is done with one visit: the steps of its day, the note, calling it off.

use super::{
    rules,
    visit::{VisitFields, reason_of, show, too_long},
    words::refusal,
};
use crate::{
    ui::form::FieldError,
    web::{Answer, Here, Notice, Signed, Typed, after},
};
use clinic::{
    accounts::Clinician,
    appointments::{self, Booker, Step},
    ids::{AppointmentId, PatientId},
};

/// Whose visit it is.
async fn whose(here: &Here, by: &Clinician, id: AppointmentId) -> Result<PatientId, clinic::Error> {
    let mut q = here.read().await?;
    Ok(appointments::visit(&mut q, by, &here.visit.log, id).await?.patient_id)
}

fn back(id: AppointmentId) -> String {
    format!("/calendar/visits/{id}")
}

/// Takes a step of the day.
pub(crate) async fn take(here: Here, Signed(by): Signed<Clinician>, Typed(typed): Typed<VisitFields>) -> Answer {
    let id: AppointmentId = here.id("visit")?;
    let patient = whose(&here, &by, id).await?;
    let Some(step) = Step::parse(&typed.step) else {
        let error = FieldError::new("", here.lang.t("calendar-step-missing"));
        return show(here, &by, typed, vec![error]).await;
    };
    let (portal, rules) = (&here.portal, rules(&here));
    match appointments::step(&portal.db, &portal.auditor, &by, patient, id, step, &rules, here.now).await? {
        Ok(_) => Ok(after(&back(id), Some(Notice::DeskVisitStep))),
        Err(_) => {
            let error = FieldError::new("", here.lang.t("calendar-step-refused"));
            show(here, &by, typed, vec![error]).await
        }
    }
}

/// Writes the note for those who work here.
pub(crate) async fn write_note(here: Here, Signed(by): Signed<Clinician>, Typed(typed): Typed<VisitFields>) -> Answer {
    let id: AppointmentId = here.id("visit")?;
    let patient = whose(&here, &by, id).await?;
    let note = typed.note.clone().unwrap_or_default();
    if let Some(error) = too_long("note", &note, here.lang) {
        return show(here, &by, typed, vec![error]).await;
    }
    let portal = &here.portal;
    appointments::note_at_desk(&portal.db, &portal.auditor, &by, patient, id, &note, here.now).await?;
    Ok(after(&back(id), Some(Notice::DeskVisitNoted)))
}

/// Calls the visit off, or declines what was asked for.
pub(crate) async fn call_off(here: Here, Signed(by): Signed<Clinician>, Typed(typed): Typed<VisitFields>) -> Answer {
    let id: AppointmentId = here.id("visit")?;
    let patient = whose(&here, &by, id).await?;
    let reason = match reason_of(&typed.reason, &typed.text, here.lang) {
        Ok(reason) => reason,
        Err(errors) => return show(here, &by, typed, errors).await,
    };
    let (portal, booker) = (&here.portal, Booker::at_desk(&by, patient));
    let rules = rules(&here);
    match appointments::cancel(&portal.db, &portal.auditor, &booker, id, reason, &typed.text, &rules, here.now).await? {
        Ok(()) => Ok(after(&back(id), Some(Notice::DeskVisitCancelled))),
        Err(why) => {
            let error = refusal(&why, here.now, here.lang);
            show(here, &by, typed, vec![error]).await
        }
    }
}
