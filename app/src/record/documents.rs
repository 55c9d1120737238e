//! Documents: notes, letters and files. Nothing that came from elsewhere is ever run or shown as markup.

use super::{
    parts::document_row,
    shelf::{Shelf, frame},
    words,
};
use crate::{
    ui::{
        badge::Badge,
        button::{Actions, LinkButton, Weight},
        empty::Empty,
        icon::Symbol,
        list::{Fact, Facts},
        page::{PageHead, Part},
        text::Lang,
        when::When,
    },
    web::{Answer, Asked, Here, InChart},
};
use axum::{
    extract::Query,
    http::{HeaderValue, header},
    response::IntoResponse as _,
};
use clinic::{
    ids::DocumentId,
    record::{self, Document, Text},
};
use leptos::prelude::*;

/// Documents a page shows.
const ROWS: i64 = 25;

/// The documents, the newest first.
pub(crate) async fn documents(here: Here, place: InChart, Query(asked): Query<Asked>) -> Answer {
    let search = asked.search();
    let page = record::documents(&mut here.read().await?, &place.chart, &search, asked.before(), ROWS).await?;
    let (lang, zone) = (here.lang, here.zone(None));
    let path = place.href("/record/documents");
    Ok(frame(here, &place, lang.t("record-documents"))
        .show(move || {
            let (newest, older) = (asked.newest(&path, &page), asked.older(&path, &page));
            let rows = page
                .rows
                .into_iter()
                .map(|row| {
                    let href = format!("{path}/{}", row.id);
                    document_row(row, href, zone).into_any()
                })
                .collect();
            let nothing = (lang.t("record-documents-none"), lang.t("record-documents-none-advice"));
            Shelf {
                title: lang.t("record-documents"),
                lead: Some(lang.t("record-documents-lead")),
                path,
                search: Some((lang.t("record-documents-search"), search)),
                which: None,
                rows,
                nothing: (Symbol::Document, nothing.0, nothing.1),
                ways: (newest, older),
            }
            .show(lang)
        })
        .await)
}

/// One document: who wrote it and when, and its words.
pub(crate) async fn document(here: Here, place: InChart) -> Answer {
    let id: DocumentId = here.id("id")?;
    let (document, text) = record::document(&mut here.read().await?, &place.chart, id).await?;
    let lang = here.lang;
    let zone = here.zone(document.zone.as_deref());
    let path = place.href("/record/documents");
    let title = document.name().to_owned();
    Ok(frame(here, &place, title.clone())
        .crumb(path.clone(), lang.t("record-documents"))
        .show(move || {
            let state = words::document(&document.status, lang);
            let facts = [
                Some(Fact::new(lang.t("record-document-kind"), document.display.clone())),
                Fact::some(
                    lang.t("record-document-written"),
                    document.created().map(|at| view! { <When at=at zone=zone /> }),
                ),
                Fact::some(lang.t("record-document-author"), document.author.clone()),
                Fact::some(lang.t("record-document-place"), document.place.clone()),
            ];
            let download = document.bytes.map(|bytes| {
                let words = lang.with("record-document-download", &[("size", size(bytes, &document, lang).into())]);
                view! {
                    <Actions>
                        <LinkButton href=format!("{path}/{id}/file") weight=Weight::Secondary icon=Symbol::Document>
                            {words}
                        </LinkButton>
                    </Actions>
                }
            });
            view! {
                <PageHead title=title />
                {state.map(|(tone, word)| view! { <p><Badge tone=tone text=word /></p> })}
                <Facts facts=facts.into_iter().flatten().collect() />
                {words_of(text, lang)}
                {download}
            }
        })
        .await)
}

fn words_of(text: Text, lang: Lang) -> AnyView {
    let plain = |text: String, note: Option<String>| {
        view! {
            <Part title=lang.t("record-document-text") id="text">
                {note.map(|note| view! { <p class="quiet-text">{note}</p> })}
                <div class="letter">{text}</div>
            </Part>
        }
        .into_any()
    };
    let nothing = |title: String, advice: String| {
        view! {
            <Empty icon=Symbol::Document title=title>
                <p>{advice}</p>
            </Empty>
        }
        .into_any()
    };
    match text {
        Text::Plain(text) => plain(text, None),
        Text::FromHtml(text) => plain(text, Some(lang.t("record-document-from-html"))),
        Text::File => nothing(lang.t("record-document-file"), lang.t("record-document-file-advice")),
        Text::Missing => nothing(lang.t("record-document-missing"), lang.t("record-document-missing-advice")),
    }
}

/// The kind and length of a file: "PDF, 120 KB".
fn size(bytes: i64, document: &Document, lang: Lang) -> String {
    let kind = match ending(document.content_type.as_deref()) {
        ("pdf", _) => "PDF".to_owned(),
        ("txt", _) => lang.t("record-document-type-text"),
        ("html", _) => "HTML".to_owned(),
        _ => lang.t("record-document-type-file"),
    };
    let size = match bytes {
        ..1024 => format!("{bytes}\u{a0}B"),
        1024..1_048_576 => format!("{}\u{a0}KB", (bytes + 512) / 1024),
        _ => format!("{}.{}\u{a0}MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    };
    format!("{kind}, {size}")
}

/// The content of a document as a file to keep. The browser is told to save it, not to show it, and if it showed it all
/// the same, to give it no rights.
pub(crate) async fn file(here: Here, place: InChart) -> Answer {
    let id: DocumentId = here.id("id")?;
    let file = record::file(&mut here.read().await?, &place.chart, id).await?;
    let (ending, kind) = ending(file.content_type.as_deref());
    let disposition = format!("attachment; filename=\"document-{}.{ending}\"", id.0.simple());
    let mut response = file.content.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    Ok(response)
}

/// The ending of a file's name, and the type it is sent as: never one that a browser would run.
pub(crate) fn ending(content_type: Option<&str>) -> (&'static str, &'static str) {
    let kind = content_type.and_then(|kind| kind.split(';').next()).unwrap_or_default().trim().to_ascii_lowercase();
    match kind.as_str() {
        "application/pdf" => ("pdf", "application/pdf"),
        "text/plain" => ("txt", "text/plain"),
        "text/html" | "application/xhtml+xml" => ("html", "application/octet-stream"),
        "text/xml" | "application/xml" => ("xml", "application/octet-stream"),
        "image/png" => ("png", "image/png"),
        "image/jpeg" => ("jpg", "image/jpeg"),
        "application/rtf" | "text/rtf" => ("rtf", "application/octet-stream"),
        _ => ("bin", "application/octet-stream"),
    }
}

#[cfg(test)]
mod tests {
    use super::ending;

    #[test]
    fn what_a_browser_would_run_is_sent_as_bytes() {
        for kind in ["text/html", "TEXT/HTML; charset=utf-8", "image/svg+xml", "application/xml", "", "a\r\nb: c"] {
            assert_eq!(ending(Some(kind)).1, "application/octet-stream", "{kind}");
        }
        assert_eq!(ending(Some("application/pdf; v=1")), ("pdf", "application/pdf"));
    }
}
