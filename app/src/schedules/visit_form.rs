use super::{
    fields::Fields,
    parts::{SchedulePart, frame_below},
    words,
};
use crate::{
    ui::{
        button::SendOrCancel,
        choice::{CheckField, Choice, RadioField},
        field::{Input, TextArea, TextField},
        form::{FieldError, Form, error_at},
        page::PageHead,
        text::Lang,
    },
    web::{Answer, Here, Notice, Signed, Typed, after},
};
use clinic::{
    accounts::Planner,
    ids::VisitTypeId,
    schedules::{
        LONGEST_INSTRUCTIONS, LONGEST_NAME, Medium, Mode, VisitType, VisitTypeProblem, add_visit_type,
        change_visit_type, visit_type,
    },
};
use leptos::prelude::*;

const LIST: &str = "/schedules/visit-types";

/// The form for a new visit type.
pub(crate) async fn new_page(here: Here, Signed(_): Signed<Planner>) -> Answer {
    let text = str::to_owned;
    let typed = Fields::of([
        ("minutes", text("30")),
        ("buffer", text("0")),
        ("medium", Medium::default().name().to_owned()),
        ("mode", Mode::default().name().to_owned()),
        ("notice", text("24")),
        ("ahead", text("90")),
        ("active", text("true")),
    ]);
    form(here, None, typed, Vec::new()).await
}

/// Adds a visit type.
pub(crate) async fn add(here: Here, Signed(by): Signed<Planner>, Typed(typed): Typed<Vec<(String, String)>>) -> Answer {
    let typed = Fields(typed);
    let (visit, mut errors) = read(&typed, VisitTypeId::new(), here.lang);
    if errors.is_empty() {
        let portal = &here.portal;
        match add_visit_type(&portal.db, &portal.auditor, &by, &visit, here.now).await? {
            Ok(()) => return Ok(after(LIST, Some(Notice::ScheduleSaved))),
            Err(problems) => errors = problems.into_iter().map(|problem| error(problem, &visit, here.lang)).collect(),
        }
    }
    form(here, None, typed, errors).await
}

/// A visit type, to be changed.
pub(crate) async fn page(here: Here, Signed(_): Signed<Planner>) -> Answer {
    let visit = visit_type(&mut here.read().await?, here.id("visit")?).await?;
    let typed = Fields::of([
        ("name_en", visit.name_en),
        ("name_es", visit.name_es),
        ("minutes", visit.minutes.to_string()),
        ("buffer", visit.buffer_minutes.to_string()),
        ("medium", visit.medium.name().to_owned()),
        ("mode", visit.mode.name().to_owned()),
        ("notice", (visit.notice_minutes / 60).to_string()),
        ("ahead", visit.ahead_days.to_string()),
        ("instructions_en", visit.instructions_en.unwrap_or_default()),
        ("instructions_es", visit.instructions_es.unwrap_or_default()),
        ("active", visit.active.to_string()),
    ]);
    form(here, Some(visit.id), typed, Vec::new()).await
}

/// Changes a visit type.
pub(crate) async fn change(
    here: Here,
    Signed(by): Signed<Planner>,
    Typed(typed): Typed<Vec<(String, String)>>,
) -> Answer {
    let id: VisitTypeId = here.id("visit")?;
    visit_type(&mut here.read().await?, id).await?;
    let typed = Fields(typed);
    let (visit, mut errors) = read(&typed, id, here.lang);
    if errors.is_empty() {
        let portal = &here.portal;
        match change_visit_type(&portal.db, &portal.auditor, &by, &visit, here.now).await? {
            Ok(()) => return Ok(after(LIST, Some(Notice::ScheduleSaved))),
            Err(problems) => errors = problems.into_iter().map(|problem| error(problem, &visit, here.lang)).collect(),
        }
    }
    form(here, Some(id), typed, errors).await
}

/// What was typed as a visit type, and everything that is wrong with it.
fn read(typed: &Fields, id: VisitTypeId, lang: Lang) -> (VisitType, Vec<FieldError>) {
    // No number at all is none that is allowed.
    let number = |name: &str| typed.get(name).parse::<i64>().unwrap_or(-1);
    let name = |name: &str| typed.get(name).split_whitespace().collect::<Vec<_>>().join(" ");
    let (medium, mode) = (Medium::parse(typed.get("medium")), Mode::parse(typed.get("mode")));
    let visit = VisitType {
        id,
        name_en: name("name_en"),
        name_es: name("name_es"),
        minutes: number("minutes"),
        buffer_minutes: number("buffer"),
        medium: medium.unwrap_or_default(),
        mode: mode.unwrap_or_default(),
        notice_minutes: number("notice").saturating_mul(60),
        ahead_days: number("ahead"),
        instructions_en: typed.text("instructions_en"),
        instructions_es: typed.text("instructions_es"),
        active: typed.ticked("active"),
    };
    let missing = |field: &str| FieldError::new(field, lang.t("schedules-choose"));
    let unchosen = [medium.is_none().then(|| missing("medium")), mode.is_none().then(|| missing("mode"))];
    let mut errors: Vec<FieldError> = unchosen.into_iter().flatten().collect();
    errors.extend(visit.problems().into_iter().map(|problem| error(problem, &visit, lang)));
    (visit, errors)
}

fn error(problem: VisitTypeProblem, visit: &VisitType, lang: Lang) -> FieldError {
    let name =
        |field: &str| FieldError::new(field, lang.with("schedules-name-wrong", &[("count", LONGEST_NAME.into())]));
    match problem {
        VisitTypeProblem::NameEn => name("name_en"),
        VisitTypeProblem::NameEs => name("name_es"),
        VisitTypeProblem::Minutes => FieldError::new("minutes", lang.t("schedules-minutes-wrong")),
        VisitTypeProblem::Buffer => FieldError::new("buffer", lang.t("schedules-buffer-wrong")),
        VisitTypeProblem::Notice => FieldError::new("notice", lang.t("schedules-notice-wrong")),
        VisitTypeProblem::Ahead => FieldError::new("ahead", lang.t("schedules-ahead-wrong")),
        VisitTypeProblem::Instructions => {
            let length = |text: &Option<String>| text.as_deref().unwrap_or_default().chars().count();
            let (en, es) = (length(&visit.instructions_en), length(&visit.instructions_es));
            let long = || lang.with("schedules-instructions-long", &[("count", LONGEST_INSTRUCTIONS.into())]);
            match (en, es) {
                (0, _) => FieldError::new("instructions_en", lang.t("schedules-instructions-both")),
                (_, 0) => FieldError::new("instructions_es", lang.t("schedules-instructions-both")),
                _ if en > LONGEST_INSTRUCTIONS => FieldError::new("instructions_en", long()),
                _ => FieldError::new("instructions_es", long()),
            }
        }
    }
}

async fn form(here: Here, id: Option<VisitTypeId>, typed: Fields, errors: Vec<FieldError>) -> Answer {
    let lang = here.lang;
    let title = match id {
        Some(_) => lang.t("schedules-visit-types-change"),
        None => lang.t("schedules-visit-types-add"),
    };
    let frame = frame_below(here, SchedulePart::VisitTypes, title.clone(), !errors.is_empty());
    Ok(frame
        .show(move || {
            let action = id.map_or_else(|| format!("{LIST}/new"), |id| format!("{LIST}/{id}"));
            let advice = id.is_some().then(|| view! { <p>{lang.t("schedules-visit-types-change-advice")}</p> });
            view! {
                <PageHead title=title />
                {advice}
                <Form action=action errors=errors.clone()>
                    {questions(&typed, &errors, lang)}
                    <SendOrCancel words=lang.t("schedules-save") back=LIST />
                </Form>
            }
        })
        .await)
}

fn questions(typed: &Fields, errors: &[FieldError], lang: Lang) -> impl IntoView + use<> {
    let line = |name: &'static str, label: String, input: Input, hint: String| {
        let (value, error) = (typed.get(name).to_owned(), error_at(errors, name));
        view! { <TextField name=name label=label input=input value=value hint=hint error=error autocomplete="off" /> }
    };
    let area = |name: &'static str, label: String, hint: String| {
        let (value, error) = (typed.get(name).to_owned(), error_at(errors, name));
        view! { <TextArea name=name label=label value=value hint=hint error=error rows=4 optional=true /> }
    };
    let media = Medium::ALL.map(|medium| Choice::new(medium.name(), words::medium_name(medium, lang)));
    let modes = Mode::ALL
        .map(|mode| Choice::new(mode.name(), words::mode_name(mode, lang)).with_hint(words::mode_about(mode, lang)));
    let most = |count: usize| lang.with("schedules-at-most", &[("count", count.into())]);
    view! {
        {line("name_en", lang.t("schedules-name-en"), Input::Text, most(LONGEST_NAME))}
        {line("name_es", lang.t("schedules-name-es"), Input::Text, most(LONGEST_NAME))}
        {line("minutes", lang.t("schedules-minutes"), Input::Whole, lang.t("schedules-minutes-hint"))}
        {line("buffer", lang.t("schedules-buffer"), Input::Whole, lang.t("schedules-buffer-hint"))}
        <RadioField
            name="medium"
            legend=lang.t("schedules-medium")
            choices=media.into()
            value=typed.get("medium").to_owned()
            error=error_at(errors, "medium")
        />
        <RadioField
            name="mode"
            legend=lang.t("schedules-mode")
            choices=modes.into()
            value=typed.get("mode").to_owned()
            error=error_at(errors, "mode")
        />
        {line("notice", lang.t("schedules-notice"), Input::Whole, lang.t("schedules-notice-hint"))}
        {line("ahead", lang.t("schedules-ahead"), Input::Whole, lang.t("schedules-ahead-hint"))}
        {area("instructions_en", lang.t("schedules-instructions-en"), lang.t("schedules-instructions-hint"))}
        {area("instructions_es", lang.t("schedules-instructions-es"), lang.t("schedules-instructions-hint"))}
        <CheckField
            name="active"
            label=lang.t("schedules-offered")
            checked=typed.ticked("active")
            hint=lang.t("schedules-offered-hint")
        />
    }
}
