use super::words::{cancellation, refused};
use crate::{
    ui::{
        button::{Actions, Button, LinkButton, Weight},
        choice::{Choice, SelectField},
        field::TextArea,
        form::{FieldError, Form, error_at},
        nav::Section,
        notice::Notice as NoticeBox,
        page::PageHead,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, InChart, Notice, Signed, Typed, after},
};
use clinic::{
    Error,
    accounts::Prescriber,
    ids::{MedicationRequestId, PrescriptionId},
    prescribing::{Asked, CancellationReason, LONGEST_TEXT, Refused, Story, cancel, story},
    prescriptions::prescription,
};
use leptos::prelude::*;
use serde::Deserialize;

/// Why a prescription is wanted back, as it was typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CancellationFields {
    reason: String,
    text: String,
}

/// The form with which a prescriber asks for a prescription back; it says beforehand what will come of it.
pub(crate) async fn page(here: Here, Signed(_): Signed<Prescriber>, place: InChart) -> Answer {
    show(here, place, CancellationFields::default(), Vec::new()).await
}

/// Asks for it back, or cancels it at once.
pub(crate) async fn save(
    here: Here,
    Signed(by): Signed<Prescriber>,
    place: InChart,
    Typed(typed): Typed<CancellationFields>,
) -> Answer {
    let id: PrescriptionId = here.id("id")?;
    let lang = here.lang;
    let mut errors = Vec::new();
    let reason = CancellationReason::parse(&typed.reason);
    if reason.is_none() {
        errors.push(FieldError::new("reason", lang.t("prescriptions-cancel-reason-missing")));
    }
    if typed.text.trim().chars().count() > LONGEST_TEXT {
        errors.push(FieldError::new("text", lang.with("prescriptions-text-long", &[("count", LONGEST_TEXT.into())])));
    }
    let Some(reason) = reason.filter(|_| errors.is_empty()) else {
        return show(here, place, typed, errors).await;
    };
    let portal = &here.portal;
    let (db, auditor, today) = (&portal.db, &portal.auditor, here.today());
    let notice = match cancel(db, auditor, &by, &place.chart, id, reason, &typed.text, here.now, today).await? {
        Ok(Asked::Pharmacy) => Notice::CancellationAsked,
        Ok(Asked::Done) => Notice::PrescriptionCancelled,
        Err(why) => {
            let error = FieldError::new("", refused(why, lang));
            return show(here, place, typed, vec![error]).await;
        }
    };
    Ok(after(&place.href(&format!("/prescriptions/{id}")), Some(notice)))
}

async fn show(here: Here, place: InChart, typed: CancellationFields, errors: Vec<FieldError>) -> Answer {
    let id: PrescriptionId = here.id("id")?;
    let mut q = here.read().await?;
    let story = story(&mut q, &place.chart, id, here.today()).await?.ok_or(Error::NotFound)?;
    let drug = prescription(&mut q, &place.chart, MedicationRequestId(id.0)).await?.prescription.display;
    drop(q);
    let lang = here.lang;
    let base = place.href("/prescriptions");
    let back = format!("{base}/{id}");
    let title = lang.with("prescriptions-cancel-title", &[("drug", drug.clone().into())]);
    let frame = Frame::new(here, title.clone())
        .section(Section::Prescriptions)
        .of(&place)
        .crumb(base, lang.t("nav-prescriptions"))
        .crumb(back.clone(), drug);
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    Ok(frame
        .show(move || {
            let content = match standing_in_the_way(&story) {
                Some(why) => view! {
                    <NoticeBox tone=Tone::Warn title=refused(why, lang)>
                        <p>
                            <a href=back>{lang.t("prescriptions-back")}</a>
                        </p>
                    </NoticeBox>
                }
                .into_any(),
                None => form(&story, &back, &typed, &errors, lang).into_any(),
            };
            view! {
                <PageHead title=title />
                {content}
            }
        })
        .await)
}

/// Why it cannot be asked back any more.
fn standing_in_the_way(story: &Story) -> Option<Refused> {
    use clinic::prescribing::State;
    match story.course.state {
        State::Cancelled => Some(Refused::Cancelled),
        State::Rejected => Some(Refused::Rejected),
        State::Expired => Some(Refused::Expired),
        State::Completed => Some(Refused::Completed),
        _ if story.course.is_cancelling => Some(Refused::CancellationPending),
        _ => None,
    }
}

fn form(
    story: &Story,
    back: &str,
    typed: &CancellationFields,
    errors: &[FieldError],
    lang: Lang,
) -> impl IntoView + use<> {
    let course = &story.course;
    let outcome = match &course.pharmacy {
        Some(pharmacy) if course.way.is_in_hands(course.state) => {
            lang.with("prescriptions-cancel-pending", &[("pharmacy", pharmacy.clone().into())])
        }
        _ => lang.t("prescriptions-cancel-at-once"),
    };
    let mut choices = vec![Choice::new("", lang.t("prescriptions-cancel-choose"))];
    choices.extend(
        CancellationReason::ALL.into_iter().map(|reason| Choice::new(reason.name(), cancellation(reason, lang))),
    );
    let (errors, typed, back) = (errors.to_vec(), typed.clone(), back.to_owned());
    view! {
        <NoticeBox tone=Tone::Info title=outcome>""</NoticeBox>
        <Form action=format!("{back}/cancellation") errors=errors.clone()>
            <SelectField
                name="reason"
                label=lang.t("prescriptions-cancel-reason")
                choices=choices
                value=typed.reason
                error=error_at(&errors, "reason")
            />
            <TextArea
                name="text"
                label=lang.t("prescriptions-cancel-text")
                hint=lang.t("prescriptions-cancel-text-hint")
                value=typed.text
                error=error_at(&errors, "text")
                maxlength=LONGEST_TEXT
                optional=true
            />
            <Actions>
                <Button weight=Weight::Danger>{lang.t("prescriptions-cancel-button")}</Button>
                <LinkButton href=back weight=Weight::Quiet>
                    {lang.t("prescriptions-cancel-keep")}
                </LinkButton>
            </Actions>
        </Form>
    }
}
