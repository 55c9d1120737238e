use super::actions::answer;
use crate::{
    ui::{
        button::SendOrCancel,
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        nav::{Section, SystemPart, system_tabs},
        notice::Notice as NoticeBox,
        page::PageHead,
        tabs::Tabs,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Fresh, Here, Notice, Typed, after},
};
use axum::response::Response;
use chrono::NaiveDate;
use clinic::{
    accounts::{Admin, Role},
    ids::AccountId,
    people::{
        Known, LONGEST_ISSUER, LONGEST_LICENCE, Licence, LicenceProblem, NotProposed, is_npi, person, propose as enter,
        withdraw as take,
    },
};
use leptos::prelude::*;
use serde::Deserialize;

/// The licence as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct LicenceFields {
    number: String,
    issuer: String,
    until: String,
    npi: String,
}

/// The form that proposes someone as a prescriber.
pub(crate) async fn propose_page(here: Here, Fresh(by): Fresh<Admin>) -> Answer {
    let known = load(&here, &by).await?;
    let npi = known.npi.clone().filter(|npi| is_npi(npi)).unwrap_or_default();
    Ok(form(here, known, LicenceFields { npi, ..LicenceFields::default() }, Vec::new()).await)
}

/// Proposes someone as a prescriber.
pub(crate) async fn propose(here: Here, Fresh(by): Fresh<Admin>, Typed(typed): Typed<LicenceFields>) -> Answer {
    let id: AccountId = here.id("account")?;
    let lang = here.lang;
    let errors = match NaiveDate::parse_from_str(typed.until.trim(), "%Y-%m-%d") {
        Err(_) => vec![FieldError::new("until", lang.t("people-licence-until-missing"))],
        Ok(until) => {
            let licence = Licence {
                number: typed.number.clone(),
                issuer: typed.issuer.clone(),
                until,
                npi: Some(typed.npi.clone()),
            };
            let portal = &here.portal;
            match enter(&portal.db, &portal.auditor, &by, id, licence, here.today(), here.now).await? {
                Ok(_) => return Ok(after(&format!("/people/{id}"), Some(Notice::PrescriberProposed))),
                Err(why) => errors(why, lang),
            }
        }
    };
    let known = load(&here, &by).await?;
    Ok(form(here, known, typed, errors).await)
}

/// Takes the right to prescribe.
pub(crate) async fn withdraw(here: Here, Fresh(by): Fresh<Admin>) -> Answer {
    let id: AccountId = here.id("account")?;
    let portal = &here.portal;
    let taken = take(&portal.db, &portal.auditor, &by, id, here.now).await?;
    answer(here, &by, id, taken, Notice::PrescriberWithdrawn).await
}

async fn load(here: &Here, by: &Admin) -> Result<Known, clinic::Error> {
    let id: AccountId = here.id("account")?;
    let idle = here.portal.policies.sessions().idle;
    person(&mut here.read().await?, by, id, idle, &here.visit.log, here.now).await
}

fn errors(why: NotProposed, lang: Lang) -> Vec<FieldError> {
    match why {
        NotProposed::Licence(problems) => problems.into_iter().map(|problem| of_licence(problem, lang)).collect(),
        NotProposed::Waits => vec![FieldError::new("", lang.t("people-prescribing-waits"))],
        NotProposed::Disabled => vec![FieldError::new("", lang.t("people-proposed-disabled"))],
        NotProposed::NpiTaken => vec![FieldError::new("npi", lang.t("people-npi-taken"))],
        NotProposed::NpiDiffers => vec![FieldError::new("npi", lang.t("people-npi-differs"))],
    }
}

fn of_licence(problem: LicenceProblem, lang: Lang) -> FieldError {
    match problem {
        LicenceProblem::Number => {
            FieldError::new("number", lang.with("people-licence-number-wrong", &[("count", LONGEST_LICENCE.into())]))
        }
        LicenceProblem::Issuer => {
            FieldError::new("issuer", lang.with("people-licence-issuer-wrong", &[("count", LONGEST_ISSUER.into())]))
        }
        LicenceProblem::Expired => FieldError::new("until", lang.t("people-licence-until-past")),
        LicenceProblem::Npi => FieldError::new("npi", lang.t("people-npi-wrong")),
    }
}

/// What the page says: of the right with its licence, or of the licence alone.
struct Words {
    name: String,
    title: String,
    advice: String,
    button: String,
}

impl Words {
    fn right(name: &str, lang: Lang) -> Self {
        Self {
            name: lang.t("people-propose-title"),
            title: lang.with("people-propose-whom", &[("name", name.to_owned().into())]),
            advice: lang.t("people-two-people-advice"),
            button: lang.t("people-propose-button"),
        }
    }

    fn licence(name: &str, lang: Lang) -> Self {
        Self {
            name: lang.t("people-propose-licence"),
            title: lang.with("people-propose-licence-of", &[("name", name.to_owned().into())]),
            advice: lang.t("people-propose-licence-advice"),
            button: lang.t("people-propose-licence-button"),
        }
    }
}

async fn form(here: Here, known: Known, typed: LicenceFields, errors: Vec<FieldError>) -> Response {
    let lang = here.lang;
    let back = format!("/people/{}", known.id);
    let words = if known.roles.has(Role::Prescriber) {
        Words::licence(&known.name, lang)
    } else {
        Words::right(&known.name, lang)
    };
    let frame = Frame::new(here, words.name.clone())
        .section(Section::System)
        .crumb("/people", lang.t("people-title"))
        .crumb(back.clone(), known.name.clone());
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    frame
        .show(move || {
            view! {
                <Tabs label=lang.t("nav-system-parts") tabs=system_tabs(SystemPart::People) />
                <PageHead title=words.title lead=lang.t("people-propose-lead") />
                <NoticeBox tone=Tone::Info title=lang.t("people-two-people")>
                    <p>{words.advice}</p>
                </NoticeBox>
                <Form action=format!("{back}/prescribing") errors=errors.clone()>
                    <TextField
                        name="number"
                        label=lang.t("people-licence-number")
                        input=Input::Code
                        value=typed.number
                        hint=lang.with("people-licence-number-hint", &[("count", LONGEST_LICENCE.into())])
                        error=error_at(&errors, "number")
                    />
                    <TextField
                        name="issuer"
                        label=lang.t("people-licence-issuer")
                        value=typed.issuer
                        hint=lang.with("people-licence-issuer-hint", &[("count", LONGEST_ISSUER.into())])
                        error=error_at(&errors, "issuer")
                    />
                    <TextField
                        name="until"
                        label=lang.t("people-licence-last-day")
                        input=Input::Date
                        value=typed.until
                        error=error_at(&errors, "until")
                    />
                    <TextField
                        name="npi"
                        label=lang.t("people-npi")
                        input=Input::Whole
                        value=typed.npi
                        hint=lang.t("people-npi-hint")
                        error=error_at(&errors, "npi")
                        optional=true
                    />
                    <SendOrCancel words=words.button back=back />
                </Form>
            }
        })
        .await
}
