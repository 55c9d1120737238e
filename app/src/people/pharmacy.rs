//! At which pharmacy a pharmacist works.

use super::actions::answer;
use crate::{
    profile::pharmacy_place,
    ui::{
        button::{Actions, Button, LinkButton, PostButton, Weight},
        choice::{Choice, RadioField},
        empty::Empty,
        filter::Filter,
        form::{FieldError, Form, error_at},
        icon::Symbol,
        nav::{Section, SystemPart, system_tabs},
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        pager::NamePager,
        tabs::Tabs,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Fresh, Here, Notice, Typed, after, segment},
};
use axum::{extract::Query, response::Response};
use clinic::{
    Error,
    accounts::{Admin, Role},
    dispensing::{Membership, NotEntered, set_pharmacy_of},
    ids::{AccountId, OrganizationId},
    people::{Known, person},
    profile::pharmacies,
};
use leptos::prelude::*;
use serde::Deserialize;

/// Pharmacies on one page.
const SHOWN: i64 = 10;
/// The most characters that are searched for.
const LONGEST: usize = 100;

/// What is searched for, and after which pharmacy the page begins.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct PharmacyAsked {
    q: String,
    after: String,
}

/// The pharmacy that is chosen; `none` for none.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct PharmacyFields {
    pharmacy: String,
}

/// The pharmacies to choose from.
pub(crate) async fn page(here: Here, Fresh(by): Fresh<Admin>, Query(asked): Query<PharmacyAsked>) -> Answer {
    let known = load(&here, &by).await?;
    if !known.roles.has(Role::Pharmacist) {
        return Err(Error::NotFound.into());
    }
    choose(here, known, asked, Vec::new()).await
}

/// Enters the pharmacy, or that there is none.
pub(crate) async fn save(here: Here, Fresh(by): Fresh<Admin>, Typed(typed): Typed<PharmacyFields>) -> Answer {
    let id: AccountId = here.id("account")?;
    let lang = here.lang;
    let known = load(&here, &by).await?;
    let chosen = match typed.pharmacy.as_str() {
        "none" => None,
        id => match id.parse::<OrganizationId>() {
            Ok(pharmacy) => Some(pharmacy),
            Err(_) => {
                let errors = vec![FieldError::new("pharmacy", lang.t("people-pharmacy-missing"))];
                return choose(here, known, PharmacyAsked::default(), errors).await;
            }
        },
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
    choose(here, known, PharmacyAsked::default(), vec![FieldError::new("pharmacy", message)]).await
}

async fn load(here: &Here, by: &Admin) -> Result<Known, Error> {
    let id: AccountId = here.id("account")?;
    let idle = here.portal.policies.sessions().idle;
    person(&mut here.read().await?, by, id, idle, &here.visit.log, here.now).await
}

async fn choose(here: Here, known: Known, asked: PharmacyAsked, errors: Vec<FieldError>) -> Answer {
    let text: String = asked.q.trim().chars().take(LONGEST).collect();
    let found = pharmacies(&mut here.read().await?, &text, asked.after.parse().ok(), SHOWN).await?;
    Ok(show(here, known, text, found, errors).await)
}

async fn show(
    here: Here,
    known: Known,
    text: String,
    found: clinic::paging::ByName<clinic::profile::Pharmacy>,
    errors: Vec<FieldError>,
) -> Response {
    let lang = here.lang;
    let back = format!("/people/{}", known.id);
    let path = format!("{back}/pharmacy");
    let query = if text.is_empty() { String::new() } else { format!("q={}", segment(&text)) };
    let frame = Frame::new(here, lang.t("people-pharmacy"))
        .section(Section::System)
        .crumb("/people", lang.t("people-title"))
        .crumb(back.clone(), known.name.clone());
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    frame
        .show(move || {
            let beginning = (!found.first).then(|| format!("{path}?{query}"));
            let next = found.next.map(|id| format!("{path}?{query}&after={id}"));
            let choices: Vec<Choice> = found
                .rows
                .iter()
                .map(|row| Choice::new(row.id.to_string(), row.name.clone()).with_hint(pharmacy_place(row)))
                .collect();
            let form = if choices.is_empty() {
                view! {
                    <Empty icon=Symbol::Place title=lang.t("people-pharmacy-no-one")>
                        <p>{lang.t("people-pharmacy-no-one-advice")}</p>
                    </Empty>
                }
                .into_any()
            } else {
                view! {
                    <Form action=path.clone() errors=errors.clone()>
                        <RadioField
                            name="pharmacy"
                            legend=lang.t("people-pharmacy-choose")
                            choices=choices
                            error=error_at(&errors, "pharmacy")
                        />
                        <Actions>
                            <Button>{lang.t("people-pharmacy-button")}</Button>
                            <LinkButton href=back weight=Weight::Quiet>
                                {lang.t("common-cancel")}
                            </LinkButton>
                        </Actions>
                    </Form>
                }
                .into_any()
            };
            view! {
                <Tabs label=lang.t("nav-system-parts") tabs=system_tabs(SystemPart::People) />
                <PageHead title=format!("{}: {}", known.name, lang.t("people-pharmacy")) lead=lang.t("people-pharmacy-lead") />
                <Filter action=path.clone() search=lang.t("people-pharmacy-search") query=text />
                {form}
                <NamePager beginning=beginning next=next />
            }
        })
        .await
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
