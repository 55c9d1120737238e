//! The delivery log: every mail there was to send, and what became of it.

use crate::{
    ui::{
        badge::Badge,
        button::{PostButton, Weight},
        empty::Empty,
        icon::Symbol,
        nav::Section,
        page::PageHead,
        pager::Pager,
        table::{Column, Table},
        tabs::{Tab, Tabs},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Asked, Frame, Fresh, Here, Notice, Signed, after},
};
use axum::extract::Query;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clinic::{
    accounts::Admin,
    mail::{Entry, Kind, State, cancel as cancel_mail, entries, retry as retry_mail},
};
use leptos::prelude::*;

/// Mails a page shows.
const ROWS: i64 = 50;
const PATH: &str = "/system/mail/log";

/// The log, newest first, all of it or the mails in one state.
pub(crate) async fn log(here: Here, Signed(by): Signed<Admin>, Query(asked): Query<Asked>) -> Answer {
    let state = asked.show().and_then(State::parse);
    let page = entries(&mut here.read().await?, &by, state, asked.before(), ROWS, &here.visit.log).await?;
    let (lang, zone, now) = (here.lang, here.portal.settings.zone, here.now);
    Ok(Frame::new(here, lang.t("mail-log-title"))
        .section(Section::System)
        .crumb("/system", lang.t("system-title"))
        .crumb("/system/mail", lang.t("mail-back"))
        .show(move || {
            let (newest, older) = (asked.newest(PATH, &page), asked.older(PATH, &page));
            let all = Tab::new(PATH, lang.t("mail-log-all"), state.is_none());
            let states = State::ALL
                .into_iter()
                .map(|one| Tab::new(format!("{PATH}?show={}", one.name()), state_name(one, lang), state == Some(one)));
            let tabs: Vec<Tab> = std::iter::once(all).chain(states).collect();
            let list = if page.rows.is_empty() {
                view! {
                    <Empty icon=Symbol::Mail title=lang.t("mail-log-none")>
                        <p>{lang.t("mail-log-none-advice")}</p>
                    </Empty>
                }
                .into_any()
            } else {
                let columns = vec![
                    Column::words(lang.t("mail-log-kind")),
                    Column::words(lang.t("mail-log-recipient")),
                    Column::words(lang.t("mail-log-time")),
                    Column::numbers(lang.t("mail-log-tries")),
                    Column::words(lang.t("mail-answer")),
                ];
                let rows = page.rows.into_iter().map(|entry| row(entry, now, zone, lang)).collect();
                view! { <Table caption=lang.t("mail-log-title") quiet_caption=true columns=columns rows=rows /> }
                    .into_any()
            };
            view! {
                <PageHead title=lang.t("mail-log-title") lead=lang.t("mail-log-lead") />
                <Tabs label=lang.t("mail-log-show") tabs=tabs />
                {list}
                <Pager newest=newest older=older />
            }
        })
        .await)
}

/// Lets a mail be sent again now.
pub(crate) async fn retry(here: Here, Fresh(by): Fresh<Admin>) -> Answer {
    retry_mail(&here.portal.db, &here.portal.auditor, &by, here.id("id")?, here.now).await?;
    Ok(after(PATH, Some(Notice::MailRetried)))
}

/// Stops a mail that waits.
pub(crate) async fn stop(here: Here, Fresh(by): Fresh<Admin>) -> Answer {
    cancel_mail(&here.portal.db, &here.portal.auditor, &by, here.id("id")?, here.now).await?;
    Ok(after(PATH, Some(Notice::MailStopped)))
}

fn row(entry: Entry, now: DateTime<Utc>, zone: Tz, lang: Lang) -> Vec<AnyView> {
    let is_under_way = entry.is_under_way(now);
    let is_sent_anew = entry.is_sent_anew();
    let may_retry = matches!(entry.state, State::Failed | State::Cancelled) && !is_sent_anew
        || entry.state == State::Waiting && !is_under_way;
    let may_stop = entry.state == State::Waiting && !is_under_way;
    let (tone, word) = match entry.state {
        State::Waiting if is_under_way => (Tone::Info, lang.t("mail-state-under-way")),
        State::Waiting => (Tone::Info, state_name(State::Waiting, lang)),
        State::Sent => (Tone::Good, state_name(State::Sent, lang)),
        State::Failed => (Tone::Danger, state_name(State::Failed, lang)),
        State::Cancelled => (Tone::Quiet, state_name(State::Cancelled, lang)),
        State::Unwanted => (Tone::Quiet, state_name(State::Unwanted, lang)),
    };
    let next = (may_stop && entry.due_at > now)
        .then(|| lang.with("mail-log-next", &[("time", lang.moment(entry.due_at, zone).into())]));
    let retry = may_retry.then(|| {
        view! {
            <PostButton action=format!("{PATH}/{}/retry", entry.id) weight=Weight::Secondary>
                {lang.t("mail-log-retry")}
            </PostButton>
        }
    });
    let stop = may_stop.then(|| {
        view! {
            <PostButton action=format!("{PATH}/{}/stop", entry.id) weight=Weight::Quiet>
                {lang.t("mail-log-stop")}
            </PostButton>
        }
    });
    let title = entry.kind().map_or_else(|| lang.t("mail-kind-unknown"), |kind| kind_name(kind, lang));
    let answer = if entry.was_restored() { Some(lang.t("mail-log-restored")) } else { entry.answer };
    vec![
        view! { {title} " " <Badge tone=tone text=word /> }.into_any(),
        entry.recipient.unwrap_or_else(|| lang.t("mail-log-nobody")).into_any(),
        lang.moment(entry.ended_at.unwrap_or(entry.created_at), zone).into_any(),
        entry.tries.to_string().into_any(),
        view! {
            {answer.map(|answer| view! { <p>{answer}</p> })}
            {is_sent_anew.then(|| view! { <p>{lang.t("mail-log-sent-anew")}</p> })}
            {next.map(|next| view! { <p>{next}</p> })}
            {retry}
            {stop}
        }
        .into_any(),
    ]
}

pub(crate) fn state_name(state: State, lang: Lang) -> String {
    match state {
        State::Waiting => lang.t("mail-state-waiting"),
        State::Sent => lang.t("mail-state-sent"),
        State::Failed => lang.t("mail-state-failed"),
        State::Cancelled => lang.t("mail-state-cancelled"),
        State::Unwanted => lang.t("mail-state-unwanted"),
    }
}

pub(crate) fn kind_name(kind: Kind, lang: Lang) -> String {
    match kind {
        Kind::Invitation => lang.t("mail-kind-invitation"),
        Kind::EmailVerification => lang.t("mail-kind-verification"),
        Kind::EmailChange | Kind::EmailLeft => lang.t("mail-kind-change"),
        Kind::PasswordReset => lang.t("mail-kind-reset"),
        Kind::PasswordChanged => lang.t("mail-kind-password"),
        Kind::SignInCode => lang.t("mail-kind-code"),
        Kind::FactorChanged => lang.t("mail-kind-factor"),
        Kind::HelperAdded => lang.t("mail-kind-helper-added"),
        Kind::HelperEnded => lang.t("mail-kind-helper-ended"),
        Kind::RecordOpened => lang.t("mail-kind-record-opened"),
        Kind::ProfileAnswered => lang.t("mail-kind-profile"),
        Kind::PrescriberConfirmed => lang.t("mail-kind-prescriber"),
        Kind::PrescriptionChanged => lang.t("mail-kind-prescription"),
        Kind::InboxNotice => lang.t("mail-kind-inbox"),
        Kind::PharmacyLink => lang.t("mail-kind-pharmacy"),
        Kind::AppointmentAsked => lang.t("mail-kind-asked"),
        Kind::AppointmentBooked => lang.t("mail-kind-booked"),
        Kind::AppointmentMoved => lang.t("mail-kind-moved"),
        Kind::AppointmentCancelled => lang.t("mail-kind-cancelled"),
        Kind::AppointmentReminder => lang.t("mail-kind-reminder"),
        Kind::WaitlistOffer => lang.t("mail-kind-offer"),
        Kind::ResultShown => lang.t("mail-kind-result"),
        Kind::QuestionAnswered => lang.t("mail-kind-answer"),
        Kind::CriticalResult => lang.t("mail-kind-critical"),
        Kind::Test => lang.t("mail-kind-test"),
    }
}
