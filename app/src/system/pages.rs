use crate::{
    ui::{
        button::PostButton,
        list::{Fact, Facts},
        nav::{Section, SystemPart, system_tabs},
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        tabs::Tabs,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Notice, Signed, after},
};
use chrono_tz::Tz;
use clinic::{
    accounts::Admin,
    audit::{Action, Check, Event, Finding, Subject, TrailState, Verdict, trail_state},
    system::{Counts, MOST_COUNTED, counts},
};
use leptos::prelude::*;

/// Findings that are listed; more are counted.
const FINDINGS: usize = 20;

/// How much there is, and the state of the audit trail.
pub(crate) async fn system(here: Here, Signed(by): Signed<Admin>) -> Answer {
    let log = &here.visit.log;
    let mut q = here.read().await?;
    let counts = counts(&mut q, &by, log).await?;
    let trail = trail_state(&mut q, &by, log).await?;
    drop(q);
    let mail = crate::mail::standing_notice(&here).await?;
    let licences = crate::people::licences_notice(&here, &by).await?;
    let check = here.portal.auditor.last_check();
    let database = here.portal.db.kind();
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    Ok(Frame::new(here, lang.t("system-title"))
        .section(Section::System)
        .show(move || {
            view! {
                <Tabs label=lang.t("nav-system-parts") tabs=system_tabs(SystemPart::State) />
                <PageHead title=lang.t("system-title") lead=lang.t("system-lead") />
                {mail}
                {licences}
                {state_part(counts, database, lang)}
                {trail_part(&trail, check, zone, lang)}
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
