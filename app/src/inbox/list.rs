use super::words::{asker, kind_name, notice_name, state_name};
use crate::{
    ui::{
        badge::Badge,
        button::{PostButton, Weight},
        empty::Empty,
        icon::Symbol,
        list::{Row, Rows},
        nav::Section,
        page::{PageHead, Part},
        tabs::{Tab, Tabs},
        text::Lang,
    },
    web::{Answer, Asked, Frame, Here, Notice, Signed, after},
};
use axum::extract::Query;
use chrono_tz::Tz;
use clinic::{
    accounts::{Clinician, Prescriber},
    prescribing::{
        Earlier, Inbox, Noticed, Prepared, Waiting, earlier_requests, inbox as load, notice_seen, prepared_for,
    },
};
use leptos::prelude::*;

/// What waits for the prescriber, or what is over.
pub(crate) async fn inbox(
    here: Here,
    Signed(by): Signed<Prescriber>,
    Signed(clinician): Signed<Clinician>,
    Query(asked): Query<Asked>,
) -> Answer {
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let is_earlier = asked.show() == Some("earlier");
    let tabs = vec![
        Tab::new("/inbox", lang.t("inbox-waiting"), !is_earlier),
        Tab::new("/inbox?show=earlier", lang.t("inbox-earlier"), is_earlier),
    ];
    let mut q = here.read().await?;
    let content = if is_earlier {
        let rows = earlier_requests(&mut q, &by, &here.visit.log, here.now).await?;
        Content::Earlier(rows)
    } else {
        let waiting = load(&mut q, &by, &here.visit.log).await?;
        let prepared = prepared_for(&mut q, &clinician, &here.visit.log).await?;
        Content::Waiting(waiting, prepared)
    };
    drop(q);
    Ok(Frame::new(here, lang.t("inbox-title"))
        .section(Section::Inbox)
        .show(move || {
            let body = match content {
                Content::Waiting(waiting, prepared) => what_waits(waiting, prepared, zone, lang).into_any(),
                Content::Earlier(rows) => what_is_over(rows, zone, lang).into_any(),
            };
            view! {
                <PageHead title=lang.t("inbox-title") lead=lang.t("inbox-lead") />
                <Tabs label=lang.t("inbox-parts") tabs=tabs />
                {body}
            }
        })
        .await)
}

enum Content {
    Waiting(Inbox, Vec<Prepared>),
    Earlier(Vec<Earlier>),
}

/// Puts a notice away.
pub(crate) async fn seen(here: Here, Signed(by): Signed<Prescriber>) -> Answer {
    notice_seen(&here.portal.db, &by, here.id("notice")?, here.now).await?;
    Ok(after("/inbox", Some(Notice::InboxSeen)))
}

fn what_waits(waiting: Inbox, prepared: Vec<Prepared>, zone: Tz, lang: Lang) -> impl IntoView {
    let nothing = waiting.requests.is_empty() && waiting.notices.is_empty() && prepared.is_empty();
    let requests: Vec<_> = waiting.requests.into_iter().map(|row| request(row, zone, lang)).collect();
    let notices: Vec<_> = waiting.notices.into_iter().map(|row| notice(row, zone, lang)).collect();
    let drafts: Vec<_> = prepared.into_iter().map(|row| draft(row, zone, lang)).collect();
    view! {
        {nothing
            .then(|| {
                view! {
                    <Empty icon=Symbol::Mail title=lang.t("inbox-none")>
                        <p>{lang.t("inbox-none-advice")}</p>
                    </Empty>
                }
            })}
        {(!notices.is_empty())
            .then(|| {
                view! {
                    <Part title=lang.t("inbox-notices") id="notices">
                        <Rows>{notices}</Rows>
                    </Part>
                }
            })}
        {(!requests.is_empty())
            .then(|| {
                view! {
                    <Part title=lang.t("inbox-requests") id="requests">
                        <Rows>{requests}</Rows>
                    </Part>
                }
            })}
        {(!drafts.is_empty())
            .then(|| {
                view! {
                    <Part title=lang.t("inbox-drafts") id="drafts">
                        <Rows>{drafts}</Rows>
                    </Part>
                }
            })}
    }
}

fn request(row: Waiting, zone: Tz, lang: Lang) -> impl IntoView {
    let who = asker(&row.asker, &row.asker_role, row.pharmacy.as_deref(), lang);
    let asked = lang.with("inbox-asked", &[("who", who.into()), ("time", lang.moment(row.asked_at, zone).into())]);
    view! {
        <Row
            title=format!("{}: {}", row.patient, row.drug)
            href=format!("/patients/{}/requests/{}", row.patient_id, row.id)
        >
            <p>
                <strong>{kind_name(row.kind, row.detail, lang)}</strong>
            </p>
            {row.text.map(|text| view! { <p>"“"{text}"”"</p> })}
            <p class="quiet-text">{asked}</p>
        </Row>
    }
}

fn notice(row: Noticed, zone: Tz, lang: Lang) -> impl IntoView {
    let href = format!("/patients/{}/prescriptions/{}", row.patient_id, row.prescription_id);
    view! {
        <Row title=format!("{}: {}", row.patient, row.drug) href=href>
            <p>{notice_name(row.kind, lang)}</p>
            {row.remark.map(|text| view! { <p>"“"{text}"”"</p> })}
            <p class="quiet-text">{lang.moment(row.raised_at, zone)}</p>
            <PostButton action=format!("/inbox/notices/{}", row.id) weight=Weight::Quiet>
                {lang.t("inbox-seen")}
            </PostButton>
        </Row>
    }
}

fn draft(row: Prepared, zone: Tz, lang: Lang) -> impl IntoView {
    let drug = if row.drug.is_empty() { lang.t("inbox-no-drug") } else { row.drug };
    let prepared = lang
        .with("inbox-prepared", &[("name", row.preparer.into()), ("time", lang.moment(row.changed_at, zone).into())]);
    view! {
        <Row title=format!("{}: {drug}", row.patient) href=format!("/patients/{}/prescribing/signature", row.patient_id)>
            <p class="quiet-text">{prepared}</p>
        </Row>
    }
}

fn what_is_over(rows: Vec<Earlier>, zone: Tz, lang: Lang) -> impl IntoView {
    if rows.is_empty() {
        return view! {
            <Empty icon=Symbol::Mail title=lang.t("inbox-earlier-none")>
                <p>{lang.t("inbox-earlier-none-advice")}</p>
            </Empty>
        }
        .into_any();
    }
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let (tone, words) = state_name(row.state, lang);
            view! {
                <Row
                    title=format!("{}: {}", row.patient, row.drug)
                    href=format!("/patients/{}/requests/{}", row.patient_id, row.id)
                    aside=view! { <Badge tone=tone text=words /> }.into_any()
                >
                    <p>{kind_name(row.kind, None, lang)}</p>
                    <p class="quiet-text">{lang.moment(row.answered_at, zone)}</p>
                </Row>
            }
        })
        .collect();
    view! { <Rows>{rows}</Rows> }.into_any()
}
