//! Licences that end: administrators are told where they look, since the right to prescribe does not end with the licence.

use crate::{
    ui::{notice::Notice as NoticeBox, text::Lang, tone::Tone},
    web::Here,
};
use chrono::NaiveDate;
use clinic::{accounts::Admin, people::ending_licences};
use leptos::prelude::*;

/// Whose licence has expired or ends soon. Nothing where all is well.
pub(crate) async fn licences_notice(here: &Here, by: &Admin) -> Result<Option<AnyView>, clinic::Error> {
    let (lang, today) = (here.lang, here.today());
    let ending = ending_licences(&mut here.read().await?, by, today, &here.visit.log).await?;
    if ending.is_empty() {
        return Ok(None);
    }
    let rows = ending
        .into_iter()
        .map(|licence| {
            let words = licence_words(licence.until, today, lang);
            view! {
                <li>
                    <a href=format!("/people/{}#prescribing", licence.account)>{licence.name}</a>
                    ": "
                    {words}
                </li>
            }
        })
        .collect_view();
    Ok(Some(
        view! {
            <NoticeBox tone=Tone::Warn title=lang.t("people-licences-end")>
                <p>{lang.t("people-licences-end-advice")}</p>
                <ul>{rows}</ul>
            </NoticeBox>
        }
        .into_any(),
    ))
}

fn licence_words(until: NaiveDate, today: NaiveDate, lang: Lang) -> String {
    let date = lang.date(until);
    if until < today {
        lang.with("people-licence-ended-on", &[("date", date.into())])
    } else {
        lang.with("people-licence-ends-on", &[("date", date.into())])
    }
}
