use super::{
    base,
    landing::{Shown, show},
    rules, visit,
};
use crate::{
    ui::form::FieldError,
    web::{Answer, Here, Typed, after},
};
use clinic::appointments::{self, CancelReason, LONGEST_REASON};
use serde::Deserialize;

/// What the form of calling off sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Fields {
    reason: String,
    text: String,
}

/// Says that the patient will come.
pub(crate) async fn confirm(here: Here) -> Answer {
    let (by, found) = match visit(&here).await? {
        Ok(found) => found,
        Err(dead) => return Ok(dead),
    };
    let portal = &here.portal;
    match appointments::confirm(&portal.db, &portal.auditor, &by, found.id, here.now).await? {
        Ok(()) => Ok(after(&format!("{}?done=confirmed", base(&here)), None)),
        Err(refused) => Ok(show(here, found, "", Shown { refused: Some(refused), ..Shown::default() }).await),
    }
}

/// Calls the visit off.
pub(crate) async fn cancel(here: Here, Typed(typed): Typed<Fields>) -> Answer {
    let lang = here.lang;
    let (by, found) = match visit(&here).await? {
        Ok(found) => found,
        Err(dead) => return Ok(dead),
    };
    let reason = CancelReason::OF_PATIENT.into_iter().find(|reason| reason.name() == typed.reason);
    let mut errors = Vec::new();
    if reason.is_none() {
        errors.push(FieldError::new("reason", lang.t("visit-cancel-why-missing")));
    }
    if typed.text.chars().count() > LONGEST_REASON {
        errors.push(FieldError::new("text", lang.with("visit-cancel-text-long", &[("count", LONGEST_REASON.into())])));
    }
    let refused = match reason.filter(|_| errors.is_empty()) {
        None => None,
        Some(reason) => {
            let (portal, rules) = (&here.portal, rules(&here));
            let text = typed.text.as_str();
            let done = appointments::cancel(&portal.db, &portal.auditor, &by, found.id, reason, text, &rules, here.now)
                .await?;
            match done {
                Ok(()) => return Ok(after(&format!("{}?done=cancelled", base(&here)), None)),
                Err(refused) => Some(refused),
            }
        }
    };
    // As it stands by now: somebody else may have changed it.
    let found = match visit(&here).await? {
        Ok((_, found)) => found,
        Err(dead) => return Ok(dead),
    };
    Ok(show(here, found, "", Shown { refused, errors, reason: typed.reason, text: typed.text }).await)
}
