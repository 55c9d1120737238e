//! The form of a new visit at the desk: what, with whom and when.

use super::{
    about::about_fields,
    booking::BookFields,
    near::Met,
    reach::nobody_told,
    time_fields::{free_times, looking, typed_time},
    times::{Picked, SlotFields, pick},
    whom::{Aim, finder},
};
use crate::{
    ui::{
        button::{Actions, Button, LinkButton, Weight},
        empty::Empty,
        form::{FieldError, Form},
        icon::Symbol,
        list::{Row, Rows},
        nav::Section,
        notice::Notice,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Signed, birth_words},
};
use axum::extract::Query;
use chrono_tz::Tz;
use clinic::{
    accounts::Clinician,
    appointments::{Booked, Booker, Repeated, booked_for, unreached},
    ids::{AppointmentId, PatientId},
    schedules::{Room, rooms},
};
use leptos::prelude::*;
use serde::Deserialize;

/// The address that looks for free times.
const LOOK: &str = "/calendar/new";

/// What a new visit is begun with.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct NewFields {
    patient: String,
    /// The place in the waiting list that it is booked from.
    entry: String,
    #[serde(flatten)]
    slot: SlotFields,
}

/// The form of a new visit; without a patient the search for one.
pub(crate) async fn page(here: Here, Signed(by): Signed<Clinician>, Query(asked): Query<NewFields>) -> Answer {
    if asked.patient.is_empty() {
        return Ok(finder(here, Aim::Visit, String::new(), asked.slot, None, false).await);
    }
    let patient: PatientId = asked.patient.parse().map_err(|_| clinic::Error::NotFound)?;
    let typed = BookFields { patient: asked.patient, entry: asked.entry, slot: asked.slot, ..BookFields::default() };
    form(here, &by, patient, typed, Vec::new(), Met::default()).await
}

/// The form of a new visit for a patient, with what was refused, and with what it met.
pub(super) async fn form(
    here: Here,
    by: &Clinician,
    patient: PatientId,
    typed: BookFields,
    errors: Vec<FieldError>,
    met: Met,
) -> Answer {
    let mut q = here.read().await?;
    let person = booked_for(&mut q, by, &here.visit.log, patient).await?;
    let rooms: Vec<Room> = rooms(&mut q).await?.into_iter().filter(|room| room.active).collect();
    let unreached = !unreached(&mut q, by, &[patient], here.now).await?.is_empty();
    drop(q);
    let picked = pick(&here, by, &Booker::at_desk(by, patient), &typed.slot, None).await?;
    let lang = here.lang;
    let zone = here.portal.settings.zone;
    let frame = Frame::new(here, lang.t("calendar-book"))
        .section(Section::Calendar)
        .crumb(Section::Calendar.href(), lang.t("calendar-nav"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    Ok(frame
        .show(move || {
            let title = lang.with("calendar-book-for", &[("name", person.name.as_str().into())]);
            let zone = picked.zone(&typed.slot, zone);
            let unreached = unreached.then(|| nobody_told(person.phone.as_deref(), lang));
            let waiting = (!typed.entry.is_empty()).then(|| {
                view! { <p class="quiet-text">{lang.t("calendar-ends-waiting")}</p> }
            });
            let kind = picked.kind.as_ref().map(|kind| format!("&kind={}", kind.id)).unwrap_or_default();
            let place = picked.place.map(|place| format!("&place={place}")).unwrap_or_default();
            let wait = format!("/calendar/waiting/new?patient={patient}{kind}&who={}{place}", picked.whose());
            let booking = fields(&picked, &typed, &rooms, errors, &met, (patient, zone), lang);
            let no_types = picked.types.is_empty().then(|| {
                view! {
                    <Empty icon=Symbol::Appointments title=lang.t("calendar-no-types")>
                        <p>{lang.t("calendar-no-types-advice")}</p>
                    </Empty>
                }
            });
            view! {
                <PageHead title=title lead=about_person(&person, lang)>
                    <LinkButton href="/calendar/new" weight=Weight::Quiet>
                        {lang.t("calendar-whom-other")}
                    </LinkButton>
                </PageHead>
                {person
                    .deceased
                    .then(|| {
                        view! {
                            <Notice tone=Tone::Warn title=lang.t("calendar-deceased")>
                                <p>{lang.t("calendar-deceased-advice")}</p>
                            </Notice>
                        }
                    })}
                {unreached}
                {no_types}
                {waiting}
                {booking}
                <p>
                    <a href=wait>{lang.t("calendar-wait-instead")}</a>
                </p>
            }
        })
        .await)
}

/// The form itself. Its first button looks for free times, so that Enter in a field books nothing.
fn fields(
    picked: &Picked,
    typed: &BookFields,
    rooms: &[Room],
    errors: Vec<FieldError>,
    met: &Met,
    (patient, zone): (PatientId, Tz),
    lang: Lang,
) -> impl IntoView + use<> {
    let own = Some(typed.id.clone()).filter(|id| !id.is_empty()).unwrap_or_else(|| AppointmentId::new().to_string());
    let ready = picked.kind.is_some();
    let look = looking(picked, LOOK, lang);
    let times = free_times(picked, &typed.slot.time, &errors, LOOK, lang);
    let has_times = !picked.days.is_empty();
    let rest = ready.then(|| {
        let about = about_fields(typed, rooms, &errors, lang);
        let book = has_times.then(|| {
            view! {
                <Actions>
                    <Button name="way" value="free">{lang.t("calendar-book-this")}</Button>
                </Actions>
            }
        });
        view! {
            <Part title=lang.t("calendar-about") id="about">
                <div class="form">{about}</div>
            </Part>
            {book}
            {other_time(picked, typed, &errors, lang)}
        }
    });
    let (taken, without) = (taken(&met.series, zone, lang), without(&met.series, typed.slot.is_typed(), lang));
    let near = met.notice(typed, zone, lang);
    let (patient, entry) = (patient.to_string(), typed.entry.clone());
    view! {
        <Form action="/calendar/visits" errors=errors>
            <input type="hidden" name="id" value=own />
            <input type="hidden" name="patient" value=patient />
            <input type="hidden" name="entry" value=entry />
            {look} {near} {taken}
            {if ready {
                view! {
                    <Part title=lang.t("calendar-free-times") id="free">
                        {times}
                    </Part>
                }
                    .into_any()
            } else {
                times.into_any()
            }}
            {rest}
            {without}
        </Form>
    }
}

/// A time that is typed, or this moment.
fn other_time(picked: &Picked, typed: &BookFields, errors: &[FieldError], lang: Lang) -> impl IntoView + use<> {
    let slot = &typed.slot;
    let is_other = slot.is_typed() || slot.is_now() || !slot.clock.is_empty() || picked.days.is_empty();
    let typed_time = typed_time(picked, slot, errors, lang);
    view! {
        <details class="other-time" open=is_other>
            <summary>{lang.t("calendar-other-time")}</summary>
            <div class="form">
                {typed_time}
                <Actions>
                    <Button name="way" value="typed" weight=Weight::Secondary>
                        {lang.t("calendar-book-typed")}
                    </Button>
                    <Button name="way" value="now" weight=Weight::Secondary>
                        {lang.t("calendar-book-now")}
                    </Button>
                </Actions>
                <p class="hint">{lang.t("calendar-book-now-hint")}</p>
            </div>
        </details>
    }
}

/// Birth date and telephone of who is booked for.
pub(super) fn about_person(person: &Booked, lang: Lang) -> String {
    let born = person.birth_date.map(|date| {
        lang.with("calendar-born", &[("date", birth_words(lang, date, person.birth_date_precision).into())])
    });
    [born, person.phone.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What became of each visit of a series that could not be booked whole.
fn taken(series: &[Repeated], zone: Tz, lang: Lang) -> Option<AnyView> {
    series.first()?;
    let rows: Vec<_> = series
        .iter()
        .map(|one| {
            let (tone, word) = match one.booked {
                Ok(_) => (Tone::Good, lang.t("calendar-series-free")),
                Err(_) => (Tone::Danger, lang.t("calendar-series-taken")),
            };
            let mark = view! { <crate::ui::badge::Badge tone=tone text=word /> };
            view! { <Row title=lang.moment_long(one.start_at, zone) aside=mark /> }
        })
        .collect();
    Some(
        view! {
            <Part title=lang.t("calendar-series") id="series">
                <p>{lang.t("calendar-series-none-booked")}</p>
                <Rows>{rows}</Rows>
            </Part>
        }
        .into_any(),
    )
}

/// The button that leaves out what is taken, at the end of the form: the series is booked at the time it was looked at for.
fn without(series: &[Repeated], is_typed: bool, lang: Lang) -> Option<AnyView> {
    let can_leave_out = series.first()?.booked.is_ok();
    let way = if is_typed { "typed-without" } else { "free-without" };
    can_leave_out.then(|| {
        view! {
            <Actions>
                <Button name="way" value=way weight=Weight::Secondary>
                    {lang.t("calendar-series-without")}
                </Button>
            </Actions>
        }
        .into_any()
    })
}
