//! FHIR's data types, as far as they are read. Everything is optional and unknown elements are passed over, so that any
//! version of a profile can come in; a value of the wrong kind is an error that names its place.

use super::moment::When;
use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::value::RawValue;

/// A decimal with the digits the sender wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Digits(pub(super) String);

impl<'de> Deserialize<'de> for Digits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let text = raw.get();
        if text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(D::Error::custom("a number is expected"))
        }
    }
}

/// Declares structs of optional elements under FHIR's names.
macro_rules! fhir {
    ($($(#[$doc:meta])* $name:ident { $($(#[$attribute:meta])* $field:ident: $type:ty),* $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Default, serde::Deserialize)]
        #[serde(rename_all = "camelCase", default, expecting = "a JSON object")]
        pub(super) struct $name { $($(#[$attribute])* pub(super) $field: $type),* }
    )+};
}
pub(super) use fhir;

fhir! {
    Meta { last_updated: Option<When>, version_id: Option<String> }

    Coding { system: Option<String>, code: Option<String>, display: Option<String> }

    CodeableConcept { coding: Vec<Coding>, text: Option<String> }

    Identifier {
        #[serde(rename = "type")]
        kind: Option<CodeableConcept>,
        system: Option<String>,
        value: Option<String>,
    }

    Reference {
        #[serde(rename = "reference")]
        to: Option<String>,
        display: Option<String>,
    }

    Period { start: Option<When>, end: Option<When> }

    Quantity {
        value: Option<Digits>,
        comparator: Option<String>,
        unit: Option<String>,
        code: Option<String>,
    }

    Range { low: Option<Quantity>, high: Option<Quantity> }

    Ratio { numerator: Option<Quantity>, denominator: Option<Quantity> }

    HumanName {
        #[serde(rename = "use")]
        usage: Option<String>,
        text: Option<String>,
        family: Option<String>,
        #[serde(deserialize_with = "without_nulls")]
        given: Vec<String>,
        #[serde(deserialize_with = "without_nulls")]
        prefix: Vec<String>,
        #[serde(deserialize_with = "without_nulls")]
        suffix: Vec<String>,
        period: Option<Period>,
    }

    ContactPoint {
        system: Option<String>,
        value: Option<String>,
        #[serde(rename = "use")]
        usage: Option<String>,
        rank: Option<u32>,
    }

    Address {
        #[serde(rename = "use")]
        usage: Option<String>,
        text: Option<String>,
        #[serde(deserialize_with = "without_nulls")]
        line: Vec<String>,
        city: Option<String>,
        state: Option<String>,
        postal_code: Option<String>,
        country: Option<String>,
        period: Option<Period>,
    }

    Annotation { text: Option<String> }

    Attachment {
        content_type: Option<String>,
        data: Option<String>,
        url: Option<String>,
        title: Option<String>,
        creation: Option<When>,
    }

    Extension { url: String, value_code: Option<String>, value_string: Option<String> }

    /// What every resource may have.
    Base {
        meta: Option<Meta>,
        #[serde(deserialize_with = "one_or_many")]
        identifier: Vec<Identifier>,
        contained: Vec<Box<RawValue>>,
    }
}

/// Some types have one identifier where most have a list.
fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Identifier>, D::Error> {
    let raw = Box::<RawValue>::deserialize(deserializer)?;
    let text = raw.get();
    let read = if text.starts_with('[') {
        serde_json::from_str(text)
    } else {
        serde_json::from_str(text).map(|one: Option<Identifier>| one.into_iter().collect())
    };
    read.map_err(|error| D::Error::custom(super::problem::described(&error, text)))
}

/// FHIR puts `null` into a list of texts where one has only an extension.
fn without_nulls<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    Ok(Vec::<Option<String>>::deserialize(deserializer)?.into_iter().flatten().collect())
}

impl CodeableConcept {
    /// What a person reads: the text, else a coding's display, else its code.
    pub(super) fn words(&self) -> Option<String> {
        let display = || self.coding.iter().find_map(|coding| present(coding.display.as_deref()));
        let code = || self.coding.iter().find_map(|coding| present(coding.code.as_deref()));
        present(self.text.as_deref()).or_else(display).or_else(code).map(str::to_owned)
    }

    /// The first code.
    pub(super) fn code(&self) -> Option<&str> {
        self.coding.iter().find_map(|coding| present(coding.code.as_deref()))
    }

    /// System and code: of `preferred`, a code system, if there is one, else the first.
    pub(super) fn coded(&self, preferred: &str) -> (Option<String>, Option<String>) {
        let coded = || self.coding.iter().filter(|coding| present(coding.code.as_deref()).is_some());
        let chosen = coded().find(|coding| coding.system.as_deref() == Some(preferred)).or_else(|| coded().next());
        chosen.map_or((None, None), |coding| (coding.system.clone(), coding.code.clone()))
    }
}

/// The words of all concepts, joined; nothing when there are none.
pub(super) fn joined(concepts: &[CodeableConcept]) -> Option<String> {
    join(concepts.iter().filter_map(CodeableConcept::words), ", ")
}

/// The texts of notes, a blank line between them.
pub(super) fn notes(notes: &[Annotation]) -> Option<String> {
    join(notes.iter().filter_map(|note| note.text.clone()), "\n\n")
}

/// Joins texts, leaving out empty and repeated ones.
pub(super) fn join(texts: impl IntoIterator<Item = String>, between: &str) -> Option<String> {
    let mut seen: Vec<String> = Vec::new();
    for text in texts {
        let text = text.trim().to_owned();
        if !text.is_empty() && !seen.contains(&text) {
            seen.push(text);
        }
    }
    (!seen.is_empty()).then(|| seen.join(between))
}

/// A text unless it is missing or blank.
pub(super) fn present(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

impl HumanName {
    /// The whole name as one writes it.
    pub(super) fn whole(&self) -> Option<String> {
        if let Some(text) = present(self.text.as_deref()) {
            return Some(text.to_owned());
        }
        let parts = self.prefix.iter().chain(&self.given).chain(&self.family).chain(&self.suffix);
        join_words(parts)
    }

    /// The given names.
    pub(super) fn given(&self) -> Option<String> {
        join_words(&self.given)
    }
}

/// Joins words with blanks.
pub(super) fn join_words<'w>(words: impl IntoIterator<Item = &'w String>) -> Option<String> {
    let words: Vec<&str> = words.into_iter().filter_map(|word| present(Some(word))).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The name to call a person by: the official one, else the usual one, else the first that is not an old one.
pub(super) fn name(names: &[HumanName]) -> Option<&HumanName> {
    let with = |wanted: &str| names.iter().find(|name| name.usage.as_deref() == Some(wanted) && name.current());
    with("official")
        .or_else(|| with("usual"))
        .or_else(|| {
            names.iter().find(|name| !matches!(name.usage.as_deref(), Some("old" | "maiden")) && name.current())
        })
        .or_else(|| names.first())
}

impl HumanName {
    fn current(&self) -> bool {
        self.period.as_ref().is_none_or(|period| period.end.is_none())
    }
}

/// The contact of a kind (`phone`, `email`): the first by rank that is not an old one.
pub(super) fn contact(contacts: &[ContactPoint], system: &str) -> Option<String> {
    contacts
        .iter()
        .filter(|contact| contact.system.as_deref() == Some(system) && contact.usage.as_deref() != Some("old"))
        .min_by_key(|contact| contact.rank.unwrap_or(u32::MAX))
        .and_then(|contact| present(contact.value.as_deref()).map(str::to_owned))
}

/// The address to write to: the one at home, else the first that still holds.
pub(super) fn address(addresses: &[Address]) -> Option<&Address> {
    let current = || {
        addresses.iter().filter(|address| {
            address.usage.as_deref() != Some("old") && address.period.as_ref().is_none_or(|period| period.end.is_none())
        })
    };
    current().find(|address| address.usage.as_deref() == Some("home")).or_else(|| current().next())
}

impl Address {
    /// Street and house, one line below the other; the whole text where nothing is taken apart.
    pub(super) fn lines(&self) -> Option<String> {
        join(self.line.iter().cloned(), "\n")
            .or_else(|| if self.city.is_none() { present(self.text.as_deref()).map(str::to_owned) } else { None })
    }
}

impl Quantity {
    /// The number with its unit, as people write it.
    pub(super) fn words(&self) -> Option<String> {
        let Digits(value) = self.value.as_ref()?;
        let comparator = self.comparator.as_deref().unwrap_or_default();
        Some(match self.shown_unit() {
            Some(unit) if unit.starts_with('%') => format!("{comparator}{value}{unit}"),
            Some(unit) => format!("{comparator}{value} {unit}"),
            None => format!("{comparator}{value}"),
        })
    }

    /// The unit's name, else its code; `1` is no unit.
    pub(super) fn shown_unit(&self) -> Option<&str> {
        present(self.unit.as_deref()).or_else(|| present(self.code.as_deref())).filter(|unit| *unit != "1")
    }
}

impl Range {
    /// From and to, as people write it.
    pub(super) fn words(&self) -> Option<String> {
        let bound = |quantity: &Option<Quantity>| quantity.as_ref().and_then(Quantity::words);
        match (bound(&self.low), bound(&self.high)) {
            (Some(low), Some(high)) => Some(format!("{low} to {high}")),
            (Some(low), None) => Some(format!("{low} or more")),
            (None, Some(high)) => Some(format!("up to {high}")),
            (None, None) => None,
        }
    }
}
