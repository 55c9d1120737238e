use crate::{
    directions::{self, Directions, Quantity, QuantityUnit, Typed, read_amount},
    drugs::{Product, Rxcui, Schedule},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most characters of a drug that is typed in words.
pub const LONGEST_DRUG: usize = 120;
/// The most characters of a note to the pharmacy.
pub const LONGEST_NOTE: usize = 120;
/// The most characters of what a prescription is for.
pub const LONGEST_INDICATION: usize = 80;
/// The most refills: a year of monthly supplies.
pub const MOST_REFILLS: u32 = 12;

/// A prescription as it was typed, whatever its state: what a draft keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// The drug's RxNorm code, where it was chosen from the formulary.
    pub rxcui: String,
    /// The drug in words.
    pub drug: String,
    /// How it is to be taken.
    pub directions: Typed,
    /// How much is handed out at once.
    pub quantity: String,
    /// The quantity's unit, a [`QuantityUnit`].
    pub unit: String,
    /// How many times more.
    pub refills: String,
    /// Whether the pharmacy must give exactly this product.
    pub no_substitution: bool,
    /// What the pharmacy is told besides.
    pub note: String,
    /// What it is for.
    pub indication: String,
    /// Why the prescriber goes on in spite of a card, by the card's key.
    pub reasons: BTreeMap<String, Reason>,
}

/// Why a prescriber goes on in spite of a card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The reason's code, a [`crate::safety::OverrideReason`].
    pub code: String,
    /// Words beside it.
    #[serde(default)]
    pub note: String,
}

/// A prescription with every part exact: what can be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The drug's RxNorm code, where it is in the formulary.
    pub rxcui: Option<Rxcui>,
    /// Drug, strength and form in words.
    pub drug: String,
    /// How it is to be taken.
    pub directions: Directions,
    /// How much is handed out at once.
    pub quantity: Quantity,
    /// How many times more.
    pub refills: u32,
    /// Whether the pharmacy may give another product of the same ingredients.
    pub substitution_allowed: bool,
    /// What the pharmacy is told besides.
    pub note: Option<String>,
    /// What it is for.
    pub indication: Option<String>,
}

/// What stands between a draft and its signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// No drug.
    Drug,
    /// The drug in words is too long.
    DrugTooLong,
    /// A controlled substance: this portal is no certified application for those (21 CFR 1311).
    Controlled(Schedule),
    /// Something about the directions.
    Directions(directions::Fault),
    /// No quantity, or no exact number.
    Quantity(directions::Kind),
    /// No unit of the quantity.
    Unit,
    /// No number of refills, or too many.
    Refills,
    /// The note is too long.
    NoteTooLong,
    /// What it is for is too long.
    IndicationTooLong,
    /// The patient's birth date is not known to the day.
    PatientBirthDate,
    /// The patient has no address.
    PatientAddress,
    /// The patient has no telephone number.
    PatientPhone,
    /// Nobody has confirmed a licence of the prescriber, or it has expired.
    Licence,
    /// The prescriber's account is not linked to a clinician.
    Practitioner,
    /// The clinic has no address.
    ClinicAddress,
    /// The clinic has no telephone number.
    ClinicPhone,
    /// The pharmacy is closed or gone.
    Pharmacy,
    /// The request that it answers was answered or taken back.
    Answered,
    /// A critical card has no reason to go on.
    Reason,
    /// All texts together are too long for one code; so many characters.
    TooLong(usize),
}

impl Lack {
    /// The field of the form it is about; `None` for what is mended elsewhere.
    pub fn field(&self) -> Option<String> {
        Some(match self {
            Self::Drug | Self::DrugTooLong | Self::Controlled(_) => "drug".to_owned(),
            Self::Answered => "ties".to_owned(),
            Self::Directions(fault) => fault.field.name(),
            Self::Quantity(_) => "quantity".to_owned(),
            Self::Unit => "unit".to_owned(),
            Self::Refills => "refills".to_owned(),
            Self::NoteTooLong | Self::TooLong(_) => "note".to_owned(),
            Self::IndicationTooLong => "indication".to_owned(),
            Self::Pharmacy => "pharmacy".to_owned(),
            Self::Reason => "reasons".to_owned(),
            Self::PatientBirthDate
            | Self::PatientAddress
            | Self::PatientPhone
            | Self::Licence
            | Self::Practitioner
            | Self::ClinicAddress
            | Self::ClinicPhone => return None,
        })
    }
}

impl Content {
    /// The code of the drug, where one was chosen.
    pub fn code(&self) -> Option<Rxcui> {
        self.rxcui.trim().parse().ok()
    }

    /// What was typed, with every part exact; or everything that is missing or wrong. `product` is the drug of the formulary
    /// with the code that was chosen.
    ///
    /// # Errors
    /// All that stands between it and a signature, as far as the prescription itself goes.
    pub fn judge(&self, product: Option<&Product>) -> Result<Order, Vec<Lack>> {
        let mut lacks = Vec::new();
        let drug = product.map_or_else(|| one_line(&self.drug), Product::written);
        if drug.is_empty() {
            lacks.push(Lack::Drug);
        } else if product.is_none() && drug.chars().count() > LONGEST_DRUG {
            lacks.push(Lack::DrugTooLong);
        }
        lacks.extend(product.and_then(|product| product.schedule).map(Lack::Controlled));
        let directions = match self.directions.judge() {
            Ok(directions) => Some(directions),
            Err(faults) => {
                lacks.extend(faults.into_iter().map(Lack::Directions));
                None
            }
        };
        let value = match read_amount(self.quantity.trim()) {
            Ok(value) => Some(value),
            Err(kind) => {
                lacks.push(Lack::Quantity(kind));
                None
            }
        };
        let unit = QuantityUnit::read(&self.unit);
        if unit.is_none() {
            lacks.push(Lack::Unit);
        }
        let refills = self.refills.trim().parse().ok().filter(|refills| *refills <= MOST_REFILLS);
        if refills.is_none() {
            lacks.push(Lack::Refills);
        }
        let (note, indication) = (one_line(&self.note), one_line(&self.indication));
        if note.chars().count() > LONGEST_NOTE {
            lacks.push(Lack::NoteTooLong);
        }
        if indication.chars().count() > LONGEST_INDICATION {
            lacks.push(Lack::IndicationTooLong);
        }
        let (true, Some(directions), Some(value), Some(unit), Some(refills)) =
            (lacks.is_empty(), directions, value, unit, refills)
        else {
            return Err(lacks);
        };
        Ok(Order {
            rxcui: product.map(|product| product.rxcui),
            drug,
            directions,
            quantity: Quantity { value, unit },
            refills,
            substitution_allowed: !self.no_substitution,
            note: (!note.is_empty()).then_some(note),
            indication: (!indication.is_empty()).then_some(indication),
        })
    }
}

/// The same text in one line: it stands in lists, on labels and in the signed code.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
