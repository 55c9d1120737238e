//! The mails that were written to files instead of being sent, for trying the portal out.

use crate::{
    ui::{
        empty::Empty,
        icon::Symbol,
        list::{Fact, Facts, Row, Rows},
        nav::Section,
        page::{PageHead, Part},
    },
    web::{Answer, Frame, Here, Signed},
};
use axum::{
    http::header,
    response::{Html, IntoResponse as _},
};
use clinic::{
    accounts::Admin,
    audit::{Action, Event, Subject},
    ids::MailId,
    mail::{MailFile, Parts, file, files},
};
use leptos::prelude::*;
use std::path::PathBuf;

/// Mails the page lists.
const ROWS: usize = 50;
/// Nothing of a mail runs or loads anything; its own style and its links work.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-same-origin";

/// The newest mails.
pub(crate) async fn list(here: Here, Signed(by): Signed<Admin>) -> Answer {
    let folder = folder(&here)?;
    here.visit.log.note(Event::new(by.actor(), Action::Read, Subject::Mail));
    let mut mails = Vec::new();
    for MailFile { id, at } in files(folder.clone()).await?.into_iter().take(ROWS) {
        // One that was removed at this moment is no reason to show none.
        if let Ok(mail) = file(&folder, id).await {
            mails.push((id, at, Parts::of(&mail)));
        }
    }
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    Ok(Frame::new(here, lang.t("mail-files-title"))
        .section(Section::System)
        .crumb("/system", lang.t("system-title"))
        .crumb("/system/mail", lang.t("mail-back"))
        .show(move || {
            let is_empty = mails.is_empty();
            let rows = mails
                .into_iter()
                .map(|(id, at, parts)| {
                    let title = parts.header("subject").unwrap_or_default().to_owned();
                    let to = parts.header("to").unwrap_or_default().to_owned();
                    view! {
                        <Row title=title href=format!("/system/mail/files/{id}")>
                            {to} " · " {lang.moment(at, zone)}
                        </Row>
                    }
                })
                .collect_view();
            let list = if is_empty {
                view! {
                    <Empty icon=Symbol::Mail title=lang.t("mail-files-none")>
                        <p>{lang.t("mail-files-none-advice")}</p>
                    </Empty>
                }
                .into_any()
            } else {
                view! { <Rows>{rows}</Rows> }.into_any()
            };
            view! {
                <PageHead title=lang.t("mail-files-title") lead=lang.t("mail-files-lead") />
                {list}
            }
        })
        .await)
}

/// One mail: its headers and its text, whose links work.
pub(crate) async fn show(here: Here, Signed(by): Signed<Admin>) -> Answer {
    let (id, parts) = open(&here, &by).await?;
    let lang = here.lang;
    let title = parts.header("subject").unwrap_or_default().to_owned();
    Ok(Frame::new(here, title.clone())
        .section(Section::System)
        .crumb("/system", lang.t("system-title"))
        .crumb("/system/mail", lang.t("mail-back"))
        .crumb("/system/mail/files", lang.t("mail-files-title"))
        .show(move || {
            let headers = parts.headers.iter().map(|(name, value)| Fact::new(name.clone(), value.clone())).collect();
            let lines = parts.text.split("\n\n").map(paragraph).collect_view();
            view! {
                <PageHead title=title />
                <Part title=lang.t("mail-file-text") id="text">
                    {lines}
                </Part>
                <Part title=lang.t("mail-file-html") id="html">
                    <p>
                        <a href=format!("/system/mail/files/{id}/html")>{lang.t("mail-file-open-html")}</a>
                    </p>
                </Part>
                {(!parts.calendar.is_empty())
                    .then(|| {
                        view! {
                            <Part title=lang.t("mail-file-calendar") id="calendar">
                                <pre>{parts.calendar.clone()}</pre>
                            </Part>
                        }
                    })}
                <Part title=lang.t("mail-file-headers") id="headers">
                    <Facts facts=headers />
                </Part>
            }
        })
        .await)
}

/// The HTML part alone, as a mail program would show it.
pub(crate) async fn html(here: Here, Signed(by): Signed<Admin>) -> Answer {
    let (_, parts) = open(&here, &by).await?;
    Ok(([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(parts.html)).into_response())
}

async fn open(here: &Here, by: &Admin) -> Result<(MailId, Parts), clinic::Error> {
    let folder = folder(here)?;
    let id: MailId = here.id("id")?;
    here.visit.log.note(Event::new(by.actor(), Action::Read, Subject::Mail).on(id.0));
    Ok((id, Parts::of(&file(&folder, id).await?)))
}

/// There is such a page only where mails are written to files.
fn folder(here: &Here) -> Result<PathBuf, clinic::Error> {
    here.portal.post.folder().ok_or(clinic::Error::NotFound)
}

/// A paragraph of the text; a line of it that is an address leads there.
fn paragraph(text: &str) -> impl IntoView + use<> {
    let lines = text
        .lines()
        .map(|line| {
            let line = line.to_owned();
            let is_address =
                ["https://", "http://"].iter().any(|scheme| line.starts_with(scheme)) && !line.contains(' ');
            if is_address {
                let href = line.clone();
                view! { <a href=href>{line}</a> <br /> }.into_any()
            } else {
                view! { {line} <br /> }.into_any()
            }
        })
        .collect_view();
    view! { <p>{lines}</p> }
}
