use crate::{
    ui::{
        badge::Badge,
        button::{Button, PostButton, Weight},
        choice::{Choice, SelectField},
        empty::Empty,
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        icon::Symbol,
        list::{Row, Rows},
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, InChart, Notice, Signed, Typed, after},
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use clinic::{
    Error,
    accounts::Clinician,
    audit::day_ends,
    places::{LONGEST_TASK, Member, NewMember, NotJoined, Someone, Team, end, join, may_end, practitioners, team_of},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Who is put into the care team.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct MemberFields {
    practitioner: String,
    task: String,
    until: String,
}

/// Who looks after a patient.
pub(crate) async fn team(here: Here, place: InChart) -> Answer {
    show(here, place, MemberFields::default(), Vec::new()).await
}

/// Puts a clinician into a patient's care team.
pub(crate) async fn add_member(
    here: Here,
    Signed(by): Signed<Clinician>,
    place: InChart,
    Typed(typed): Typed<MemberFields>,
) -> Answer {
    let lang = here.lang;
    let mut errors = Vec::new();
    let practitioner = typed.practitioner.parse().ok();
    if practitioner.is_none() {
        errors.push(FieldError::new("practitioner", lang.t("team-practitioner-missing")));
    }
    let until = Some(typed.until.trim()).filter(|until| !until.is_empty());
    let day = until.and_then(|until| NaiveDate::parse_from_str(until, "%Y-%m-%d").ok());
    if until.is_some() && day.is_none() {
        errors.push(FieldError::new("until", lang.t("team-until-wrong")));
    }
    if let (Some(practitioner), true) = (practitioner, errors.is_empty()) {
        let portal = &here.portal;
        let new = NewMember {
            practitioner,
            task: Some(typed.task.clone()),
            ends_at: day.map(|day| day_ends(day, portal.settings.zone)),
        };
        match join(&portal.db, &portal.auditor, &by, &place.chart, new, here.now).await? {
            Ok(()) => return Ok(after(&place.href("/team"), Some(Notice::TeamChanged))),
            Err(why) => errors.push(match why {
                NotJoined::Unknown => FieldError::new("practitioner", lang.t("team-practitioner-missing")),
                NotJoined::Belongs => FieldError::new("practitioner", lang.t("team-belongs")),
                NotJoined::Own => FieldError::new("practitioner", lang.t("team-own")),
                NotJoined::Task => {
                    FieldError::new("task", lang.with("team-task-wrong", &[("count", LONGEST_TASK.into())]))
                }
                NotJoined::Ended => FieldError::new("until", lang.t("team-until-past")),
            }),
        }
    }
    show(here, place, typed, errors).await
}

/// Whose place in the care team ends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct EndFields {
    team: String,
    position: String,
}

/// Ends someone's place in a patient's care team.
pub(crate) async fn end_member(
    here: Here,
    Signed(by): Signed<Clinician>,
    place: InChart,
    Typed(typed): Typed<EndFields>,
) -> Answer {
    let (Ok(team), Ok(position)) = (typed.team.parse(), typed.position.parse()) else {
        return Err(Error::NotFound.into());
    };
    if !may_end(&place.chart) {
        let errors = vec![FieldError::new("", here.lang.t("team-end-not"))];
        return show(here, place, MemberFields::default(), errors).await;
    }
    let portal = &here.portal;
    end(&portal.db, &portal.auditor, &by, &place.chart, team, position, here.now).await?;
    Ok(after(&place.href("/team"), Some(Notice::TeamChanged)))
}

async fn show(here: Here, place: InChart, typed: MemberFields, errors: Vec<FieldError>) -> Answer {
    let mut q = here.read().await?;
    let team = team_of(&mut q, &place.chart, here.now).await?;
    let choices = practitioners(&mut q).await?;
    drop(q);
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let (action, may_end) = (place.href("/team"), may_end(&place.chart));
    let frame = Frame::new(here, lang.t("team-title")).section(Section::Team).of(&place);
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    Ok(frame
        .show(move || {
            view! {
                <PageHead title=lang.t("team-title") lead=lang.t("team-lead") />
                {members_part(team, &action, may_end, zone, lang)}
                {add_part(action, typed, choices, errors, lang)}
            }
        })
        .await)
}

fn members_part(team: Team, action: &str, may_end: bool, zone: Tz, lang: Lang) -> AnyView {
    if team.members.is_empty() && team.general_practitioner.is_none() {
        return view! {
            <Empty icon=Symbol::Patients title=lang.t("team-none")>
                <p>{lang.t("team-none-advice")}</p>
            </Empty>
        }
        .into_any();
    }
    let is_imported = team.members.iter().any(|member| member.imported);
    let general = team.general_practitioner.map(|name| {
        view! {
            <Row title=name>
                <p>{lang.t("team-general")}</p>
            </Row>
        }
    });
    let is_closed = !may_end && !team.members.is_empty();
    let members = team.members.into_iter().map(|member| member_row(member, action, may_end, zone, lang)).collect_view();
    view! {
        <Part title=lang.t("team-members") id="members">
            {is_imported
                .then(|| view! { <NoticeBox tone=Tone::Info title=lang.t("team-imported-advice")>""</NoticeBox> })}
            {is_closed.then(|| view! { <NoticeBox tone=Tone::Info title=lang.t("team-end-not")>""</NoticeBox> })}
            <Rows>{general} {members}</Rows>
        </Part>
    }
    .into_any()
}

fn member_row(member: Member, action: &str, may_end: bool, zone: Tz, lang: Lang) -> impl IntoView + use<> {
    let until = member.ends_at.map(|at| lang.with("team-ends", &[("date", lang.moment(at, zone).into())]));
    let about: Vec<String> = [member.task, until].into_iter().flatten().collect();
    let fields = vec![("team", member.team.to_string()), ("position", member.position.to_string())];
    let action = format!("{action}/end");
    let imported = member.imported;
    let aside = view! {
        {imported.then(|| view! { <Badge tone=Tone::Info text=lang.t("places-imported") /> })}
        {may_end
            .then(|| {
                view! {
                    <PostButton action=action fields=fields weight=Weight::Quiet>
                        {lang.t("team-end")}
                    </PostButton>
                }
            })}
    };
    let name = member.name.unwrap_or_else(|| lang.t("team-nameless"));
    view! {
        <Row title=name aside=aside>
            <p>{about.join(" · ")}</p>
        </Row>
    }
}

fn add_part(
    action: String,
    typed: MemberFields,
    choices: Vec<Someone>,
    errors: Vec<FieldError>,
    lang: Lang,
) -> impl IntoView {
    let choices = [Choice::new("", lang.t("team-choose"))]
        .into_iter()
        .chain(choices.into_iter().map(|someone| Choice::new(someone.id.to_string(), someone.name)))
        .collect();
    view! {
        <Part title=lang.t("team-add") id="add">
            <Form action=action errors=errors.clone()>
                <SelectField
                    name="practitioner"
                    label=lang.t("team-practitioner")
                    choices=choices
                    value=typed.practitioner
                    hint=lang.t("team-practitioner-hint")
                    error=error_at(&errors, "practitioner")
                />
                <TextField
                    name="task"
                    label=lang.t("team-task")
                    value=typed.task
                    hint=lang.with("team-task-hint", &[("count", LONGEST_TASK.into())])
                    error=error_at(&errors, "task")
                    autocomplete="off"
                    optional=true
                />
                <TextField
                    name="until"
                    label=lang.t("team-until")
                    input=Input::Date
                    value=typed.until
                    hint=lang.t("team-until-hint")
                    error=error_at(&errors, "until")
                    optional=true
                />
                <Button>{lang.t("team-add-button")}</Button>
            </Form>
        </Part>
    }
}
