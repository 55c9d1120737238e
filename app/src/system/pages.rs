use crate::{
    ui::{
        badge::Badge,
        button::PostButton,
        list::{Fact, Facts},
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        pager::NamePager,
        table::{Column, Table},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Notice, Signed, after, role_name},
};
use axum::extract::Query;
use chrono_tz::Tz;
use clinic::{
    accounts::{AccountRow, Admin, Role, people},
    audit::{Action, Check, Event, Finding, Subject, TrailState, Verdict, trail_state},
    ids::AccountId,
    paging::ByName,
    system::{Counts, MOST_COUNTED, counts},
};
use leptos::prelude::*;
use serde::Deserialize;

/// People on one page.
const PEOPLE: i64 = 50;
/// Findings that are listed; more are counted.
const FINDINGS: usize = 20;

/// Where the list of people begins.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct PeopleFields {
    after: Option<String>,
}

/// Who can sign in, how much there is, and the state of the audit trail.
pub(crate) async fn system(here: Here, Signed(by): Signed<Admin>, Query(asked): Query<PeopleFields>) -> Answer {
    let after: Option<AccountId> = asked.after.and_then(|id| id.parse().ok());
    let log = &here.visit.log;
    let mut q = here.read().await?;
    let people = people(&mut q, &by, after, PEOPLE, log).await?;
    let counts = counts(&mut q, &by, log).await?;
    let trail = trail_state(&mut q, &by, log).await?;
    drop(q);
    let mail = crate::mail::standing_notice(&here).await?;
    let check = here.portal.auditor.last_check();
    let database = here.portal.db.kind();
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    Ok(Frame::new(here, lang.t("system-title"))
        .section(Section::System)
        .show(move || {
            view! {
                <PageHead title=lang.t("system-title") lead=lang.t("system-lead") />
                {mail}
                {state_part(counts, database, lang)}
                {trail_part(&trail, check, zone, lang)}
                {people_part(people, zone, lang)}
                {commands_part(lang)}
            }
        })
        .await)
}

/// Begins to check the whole audit trail; the page tells later what came of it.
pub(crate) async fn check(here: Here, Signed(by): Signed<Admin>) -> Answer {
    here.visit.log.note(Event::new(by.actor(), Action::Execute, Subject::AuditTrail));
    here.portal.auditor.check();
    Ok(after("/system", Some(Notice::CheckStarted)))
}

fn state_part(counts: Counts, database: &'static str, lang: Lang) -> impl IntoView {
    let count = |count: i64| {
        if count > MOST_COUNTED {
            lang.with("system-more-than", &[("count", MOST_COUNTED.into())])
        } else {
            count.to_string()
        }
    };
    let facts = vec![
        Fact::new(lang.t("system-patients"), count(counts.patients)),
        Fact::new(lang.t("system-accounts"), count(counts.accounts)),
        Fact::new(lang.t("system-database"), database),
        Fact::new(lang.t("system-version"), env!("CARGO_PKG_VERSION")),
        Fact::new(lang.t("mail-title"), view! { <a href="/system/mail">{lang.t("mail-lead")}</a> }),
    ];
    view! {
        <Part title=lang.t("system-state") id="state">
            <Facts facts=facts />
        </Part>
    }
}

fn trail_part(trail: &TrailState, check: Option<Check>, zone: Tz, lang: Lang) -> impl IntoView + use<> {
    let sealed = trail.sealed_at.map_or_else(|| lang.t("system-trail-never"), |at| lang.moment(at, zone));
    let facts = vec![
        Fact::new(lang.t("system-trail-block"), trail.newest_block.unwrap_or(0).to_string()),
        Fact::new(lang.t("system-trail-sealed"), sealed),
        Fact::new(lang.t("system-trail-unsealed"), trail.unsealed.to_string()),
    ];
    let is_running = matches!(check, Some(Check::Running { .. }));
    view! {
        <Part title=lang.t("system-trail") id="trail">
            <Facts facts=facts />
            {outcome(check, zone, lang)}
            <p>{lang.t("system-trail-advice")}</p>
            {(!is_running)
                .then(|| view! { <PostButton action="/system/check">{lang.t("system-trail-check")}</PostButton> })}
        </Part>
    }
}

fn outcome(check: Option<Check>, zone: Tz, lang: Lang) -> AnyView {
    match check {
        None => ().into_any(),
        Some(Check::Running { since }) => {
            let since = lang.with("system-check-since", &[("date", lang.moment(since, zone).into())]);
            view! {
                <NoticeBox tone=Tone::Info title=lang.t("system-check-running")>
                    <p>{since} " " <a href="/system#trail">{lang.t("system-check-look")}</a></p>
                </NoticeBox>
            }
            .into_any()
        }
        Some(Check::Failed { at }) => {
            let at = lang.with("system-check-ended", &[("date", lang.moment(at, zone).into())]);
            view! {
                <NoticeBox tone=Tone::Warn title=lang.t("system-check-failed")>
                    <p>{at} " " {lang.t("system-check-failed-advice")}</p>
                </NoticeBox>
            }
            .into_any()
        }
        Some(Check::Done { at, verdict }) => {
            let ended = lang.with("system-check-ended", &[("date", lang.moment(at, zone).into())]);
            let checked = lang.with(
                "system-check-checked",
                &[("blocks", verdict.blocks.into()), ("rows", (verdict.sealed + verdict.unsealed).into())],
            );
            if verdict.findings.is_empty() {
                view! {
                    <NoticeBox tone=Tone::Good title=lang.t("system-check-well")>
                        <p>{checked} " " {ended}</p>
                    </NoticeBox>
                }
                .into_any()
            } else {
                view! {
                    <NoticeBox tone=Tone::Danger title=lang.t("system-check-bad")>
                        <p>{checked} " " {ended}</p>
                        {findings(&verdict, lang)}
                        <p>{lang.t("system-check-bad-advice")}</p>
                    </NoticeBox>
                }
                .into_any()
            }
        }
    }
}

fn findings(verdict: &Verdict, lang: Lang) -> impl IntoView + use<> {
    let more = verdict.findings.len().saturating_sub(FINDINGS);
    let items = verdict.findings.iter().take(FINDINGS).map(|finding| view! { <li>{words(finding, lang)}</li> });
    let items = items.collect_view();
    view! {
        <ul>{items}</ul>
        {(more > 0).then(|| view! { <p>{lang.with("system-check-more", &[("count", more.into())])}</p> })}
    }
}

fn words(finding: &Finding, lang: Lang) -> String {
    match finding {
        Finding::Changed(id) => lang.with("system-finding-changed", &[("id", id.to_string().into())]),
        Finding::Deleted(id, block) => {
            lang.with("system-finding-deleted", &[("id", id.to_string().into()), ("block", (*block).into())])
        }
        Finding::Added(id, block) => {
            lang.with("system-finding-added", &[("id", id.to_string().into()), ("block", (*block).into())])
        }
        Finding::Block(block, what) => {
            lang.with("system-finding-block", &[("block", (*block).into()), ("what", (*what).into())])
        }
        Finding::Cut(block) => lang.with("system-finding-cut", &[("block", (*block).into())]),
    }
}

fn people_part(people: ByName<AccountRow>, zone: Tz, lang: Lang) -> impl IntoView {
    let beginning = (!people.first).then(|| "/system#people".to_owned());
    let next = people.next.map(|id| format!("/system?after={id}#people"));
    let columns = vec![
        Column::words(lang.t("system-name")),
        Column::words(lang.t("system-email")),
        Column::words(lang.t("system-roles")),
        Column::words(lang.t("system-seen")),
        Column::words(lang.t("system-status")),
    ];
    let rows = people.rows.into_iter().map(|person| person_row(person, zone, lang)).collect();
    view! {
        <Part title=lang.t("system-people") id="people">
            <Table caption=lang.t("system-people") quiet_caption=true columns=columns rows=rows />
            <NamePager beginning=beginning next=next />
        </Part>
    }
}

fn person_row(person: AccountRow, zone: Tz, lang: Lang) -> Vec<AnyView> {
    let roles: Vec<String> = person
        .roles
        .iter()
        .flat_map(|roles| roles.split(' '))
        .filter_map(|role| role.parse::<Role>().ok())
        .map(|role| role_name(role, lang))
        .collect();
    let seen = person.last_seen_at.map_or_else(|| lang.t("system-never"), |at| lang.moment(at, zone));
    let status = match person.disabled_at {
        Some(at) => {
            let word = lang.with("system-disabled", &[("date", lang.moment(at, zone).into())]);
            view! { <Badge tone=Tone::Quiet text=word /> }.into_any()
        }
        None => view! { <Badge tone=Tone::Good text=lang.t("system-enabled") /> }.into_any(),
    };
    vec![person.name.into_any(), person.email.into_any(), roles.join(", ").into_any(), seen.into_any(), status]
}

/// People are added where the server runs: the page says how.
fn commands_part(lang: Lang) -> impl IntoView {
    let commands = [
        (lang.t("system-command-add"), "verbena user add --email NAME@EXAMPLE.ORG --name \"FULL NAME\" --role staff"),
        (lang.t("system-command-disable"), "verbena user disable NAME@EXAMPLE.ORG"),
        (lang.t("system-command-invite"), "verbena user invite RECORD-NUMBER"),
        (lang.t("system-command-verify"), "verbena audit verify"),
        (lang.t("system-command-backup"), "verbena backup FILE"),
    ];
    let facts = commands.into_iter().map(|(what, command)| Fact::new(what, view! { <code>{command}</code> })).collect();
    view! {
        <Part title=lang.t("system-commands") id="commands">
            <p>{lang.t("system-commands-advice")}</p>
            <Facts facts=facts />
        </Part>
    }
}
