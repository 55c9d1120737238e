//! Whom a visit is for.

use super::{booking::BookFields, near::Met, new::form, times::SlotFields};
use crate::{
    ui::{
        button::{Actions, Button, LinkButton, Weight},
        empty::Empty,
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        icon::Symbol,
        list::{Row, Rows},
        nav::Section,
        page::{PageHead, Part},
        text::Lang,
    },
    web::{Answer, Frame, Here, Signed, Typed, birth_words},
};
use clinic::{
    accounts::Clinician,
    ids::PatientId,
    patients::{Found, search},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Patients a search shows.
const MOST: i64 = 30;
/// The most characters that are searched for.
const LONGEST: usize = 200;

/// Whom a visit is for, as typed; and what is known of the visit already.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct WhomFields {
    q: String,
    #[serde(flatten)]
    known: BookFields,
}

/// What for a patient is looked for.
#[derive(Clone, Copy)]
pub(super) enum Aim {
    /// To book a visit.
    Visit,
    /// To put them on the waiting list.
    Wait,
}

impl Aim {
    /// The address of the search, which is also that of the form for a patient.
    fn path(self) -> &'static str {
        match self {
            Self::Visit => "/calendar/new",
            Self::Wait => "/calendar/waiting/new",
        }
    }

    fn title(self, lang: Lang) -> String {
        match self {
            Self::Visit => lang.t("calendar-book"),
            Self::Wait => lang.t("calendar-wait-whom"),
        }
    }

    fn lead(self, lang: Lang) -> String {
        match self {
            Self::Visit => lang.t("calendar-whom-lead"),
            Self::Wait => lang.t("calendar-wait-whom-lead"),
        }
    }
}

/// Finding the patient; a name never stands in an address. Where the patient is known, free times are looked for, and nothing that was
/// typed is lost.
pub(crate) async fn search_page(here: Here, Signed(by): Signed<Clinician>, Typed(typed): Typed<WhomFields>) -> Answer {
    if let Ok(patient) = typed.known.patient.parse::<PatientId>() {
        let known = BookFields { slot: typed.known.slot.looked(), ..typed.known };
        return form(here, &by, patient, known, Vec::new(), Met::default()).await;
    }
    searched(here, &by, Aim::Visit, &typed.q, typed.known.slot).await
}

/// The search with what it found for a text.
pub(super) async fn searched(here: Here, by: &Clinician, aim: Aim, text: &str, slot: SlotFields) -> Answer {
    let text: String = text.chars().take(LONGEST).collect();
    let found = search(&mut here.read().await?, by, &text, MOST, &here.visit.log, here.now).await?;
    Ok(finder(here, aim, text, slot, Some(found), false).await)
}

/// The search for a patient, with what it found.
pub(super) async fn finder(
    here: Here,
    aim: Aim,
    query: String,
    slot: SlotFields,
    found: Option<Option<Vec<Found>>>,
    refused: bool,
) -> axum::response::Response {
    let lang = here.lang;
    let frame = Frame::new(here, aim.title(lang))
        .section(Section::Calendar)
        .crumb(Section::Calendar.href(), lang.t("calendar-nav"));
    let frame = if refused { frame.refused() } else { frame };
    frame
        .show(move || {
            let error = refused.then(|| FieldError::new("q", lang.t("calendar-patient-missing")));
            let errors: Vec<FieldError> = error.into_iter().collect();
            let hidden = |name: &'static str, value: &str| {
                (!value.is_empty()).then(|| view! { <input type="hidden" name=name value=value.to_owned() /> })
            };
            let result = found.map(|found| results(found, aim, &slot, lang));
            view! {
                <PageHead title=aim.title(lang) lead=aim.lead(lang) />
                <Form action=aim.path() errors=errors.clone()>
                    {hidden("day", &slot.day)} {hidden("who", &slot.who)} {hidden("place", &slot.place)}
                    {hidden("kind", &slot.kind)} {hidden("time", &slot.time)}
                    <TextField
                        name="q"
                        label=lang.t("calendar-whom")
                        hint=lang.t("calendar-whom-hint")
                        input=Input::Search
                        value=query
                        error=error_at(&errors, "q")
                    />
                    <Actions>
                        <Button icon=Symbol::Search>{lang.t("common-search")}</Button>
                        <LinkButton href="/patients/new" weight=Weight::Quiet>
                            {lang.t("patients-register")}
                        </LinkButton>
                    </Actions>
                </Form>
                {result}
            }
        })
        .await
}

fn results(found: Option<Vec<Found>>, aim: Aim, slot: &SlotFields, lang: Lang) -> AnyView {
    let Some(rows) = found else {
        return view! { <p role="status">{lang.t("patients-too-short")}</p> }.into_any();
    };
    if rows.is_empty() {
        return view! {
            <Empty icon=Symbol::Search title=lang.t("patients-none")>
                <p>{lang.t("patients-none-advice")}</p>
            </Empty>
        }
        .into_any();
    }
    let part = |name: &str, value: &str| {
        if value.is_empty() { String::new() } else { format!("&{name}={}", crate::web::segment(value)) }
    };
    let rest = [
        part("day", &slot.day),
        part("who", &slot.who),
        part("place", &slot.place),
        part("kind", &slot.kind),
        part("time", &slot.time),
    ];
    let rest = rest.concat();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|one| {
            let born = one.birth_date.map(|date| {
                lang.with("calendar-born", &[("date", birth_words(lang, date, one.birth_date_precision).into())])
            });
            let number = one.record_number.map(|number| lang.with("banner-mrn", &[("number", number.into())]));
            let died = one.deceased.then(|| lang.t("banner-died"));
            let about: Vec<String> = [born, number, one.city, died].into_iter().flatten().collect();
            view! {
                <Row title=one.name href=format!("{}?patient={}{rest}", aim.path(), one.id)>
                    <p>{about.join(" · ")}</p>
                </Row>
            }
        })
        .collect();
    view! {
        <Part title=lang.t("patients-found-title") id="found">
            <Rows>{rows}</Rows>
        </Part>
    }
    .into_any()
}
