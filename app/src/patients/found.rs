use crate::{
    ui::{
        badge::Badge,
        list::{Row, Rows},
        text::Lang,
        tone::Tone,
    },
    web::{birth_words, sex_name},
};
use chrono::NaiveDate;
use clinic::{moment::Precision, patients::Found};
use leptos::prelude::*;

/// What a search came to.
pub(super) enum Results {
    /// There was too little to search for.
    TooShort,
    /// The patients found, and whether there are more.
    Found { rows: Vec<Found>, more: bool },
}

impl Results {
    /// At most `most` of what was found, where one more was asked for.
    pub fn new(found: Option<Vec<Found>>, most: i64) -> Self {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        match found {
            None => Self::TooShort,
            Some(mut rows) => {
                let more = rows.len() > most;
                rows.truncate(most);
                Self::Found { rows, more }
            }
        }
    }

    /// The outcome in a sentence, which screen readers are told as well.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::TooShort => lang.t("patients-too-short"),
            Self::Found { rows, more: true } => lang.with("patients-too-many", &[("count", rows.len().into())]),
            Self::Found { rows, more: false } => lang.with("patients-found", &[("count", rows.len().into())]),
        }
    }
}

/// Patients in a list, each leading to the record.
pub(super) fn patient_rows(rows: Vec<Found>, lang: Lang, today: NaiveDate) -> impl IntoView + use<> {
    let rows = rows
        .into_iter()
        .map(|patient| {
            let about = about(&patient, lang, today);
            let (mine, deceased) = (patient.mine, patient.deceased);
            let marks = move || {
                let lang = crate::ui::text::lang();
                view! {
                    {deceased.then(|| view! { <Badge tone=Tone::Quiet text=lang.t("banner-died") /> })}
                    {mine.then(|| view! { <Badge tone=Tone::Good text=lang.t("patients-is-mine") /> })}
                }
            };
            view! {
                <Row title=patient.name href=format!("/patients/{}", patient.id) aside=marks>
                    <p>{about}</p>
                </Row>
            }
        })
        .collect_view();
    view! { <Rows>{rows}</Rows> }
}

/// What tells namesakes apart, in one line.
fn about(patient: &Found, lang: Lang, today: NaiveDate) -> String {
    let exact = matches!(patient.birth_date_precision, None | Some(Precision::Day));
    let born = patient.birth_date.map(|date| {
        let words = birth_words(lang, date, patient.birth_date_precision);
        if exact && !patient.deceased {
            lang.with("patients-born-age", &[("date", words.into()), ("age", lang.age(date, today).into())])
        } else {
            lang.with("patients-born", &[("date", words.into())])
        }
    });
    let number = patient.record_number.clone().map(|number| lang.with("banner-mrn", &[("number", number.into())]));
    let parts = [born, Some(sex_name(patient.sex, lang)), number, patient.city.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
