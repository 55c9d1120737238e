use super::{detail, portal::RenewalFields, words::not_renewable};
use crate::{
    ui::form::FieldError,
    web::{Answer, Here, InChart, Notice, Typed, after},
};
use clinic::{
    ids::PrescriptionId,
    prescribing::{LONGEST_TEXT, ask_renewal, withdraw_renewal},
};

/// Asks the prescriber for a renewal.
pub(crate) async fn ask(here: Here, place: InChart, Typed(typed): Typed<RenewalFields>) -> Answer {
    let id: PrescriptionId = here.id("id")?;
    let lang = here.lang;
    if typed.remark.trim().chars().count() > LONGEST_TEXT {
        let error = FieldError::new("remark", lang.with("prescriptions-text-long", &[("count", LONGEST_TEXT.into())]));
        return detail::show(here, place, typed, vec![error]).await;
    }
    let portal = &here.portal;
    let asked =
        ask_renewal(&portal.db, &portal.auditor, &place.chart, id, &typed.remark, here.now, here.today()).await?;
    match asked {
        Ok(()) => Ok(after(&place.href(&format!("/prescriptions/{id}")), Some(Notice::RenewalAsked))),
        Err(why) => detail::show(here, place, typed, vec![FieldError::new("", not_renewable(why, lang))]).await,
    }
}

/// Takes back a renewal that was asked for.
pub(crate) async fn withdraw(here: Here, place: InChart) -> Answer {
    let id: PrescriptionId = here.id("id")?;
    let portal = &here.portal;
    withdraw_renewal(&portal.db, &portal.auditor, &place.chart, id, here.now).await?;
    Ok(after(&place.href(&format!("/prescriptions/{id}")), Some(Notice::RenewalWithdrawn)))
}
