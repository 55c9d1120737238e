//! What a patient shows at the counter: the scanned code, or the pick-up code with the birth date.

use super::place::{counter_of, no_pharmacy};
use crate::{
    ui::{
        button::{Actions, Button, LinkButton, Weight},
        field::{Input, TextArea, TextField},
        form::{FieldError, Form, error_at},
        list::{Fact, Facts},
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Notice, Signed, Typed, after},
};
use axum::response::Response;
use chrono::NaiveDate;
use clinic::{
    accounts::Pharmacist,
    dispensing::{NotTaken, Presented, PresentedFound, find_presented, take_over},
    prescribing::Refused,
};
use leptos::prelude::*;
use serde::Deserialize;

/// Characters of a scanned code that are looked at: a QR code holds fewer.
const LONGEST_SCAN: usize = 8000;
/// Characters of a pick-up code that are looked at.
const LONGEST_CODE: usize = 40;

/// What is shown at the counter: one of both ways.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct OpenFields {
    scanned: String,
    code: String,
    born: String,
}

impl OpenFields {
    fn presented(&self, lang: Lang) -> Result<Presented, Vec<FieldError>> {
        if !self.scanned.trim().is_empty() {
            return if self.scanned.chars().count() > LONGEST_SCAN {
                Err(vec![FieldError::new("scanned", lang.t("pharmacy-scan-unreadable"))])
            } else {
                Ok(Presented::Scanned(self.scanned.trim().to_owned()))
            };
        }
        let code: String = self.code.trim().chars().take(LONGEST_CODE).collect();
        let born = NaiveDate::parse_from_str(self.born.trim(), "%Y-%m-%d").ok();
        match (code.is_empty(), born) {
            (false, Some(born)) => Ok(Presented::Code { code, born }),
            (true, None) => Err(vec![FieldError::new("scanned", lang.t("pharmacy-open-missing"))]),
            (true, Some(_)) => Err(vec![FieldError::new("code", lang.t("pharmacy-code-missing"))]),
            (false, None) => Err(vec![FieldError::new("born", lang.t("pharmacy-born-missing"))]),
        }
    }
}

/// The forms for what a patient shows.
pub(crate) async fn page(here: Here, Signed(by): Signed<Pharmacist>) -> Answer {
    if counter_of(&here, &by).await?.is_none() {
        return Ok(no_pharmacy(here).await);
    }
    Ok(form(here, OpenFields::default(), Vec::new()).await)
}

/// Finds it. What is at another pharmacy can be taken over; nothing changes yet.
pub(crate) async fn find(here: Here, Signed(by): Signed<Pharmacist>, Typed(typed): Typed<OpenFields>) -> Answer {
    let Some(counter) = counter_of(&here, &by).await? else { return Ok(no_pharmacy(here).await) };
    let presented = match typed.presented(here.lang) {
        Ok(presented) => presented,
        Err(errors) => return Ok(form(here, typed, errors).await),
    };
    let portal = &here.portal;
    let mut q = here.read().await?;
    let found = find_presented(&mut q, &portal.keys, &portal.auditor, &counter, &presented).await?;
    drop(q);
    match found {
        Ok(found) if found.is_here => Ok(after(&prescription_path(found.id), None)),
        Ok(found) => Ok(elsewhere(here, found, typed, None).await),
        Err(why) => {
            let errors = vec![not_found(why, here.lang)];
            Ok(form(here, typed, errors).await)
        }
    }
}

/// Takes it over from the pharmacy it was meant for.
pub(crate) async fn take(here: Here, Signed(by): Signed<Pharmacist>, Typed(typed): Typed<OpenFields>) -> Answer {
    let Some(counter) = counter_of(&here, &by).await? else { return Ok(no_pharmacy(here).await) };
    let presented = match typed.presented(here.lang) {
        Ok(presented) => presented,
        Err(errors) => return Ok(form(here, typed, errors).await),
    };
    let portal = &here.portal;
    let taken =
        take_over(&portal.db, &portal.keys, &portal.auditor, &counter, &presented, here.now, here.today()).await?;
    match taken {
        Ok(id) => Ok(after(&prescription_path(id), Some(Notice::PharmacyTaken))),
        Err(NotTaken::Refused(refused)) => {
            let mut q = here.read().await?;
            let found = find_presented(&mut q, &portal.keys, &portal.auditor, &counter, &presented).await?;
            drop(q);
            match found {
                Ok(found) => Ok(elsewhere(here, found, typed, Some(refused)).await),
                Err(why) => {
                    let errors = vec![not_found(why, here.lang)];
                    Ok(form(here, typed, errors).await)
                }
            }
        }
        Err(why) => {
            let errors = vec![not_found(why, here.lang)];
            Ok(form(here, typed, errors).await)
        }
    }
}

fn prescription_path(id: clinic::ids::PrescriptionId) -> String {
    format!("{}/prescriptions/{id}", Section::Pharmacy.href())
}

fn not_found(why: NotTaken, lang: Lang) -> FieldError {
    match why {
        NotTaken::NotReadable => FieldError::new("scanned", lang.t("pharmacy-scan-unreadable")),
        NotTaken::NotFound | NotTaken::Refused(_) => FieldError::new("", lang.t("pharmacy-open-none")),
    }
}

async fn form(here: Here, typed: OpenFields, errors: Vec<FieldError>) -> Response {
    let lang = here.lang;
    let frame = Frame::new(here, lang.t("pharmacy-open"))
        .section(Section::Pharmacy)
        .crumb(Section::Pharmacy.href(), lang.t("pharmacy-title"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    frame
        .show(move || {
            let is_scan = errors.iter().any(|error| error.field == "scanned");
            let (scan_errors, code_errors) = if is_scan { (errors, Vec::new()) } else { (Vec::new(), errors) };
            view! {
                <PageHead title=lang.t("pharmacy-open") lead=lang.t("pharmacy-open-lead") />
                <Part title=lang.t("pharmacy-by-code") id="by-code">
                    <Form action="/pharmacy/open" errors=code_errors.clone()>
                        <TextField
                            name="code"
                            label=lang.t("pharmacy-code")
                            input=Input::Code
                            value=typed.code
                            hint=lang.t("pharmacy-open-code-hint")
                            error=error_at(&code_errors, "code")
                            maxlength=LONGEST_CODE
                        />
                        <TextField
                            name="born"
                            label=lang.t("pharmacy-patient-born")
                            input=Input::Date
                            value=typed.born
                            error=error_at(&code_errors, "born")
                        />
                        <Button>{lang.t("pharmacy-code-button")}</Button>
                    </Form>
                </Part>
                <Part title=lang.t("pharmacy-by-scan") id="by-scan">
                    <Form action="/pharmacy/open" errors=scan_errors.clone()>
                        <TextArea
                            name="scanned"
                            label=lang.t("pharmacy-scanned")
                            value=typed.scanned
                            hint=lang.t("pharmacy-scanned-hint")
                            error=error_at(&scan_errors, "scanned")
                            rows=4
                            maxlength=LONGEST_SCAN
                        />
                        <Button>{lang.t("pharmacy-code-button")}</Button>
                    </Form>
                </Part>
            }
        })
        .await
}

/// A prescription that is at another pharmacy or on paper, with the question whether to take it over.
async fn elsewhere(here: Here, found: PresentedFound, typed: OpenFields, refused: Option<Refused>) -> Response {
    let lang = here.lang;
    let frame = Frame::new(here, lang.t("pharmacy-take"))
        .section(Section::Pharmacy)
        .crumb(Section::Pharmacy.href(), lang.t("pharmacy-title"))
        .crumb("/pharmacy/open", lang.t("pharmacy-open"));
    let frame = if refused.is_some() { frame.refused() } else { frame };
    frame
        .show(move || {
            let why = refused.map(|refused| match refused {
                Refused::HandedOut => lang.t("pharmacy-take-handed-out"),
                Refused::CancellationPending => lang.t("pharmacy-take-cancelling"),
                _ => lang.t("pharmacy-take-over-already"),
            });
            let at = found.pharmacy.clone().unwrap_or_else(|| lang.t("pharmacy-take-paper"));
            let facts = vec![
                Fact::new(lang.t("pharmacy-name"), found.patient),
                Fact::new(lang.t("pharmacy-drug"), found.drug),
                Fact::new(lang.t("pharmacy-take-at"), at),
            ];
            let is_refused = why.is_some();
            view! {
                {why.map(|why| view! { <NoticeBox tone=Tone::Danger title=lang.t("pharmacy-not-done")><p>{why}</p></NoticeBox> })}
                <PageHead title=lang.t("pharmacy-take") lead=lang.t("pharmacy-take-lead") />
                <Facts facts=facts />
                {(!is_refused)
                    .then(|| {
                        view! {
                            <Form action="/pharmacy/open/taking">
                                <input type="hidden" name="scanned" value=typed.scanned />
                                <input type="hidden" name="code" value=typed.code />
                                <input type="hidden" name="born" value=typed.born />
                                <Actions>
                                    <Button>{lang.t("pharmacy-take-button")}</Button>
                                    <LinkButton href=Section::Pharmacy.href() weight=Weight::Quiet>
                                        {lang.t("pharmacy-take-not")}
                                    </LinkButton>
                                </Actions>
                            </Form>
                        }
                    })}
            }
        })
        .await
}
