//! One report before a prescriber: its results with what they were, and everything that can be done about it.

use super::{
    alarm::Alarmed,
    beside::{question_list, said_list},
    parts::{results, story, tasks},
    words::{findings, rank, why},
};
use crate::{
    labs::waiting_badge,
    ui::{
        badge::Badge,
        button::{Actions, Button, LinkButton, PostButton, Weight},
        choice::{Choice, RadioField},
        field::{Input, TextArea, TextField},
        form::{FieldError, Form, error_at},
        list::{Fact, Facts},
        nav::Section,
        notice::Notice,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, InChart, Signed},
};
use clinic::{
    accounts::{Clinician, Prescriber},
    ids::{PatientId, ReportId},
    labs::{self, Detail, Observation},
    reviews::{self, LONGEST_TEXT, Look, Question, Said, Task, TaskKind},
};
use leptos::prelude::*;
use serde::Deserialize;

/// What was typed into the forms of the page.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ReviewFields {
    pub(super) way: String,
    pub(super) revision: String,
    pub(super) english: String,
    pub(super) spanish: String,
    pub(super) answer: String,
    pub(super) kind: String,
    pub(super) words: String,
    pub(super) due: String,
}

/// One report to review.
pub(crate) async fn page(
    here: Here,
    Signed(by): Signed<Prescriber>,
    Signed(clinician): Signed<Clinician>,
    place: InChart,
) -> Answer {
    show(here, &by, &clinician, place, ReviewFields::default(), Vec::new()).await
}

struct Loaded {
    look: Look,
    details: Vec<Detail>,
    course: Vec<Observation>,
    said: Vec<Said>,
    questions: Vec<Question>,
    tasks: Vec<Task>,
    next: Option<(PatientId, ReportId)>,
    alarmed: Alarmed,
}

pub(super) async fn show(
    here: Here,
    by: &Prescriber,
    clinician: &Clinician,
    place: InChart,
    typed: ReviewFields,
    errors: Vec<FieldError>,
) -> Answer {
    let id: ReportId = here.id("id")?;
    let mut q = here.read().await?;
    let look = reviews::look(&mut q, &place.chart, id).await?.ok_or(clinic::Error::NotFound)?;
    let (mut details, mut course) = (Vec::new(), Vec::new());
    for one in &look.family {
        // What the pages of results do not show, such as a report of another department, is reviewed by its findings.
        match labs::report(&mut q, &place.chart, *one).await {
            Ok(detail) => details.push(detail),
            Err(clinic::Error::NotFound) => continue,
            Err(error) => return Err(error.into()),
        }
        course.extend(labs::courses(&mut q, &place.chart, *one).await?);
    }
    let loaded = Loaded {
        said: reviews::comments(&mut q, &place.chart, look.report).await?,
        questions: reviews::questions(&mut q, &place.chart, look.report).await?,
        tasks: reviews::tasks_of(&mut q, &place.chart, Some(look.report)).await?,
        next: reviews::next(&mut q, by, clinician, look.report, &here.visit.log, here.now).await?,
        alarmed: Alarmed::load(&here, &mut q, clinician).await?,
        look,
        details,
        course,
    };
    drop(q);
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let title = loaded.look.display.clone();
    let frame = Frame::new(here, lang.with("reviews-of-report", &[("report", title.clone().into())]))
        .section(Section::Labs)
        .of(&place)
        .crumb("/reviews", lang.t("reviews-title"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    Ok(frame
        .show(move || {
            let Loaded { look, details, course, said, questions, tasks: todo, next, alarmed } = loaded;
            let base = place.href(&format!("/labs/reports/{}", look.report));
            let details: Vec<_> =
                details.into_iter().map(|detail| results(detail, &course, &place, zone, lang)).collect();
            let next = next.map(|(patient, report)| {
                let href = format!("/patients/{patient}/labs/reports/{report}/review");
                view! {
                    <LinkButton href=href weight=Weight::Secondary>
                        {lang.t("reviews-next")}
                    </LinkButton>
                }
            });
            view! {
                {alarmed.view(lang)}
                <PageHead title=title>{next}</PageHead>
                {standing(&look, &place, zone, lang)}
                {in_hand(&look, &base, &typed, &errors, lang)}
                {details}
                {said_list(&said, Some(&base), zone, lang)}
                {question_list(&questions, zone, lang)}
                {seen(&look, &base, &typed, &errors, lang)}
                <Part title=lang.t("reviews-tasks") id="tasks">
                    {tasks(&todo, zone, lang)}
                    {task_form(&base, &typed, &errors, lang)}
                </Part>
                {story(&look, zone, lang)}
            }
        })
        .await)
}

fn standing(look: &Look, place: &InChart, zone: chrono_tz::Tz, lang: Lang) -> impl IntoView + use<> {
    let (tone, word) = rank(look.rank, lang);
    let seen = look.seen_at.zip(look.seen_by.clone()).map(|(at, name)| super::words::by(&name, at, zone, lang));
    let facts = [
        Some(Fact::new(lang.t("reviews-rank"), view! { <Badge tone=tone text=word /> })),
        Fact::some(lang.t("reviews-out"), findings(&look.findings, lang)),
        Fact::some(lang.t("reviews-why"), why(look.why, lang)),
        Some(Fact::new(lang.t("reviews-came"), lang.moment(look.arrived_at, zone))),
        Some(Fact::new(
            lang.t("reviews-responsible"),
            look.practitioner.clone().unwrap_or_else(|| lang.t("reviews-responsible-nobody")),
        )),
        Fact::some(lang.t("reviews-seen-by"), seen),
    ];
    let release = place.href(&format!("/labs/releases/{}", look.report));
    let held = waiting_badge(look.held_until, look.part_until, zone, lang).map(|badge| {
        view! {
            <div class="held">
                {badge}
                <PostButton action=release weight=Weight::Secondary>
                    {lang.t("labs-held-show")}
                </PostButton>
            </div>
        }
    });
    view! {
        {held}
        <Facts facts=facts.into_iter().flatten().collect() />
    }
}

/// The errors of one form: those of its fields.
fn of(errors: &[FieldError], fields: &[&str]) -> Vec<FieldError> {
    errors.iter().filter(|error| fields.contains(&error.field.as_str())).cloned().collect()
}

fn in_hand(look: &Look, base: &str, typed: &ReviewFields, errors: &[FieldError], lang: Lang) -> Option<AnyView> {
    look.raised()?;
    let errors = of(errors, &["answer"]);
    let (action, value, revision) = (format!("{base}/alert"), typed.answer.clone(), look.revision.to_string());
    Some(
        view! {
            <Part title=lang.t("reviews-in-hand") id="in-hand">
                <p>{lang.t("reviews-in-hand-advice")}</p>
                <Form action=action errors=errors.clone()>
                    <input type="hidden" name="revision" value=revision />
                    <TextArea
                        name="answer"
                        label=lang.t("reviews-in-hand-words")
                        hint=lang.t("reviews-in-hand-hint")
                        value=value
                        error=error_at(&errors, "answer")
                        rows=2
                        maxlength=LONGEST_TEXT
                    />
                    <Actions>
                        <Button weight=Weight::Danger>{lang.t("reviews-in-hand-button")}</Button>
                    </Actions>
                </Form>
            </Part>
        }
        .into_any(),
    )
}

fn seen(look: &Look, base: &str, typed: &ReviewFields, errors: &[FieldError], lang: Lang) -> AnyView {
    let errors = of(errors, &["", "english", "spanish"]);
    let (english, spanish) = (typed.english.clone(), typed.spanish.clone());
    let is_seen = look.seen_at.is_some();
    let is_raised = look.raised().is_some();
    let title = if is_seen { lang.t("reviews-comment") } else { lang.t("reviews-tick-off") };
    let release = look
        .held_until
        .or(look.part_until)
        .filter(|_| !is_seen)
        .map(|_| view! { <p>{lang.t("reviews-seen-shows")}</p> });
    let raised = (is_raised && !is_seen).then(|| {
        view! { <Notice tone=Tone::Warn title=lang.t("reviews-seen-raised")><p>{lang.t("reviews-seen-raised-advice")}</p></Notice> }
    });
    let buttons = (!is_seen && !is_raised).then(|| {
        view! {
            <Button name="way" value="next">
                {lang.t("reviews-seen-next")}
            </Button>
            <Button name="way" value="seen" weight=Weight::Secondary>
                {lang.t("reviews-seen")}
            </Button>
        }
    });
    let (action, revision) = (format!("{base}/seen"), look.revision.to_string());
    view! {
        <Part title=title id="seen">
            {release}
            {raised}
            <Form action=action errors=errors.clone()>
                <input type="hidden" name="revision" value=revision />
                <TextArea
                    name="english"
                    label=lang.t("reviews-comment-english")
                    hint=lang.t("reviews-comment-hint")
                    value=english
                    error=error_at(&errors, "english")
                    rows=3
                    maxlength=LONGEST_TEXT
                    optional=true
                />
                <TextArea
                    name="spanish"
                    label=lang.t("reviews-comment-spanish")
                    value=spanish
                    error=error_at(&errors, "spanish")
                    rows=3
                    maxlength=LONGEST_TEXT
                    optional=true
                />
                <Actions>
                    {buttons}
                    <Button name="way" value="comment" weight=Weight::Secondary>
                        {lang.t("reviews-comment-only")}
                    </Button>
                </Actions>
            </Form>
        </Part>
    }
    .into_any()
}

fn task_form(base: &str, typed: &ReviewFields, errors: &[FieldError], lang: Lang) -> impl IntoView + use<> {
    let errors = of(errors, &["kind", "words", "due"]);
    let kinds =
        [TaskKind::Call, TaskKind::FollowUp].map(|kind| Choice::new(kind.name(), super::words::kind(kind, lang)));
    let (chosen, words, due) = (typed.kind.clone(), typed.words.clone(), typed.due.clone());
    let chosen = if chosen.is_empty() { TaskKind::Call.name().to_owned() } else { chosen };
    view! {
        <Form action=format!("{base}/tasks") errors=errors.clone()>
            <RadioField
                name="kind"
                legend=lang.t("reviews-task-kind")
                choices=kinds.to_vec()
                value=chosen
                error=error_at(&errors, "kind")
            />
            <TextArea
                name="words"
                label=lang.t("reviews-task-words")
                hint=lang.t("reviews-task-hint")
                value=words
                error=error_at(&errors, "words")
                rows=2
                maxlength=LONGEST_TEXT
            />
            <TextField
                name="due"
                label=lang.t("reviews-task-due")
                input=Input::Date
                value=due
                error=error_at(&errors, "due")
            />
            <Actions>
                <Button weight=Weight::Secondary>{lang.t("reviews-task-add")}</Button>
            </Actions>
        </Form>
    }
}
