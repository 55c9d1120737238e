use super::{
    form::{HelperFields, changeable, invite_form, refusal, rights_form},
    letter::letter_page,
    list,
};
use crate::web::{Answer, Fresh, Here, InChart, Notice, Signed, Typed, after};
use clinic::{
    accounts::{Clinician, Patient},
    helpers::{self, By, Ground, Issued, helpers_of},
    ids::HelperId,
};

/// Invites someone to help the patient who asks.
pub(crate) async fn invite(
    here: Here,
    Fresh(by): Fresh<Patient>,
    place: InChart,
    Typed(typed): Typed<HelperFields>,
) -> Answer {
    issue(here, By::Patient(&by), place, Ground::Invited, typed).await
}

/// Enters someone with legal responsibility for a patient.
pub(crate) async fn enter_guardian(
    here: Here,
    Fresh(by): Fresh<Clinician>,
    place: InChart,
    Typed(typed): Typed<HelperFields>,
) -> Answer {
    let chart = place.chart.clone();
    issue(here, By::Clinic(&by, &chart), place, Ground::Guardian, typed).await
}

async fn issue(here: Here, by: By<'_>, place: InChart, ground: Ground, typed: HelperFields) -> Answer {
    let new = match typed.invite(ground, &here) {
        Ok(new) => new,
        Err(errors) => return invite_form(here, place, typed, errors).await,
    };
    let portal = &here.portal;
    match helpers::invite(&portal.db, &portal.auditor, by, &new, here.now).await? {
        Ok(issued) => invited(here, place, issued).await,
        Err(refused) => {
            let errors = vec![refusal(refused, here.lang)];
            invite_form(here, place, typed, errors).await
        }
    }
}

/// The letter where one is to be printed, else back to the list.
async fn invited(here: Here, place: InChart, issued: Issued) -> Answer {
    match issued.code.clone() {
        None => Ok(after(&place.href("/helpers"), Some(Notice::HelperInvited))),
        Some(code) => {
            let patient = helpers_of(&mut here.read().await?, &place.chart).await?.patient;
            letter_page(here, place, issued, code, patient).await
        }
    }
}

/// Invites someone anew who has not accepted the patient's invitation.
pub(crate) async fn renew_by_patient(here: Here, Fresh(by): Fresh<Patient>, place: InChart) -> Answer {
    renew(here, By::Patient(&by), place).await
}

/// Invites someone anew whom the clinic has entered, and who has not accepted.
pub(crate) async fn renew_by_clinic(here: Here, Fresh(by): Fresh<Clinician>, place: InChart) -> Answer {
    let chart = place.chart.clone();
    renew(here, By::Clinic(&by, &chart), place).await
}

async fn renew(here: Here, by: By<'_>, place: InChart) -> Answer {
    let id: HelperId = here.id("helper")?;
    let portal = &here.portal;
    match helpers::renew(&portal.db, &portal.auditor, by, id, here.now).await? {
        Ok(issued) => invited(here, place, issued).await,
        Err(refused) => {
            let refused = refusal(refused, here.lang);
            list::refused(here, place, refused.message).await
        }
    }
}

/// Changes what someone may read whom the patient has invited.
pub(crate) async fn change_rights(
    here: Here,
    Fresh(by): Fresh<Patient>,
    place: InChart,
    Typed(typed): Typed<HelperFields>,
) -> Answer {
    let id: HelperId = here.id("helper")?;
    let all = helpers_of(&mut here.read().await?, &place.chart).await?;
    let helper = changeable(&all, id, &here)?.clone();
    let to = match typed.rights(&here) {
        Ok(to) => to,
        Err(errors) => return Ok(rights_form(here, helper, typed, errors).await),
    };
    let portal = &here.portal;
    helpers::change(&portal.db, &portal.auditor, &by, id, to, here.now).await?;
    Ok(after(&place.href("/helpers"), Some(Notice::HelperChanged)))
}

/// Ends the access of someone whom the patient has invited. One press, no further question: it must never be hard.
pub(crate) async fn end_by_patient(here: Here, Signed(by): Signed<Patient>, place: InChart) -> Answer {
    end(here, By::Patient(&by), place).await
}

/// Ends anyone's access to the record that a clinician has opened.
pub(crate) async fn end_by_clinic(here: Here, Signed(by): Signed<Clinician>, place: InChart) -> Answer {
    let chart = place.chart.clone();
    end(here, By::Clinic(&by, &chart), place).await
}

async fn end(here: Here, by: By<'_>, place: InChart) -> Answer {
    let id: HelperId = here.id("helper")?;
    helpers::end(&here.portal.db, &here.portal.auditor, by, id, here.now).await?;
    Ok(after(&place.href("/helpers"), Some(Notice::HelperEnded)))
}
