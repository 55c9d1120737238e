//! What the forms of a prescription hold, and what is done with it: the same for a pharmacist and for whoever holds a link.

use super::{place::At, words};
use crate::{
    ui::{form::FieldError, text::Lang},
    web::Here,
};
use clinic::{
    Error,
    dispensing::{
        CancellationAnswer, HandingOut, LONGEST_LOT, LONGEST_PRODUCT, NotDone, Rejection, Wish, answer_cancellation,
        ask, begin, dispense, parse_quantity, ready, reject, withdraw,
    },
    ids::RequestId,
    prescribing::{ChangeKind, DenialReason, LONGEST_TEXT, RejectionReason},
};
use serde::Deserialize;
use uuid::Uuid;

/// The fields of all forms of the page; each sends its own.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct DeedFields {
    /// The code that opened the link.
    pub(super) code: String,
    pub(super) form: String,
    pub(super) quantity: String,
    pub(super) product: String,
    pub(super) lot: String,
    pub(super) note: String,
    pub(super) reject_reason: String,
    pub(super) reject_text: String,
    pub(super) change_kind: String,
    pub(super) change_text: String,
    pub(super) renewal_text: String,
    pub(super) answer: String,
    pub(super) deny_reason: String,
    pub(super) deny_text: String,
}

/// A form of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    Begin,
    Ready,
    Dispense,
    Reject,
    Change,
    Renewal,
    Cancellation,
    Withdraw,
}

/// Why a form was refused.
pub(super) enum Fault {
    /// Something in it is to be put right.
    Fields(Vec<FieldError>),
    /// The prescription does not stand where that can be done.
    NotDone(NotDone),
}

impl From<NotDone> for Fault {
    fn from(why: NotDone) -> Self {
        Self::NotDone(why)
    }
}

fn fault(field: &str, message: String) -> Fault {
    Fault::Fields(vec![FieldError::new(field, message)])
}

/// Does what a form asks for.
pub(super) async fn perform(here: &Here, at: &At, deed: Deed, typed: &DeedFields) -> Result<Result<(), Fault>, Error> {
    let (portal, lang, now, today) = (&here.portal, here.lang, here.now, here.today());
    let (db, auditor, counter, id) = (&portal.db, &portal.auditor, &at.counter, at.id);
    let done = match deed {
        Deed::Begin => begin(db, auditor, counter, id, now, today).await?,
        Deed::Ready => ready(db, auditor, counter, id, now, today).await?,
        Deed::Dispense => match handing_out(typed, lang) {
            Ok(out) => dispense(db, auditor, counter, id, out, now, today).await?.map(drop),
            Err(errors) => return Ok(Err(Fault::Fields(errors))),
        },
        Deed::Reject => match rejection(typed, lang) {
            Ok(rejection) => reject(db, auditor, counter, id, rejection, now, today).await?,
            Err(why) => return Ok(Err(why)),
        },
        Deed::Change => match change(typed, lang) {
            Ok(wish) => ask(db, auditor, counter, id, wish, now, today).await?.map(drop),
            Err(why) => return Ok(Err(why)),
        },
        Deed::Renewal => match limited("renewal_text", &typed.renewal_text, lang) {
            Ok(text) => ask(db, auditor, counter, id, Wish::Renewal { text }, now, today).await?.map(drop),
            Err(why) => return Ok(Err(why)),
        },
        Deed::Cancellation => match cancellation_answer(typed, lang) {
            Ok(answer) => answer_cancellation(db, auditor, counter, id, answer, now, today).await?,
            Err(why) => return Ok(Err(why)),
        },
        Deed::Withdraw => {
            let request: RequestId = here.id("request")?;
            withdraw(db, auditor, counter, id, request, now).await?
        }
    };
    Ok(done.map_err(Fault::from))
}

fn handing_out(typed: &DeedFields, lang: Lang) -> Result<HandingOut, Vec<FieldError>> {
    let mut errors = Vec::new();
    let quantity = parse_quantity(&typed.quantity)
        .map_err(|fault| errors.push(FieldError::new("quantity", words::quantity_fault(fault, lang))));
    let too_long = |text: &str, most: usize| text.trim().chars().count() > most;
    if typed.product.trim().is_empty() || too_long(&typed.product, LONGEST_PRODUCT) {
        errors.push(FieldError::new("product", lang.t("pharmacy-product-missing")));
    }
    if too_long(&typed.lot, LONGEST_LOT) {
        errors.push(FieldError::new("lot", lang.with("pharmacy-too-long", &[("count", LONGEST_LOT.into())])));
    }
    if too_long(&typed.note, LONGEST_TEXT) {
        errors.push(FieldError::new("note", lang.with("pharmacy-too-long", &[("count", LONGEST_TEXT.into())])));
    }
    let form_id = typed.form.parse::<Uuid>().map_err(|_| errors.push(FieldError::new("", lang.t("pharmacy-form-old"))));
    match (quantity, form_id) {
        (Ok(quantity), Ok(form_id)) if errors.is_empty() => Ok(HandingOut {
            quantity,
            product: typed.product.clone(),
            lot: typed.lot.clone(),
            note: typed.note.clone(),
            form_id,
        }),
        _ => Err(errors),
    }
}

fn rejection(typed: &DeedFields, lang: Lang) -> Result<Rejection, Fault> {
    let reason = RejectionReason::parse(&typed.reject_reason)
        .ok_or_else(|| fault("reject_reason", lang.t("pharmacy-reason-missing")))?;
    Ok(Rejection { reason, text: limited("reject_text", &typed.reject_text, lang)? })
}

fn change(typed: &DeedFields, lang: Lang) -> Result<Wish, Fault> {
    let kind =
        ChangeKind::parse(&typed.change_kind).ok_or_else(|| fault("change_kind", lang.t("pharmacy-change-missing")))?;
    if typed.change_text.trim().is_empty() {
        return Err(fault("change_text", lang.t("pharmacy-change-text-missing")));
    }
    Ok(Wish::Change { kind, text: limited("change_text", &typed.change_text, lang)? })
}

fn cancellation_answer(typed: &DeedFields, lang: Lang) -> Result<CancellationAnswer, Fault> {
    match typed.answer.as_str() {
        "approve" => Ok(CancellationAnswer::Approve),
        "deny" => {
            let reason = DenialReason::parse(&typed.deny_reason)
                .filter(|reason| DenialReason::OF_PHARMACIES.contains(reason))
                .ok_or_else(|| fault("deny_reason", lang.t("pharmacy-reason-missing")))?;
            Ok(CancellationAnswer::Deny { reason, text: limited("deny_text", &typed.deny_text, lang)? })
        }
        _ => Err(fault("", lang.t("pharmacy-answer-missing"))),
    }
}

fn limited(field: &str, text: &str, lang: Lang) -> Result<String, Fault> {
    if text.trim().chars().count() > LONGEST_TEXT {
        return Err(fault(field, lang.with("pharmacy-too-long", &[("count", LONGEST_TEXT.into())])));
    }
    Ok(text.to_owned())
}
