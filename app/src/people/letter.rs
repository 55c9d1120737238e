use crate::{
    accounts,
    ui::{
        button::{LinkButton, Weight},
        nav::Section,
        page::PageHead,
        text::Lang,
    },
    web::{Frame, Here},
};
use axum::response::Response;
use chrono::{DateTime, Utc};
use clinic::accounts::Language;
use leptos::prelude::*;

/// A letter to someone who will work here, with the code that is shown once.
pub(super) struct Letter {
    pub name: String,
    pub language: Option<Language>,
    pub code: String,
    pub expires_at: DateTime<Utc>,
}

/// Shows the letter, to be printed. The page itself answers the POST: the code stands in no address and no cookie.
pub(super) async fn show(here: Here, letter: Letter) -> Response {
    let lang = here.lang;
    let to = match letter.language {
        Some(Language::En) => Lang::En,
        Some(Language::Es) => Lang::Es,
        None => lang,
    };
    let shown = accounts::Letter::Staff.show(&here, to, (letter.name, None), letter.code, letter.expires_at);
    Frame::new(here, lang.t("people-letter-head"))
        .section(Section::System)
        .show(move || {
            view! {
                <PageHead title=lang.t("people-letter-head") lead=lang.t("people-letter-lead") />
                {shown}
                <p class="no-print">
                    <LinkButton href="/people" weight=Weight::Secondary>
                        {lang.t("people-letter-done")}
                    </LinkButton>
                </p>
            }
        })
        .await
}
