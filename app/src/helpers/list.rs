use super::words;
use crate::{
    ui::{
        badge::Badge,
        button::{Actions, LinkButton, PostButton, Weight},
        date::local,
        empty::Empty,
        icon::Symbol,
        list::{Row, Rows},
        nav::Section,
        notice::Notice,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, InChart, Signed},
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clinic::{
    accounts::{Clinician, Patient},
    helpers::{Ground, Helper, Helpers, Standing, Step, helpers_of, last_day},
};
use leptos::prelude::*;

/// Who helps the patient who asks.
pub(crate) async fn of_patient(here: Here, Signed(_): Signed<Patient>, place: InChart) -> Answer {
    list(here, place, None).await
}

/// Who helps the patient whose record a clinician has opened.
pub(crate) async fn of_chart(here: Here, Signed(_): Signed<Clinician>, place: InChart) -> Answer {
    list(here, place, None).await
}

/// The list again, with why nothing was done.
pub(super) async fn refused(here: Here, place: InChart, why: String) -> Answer {
    list(here, place, Some(why)).await
}

/// For whom the list is, and when: what every row needs.
struct Reader {
    is_patient: bool,
    base: String,
    now: DateTime<Utc>,
    zone: Tz,
    lang: Lang,
}

async fn list(here: Here, place: InChart, refused: Option<String>) -> Answer {
    let all = helpers_of(&mut here.read().await?, &place.chart).await?;
    let lang = here.lang;
    let reader = Reader {
        is_patient: place.chart.is_own(),
        base: place.href("/helpers"),
        now: here.now,
        zone: here.portal.settings.zone,
        lang,
    };
    let (title, lead, button) = if reader.is_patient {
        (lang.t("helpers-title"), lang.t("helpers-lead"), lang.t("helpers-new"))
    } else {
        (lang.t("helpers-title-chart"), lang.t("helpers-lead-chart"), lang.t("helpers-new-guardian"))
    };
    let frame = Frame::new(here, title.clone()).section(Section::Helpers).of(&place);
    let frame = if refused.is_some() { frame.refused() } else { frame };
    Ok(frame
        .show(move || {
            let (current, ended): (Vec<_>, Vec<_>) =
                all.rows.iter().partition(|helper| all.standing(helper, reader.now, reader.zone) != Standing::Ended);
            let new = format!("{}/new", reader.base);
            view! {
                <PageHead title=title lead=lead>
                    <LinkButton href=new icon=Symbol::Helpers>
                        {button}
                    </LinkButton>
                </PageHead>
                {refused.map(|why| view! { <Notice tone=Tone::Danger title=why /> })}
                {current_part(&current, &all, &reader)}
                {ended_part(&ended, &all, &reader)}
                {explanation(&all, &reader)}
            }
        })
        .await)
}

fn current_part(current: &[&Helper], all: &Helpers, reader: &Reader) -> AnyView {
    let lang = reader.lang;
    if current.is_empty() {
        let advice =
            if reader.is_patient { lang.t("helpers-none-advice") } else { lang.t("helpers-none-advice-chart") };
        return view! {
            <Empty icon=Symbol::Helpers title=lang.t("helpers-none")>
                <p>{advice}</p>
            </Empty>
        }
        .into_any();
    }
    let rows = current.iter().map(|helper| current_row(helper, all, reader)).collect_view();
    view! {
        <Part title=lang.t("helpers-current") id="current">
            <Rows>{rows}</Rows>
        </Part>
    }
    .into_any()
}

fn current_row(helper: &Helper, all: &Helpers, reader: &Reader) -> impl IntoView + use<> {
    let (lang, zone) = (reader.lang, reader.zone);
    let standing = all.standing(helper, reader.now, zone);
    let step = all.step(helper, reader.now, zone);
    let day = |at: DateTime<Utc>| lang.date(local(at, zone));
    let (tone, state) = match standing {
        Standing::Waiting { .. } => (Tone::Info, lang.t("helpers-waiting")),
        Standing::Lapsed => (Tone::Warn, lang.t("helpers-lapsed")),
        Standing::Active => (Tone::Good, lang.t("helpers-active")),
        Standing::Limited => (Tone::Warn, lang.t("helpers-limited")),
        Standing::Ended => (Tone::Quiet, lang.t("helpers-ended")),
    };
    let sees = lang.with("helpers-sees", &[("sections", words::sections(step.leaves(helper.sections()), lang).into())]);
    let by_age = (standing == Standing::Limited).then(|| match all.born {
        Some(_) => lang.with("helpers-limited-by-age", &[("count", i64::from(all.ages.limited_from_years).into())]),
        None => lang.t("helpers-limited-no-birth-date"),
    });
    let until = match helper.ends_at {
        Some(ends) => lang.with("helpers-until", &[("date", lang.date(last_day(ends, zone)).into())]),
        None => lang.t("helpers-no-end"),
    };
    let since = helper.accepted_at.map(|at| lang.with("helpers-since", &[("date", day(at).into())]));
    let looked = helper.accepted_at.map(|_| match helper.last_access {
        Some(at) => lang.with("helpers-looked", &[("when", lang.moment(at, zone).into())]),
        None => lang.t("helpers-never-looked"),
    });
    let invited = invited(helper, standing, reader);
    let terms = [since, Some(until)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let (name, who, buttons) = (helper.name.clone(), who(helper, reader), buttons(helper, standing, reader));
    view! {
        <Row title=name>
            <p>
                <Badge tone=tone text=state />
            </p>
            <p>{who}</p>
            <p>{sees}</p>
            {by_age.map(|words| view! { <p>{words}</p> })}
            <p>{terms}</p>
            {invited.map(|words| view! { <p>{words}</p> })}
            {looked.map(|words| view! { <p>{words}</p> })}
            {buttons}
        </Row>
    }
}

/// What they are, and on what their right rests.
fn who(helper: &Helper, reader: &Reader) -> String {
    let lang = reader.lang;
    let ground = match (helper.ground, reader.is_patient) {
        (Ground::Guardian, _) => Some(lang.t("helpers-by-clinic")),
        (Ground::Invited, false) => Some(lang.t("helpers-by-patient")),
        (Ground::Invited, true) => None,
    };
    let is = words::relationship(helper.relationship, lang);
    [Some(is), ground, helper.account_email.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// How they were invited, while they have not accepted.
fn invited(helper: &Helper, standing: Standing, reader: &Reader) -> Option<String> {
    let lang = reader.lang;
    let day = |at: DateTime<Utc>| lang.date(local(at, reader.zone));
    let how = match &helper.email {
        Some(email) => lang.with("helpers-invited-mail", &[("email", email.clone().into())]),
        None => lang.t("helpers-invited-letter"),
    };
    let until = match standing {
        Standing::Waiting { until } => lang.with("helpers-accept-until", &[("date", day(until).into())]),
        Standing::Lapsed => lang.t("helpers-lapsed-advice"),
        Standing::Active | Standing::Limited | Standing::Ended => return None,
    };
    Some(format!("{how} {until}"))
}

fn buttons(helper: &Helper, standing: Standing, reader: &Reader) -> AnyView {
    let lang = reader.lang;
    let is_theirs = reader.is_patient == (helper.ground == Ground::Invited);
    if reader.is_patient && !is_theirs {
        return view! { <p>{lang.t("helpers-clinic-ends")}</p> }.into_any();
    }
    let own = format!("{}/{}", reader.base, helper.id);
    let is_open = matches!(standing, Standing::Waiting { .. } | Standing::Lapsed);
    let again = (is_theirs && is_open).then(|| {
        let words = if helper.email.is_some() { lang.t("helpers-send-again") } else { lang.t("helpers-print-again") };
        view! {
            <PostButton action=format!("{own}/invitation") weight=Weight::Secondary>
                {words}
            </PostButton>
        }
    });
    let change = reader.is_patient.then(|| {
        view! {
            <LinkButton href=own.clone() weight=Weight::Secondary>
                {lang.t("helpers-change")}
            </LinkButton>
        }
    });
    let end = if is_open { lang.t("helpers-withdraw") } else { lang.t("helpers-end") };
    view! {
        <Actions>
            {change} {again}
            <PostButton action=format!("{own}/ending") weight=Weight::Danger>
                {end}
            </PostButton>
        </Actions>
    }
    .into_any()
}

fn ended_part(ended: &[&Helper], all: &Helpers, reader: &Reader) -> Option<AnyView> {
    if ended.is_empty() {
        return None;
    }
    let (lang, zone) = (reader.lang, reader.zone);
    let rows = ended
        .iter()
        .map(|helper| {
            let when = match (helper.revoked_at, helper.ends_at) {
                (Some(revoked), _) => {
                    lang.with("helpers-ended-on", &[("date", lang.date(local(revoked, zone)).into())])
                }
                (None, Some(ends)) if ends <= reader.now => {
                    lang.with("helpers-ended-after", &[("date", lang.date(last_day(ends, zone)).into())])
                }
                (None, _) if all.step(helper, reader.now, zone) == Step::Ended => {
                    lang.with("helpers-ended-of-age", &[("count", i64::from(all.ages.ends_at_years).into())])
                }
                (None, _) => lang.t("helpers-ended"),
            };
            let never = helper.accepted_at.is_none().then(|| lang.t("helpers-never-accepted"));
            let looked =
                helper.last_access.map(|at| lang.with("helpers-looked", &[("when", lang.moment(at, zone).into())]));
            let more = [never, looked].into_iter().flatten().collect::<Vec<_>>().join(" ");
            let (name, about) = (helper.name.clone(), format!("{} · {when}", who(helper, reader)));
            view! {
                <Row title=name>
                    <p>{about}</p>
                    {(!more.is_empty()).then(|| view! { <p>{more}</p> })}
                </Row>
            }
        })
        .collect_view();
    Some(
        view! {
            <Part title=lang.t("helpers-earlier") id="earlier">
                <Rows>{rows}</Rows>
            </Part>
        }
        .into_any(),
    )
}

/// What helpers never see, or for the clinic, what age does to the rights of parents.
fn explanation(all: &Helpers, reader: &Reader) -> AnyView {
    let lang = reader.lang;
    let has_guardian = all.rows.iter().any(|helper| helper.ground == Ground::Guardian);
    let ages = (has_guardian || !reader.is_patient).then(|| ages(all, lang));
    let never = if reader.is_patient { lang.t("helpers-never-see") } else { lang.t("helpers-never-see-chart") };
    let is_patient = reader.is_patient;
    view! {
        <Notice tone=Tone::Info title=lang.t("helpers-never")>
            <p>{never}</p>
            {ages.map(|words| view! { <p>{words}</p> })}
            {is_patient
                .then(|| {
                    view! {
                        <p>
                            <a href="/access">{lang.t("helpers-see-access")}</a>
                        </p>
                    }
                })}
        </Notice>
    }
    .into_any()
}

/// What age does to the rights of parents and guardians.
pub(super) fn ages(all: &Helpers, lang: Lang) -> String {
    lang.with(
        "helpers-ages",
        &[
            ("limited", i64::from(all.ages.limited_from_years).into()),
            ("ends", i64::from(all.ages.ends_at_years).into()),
        ],
    )
}
