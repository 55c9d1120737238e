use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::kidney::Kidney;
use crate::patients::Sex;

/// The person for whom medicines are checked: what the rules ask about.
pub struct Subject {
    /// The birth date.
    pub born: Option<NaiveDate>,
    /// The day of the check, in the clinic's zone.
    pub today: NaiveDate,
    /// Administrative sex.
    pub sex: Option<Sex>,
    /// What is known about a pregnancy.
    pub pregnancy: Pregnancy,
    /// Whether she breastfeeds.
    pub breastfeeding: bool,
    /// Recorded allergies and intolerances, without those that were refuted.
    pub allergies: Vec<Allergy>,
    /// The newest result that tells how the kidneys work.
    pub kidney: Option<Kidney>,
    /// Body weight in kilograms.
    pub weight_kg: Option<Decimal>,
    /// Names of conditions, past ones too; accents and case do not matter.
    pub conditions: Vec<String>,
    /// Newest results of the tests that rules ask for.
    pub labs: Vec<Lab>,
}

/// What is known about a pregnancy.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pregnancy {
    /// Nobody has said.
    Unknown,
    /// She is not pregnant.
    No,
    /// She is.
    Yes {
        /// Completed weeks, where they are known.
        weeks: Option<u8>,
    },
}

/// A recorded allergy or intolerance (FHIR `AllergyIntolerance`).
#[derive(Clone)]
pub struct Allergy {
    /// What it is to, as it was written.
    pub text: String,
    /// Its codes: system and code.
    pub codes: Vec<(String, String)>,
    /// RxNorm ingredient names the caller made of the codes; empty when it could not.
    pub ingredients: Vec<String>,
    /// What kind of thing it is to, where the record says.
    pub category: Option<AllergyCategory>,
    /// How dangerous the record calls it.
    pub criticality: Option<Criticality>,
    /// What happened.
    pub reaction: Option<String>,
}

/// What kind of thing an allergy is to (FHIR `AllergyIntolerance.category`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AllergyCategory {
    /// A medicine.
    Medication,
    /// A vaccine or another product made from something living.
    Biologic,
    /// A food.
    Food,
    /// Something in the surroundings.
    Environment,
}

/// How dangerous a reaction could be (FHIR `AllergyIntolerance.criticality`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Criticality {
    /// Not dangerous to life.
    Low,
    /// Dangerous to life.
    High,
    /// Cannot be told.
    UnableToAssess,
}

/// A laboratory result that a rule asks for.
pub struct Lab {
    /// Which test.
    pub test: LabTest,
    /// The value in the test's own unit, see [`LabTest`].
    pub value: Decimal,
    /// The day of the sample.
    pub on: NaiveDate,
}

/// The tests that rules ask for, each with its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabTest {
    /// Digoxin in serum, ng/mL.
    Digoxin,
    /// Potassium, mmol/L.
    Potassium,
    /// Magnesium, mmol/L.
    Magnesium,
    /// Calcium, mg/dL.
    Calcium,
}

/// A medicine: a draft to be checked, or one the person already takes.
#[derive(Clone)]
pub struct Medicine {
    /// The caller's reference, such as "draft:" and an id. Unique within one check.
    pub key: String,
    /// The name people read.
    pub name: String,
    /// RxNorm ingredient names; case does not matter. Empty when the medicine was not recognised.
    pub ingredients: Vec<String>,
    /// Whether the ingredients were guessed from a misspelt name.
    pub guessed: bool,
    /// How it is taken; unknown counts as reaching the whole body.
    pub route: Option<Route>,
    /// The highest daily amount of each ingredient, where the directions tell it.
    pub daily: Vec<(String, DailyAmount)>,
    /// How often it is taken, where the directions tell it.
    pub rhythm: Option<Rhythm>,
    /// Where it comes from.
    pub origin: Origin,
    /// Since when it is taken.
    pub since: Option<NaiveDate>,
    /// Keys of present medicines this draft replaces: they are no longer counted.
    pub replaces: Vec<String>,
}

/// How a medicine is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// By mouth.
    Oral,
    /// Under the tongue.
    Sublingual,
    /// In the cheek.
    Buccal,
    /// Breathed in.
    Inhaled,
    /// Into the nose.
    Nasal,
    /// On the skin, to act there.
    Topical,
    /// Through the skin, to act in the body.
    Transdermal,
    /// Into the eye.
    Ophthalmic,
    /// Into the ear.
    Otic,
    /// Into the rectum.
    Rectal,
    /// Into the vagina.
    Vaginal,
    /// Under the skin.
    Subcutaneous,
    /// Into a muscle.
    Intramuscular,
    /// Into a vein.
    Intravenous,
}

impl Route {
    /// Whether what is given this way reaches the whole body in an amount that matters. What is breathed in or sprayed into the
    /// nose does, unless its ingredient is one that is given to act there.
    pub fn systemic(self) -> bool {
        !matches!(self, Self::Topical | Self::Ophthalmic | Self::Otic | Self::Vaginal)
    }
}

/// The highest amount for one day.
#[derive(Clone, PartialEq, Eq)]
pub struct DailyAmount {
    /// How much.
    pub value: Decimal,
    /// UCUM unit: g, mg or mcg (ug) can be compared with limits, others cannot.
    pub unit: String,
}

/// How often a medicine is taken, as far as a rule asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// On every day, or on several days in a row.
    Daily,
    /// Once a week.
    Weekly,
    /// Otherwise, such as once a month.
    Other,
}

/// Where a medicine comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is being written.
    Draft,
    /// It was prescribed here.
    Prescribed,
    /// It came in with a record.
    Imported,
}
