//! Choosing a pharmacy from a list with a search: the patient's own, that of a prescription, and where a pharmacist works.

use super::pharmacy_place;
use crate::{
    ui::{
        button::SendOrCancel,
        choice::{Choice, RadioField},
        empty::Empty,
        filter::Filter,
        form::{FieldError, Form, error_at},
        icon::Symbol,
        notice::Notice as NoticeBox,
        pager::NamePager,
        text::Lang,
        tone::Tone,
    },
    web::segment,
};
use clinic::{
    Error,
    db::Source,
    ids::OrganizationId,
    paging::ByName,
    profile::{Pharmacy, pharmacies},
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

impl PharmacyFields {
    /// The pharmacy, or `Some(None)` for none; `None` where nothing was chosen.
    pub(crate) fn chosen(&self) -> Option<Option<OrganizationId>> {
        match self.pharmacy.as_str() {
            "none" => Some(None),
            id => id.parse().ok().map(Some),
        }
    }
}

/// The pharmacies to choose from.
pub(crate) struct Choosing {
    text: String,
    found: ByName<Pharmacy>,
}

/// What is chosen for.
pub(crate) struct ChosenFor {
    /// The page itself, which takes the answer as well.
    pub(crate) path: String,
    /// Where the way back leads.
    pub(crate) back: String,
    /// The words of the button.
    pub(crate) button: String,
    /// What to do where no pharmacy is entered at all.
    pub(crate) advice: String,
    /// The pharmacy of now.
    pub(crate) present: Option<OrganizationId>,
    /// Why the answer was refused.
    pub(crate) error: Option<String>,
}

impl Choosing {
    /// Reads the page that is asked for.
    pub(crate) async fn find(q: &mut impl Source, asked: PharmacyAsked) -> Result<Self, Error> {
        let text: String = asked.q.trim().chars().take(LONGEST).collect();
        let found = pharmacies(q, &text, asked.after.parse().ok(), SHOWN).await?;
        Ok(Self { text, found })
    }

    /// The search, the list and the way to more.
    pub(crate) fn view(self, of: ChosenFor, lang: Lang) -> AnyView {
        let Self { text, found } = self;
        let query = if text.is_empty() { String::new() } else { format!("q={}", segment(&text)) };
        let beginning = (!found.first).then(|| format!("{}?{query}", of.path));
        let next = found.next.map(|id| format!("{}?{query}&after={id}", of.path));
        let action = of.path.clone();
        let list =
            if found.rows.is_empty() { nothing(of, text.is_empty(), lang) } else { choices(of, &found.rows, lang) };
        view! {
            <Filter action=action search=lang.t("profile-pharmacy-search") query=text />
            {list}
            <NamePager beginning=beginning next=next />
        }
        .into_any()
    }
}

fn choices(of: ChosenFor, rows: &[Pharmacy], lang: Lang) -> AnyView {
    let choices = rows
        .iter()
        .map(|row| Choice::new(row.id.to_string(), row.name.clone()).with_hint(pharmacy_place(row)))
        .collect();
    let errors: Vec<FieldError> = of.error.into_iter().map(|message| FieldError::new("pharmacy", message)).collect();
    view! {
        <Form action=of.path errors=errors.clone()>
            <RadioField
                name="pharmacy"
                legend=lang.t("profile-pharmacy-choose")
                choices=choices
                value=of.present.map(|id| id.to_string())
                error=error_at(&errors, "pharmacy")
            />
            <SendOrCancel words=of.button back=of.back />
        </Form>
    }
    .into_any()
}

fn nothing(of: ChosenFor, is_all: bool, lang: Lang) -> AnyView {
    let (title, advice) = if is_all {
        (lang.t("profile-pharmacy-empty"), of.advice)
    } else {
        (lang.t("profile-pharmacy-not-found"), lang.t("profile-pharmacy-not-found-advice"))
    };
    view! {
        {of.error.map(|message| view! { <NoticeBox tone=Tone::Warn title=message>""</NoticeBox> })}
        <Empty icon=Symbol::Place title=title>
            <p>{advice}</p>
        </Empty>
    }
    .into_any()
}
