//! The patient as a pharmacist sees them: who it is, what they do not tolerate.

use crate::{
    ui::{
        list::{Fact, Facts},
        notice::Notice as NoticeBox,
        page::Part,
        text::Lang,
        tone::Tone,
    },
    web::{birth_words, sex_name},
};
use chrono::NaiveDate;
use clinic::{
    dispensing::{AllergyAtCounter, PatientAtCounter},
    moment::Precision,
    record::Known,
};
use leptos::prelude::*;

/// Birth date and age, as exactly as they are known.
pub(super) fn born(
    birth_date: Option<NaiveDate>,
    precision: Option<Precision>,
    today: NaiveDate,
    lang: Lang,
) -> Option<String> {
    let date = birth_date?;
    let words = birth_words(lang, date, precision);
    let is_exact = matches!(precision, None | Some(Precision::Day));
    Some(if is_exact {
        lang.with("pharmacy-born-age", &[("date", words.into()), ("age", lang.age(date, today).into())])
    } else {
        words
    })
}

/// The part of the page about the patient.
pub(super) fn patient_part(patient: &PatientAtCounter, today: NaiveDate, lang: Lang) -> impl IntoView + use<> {
    let born = born(patient.birth_date, patient.birth_date_precision, today, lang);
    let facts = [
        Some(Fact::new(lang.t("pharmacy-name"), view! { <strong>{patient.name.clone()}</strong> })),
        Some(Fact::new(lang.t("pharmacy-born"), born.unwrap_or_else(|| lang.t("pharmacy-not-recorded")))),
        Some(Fact::new(lang.t("pharmacy-sex"), sex_name(patient.sex, lang))),
        Some(Fact::new(
            lang.t("pharmacy-phone"),
            patient.phone.clone().unwrap_or_else(|| lang.t("pharmacy-not-recorded")),
        )),
        Fact::some(lang.t("pharmacy-address"), patient.address.clone()),
    ];
    let allergies = allergies(patient, lang);
    view! {
        <Part title=lang.t("pharmacy-patient") id="patient">
            <Facts facts=facts.into_iter().flatten().collect() />
            {allergies}
        </Part>
    }
}

fn allergies(patient: &PatientAtCounter, lang: Lang) -> AnyView {
    match patient.known_allergies {
        Known::NotRecorded => {
            view! { <NoticeBox tone=Tone::Warn title=lang.t("pharmacy-allergies-unknown")>""</NoticeBox> }.into_any()
        }
        Known::NoneKnown => {
            view! { <NoticeBox tone=Tone::Good title=lang.t("pharmacy-allergies-none")>""</NoticeBox> }.into_any()
        }
        Known::Some => {
            let rows = patient.allergies.iter().map(|allergy| view! { <li>{allergy_words(allergy, lang)}</li> });
            let rows = rows.collect_view();
            view! {
                <NoticeBox tone=Tone::Danger title=lang.t("pharmacy-allergies")>
                    <ul>{rows}</ul>
                </NoticeBox>
            }
            .into_any()
        }
    }
}

fn allergy_words(allergy: &AllergyAtCounter, lang: Lang) -> String {
    let grave = (allergy.criticality.as_deref() == Some("high")).then(|| lang.t("pharmacy-allergy-high"));
    let about: Vec<String> = [allergy.reaction.clone(), grave].into_iter().flatten().collect();
    if about.is_empty() { allergy.display.clone() } else { format!("{} ({})", allergy.display, about.join("; ")) }
}
