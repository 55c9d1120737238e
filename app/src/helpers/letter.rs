use crate::{
    accounts::Letter,
    ui::{
        button::{LinkButton, Weight},
        nav::Section,
        page::PageHead,
        text::Lang,
    },
    web::{Answer, Frame, Here, InChart},
};
use clinic::{accounts::Language, helpers::Issued};
use leptos::prelude::*;

/// Shows the letter of an invitation on paper. The page itself answers the POST: the code is known only now, and stands in no
/// address and no cookie.
pub(super) async fn letter_page(here: Here, place: InChart, issued: Issued, code: String, patient: String) -> Answer {
    let lang = here.lang;
    let to = match issued.language {
        Language::En => Lang::En,
        Language::Es => Lang::Es,
    };
    let letter = Letter::Helper.show(&here, to, (issued.name, Some(patient)), code, issued.expires_at);
    let back = place.href("/helpers");
    Ok(Frame::new(here, lang.t("helpers-letter-title"))
        .section(Section::Helpers)
        .of(&place)
        .show(move || {
            view! {
                <PageHead title=lang.t("helpers-letter-title") lead=lang.t("helpers-letter-lead") />
                {letter}
                <p class="no-print">
                    <LinkButton href=back weight=Weight::Secondary>
                        {lang.t("helpers-letter-done")}
                    </LinkButton>
                </p>
            }
        })
        .await)
}
