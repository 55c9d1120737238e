use super::{
    fields::Fields,
    parts::{SchedulePart, frame_below, is_admin, schedule_tabs},
    times, words,
};
use crate::{
    ui::{
        button::{LinkButton, SendOrCancel},
        choice::{Choice, RadioField, SelectField},
        empty::Empty,
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        icon::Symbol,
        list::{Row, Rows},
        nav::Section,
        page::PageHead,
        text::Lang,
    },
    web::{Answer, Frame, Here, Notice, Signed, Typed, after},
};
use chrono::Days;
use clinic::{
    accounts::Planner,
    ids::{ClosureId, LocationId, PractitionerId},
    schedules::{
        Bookable, Closed, Closure, ClosureKind, ClosureProblem, DAY, LONGEST_NOTE, Site, clinicians, close, closures,
        sites,
    },
};
use leptos::prelude::*;

pub(super) const LIST: &str = "/schedules/closures";
/// How far ahead closures are listed.
const DAYS_AHEAD: u64 = 3 * 366;

/// The closures that are not over, the next one first.
pub(crate) async fn list(here: Here, Signed(_): Signed<Planner>) -> Answer {
    let today = here.today();
    // Where clocks are behind the clinic's, yesterday is not over.
    let (first, last) =
        (today.pred_opt().unwrap_or(today), today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(today));
    let all = closures(&mut here.read().await?, first, last).await?;
    let (lang, is_admin) = (here.lang, is_admin(&here));
    Ok(Frame::new(here, lang.t("schedules-closures"))
        .section(Section::Schedules)
        .show(move || {
            let content = if all.is_empty() {
                view! {
                    <Empty icon=Symbol::Appointments title=lang.t("schedules-closures-none")>
                        <p>{lang.t("schedules-closures-none-advice")}</p>
                    </Empty>
                }
                .into_any()
            } else {
                view! { <Rows>{all.iter().map(|closed| row(closed, lang)).collect_view()}</Rows> }.into_any()
            };
            view! {
                {schedule_tabs(SchedulePart::Closures, is_admin, lang)}
                <PageHead title=lang.t("schedules-closures") lead=lang.t("schedules-closures-lead")>
                    <LinkButton href="/schedules/closures/new" icon=Symbol::Appointments>
                        {lang.t("schedules-closures-add")}
                    </LinkButton>
                </PageHead>
                {content}
            }
        })
        .await)
}

fn row(closed: &Closed, lang: Lang) -> impl IntoView + use<> {
    let note = closed.closure.note.clone().map(|note| view! { <p>{note}</p> });
    let concern = concern(closed, lang);
    view! {
        <Row title=words::when(&closed.closure, lang) href=format!("{LIST}/{}", closed.closure.id)>
            <p>{concern}</p>
            {note}
        </Row>
    }
}

/// Why, whose and where: "Away · Dr. Okafor · everywhere".
pub(super) fn concern(closed: &Closed, lang: Lang) -> String {
    let who = closed.practitioner.clone().unwrap_or_else(|| lang.t("schedules-everyone"));
    let place = closed.location.clone().unwrap_or_else(|| lang.t("schedules-everywhere"));
    [words::kind_name(closed.closure.kind, lang), who, place].join(" · ")
}

/// The form for a closure.
pub(crate) async fn new_page(here: Here, Signed(_): Signed<Planner>) -> Answer {
    let typed = Fields::of([("kind", ClosureKind::default().name().to_owned())]);
    form(here, typed, Vec::new()).await
}

/// Adds a closure.
pub(crate) async fn add(here: Here, Signed(by): Signed<Planner>, Typed(typed): Typed<Vec<(String, String)>>) -> Answer {
    let (lang, typed) = (here.lang, Fields(typed));
    let errors = match read(&typed, lang) {
        Ok(closure) => {
            let portal = &here.portal;
            match close(&portal.db, &portal.auditor, &by, &closure, here.now).await? {
                Ok(()) => return Ok(after(&format!("{LIST}/{}", closure.id), Some(Notice::ScheduleSaved))),
                Err(problems) => problems.into_iter().map(|problem| error(problem, lang)).collect(),
            }
        }
        Err(errors) => errors,
    };
    form(here, typed, errors).await
}

fn read(typed: &Fields, lang: Lang) -> Result<Closure, Vec<FieldError>> {
    let mut errors = Vec::new();
    let kind = ClosureKind::parse(typed.get("kind"));
    if kind.is_none() {
        errors.push(FieldError::new("kind", lang.t("schedules-choose")));
    }
    // A value that is no id at all is one that nothing has.
    let practitioner: Option<Option<PractitionerId>> = typed.text("who").map(|id| id.parse().ok());
    let location: Option<Option<LocationId>> = typed.text("place").map(|id| id.parse().ok());
    if practitioner == Some(None) || location == Some(None) {
        errors.push(error(ClosureProblem::Unknown, lang));
    }
    let first_day = times::day_typed(typed.get("first_day"));
    if first_day.is_none() {
        errors.push(FieldError::new("first_day", lang.t("schedules-day-wrong")));
    }
    let last_day = typed.text("last_day").map_or(first_day, |day| times::day_typed(&day));
    if last_day.is_none() && first_day.is_some() {
        errors.push(FieldError::new("last_day", lang.t("schedules-day-wrong")));
    }
    let from = typed.text("from").map_or(Some(0), |time| times::from_typed(&time));
    let until = typed.text("until").map_or(Some(DAY), |time| times::until_typed(&time));
    if from.is_none() {
        errors.push(FieldError::new("from", lang.t("schedules-time-wrong")));
    }
    if until.is_none() {
        errors.push(FieldError::new("until", lang.t("schedules-time-wrong")));
    }
    match (kind, first_day, last_day, from, until) {
        (Some(kind), Some(first_day), Some(last_day), Some(from_minute), Some(until_minute)) if errors.is_empty() => {
            Ok(Closure {
                id: ClosureId::new(),
                practitioner: practitioner.flatten(),
                location: location.flatten(),
                kind,
                note: typed.text("note"),
                first_day,
                from_minute,
                last_day,
                until_minute,
            })
        }
        _ => Err(errors),
    }
}

fn error(problem: ClosureProblem, lang: Lang) -> FieldError {
    match problem {
        ClosureProblem::Times => FieldError::new("last_day", lang.t("schedules-closure-times-wrong")),
        ClosureProblem::TooLong => FieldError::new("last_day", lang.t("schedules-closure-long")),
        ClosureProblem::Whose => FieldError::new("who", lang.t("schedules-closure-whose")),
        ClosureProblem::Note => {
            FieldError::new("note", lang.with("schedules-closure-note-long", &[("count", LONGEST_NOTE.into())]))
        }
        ClosureProblem::Unknown => FieldError::new("who", lang.t("schedules-closure-unknown")),
    }
}

async fn form(here: Here, typed: Fields, errors: Vec<FieldError>) -> Answer {
    let mut q = here.read().await?;
    let (people, places) = (clinicians(&mut q).await?, sites(&mut q).await?);
    drop(q);
    let lang = here.lang;
    let title = lang.t("schedules-closures-add");
    Ok(frame_below(here, SchedulePart::Closures, title.clone(), !errors.is_empty())
        .show(move || {
            view! {
                <PageHead title=title lead=lang.t("schedules-closures-add-lead") />
                <Form action="/schedules/closures/new" errors=errors.clone()>
                    {questions(&typed, people, places, &errors, lang)}
                    <SendOrCancel words=lang.t("schedules-save") back=LIST />
                </Form>
            }
        })
        .await)
}

fn questions(
    typed: &Fields,
    people: Vec<Bookable>,
    places: Vec<Site>,
    errors: &[FieldError],
    lang: Lang,
) -> impl IntoView + use<> {
    let kinds = ClosureKind::ALL.map(|kind| Choice::new(kind.name(), words::kind_name(kind, lang)));
    let people = [Choice::new("", lang.t("schedules-everyone"))]
        .into_iter()
        .chain(people.into_iter().map(|one| Choice::new(one.id.to_string(), one.name)))
        .collect();
    let places = [Choice::new("", lang.t("schedules-everywhere"))]
        .into_iter()
        .chain(places.into_iter().map(|site| Choice::new(site.id.to_string(), site.name)))
        .collect();
    let line = |name: &'static str, label: String, input: Input, hint: Option<String>, optional: bool| {
        let (value, error) = (typed.get(name).to_owned(), error_at(errors, name));
        view! {
            <TextField name=name label=label input=input value=value hint=hint error=error autocomplete="off" optional=optional />
        }
    };
    view! {
        <RadioField
            name="kind"
            legend=lang.t("schedules-kind")
            choices=kinds.into()
            value=typed.get("kind").to_owned()
            error=error_at(errors, "kind")
        />
        <SelectField
            name="who"
            label=lang.t("schedules-closure-who")
            choices=people
            value=typed.get("who").to_owned()
            error=error_at(errors, "who")
            optional=true
        />
        <SelectField
            name="place"
            label=lang.t("schedules-closure-where")
            choices=places
            value=typed.get("place").to_owned()
            optional=true
        />
        <div class="from-until">
            {line("first_day", lang.t("schedules-first-day"), Input::Date, None, false)}
            {line("from", lang.t("schedules-closure-from"), Input::Time, Some(lang.t("schedules-closure-from-hint")), true)}
        </div>
        <div class="from-until">
            {line("last_day", lang.t("schedules-last-day"), Input::Date, Some(lang.t("schedules-closure-last-hint")), true)}
            {line("until", lang.t("schedules-closure-until"), Input::Time, Some(lang.t("schedules-closure-until-hint")), true)}
        </div>
        {line("note", lang.t("schedules-closure-note"), Input::Text, Some(lang.t("schedules-closure-note-hint")), true)}
    }
}
