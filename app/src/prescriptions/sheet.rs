//! What stands on the paper of a prescription, in words: the page that is printed and the PDF are made of the same.

use super::parts::{counted, refills};
use crate::{
    ui::{
        qr::{Code, prescription_code},
        text::Lang,
    },
    web::{Here, InChart, sex_name},
};
use chrono_tz::Tz;
use clinic::{
    Error,
    directions::amount,
    ids::PrescriptionId,
    prescribing::{Signed, Story, signed_in, story},
    signing::Signable,
};

/// A fact with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub label: String,
    pub value: String,
    /// Whether it is what a reader looks for first.
    pub is_strong: bool,
}

/// Everything that stands on the paper.
pub(super) struct Sheet {
    /// Whether it is the prescription itself: where the patient brings it on paper and nothing was handed out. It is a copy in every
    /// other case: on its way to a pharmacy, begun, over, or made by someone who helps.
    pub is_original: bool,
    /// The mark of a copy, in every language: a pharmacy may read another one than the patient.
    pub marks: Vec<(Lang, String)>,
    pub clinic: String,
    /// Where the clinic is and how it is reached.
    pub about_clinic: String,
    pub patient: Vec<Line>,
    pub drug: String,
    /// How it is taken, in each language it was signed in.
    pub directions: Vec<(Lang, String)>,
    pub order: Vec<Line>,
    /// What is over has none: a pharmacy without a connection could take it for valid.
    pub code: Option<Code>,
    /// What the code is.
    pub code_label: String,
    pub signed: String,
    pub licence: String,
    pub until: String,
    /// Where the signature is checked.
    pub check: String,
    pub number: String,
    /// Who printed it and when.
    pub printed: Option<String>,
}

/// A prescription that is put on paper.
pub(super) struct Printed {
    pub id: PrescriptionId,
    pub drug: String,
    pub patient: String,
    /// Nothing where the signature does not hold: such a one is not put on paper.
    pub sheet: Option<Sheet>,
    /// Whether it would be the prescription itself.
    pub is_original: bool,
}

/// Loads the prescription that the address names.
pub(super) async fn printed(here: &Here, place: &InChart) -> Result<Printed, Error> {
    let id: PrescriptionId = here.id("id")?;
    let mut q = here.read().await?;
    let story = story(&mut q, &place.chart, id, here.today()).await?.ok_or(Error::NotFound)?;
    let signed = signed_in(&mut q, &here.portal.keys, &place.chart, id).await?;
    drop(q);
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let is_original = story.course.is_original_on_paper() && place.helping.is_none();
    let by = here.visit.session.as_ref().map(|session| {
        let (name, time) = (session.name().to_owned(), lang.moment(here.now, zone));
        lang.with("page-printed", &[("name", name.into()), ("time", time.into())])
    });
    let sheet = signed.is_authentic.then(|| of(&signed, &story, is_original, by, zone, lang));
    let (drug, patient) = (signed.signable.drug.text, signed.signable.patient.name);
    Ok(Printed { id, drug, patient, sheet, is_original })
}

fn of(signed: &Signed, story: &Story, is_original: bool, by: Option<String>, zone: Tz, lang: Lang) -> Sheet {
    let is_over = story.course.state.is_over();
    let code = (!is_over).then(|| prescription_code(&signed.jws)).flatten();
    let when = lang.moment(signed.signed_at, zone);
    content(&signed.signable, when, code, is_original, by, lang)
}

/// The sheet of what was signed, with the moment of the signature in words.
pub(super) fn content(
    of: &Signable,
    when: String,
    code: Option<Code>,
    is_original: bool,
    printed: Option<String>,
    lang: Lang,
) -> Sheet {
    let signature = [("name", of.prescriber.name.clone().into()), ("date", when.into())];
    let about: Vec<String> = [Some(of.clinic.address.clone()), of.clinic.phone.clone()].into_iter().flatten().collect();
    let english = (Lang::En, of.directions.english.clone());
    let spanish = of.directions.spanish.clone().map(|text| (Lang::Es, text));
    let marks = || Lang::ALL.map(|lang| (lang, lang.t("prescriptions-copy-only"))).into();
    Sheet {
        is_original,
        marks: if is_original { Vec::new() } else { marks() },
        clinic: of.clinic.name.clone(),
        about_clinic: about.join(" · "),
        patient: patient(of, lang),
        drug: of.drug.text.clone(),
        directions: [Some(english), spanish].into_iter().flatten().collect(),
        order: order(of, lang),
        code,
        code_label: lang.t("prescriptions-code-label"),
        signed: lang.with("prescriptions-print-signed", &signature),
        licence: licence(of, lang),
        until: lang.with("prescriptions-print-until", &[("date", lang.date(of.expires_on).into())]),
        check: lang.with("prescriptions-print-check", &[("address", format!("{}/verify", of.issuer).into())]),
        number: of.id.to_string(),
        printed,
    }
}

fn line(label: String, value: impl Into<String>) -> Line {
    Line { label, value: value.into(), is_strong: false }
}

fn some(label: String, value: Option<String>) -> Option<Line> {
    value.map(|value| line(label, value))
}

fn patient(of: &Signable, lang: Lang) -> Vec<Line> {
    let patient = &of.patient;
    let name = Line { label: lang.t("signing-patient"), value: patient.name.clone(), is_strong: true };
    let lines = [
        Some(name),
        Some(line(lang.t("signing-born"), lang.date(patient.born))),
        Some(line(lang.t("signing-sex"), sex_name(patient.sex, lang))),
        Some(line(lang.t("signing-address"), &patient.address)),
        some(lang.t("signing-phone"), patient.phone.clone()),
    ];
    lines.into_iter().flatten().collect()
}

fn order(of: &Signable, lang: Lang) -> Vec<Line> {
    let substitution =
        if of.substitution_allowed { lang.t("signing-substitution-yes") } else { lang.t("signing-substitution-no") };
    let pharmacy = of.pharmacy.as_ref().map(|pharmacy| format!("{}, {}", pharmacy.name, pharmacy.place));
    let overridden = (!of.overridden.is_empty())
        .then(|| lang.with("prescriptions-print-overridden", &[("count", of.overridden.len().into())]));
    let lines = [
        Some(line(lang.t("signing-quantity"), counted(&amount(of.quantity.value), &of.quantity.unit, lang))),
        Some(line(lang.t("signing-refills"), refills(of.refills.into(), lang))),
        Some(line(lang.t("signing-substitution"), substitution)),
        some(lang.t("signing-indication"), of.indication.clone()),
        some(lang.t("signing-note"), of.note.clone()),
        some(lang.t("signing-overridden"), overridden),
        some(lang.t("signing-pharmacy"), pharmacy),
        some(lang.t("signing-replaces"), of.replaces.map(|id| id.to_string())),
        some(lang.t("signing-rxnorm"), of.drug.rxcui.clone()),
    ];
    lines.into_iter().flatten().collect()
}

fn licence(of: &Signable, lang: Lang) -> String {
    let prescriber = &of.prescriber;
    let licence = format!("{} {}, {}", lang.t("signing-licence"), prescriber.licence.number, prescriber.licence.issuer);
    let npi = prescriber.npi.as_ref().map(|npi| format!("{} {npi}", lang.t("signing-npi")));
    [Some(licence), npi].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
