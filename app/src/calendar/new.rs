//! Booking at the desk: whom for, then what, with whom and when.

use super::{
    booking::BookFields,
    time_fields::{carried, free_times, looking, typed_time},
    times::{Picked, SlotFields, pick},
};
use crate::{
    ui::{
        button::{Actions, Button, LinkButton, Weight},
        choice::{Choice, SelectField},
        empty::Empty,
        field::{Input, TextArea, TextField},
        form::{FieldError, Form, error_at},
        icon::Symbol,
        list::{Row, Rows},
        nav::Section,
        notice::Notice,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Signed, Typed, birth_words},
};
use axum::extract::Query;
use chrono_tz::Tz;
use clinic::{
    accounts::Clinician,
    appointments::{Booked, Booker, LONGEST_REASON, MOST_REPEATED, Repeated, booked_for},
    ids::{AppointmentId, PatientId},
    patients::{Found, search},
    schedules::{Room, rooms},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Patients a search shows.
const MOST: i64 = 30;
/// The most characters that are searched for.
const LONGEST: usize = 200;

/// What a new visit is begun with.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct NewFields {
    patient: String,
    #[serde(flatten)]
    slot: SlotFields,
}

/// Whom a visit is for, as typed; and what is known of the visit already.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct WhomFields {
    q: String,
    #[serde(flatten)]
    slot: SlotFields,
}

/// The form of a new visit; without a patient the search for one.
pub(crate) async fn page(here: Here, Signed(by): Signed<Clinician>, Query(asked): Query<NewFields>) -> Answer {
    if asked.patient.is_empty() {
        return Ok(finder(here, String::new(), asked.slot, None, false).await);
    }
    let patient: PatientId = asked.patient.parse().map_err(|_| clinic::Error::NotFound)?;
    let typed = BookFields { patient: asked.patient, slot: asked.slot, ..BookFields::default() };
    form(here, &by, patient, typed, Vec::new(), Vec::new()).await
}

/// Finding the patient; a name never stands in an address.
pub(crate) async fn search_page(here: Here, Signed(by): Signed<Clinician>, Typed(typed): Typed<WhomFields>) -> Answer {
    let text: String = typed.q.chars().take(LONGEST).collect();
    let found = search(&mut here.read().await?, &by, &text, MOST, &here.visit.log, here.now).await?;
    Ok(finder(here, text, typed.slot, Some(found), false).await)
}

/// The search for a patient, with what it found.
pub(super) async fn finder(
    here: Here,
    query: String,
    slot: SlotFields,
    found: Option<Option<Vec<Found>>>,
    refused: bool,
) -> axum::response::Response {
    let lang = here.lang;
    let frame = Frame::new(here, lang.t("calendar-book"))
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
            let result = found.map(|found| results(found, &slot, lang));
            view! {
                <PageHead title=lang.t("calendar-book") lead=lang.t("calendar-whom-lead") />
                <Form action="/calendar/new" errors=errors.clone()>
                    {hidden("day", &slot.day)} {hidden("who", &slot.who)} {hidden("place", &slot.place)}
                    {hidden("kind", &slot.kind)}
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

fn results(found: Option<Vec<Found>>, slot: &SlotFields, lang: Lang) -> AnyView {
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
    let rest = [part("day", &slot.day), part("who", &slot.who), part("place", &slot.place), part("kind", &slot.kind)];
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
                <Row title=one.name href=format!("/calendar/new?patient={}{rest}", one.id)>
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

/// The form of a new visit for a patient, with what was refused, and with what became of each visit of a series.
pub(super) async fn form(
    here: Here,
    by: &Clinician,
    patient: PatientId,
    typed: BookFields,
    errors: Vec<FieldError>,
    series: Vec<Repeated>,
) -> Answer {
    let mut q = here.read().await?;
    let person = booked_for(&mut q, by, &here.visit.log, patient).await?;
    let rooms: Vec<Room> = rooms(&mut q).await?.into_iter().filter(|room| room.active).collect();
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
            let ready = picked.kind.is_some();
            let booking = ready.then(|| {
                fields(&picked, &typed, &rooms, errors, &series, (patient, picked.zone(&typed.slot, zone)), lang)
            });
            let look = looking(&picked, "/calendar/new".to_owned(), Some(patient.to_string()), lang);
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
                {no_types}
                {look}
                {booking}
            }
        })
        .await)
}

/// The form itself.
fn fields(
    picked: &Picked,
    typed: &BookFields,
    rooms: &[Room],
    errors: Vec<FieldError>,
    series: &[Repeated],
    (patient, zone): (PatientId, Tz),
    lang: Lang,
) -> impl IntoView + use<> {
    let id = patient.to_string();
    let own = Some(typed.id.clone()).filter(|id| !id.is_empty()).unwrap_or_else(|| AppointmentId::new().to_string());
    let carried = carried(picked);
    let taken = taken(series, typed.slot.is_typed(), zone, lang);
    let times = free_times(picked, &typed.slot.time, &errors, "/calendar/new", &id, lang);
    let about = about_fields(typed, rooms, &errors, lang);
    let typed_time = typed_time(picked, &typed.slot, &errors, lang);
    let has_times = !picked.days.is_empty();
    let is_other = typed.slot.is_typed() || typed.slot.is_now() || !has_times;
    let book = has_times.then(|| {
        view! {
            <Actions>
                <Button name="way" value="free">{lang.t("calendar-book-this")}</Button>
            </Actions>
        }
    });
    view! {
        <Form action="/calendar/visits" errors=errors>
            <input type="hidden" name="id" value=own />
            <input type="hidden" name="patient" value=id />
            {carried} {taken}
            <Part title=lang.t("calendar-free-times") id="free">
                {times}
            </Part>
            <Part title=lang.t("calendar-about") id="about">
                <div class="form">{about}</div>
            </Part>
            {book}
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
        </Form>
    }
}

fn about_person(person: &Booked, lang: Lang) -> String {
    let born = person.birth_date.map(|date| {
        lang.with("calendar-born", &[("date", birth_words(lang, date, person.birth_date_precision).into())])
    });
    [born, person.phone.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn about_fields(typed: &BookFields, rooms: &[Room], errors: &[FieldError], lang: Lang) -> impl IntoView + use<> {
    let mut choices = vec![Choice::new("", lang.t("calendar-room-of-hours"))];
    choices.extend(
        rooms.iter().map(|room| Choice::new(room.id.to_string(), format!("{} · {}", room.location, room.name))),
    );
    let each = vec![
        Choice::new("", lang.t("calendar-once")),
        Choice::new("day", lang.t("calendar-each-day")),
        Choice::new("week", lang.t("calendar-each-week")),
        Choice::new("month", lang.t("calendar-each-month")),
    ];
    let or = |typed: &str, usual: &str| if typed.is_empty() { usual.to_owned() } else { typed.to_owned() };
    let repeats = !typed.each.is_empty();
    let count = lang.with("calendar-count-hint", &[("count", i64::from(MOST_REPEATED).into())]);
    view! {
        <TextArea
            name="reason"
            label=lang.t("calendar-reason")
            hint=lang.t("calendar-reason-hint")
            value=typed.reason.clone()
            error=error_at(errors, "reason")
            rows=2
            maxlength=LONGEST_REASON
            optional=true
        />
        <TextArea
            name="note"
            label=lang.t("calendar-note-label")
            hint=lang.t("calendar-note-hint")
            value=typed.note.clone()
            error=error_at(errors, "note")
            rows=2
            maxlength=LONGEST_REASON
            optional=true
        />
        {(!rooms.is_empty())
            .then(|| {
                view! {
                    <SelectField
                        name="room"
                        label=lang.t("calendar-room")
                        choices=choices
                        value=typed.room.clone()
                        error=error_at(errors, "room")
                        optional=true
                    />
                }
            })}
        <details class="repeat" open=repeats>
            <summary>{lang.t("calendar-repeat")}</summary>
            <div class="form">
                <SelectField
                    name="each"
                    label=lang.t("calendar-each")
                    choices=each
                    value=typed.each.clone()
                    error=error_at(errors, "each")
                    optional=true
                />
                <TextField
                    name="every"
                    label=lang.t("calendar-every")
                    hint=lang.t("calendar-every-hint")
                    input=Input::Whole
                    value=or(&typed.every, "1")
                    error=error_at(errors, "every")
                    maxlength=2
                    optional=true
                />
                <TextField
                    name="count"
                    label=lang.t("calendar-count")
                    hint=count
                    input=Input::Whole
                    value=or(&typed.count, "4")
                    error=error_at(errors, "count")
                    maxlength=2
                    optional=true
                />
            </div>
        </details>
    }
}

/// What became of each visit of a series that could not be booked whole.
fn taken(series: &[Repeated], is_typed: bool, zone: Tz, lang: Lang) -> Option<AnyView> {
    let first = series.first()?;
    let can_leave_out = first.booked.is_ok();
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
    // The series is booked at the time it was looked at for.
    let way = if is_typed { "typed-without" } else { "free-without" };
    let button = can_leave_out.then(|| {
        view! {
            <Actions>
                <Button name="way" value=way weight=Weight::Secondary>
                    {lang.t("calendar-series-without")}
                </Button>
            </Actions>
        }
    });
    Some(
        view! {
            <Part title=lang.t("calendar-series") id="series">
                <p>{lang.t("calendar-series-none-booked")}</p>
                <Rows>{rows}</Rows>
                {button}
            </Part>
        }
        .into_any(),
    )
}
