use crate::{
    ui::{
        list::{Fact, Facts},
        number::dose,
        text::Lang,
    },
    web::sex_name,
};
use chrono_tz::Tz;
use clinic::signing::{SignedPatient, Verified};
use leptos::prelude::*;

/// What a verified code says, all of it.
pub(super) fn facts(verified: Verified, lang: Lang, zone: Tz) -> impl IntoView + use<> {
    let Verified { signable: of, kid, signed_at } = verified;
    let SignedPatient { name, born, sex, address, phone } = of.patient;
    let substitution =
        if of.substitution_allowed { lang.t("signing-substitution-yes") } else { lang.t("signing-substitution-no") };
    let quantity = dose(&of.quantity.value.to_string(), &of.quantity.unit);
    let licence = format!("{}, {}", of.prescriber.licence.number, of.prescriber.licence.issuer);
    let clinic = [Some(of.clinic.name), Some(of.clinic.address), of.clinic.phone];
    let clinic: Vec<String> = clinic.into_iter().flatten().collect();
    let pharmacy = of.pharmacy.map(|pharmacy| format!("{}, {}", pharmacy.name, pharmacy.place));
    let overridden = (!of.overridden.is_empty()).then(|| of.overridden.join(", "));
    let code = |text: String| view! { <code class="long-code">{text}</code> };
    let facts = [
        Some(Fact::new(lang.t("signing-drug"), view! { <strong>{of.drug.text}</strong> })),
        Some(Fact::new(lang.t("signing-directions"), view! { <span lang="en">{of.directions.english}</span> })),
        Fact::some(
            lang.t("signing-directions-es"),
            of.directions.spanish.map(|text| view! { <span lang="es">{text}</span> }),
        ),
        Some(Fact::new(lang.t("signing-quantity"), quantity)),
        Some(Fact::new(lang.t("signing-refills"), of.refills.to_string())),
        Some(Fact::new(lang.t("signing-substitution"), substitution)),
        Fact::some(lang.t("signing-indication"), of.indication),
        Fact::some(lang.t("signing-note"), of.note),
        Fact::some(lang.t("signing-overridden"), overridden),
        Fact::some(lang.t("signing-replaces"), of.replaces.map(|id| code(id.to_string()))),
        Some(Fact::new(lang.t("signing-patient"), view! { <strong>{name}</strong> })),
        Some(Fact::new(lang.t("signing-born"), lang.date(born))),
        Some(Fact::new(lang.t("signing-sex"), sex_name(sex, lang))),
        Some(Fact::new(lang.t("signing-address"), address)),
        Fact::some(lang.t("signing-phone"), phone),
        Some(Fact::new(lang.t("signing-prescriber"), of.prescriber.name)),
        Fact::some(lang.t("signing-npi"), of.prescriber.npi),
        Some(Fact::new(lang.t("signing-licence"), licence)),
        Some(Fact::new(lang.t("signing-clinic"), clinic.join(" · "))),
        Fact::some(lang.t("signing-pharmacy"), pharmacy),
        Some(Fact::new(lang.t("signing-signed"), lang.moment(signed_at, zone))),
        Some(Fact::new(lang.t("signing-until"), lang.date(of.expires_on))),
        Fact::some(lang.t("signing-rxnorm"), of.drug.rxcui),
        Some(Fact::new(lang.t("signing-number"), code(of.id.to_string()))),
        Some(Fact::new(lang.t("signing-issuer"), of.issuer)),
        Some(Fact::new(lang.t("signing-key"), code(kid))),
    ];
    view! { <Facts facts=facts.into_iter().flatten().collect() /> }
}
