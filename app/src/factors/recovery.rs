use super::proof::{keeper, needs_factor};
use crate::{
    ui::{button::LinkButton, nav::Section, notice::Notice, page::PageHead, tone::Tone},
    web::{Answer, Frame, Here, Notice as Code, Signed, after},
};
use axum::response::Response;
use clinic::{
    accounts::Person,
    factors::{Added, renew_recovery_codes},
};
use leptos::prelude::*;

/// Makes new recovery codes and shows them. The page itself answers the POST: the codes are known only now, and stand in no address
/// and no cookie.
pub(crate) async fn renew(here: Here, Signed(_): Signed<Person>) -> Answer {
    let by = keeper(&here).await?;
    match renew_recovery_codes(&here.portal, &by, here.now).await? {
        Ok(codes) => {
            let title = here.lang.t("recovery-new");
            Ok(sheet(here, title, codes).await)
        }
        Err(_) => Ok(after("/account/factors", None)),
    }
}

/// What follows a new app or passkey: the sheet of recovery codes where there was none, else the list.
pub(super) async fn added(here: Here, added: Added) -> Response {
    let next = if needs_factor(&here) { "/" } else { "/account/factors" };
    match added.recovery_codes {
        Some(codes) => {
            let title = here.lang.t("notice-factor-added");
            sheet(here, title, codes).await
        }
        None => after(next, Some(Code::FactorAdded)),
    }
}

async fn sheet(here: Here, done: String, codes: Vec<String>) -> Response {
    let lang = here.lang;
    let next = if needs_factor(&here) { "/" } else { "/account/factors" };
    let settings = here.portal.settings.clone();
    let email = here.visit.session.as_ref().map(|session| session.email().to_owned()).unwrap_or_default();
    let day = lang.date_long(here.today());
    Frame::new(here, lang.t("recovery-title"))
        .section(Section::Account)
        .crumb("/account", lang.t("account-title"))
        .crumb("/account/factors", lang.t("factors-title"))
        .show(move || {
            view! {
                <div class="no-print">
                    <Notice tone=Tone::Good title=done>""</Notice>
                </div>
                <PageHead title=lang.t("recovery-title") lead=lang.t("recovery-lead") />
                <article class="letter">
                    <p class="letter-clinic">{settings.clinic_name.clone()}</p>
                    <p>{day}</p>
                    <h2>{lang.t("recovery-sheet")}</h2>
                    <p>{lang.with("recovery-sheet-whose", &[("email", email.into()), ("address", settings.origin.clone().into())])}</p>
                    {list(codes)}
                    <p>{lang.t("recovery-sheet-once")}</p>
                    <p>{lang.t("recovery-sheet-secret")}</p>
                </article>
                <p class="no-print">{lang.t("recovery-print")}</p>
                <p class="no-print">
                    <LinkButton href=next>{lang.t("recovery-done")}</LinkButton>
                </p>
            }
        })
        .await
}

fn list(codes: Vec<String>) -> impl IntoView {
    let codes = codes.into_iter().map(|code| view! { <li>{code}</li> }).collect_view();
    view! { <ol class="codes">{codes}</ol> }
}
