use super::words::refusal_words;
use crate::{
    ui::{
        button::{Actions, Button, LinkButton, Weight},
        field::TextArea,
        form::{FieldError, Form, error_at},
        list::{Fact, Facts},
        nav::Section,
        page::{PageHead, Part},
        text::Lang,
    },
    web::{Answer, Frame, Here, InChart, Notice, Signed, Typed, after},
};
use clinic::{
    accounts::Clinician,
    ids::{LabMessageId, ReportId},
    laboratories::{LONGEST_NOTE, Origin, origins, remove},
};
use leptos::prelude::*;
use serde::Deserialize;

/// What was typed on the page.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Fields {
    /// Which state the page showed.
    revision: String,
    note: String,
}

/// Where a report comes from, message by message.
pub(crate) async fn page(here: Here, place: InChart) -> Answer {
    show(here, place, None, Fields::default(), Vec::new()).await
}

/// Takes a message's results out of the record, because they are not this patient's.
pub(crate) async fn take_out(
    here: Here,
    Signed(by): Signed<Clinician>,
    place: InChart,
    Typed(typed): Typed<Fields>,
) -> Answer {
    let id: LabMessageId = here.id("message")?;
    let revision = typed.revision.parse().unwrap_or_default();
    match remove(&here.portal, &by, &place.chart, id, revision, &typed.note).await? {
        Ok(()) => Ok(after(&format!("/matches/{id}"), Some(Notice::ResultsRemoved))),
        Err(why) => {
            let errors = vec![FieldError::new("note", refusal_words(why, here.lang))];
            show(here, place, Some(id), typed, errors).await
        }
    }
}

async fn show(here: Here, place: InChart, at: Option<LabMessageId>, typed: Fields, errors: Vec<FieldError>) -> Answer {
    let report: ReportId = here.id("id")?;
    let all = origins(&mut here.read().await?, &place.chart, report).await?;
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let back = place.href(&format!("/labs/reports/{report}"));
    let base = format!("{back}/origin");
    let mut frame = Frame::new(here, lang.t("matches-origin"))
        .section(Section::Labs)
        .of(&place)
        .crumb(place.href("/labs"), lang.t("nav-labs"))
        .crumb(back.clone(), lang.t("matches-origin-report"));
    if !errors.is_empty() {
        frame = frame.refused();
    }
    Ok(frame
        .show(move || {
            let none = all.is_empty().then(|| view! { <p>{lang.t("matches-origin-none")}</p> });
            let parts = all
                .into_iter()
                .map(|origin| {
                    let mine = at == Some(origin.message);
                    let typed = if mine { typed.clone() } else { Fields::default() };
                    let errors = if mine { errors.clone() } else { Vec::new() };
                    message_part(&origin, &base, typed, errors, zone, lang)
                })
                .collect_view();
            view! {
                <PageHead title=lang.t("matches-origin") lead=lang.t("matches-origin-lead") />
                {none}
                {parts}
                <Actions>
                    <LinkButton href=back weight=Weight::Quiet>
                        {lang.t("matches-origin-back")}
                    </LinkButton>
                </Actions>
            }
        })
        .await)
}

fn message_part(
    origin: &Origin,
    base: &str,
    typed: Fields,
    errors: Vec<FieldError>,
    zone: chrono_tz::Tz,
    lang: Lang,
) -> impl IntoView + use<> {
    let warnings = (!origin.faults.is_empty()).then(|| {
        let lines = origin.faults.iter().map(|fault| view! { <li>{format!("{}: {}", fault.place, fault.says)}</li> });
        view! { <ul>{lines.collect_view()}</ul> }
    });
    let facts = [
        Fact::some(lang.t("matches-laboratory"), Some(origin.laboratory.clone())),
        Fact::some(lang.t("matches-control-id"), origin.control_id.clone()),
        Fact::some(lang.t("matches-order-number"), Some(origin.number.trim_end_matches('^').to_owned())),
        Fact::some(lang.t("matches-sent"), origin.sent_at.map(|at| lang.moment(at, zone))),
        Fact::some(lang.t("matches-received"), Some(lang.moment(origin.received_at, zone))),
        Fact::some(lang.t("matches-warnings"), warnings),
    ];
    let title = lang.with("matches-message-of", &[("date", lang.moment(origin.received_at, zone).into())]);
    let (action, revision, is_open) =
        (format!("{base}/{}", origin.message), origin.revision.to_string(), !errors.is_empty());
    let form = origin.is_here.then(move || {
        let error = error_at(&errors, "note");
        view! {
            <details class="more-to-do" open=is_open>
                <summary>{lang.t("matches-not-theirs")}</summary>
                <p>{lang.t("matches-not-theirs-lead")}</p>
                <Form action=action errors=errors>
                    <input type="hidden" name="revision" value=revision />
                    <TextArea
                        name="note"
                        label=lang.t("matches-remove-note")
                        value=typed.note
                        error=error
                        maxlength=LONGEST_NOTE
                    />
                    <Actions>
                        <Button weight=Weight::Danger>{lang.t("matches-remove")}</Button>
                    </Actions>
                </Form>
            </details>
        }
    });
    let gone = (!origin.is_here).then(|| view! { <p class="quiet-text">{lang.t("matches-gone")}</p> });
    view! {
        <Part title=title id=format!("message-{}", origin.message)>
            <Facts facts=facts.into_iter().flatten().collect() />
            {form}
            {gone}
        </Part>
    }
}
