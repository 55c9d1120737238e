//! At which pharmacy a pharmacist works.

use super::actions::answer;
use crate::{
    profile::{Choosing, ChosenFor, PharmacyAsked, PharmacyFields},
    ui::{
        button::{Actions, LinkButton, PostButton, Weight},
        nav::{Section, SystemPart, system_tabs},
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        tabs::Tabs,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Fresh, Here, Notice, Typed, after},
};
use axum::extract::Query;
use clinic::{
    Error,
    accounts::{Admin, Role},
    dispensing::{Membership, NotEntered, membership, set_pharmacy_of},
    ids::AccountId,
    people::{Known, person},
};
use leptos::prelude::*;

/// The pharmacies to choose from.
pub(crate) async fn page(here: Here, Fresh(by): Fresh<Admin>, Query(asked): Query<PharmacyAsked>) -> Answer {
    let known = load(&here, &by).await?;
    if !known.roles.has(Role::Pharmacist) {
        return Err(Error::NotFound.into());
    }
    choose(here, &by, known, asked, None).await
}

/// Enters the pharmacy, or that there is none.
pub(crate) async fn save(here: Here, Fresh(by): Fresh<Admin>, Typed(typed): Typed<PharmacyFields>) -> Answer {
    let id: AccountId = here.id("account")?;
    let lang = here.lang;
    let known = load(&here, &by).await?;
    let Some(chosen) = typed.chosen() else {
        return choose(here, &by, known, PharmacyAsked::default(), Some(lang.t("profile-pharmacy-missing"))).await;
    };
    let portal = &here.portal;
    let message = match set_pharmacy_of(&portal.db, &portal.auditor, &by, id, chosen, here.now).await? {
        Ok(()) => return Ok(after(&format!("/people/{id}"), Some(Notice::PharmacyEntered))),
        Err(NotEntered::Own) => {
            return answer(here, &by, id, Err(clinic::people::NotChanged::Own), Notice::PharmacyEntered).await;
        }
        Err(NotEntered::NoPharmacist) => lang.t("people-pharmacy-not"),
        Err(NotEntered::NoPharmacy) => lang.t("people-pharmacy-not-one"),
    };
    choose(here, &by, known, PharmacyAsked::default(), Some(message)).await
}

async fn load(here: &Here, by: &Admin) -> Result<Known, Error> {
    let id: AccountId = here.id("account")?;
    let idle = here.portal.policies.sessions().idle;
    person(&mut here.read().await?, by, id, idle, &here.visit.log, here.now).await
}

async fn choose(here: Here, by: &Admin, known: Known, asked: PharmacyAsked, error: Option<String>) -> Answer {
    let mut q = here.read().await?;
    let present = membership(&mut q, by, known.id).await?.map(|at| at.pharmacy);
    let choosing = Choosing::find(&mut q, asked).await?;
    drop(q);
    let lang = here.lang;
    let back = format!("/people/{}", known.id);
    let frame = Frame::new(here, lang.t("people-pharmacy"))
        .section(Section::System)
        .crumb("/people", lang.t("people-title"))
        .crumb(back.clone(), known.name.clone());
    let frame = if error.is_some() { frame.refused() } else { frame };
    let shown = frame.show(move || {
        let of = ChosenFor {
            path: format!("{back}/pharmacy"),
            back,
            button: lang.t("people-pharmacy-button"),
            advice: lang.t("people-pharmacy-empty-advice"),
            present,
            error,
        };
        view! {
            <Tabs label=lang.t("nav-system-parts") tabs=system_tabs(SystemPart::People) />
            <PageHead title=format!("{}: {}", known.name, lang.t("people-pharmacy")) lead=lang.t("people-pharmacy-lead") />
            {choosing.view(of, lang)}
        }
    });
    Ok(shown.await)
}

/// The part of a pharmacist's page about where they work.
pub(super) fn pharmacy_part(account: AccountId, works_at: Option<Membership>, lang: Lang) -> impl IntoView {
    let path = format!("/people/{account}/pharmacy");
    let (words, button) = match &works_at {
        Some(at) => {
            let town = at.city.iter().map(|city| format!(", {city}")).collect::<String>();
            let name = format!("{}{town}", at.name);
            (lang.with("people-pharmacy-at", &[("name", name.into())]), lang.t("people-pharmacy-change"))
        }
        None => (lang.t("people-pharmacy-none"), lang.t("people-pharmacy-enter")),
    };
    let is_closed = works_at.as_ref().is_some_and(|at| !at.active);
    let alone = works_at.as_ref().filter(|at| at.others == 0 && at.open > 0).map(|at| at.open);
    let is_entered = works_at.is_some();
    view! {
        <Part title=lang.t("people-pharmacy") id="pharmacy">
            <p>{words}</p>
            {is_closed
                .then(|| view! { <NoticeBox tone=Tone::Warn title=lang.t("people-pharmacy-closed")>""</NoticeBox> })}
            {alone
                .map(|open| {
                    let words = lang.with("people-pharmacy-alone", &[("count", open.into())]);
                    view! { <NoticeBox tone=Tone::Warn title=words>""</NoticeBox> }
                })}
            <Actions>
                <LinkButton href=path.clone() weight=Weight::Secondary>
                    {button}
                </LinkButton>
                {is_entered
                    .then(|| {
                        view! {
                            <PostButton action=path fields=vec![("pharmacy", "none".to_owned())] weight=Weight::Danger>
                                {lang.t("people-pharmacy-remove")}
                            </PostButton>
                        }
                    })}
            </Actions>
        </Part>
    }
}
