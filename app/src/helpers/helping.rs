//! The helper's side: whom they help, and on every page of such a record whose it is.

use super::words;
use crate::{
    ui::{
        banner::HelpingBanner,
        button::LinkButton,
        empty::Empty,
        icon::{Icon, Symbol},
        list::{Row, Rows},
        nav::{NavItem, Section as Part},
        notice::Notice,
        page::PageHead,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Signed},
};
use clinic::{
    accounts::{Person, Role},
    helpers::{Helped, Helping, Section, helped},
};
use leptos::prelude::*;

/// Everyone the reader helps; with nobody, what that means and what to do.
pub(crate) async fn people(here: Here, Signed(by): Signed<Person>) -> Answer {
    let zone = here.portal.settings.zone;
    let all = helped(&mut here.read().await?, &by, &here.visit.log, here.now, zone).await?;
    let lang = here.lang;
    let is_patient = here.visit.session.as_ref().is_some_and(|session| session.roles().has(Role::Patient));
    let phone = here.portal.settings.clinic_phone.clone();
    Ok(Frame::new(here, lang.t("helping-title"))
        .section(Part::Helping)
        .show(move || {
            let own = is_patient.then(|| {
                view! {
                    <Row title=lang.t("helping-own") href="/home" lead=view! { <Icon of=Symbol::Home /> }>
                        <p>{lang.t("helping-own-about")}</p>
                    </Row>
                }
            });
            let list = if all.is_empty() {
                nobody(is_patient, phone, lang)
            } else {
                let rows = all.iter().map(|helped| person_row(helped, lang)).collect_view();
                view! { <Rows>{own} {rows}</Rows> }.into_any()
            };
            view! {
                <PageHead title=lang.t("helping-title") lead=lang.t("helping-lead") />
                {list}
                <Notice tone=Tone::Info title=lang.t("helping-seen")>
                    <p>{lang.t("helping-seen-advice")}</p>
                </Notice>
            }
        })
        .await)
}

fn nobody(is_patient: bool, phone: Option<String>, lang: Lang) -> AnyView {
    let advice = match phone {
        Some(phone) => lang.with("helping-nobody-advice-phone", &[("phone", phone.into())]),
        None => lang.t("helping-nobody-advice"),
    };
    view! {
        <Empty icon=Symbol::Helpers title=lang.t("helping-nobody")>
            <p>{advice}</p>
            {is_patient
                .then(|| {
                    view! {
                        <p>
                            <LinkButton href="/home">{lang.t("helping-own")}</LinkButton>
                        </p>
                    }
                })}
        </Empty>
    }
    .into_any()
}

fn person_row(helped: &Helped, lang: Lang) -> impl IntoView + use<> {
    let later = helped.limited_from.map(|day| {
        lang.with("helping-limited-from", &[("date", lang.date(day).into()), ("name", helped.name.clone().into())])
    });
    let (name, href, about) = (helped.name.clone(), address(helped), about(helped, lang));
    view! {
        <Row title=name href=href lead=view! { <Icon of=Symbol::Person /> }>
            <p>{about}</p>
            {later.map(|later| view! { <p>{later}</p> })}
        </Row>
    }
}

/// What a helper sees of someone and until when, in sentences.
fn about(helped: &Helped, lang: Lang) -> String {
    let sees = lang.with("helping-sees", &[("sections", words::sections(helped.help.sections, lang).into())]);
    let limited = helped.help.limited.then(|| lang.with("helping-limited", &[("name", helped.name.clone().into())]));
    let until = helped.last_day.map(|day| lang.with("helping-until", &[("date", lang.date(day).into())]));
    [Some(sees), limited, until].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn address(helped: &Helped) -> String {
    format!("/helping/{}", helped.patient)
}

/// What stands above every page of the record of someone who is helped.
pub(crate) fn helping_banner(helped: &Helped, base: String, lang: Lang) -> impl IntoView + use<> {
    view! {
        <HelpingBanner
            title=lang.with("helping-banner", &[("name", helped.name.clone().into())])
            href=base
            about=about(helped, lang)
            change=(Part::Helping.href().to_owned(), lang.t("helping-change"))
        />
    }
}

/// The main ways within the record of someone who is helped: only those that are open.
pub(crate) fn helping_nav(base: &str, helped: &Helped, current: Option<Part>) -> Vec<NavItem> {
    let ways = [
        (Some(Section::Labs), Part::Labs),
        (Some(Section::Prescriptions), Part::Prescriptions),
        (Some(Section::Appointments), Part::Appointments),
        (Some(Section::Record), Part::Record),
    ];
    let home = NavItem { href: base.to_owned(), ..Part::Home.item(current) };
    let open = ways.into_iter().filter(|(section, _)| section.is_some_and(|section| helped.help.sections.has(section)));
    let items = open.map(|(_, part)| {
        let item = part.item(current);
        NavItem { href: format!("{base}{}", item.href), ..item }
    });
    std::iter::once(home).chain(items).collect()
}

/// The ways from one record to another, for the account menu: the own one, then everyone who is helped.
pub(crate) fn people_menu(is_patient: bool, helping: &Helping) -> Vec<NavItem> {
    let lang = crate::ui::text::lang();
    let own = is_patient.then(|| NavItem { label: lang.t("helping-own"), ..Part::Home.item(None) });
    let people = helping.all.iter().map(|helped| NavItem {
        href: address(helped),
        label: helped.name.clone(),
        icon: Symbol::Person,
        current: helped.patient == helping.open.patient,
    });
    own.into_iter().chain(people).collect()
}
