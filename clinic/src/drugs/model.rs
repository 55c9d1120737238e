use super::{Schedule, Strength, written};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr, sync::Arc};

/// A concept's number in RxNorm (RxCUI).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(transparent))]
#[serde(try_from = "String", into = "String")]
pub struct Rxcui(i64);

impl Rxcui {
    /// The number itself.
    pub fn number(self) -> i64 {
        self.0
    }
}

impl fmt::Display for Rxcui {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Text that is no RxCUI: one has one to eight digits and does not begin with a zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotRxcui;

impl fmt::Display for NotRxcui {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an RxCUI has one to eight digits")
    }
}

impl FromStr for Rxcui {
    type Err = NotRxcui;

    fn from_str(text: &str) -> Result<Self, NotRxcui> {
        let is_number = (1..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number || text.starts_with('0') {
            return Err(NotRxcui);
        }
        text.parse().map(Self).map_err(|_| NotRxcui)
    }
}

impl TryFrom<String> for Rxcui {
    type Error = NotRxcui;

    fn try_from(text: String) -> Result<Self, NotRxcui> {
        text.parse()
    }
}

impl From<Rxcui> for String {
    fn from(rxcui: Rxcui) -> Self {
        rxcui.to_string()
    }
}

/// Declares an enum whose variants have a name in RxNorm or in the tables.
macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($(#[$about:meta])* $variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $type {
            $($(#[$about])* $variant),+
        }

        impl $type {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name it is stored under.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),+
                }
            }

            /// Reads such a name.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.name() == name)
            }
        }
    };
}
pub(super) use named;

named! {
    /// What kind of product RxNorm describes (its term type, TTY).
    TermType {
        /// A drug with strength and form, by its ingredients.
        Scd = "SCD",
        /// The same under a brand name.
        Sbd = "SBD",
        /// A pack of several drugs, by their ingredients.
        Gpck = "GPCK",
        /// A pack under a brand name.
        Bpck = "BPCK",
    }
}

impl TermType {
    /// Whether it is a product under a brand name.
    pub fn is_branded(self) -> bool {
        matches!(self, Self::Sbd | Self::Bpck)
    }

    /// Whether it is a pack of several drugs.
    pub fn is_pack(self) -> bool {
        matches!(self, Self::Gpck | Self::Bpck)
    }
}

named! {
    /// The way a drug gets into or onto the body.
    Route {
        /// Swallowed.
        Oral = "oral",
        /// Under the tongue.
        Sublingual = "sublingual",
        /// Between cheek and gum.
        Buccal = "buccal",
        /// Breathed in.
        Inhaled = "inhaled",
        /// Into the nose.
        Nasal = "nasal",
        /// Onto the skin, to act there.
        Topical = "topical",
        /// Through the skin.
        Transdermal = "transdermal",
        /// Into the eye.
        Ophthalmic = "ophthalmic",
        /// Into the ear.
        Otic = "otic",
        /// Into the rectum.
        Rectal = "rectal",
        /// Into the vagina.
        Vaginal = "vaginal",
        /// Under the skin.
        Subcutaneous = "subcutaneous",
        /// Into a muscle.
        Intramuscular = "intramuscular",
        /// Into a vein.
        Intravenous = "intravenous",
    }
}

impl Route {
    /// The route that an RxNorm dose form names. Forms that name none, such as `Injection`, could go several ways.
    pub fn of_dose_form(form: &str) -> Option<Self> {
        const WORDS: [(&str, Route); 21] = [
            ("sublingual", Route::Sublingual),
            ("buccal", Route::Buccal),
            ("inhal", Route::Inhaled),
            ("nasal", Route::Nasal),
            ("ophthalmic", Route::Ophthalmic),
            ("otic", Route::Otic),
            ("rectal", Route::Rectal),
            ("enema", Route::Rectal),
            ("vaginal", Route::Vaginal),
            ("transdermal", Route::Transdermal),
            ("topical", Route::Topical),
            ("medicated pad", Route::Topical),
            ("medicated shampoo", Route::Topical),
            ("intravenous", Route::Intravenous),
            ("intramuscular", Route::Intramuscular),
            ("subcutaneous", Route::Subcutaneous),
            ("chewable", Route::Oral),
            ("oral", Route::Oral),
            ("disintegrating", Route::Oral),
            ("effervescent", Route::Oral),
            ("lozenge", Route::Oral),
        ];
        let form = form.to_ascii_lowercase();
        WORDS.iter().find(|(word, _)| form.contains(word)).map(|(_, route)| *route)
    }
}

/// An ingredient of a product, with how much of it there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ingredient {
    /// RxNorm's name of the ingredient (IN), in lower case and without the salt.
    pub name: Arc<str>,
    /// Its number in RxNorm, where it is known.
    pub rxcui: Option<Rxcui>,
    /// How much; none for packs, whose parts differ, and where RxNorm does not say.
    pub strength: Option<Strength>,
}

/// A drug as it can be prescribed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// Its number in RxNorm.
    pub rxcui: Rxcui,
    /// What kind of product it is.
    pub tty: TermType,
    /// RxNorm's name.
    pub name: String,
    /// The brand, for a branded one.
    pub brand: Option<String>,
    /// What is in it, at least one.
    pub ingredients: Vec<Ingredient>,
    /// RxNorm's dose form, such as `Oral Capsule`.
    pub dose_form: String,
    /// The route, where it is certain.
    pub route: Option<Route>,
    /// The schedule of a controlled substance (21 U.S.C. 812).
    pub schedule: Option<Schedule>,
}

impl Product {
    /// The product as people write it: `amoxicillin 500 mg oral capsule`.
    pub fn written(&self) -> String {
        written::product(&self.name, self.tty)
    }

    /// Whether it is a controlled substance.
    pub fn is_controlled(&self) -> bool {
        self.schedule.is_some_and(Schedule::is_controlled)
    }

    /// The ingredients in one line: `amoxicillin, clavulanate`.
    pub fn ingredient_names(&self) -> String {
        self.ingredients.iter().map(|ingredient| &*ingredient.name).collect::<Vec<_>>().join(", ")
    }

    /// The strengths in one line, in the order of the ingredients: `500 mg / 125 mg`.
    pub fn strengths(&self) -> Option<String> {
        let shown: Option<Vec<String>> =
            self.ingredients.iter().map(|one| one.strength.as_ref().map(ToString::to_string)).collect();
        shown.filter(|shown| !shown.is_empty()).map(|shown| shown.join(" / "))
    }
}

#[cfg(test)]
mod tests {
    use super::{Route, Rxcui};

    #[test]
    fn an_rxcui_is_a_number_without_leading_zeros() {
        assert_eq!("308182".parse::<Rxcui>().map(Rxcui::number), Ok(308_182));
        for wrong in ["", "0", "0123", "12a", "123456789", "-1", " 1"] {
            assert!(wrong.parse::<Rxcui>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_route_is_never_guessed() {
        assert_eq!(Route::of_dose_form("Extended Release Oral Tablet"), Some(Route::Oral));
        assert_eq!(Route::of_dose_form("Metered Dose Inhaler"), Some(Route::Inhaled));
        assert_eq!(Route::of_dose_form("Sublingual Tablet"), Some(Route::Sublingual));
        assert_eq!(Route::of_dose_form("Ophthalmic Solution"), Some(Route::Ophthalmic));
        assert_eq!(Route::of_dose_form("Injectable Solution"), None);
        assert_eq!(Route::of_dose_form("Prefilled Syringe"), None);
    }
}
