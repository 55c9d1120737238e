//! Whose chart this is, always in sight of the clinician.

use super::{
    date::Day,
    icon::{Icon, Symbol},
    optional::Optional,
    text::lang,
};
use chrono::NaiveDate;
use leptos::prelude::*;

/// What is known about a patient's allergies; not asked is not the same as none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Allergies {
    /// Nothing is recorded.
    NotRecorded,
    /// The patient says there are none.
    NoneKnown,
    /// What the patient reacts to, the most dangerous first.
    To(Vec<String>),
}

/// The patient's identity and allergies, fixed to the top of the chart.
#[component]
pub fn PatientBanner(
    /// The full name.
    #[prop(into)]
    name: String,
    /// Where the chart begins.
    #[prop(into)]
    href: String,
    /// The birth date, where all of it is known.
    #[prop(optional_no_strip)]
    birth: Option<NaiveDate>,
    /// The year or month of birth in words, where only that is known.
    #[prop(optional, into)]
    birth_about: Optional,
    /// That the patient has died, in words.
    #[prop(optional, into)]
    died: Optional,
    /// Today where the clinic is, for the age.
    today: NaiveDate,
    /// The sex in a word.
    #[prop(optional, into)]
    sex: Optional,
    /// The record number.
    #[prop(optional, into)]
    mrn: Optional,
    /// The allergies.
    allergies: Allergies,
) -> impl IntoView {
    let Optional(birth_about) = birth_about;
    let Optional(died) = died;
    let Optional(sex) = sex;
    let Optional(mrn) = mrn;
    let lang = lang();
    let is_alive = died.is_none();
    let birth = birth.map(|birth| {
        view! {
            {is_alive.then(|| view! { <span class="banner-fact">{lang.age(birth, today)}</span> })}
            <span class="banner-fact">{lang.t("banner-born")} " " <Day date=birth /></span>
        }
    });
    let birth_about = birth_about.map(|about| view! { <span class="banner-fact">{about}</span> });
    let died = died.map(|died| view! { <span class="banner-fact banner-died">{died}</span> });
    let (class, allergies) = match allergies {
        Allergies::NotRecorded => ("banner-allergies unknown", lang.t("banner-allergies-unknown")),
        Allergies::NoneKnown => ("banner-allergies none", lang.t("banner-allergies-none")),
        Allergies::To(names) => {
            ("banner-allergies some", lang.with("banner-allergies", &[("names", names.join(", ").into())]))
        }
    };
    view! {
        <section class="banner" aria-label=lang.t("banner-label")>
            <p class="banner-name">
                <a href=href>{name}</a>
            </p>
            <p class="banner-facts">
                {sex.map(|sex| view! { <span class="banner-fact">{sex}</span> })} {birth} {birth_about} {died}
                {mrn
                    .map(|mrn| {
                        view! { <span class="banner-fact">{lang.with("banner-mrn", &[("number", mrn.into())])}</span> }
                    })}
            </p>
            <p class=class>
                <Icon of=Symbol::Allergy />
                {allergies}
            </p>
        </section>
    }
}

/// Whose record a helper has open: never to be taken for the own one, so it looks like nothing else in the portal.
#[component]
pub fn HelpingBanner(
    /// That one helps this person, in words with their name.
    #[prop(into)]
    title: String,
    /// Where what the helper sees of them begins.
    #[prop(into)]
    href: String,
    /// What the helper sees, and until when.
    #[prop(into)]
    about: String,
    /// Where the other people are, and its words.
    change: (String, String),
) -> impl IntoView {
    let (change, words) = change;
    view! {
        <section class="banner helping" aria-label=lang().t("banner-label")>
            <p class="banner-name">
                <Icon of=Symbol::Helpers />
                <a href=href>{title}</a>
            </p>
            <p class="banner-facts">{about}</p>
            <p class="helping-change">
                <a href=change>{words}</a>
            </p>
        </section>
    }
}
