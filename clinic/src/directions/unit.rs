use super::{Kind, Route};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What a dose is counted or measured in. Oral liquids have mL only: no teaspoons (ISMP, Targeted Medication Safety Best
/// Practices for Hospitals, best practice 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DoseUnit {
    /// A tablet.
    Tablet,
    /// A capsule.
    Capsule,
    /// A milliliter.
    #[serde(rename = "mL")]
    Milliliter,
    /// A puff of an inhaler.
    Puff,
    /// A drop into eye, ear or nose.
    Drop,
    /// A spray.
    Spray,
    /// A patch.
    Patch,
    /// A suppository.
    Suppository,
    /// An application of a cream, ointment or gel, without an amount.
    Application,
    /// A unit of insulin, vitamin D or the like; written in full, never "U" or "IU".
    Unit,
    /// A lozenge.
    Lozenge,
    /// A packet of powder.
    Packet,
    /// The content of a pen or syringe that holds one dose.
    Injection,
    /// A milligram.
    #[serde(rename = "mg")]
    Milligram,
    /// A microgram.
    #[serde(rename = "mcg")]
    Microgram,
    /// A gram.
    #[serde(rename = "g")]
    Gram,
    /// A milliequivalent.
    #[serde(rename = "mEq")]
    Milliequivalent,
}

impl DoseUnit {
    /// All of them, the most common first.
    pub const ALL: [Self; 17] = [
        Self::Tablet,
        Self::Capsule,
        Self::Milliliter,
        Self::Puff,
        Self::Drop,
        Self::Spray,
        Self::Patch,
        Self::Suppository,
        Self::Application,
        Self::Unit,
        Self::Lozenge,
        Self::Packet,
        Self::Injection,
        Self::Milligram,
        Self::Microgram,
        Self::Gram,
        Self::Milliequivalent,
    ];

    /// The name in forms and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tablet => "tablet",
            Self::Capsule => "capsule",
            Self::Milliliter => "mL",
            Self::Puff => "puff",
            Self::Drop => "drop",
            Self::Spray => "spray",
            Self::Patch => "patch",
            Self::Suppository => "suppository",
            Self::Application => "application",
            Self::Unit => "unit",
            Self::Lozenge => "lozenge",
            Self::Packet => "packet",
            Self::Injection => "injection",
            Self::Milligram => "mg",
            Self::Microgram => "mcg",
            Self::Gram => "g",
            Self::Milliequivalent => "mEq",
        }
    }

    /// The unit of that name.
    pub fn read(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.name() == name)
    }

    /// The UCUM code. What UCUM has no unit for is an annotation. USP's insulin and vitamin units are international units.
    pub const fn ucum(self) -> &'static str {
        match self {
            Self::Tablet => "{tablet}",
            Self::Capsule => "{capsule}",
            Self::Milliliter => "mL",
            Self::Puff => "{puff}",
            Self::Drop => "[drp]",
            Self::Spray => "{spray}",
            Self::Patch => "{patch}",
            Self::Suppository => "{suppository}",
            Self::Application => "{application}",
            Self::Unit => "[iU]",
            Self::Lozenge => "{lozenge}",
            Self::Packet => "{packet}",
            Self::Injection => "{injection}",
            Self::Milligram => "mg",
            Self::Microgram => "ug",
            Self::Gram => "g",
            Self::Milliequivalent => "meq",
        }
    }

    /// The English word for that amount: "tablet" for 0.5 and 1, else "tablets"; measures stay as they are.
    pub fn words(self, value: Decimal) -> &'static str {
        let one = value <= Decimal::ONE;
        match self {
            Self::Tablet if !one => "tablets",
            Self::Capsule if !one => "capsules",
            Self::Puff if !one => "puffs",
            Self::Drop if !one => "drops",
            Self::Spray if !one => "sprays",
            Self::Patch if !one => "patches",
            Self::Suppository if !one => "suppositories",
            Self::Application if !one => "applications",
            Self::Unit if !one => "units",
            Self::Lozenge if !one => "lozenges",
            Self::Packet if !one => "packets",
            Self::Injection if !one => "injections",
            _ => self.name(),
        }
    }

    /// Whether it is a measure of mass.
    pub const fn is_mass(self) -> bool {
        matches!(self, Self::Milligram | Self::Microgram | Self::Gram)
    }

    /// Whether a pharmacy hands out only whole ones of it.
    pub(super) const fn is_piece(self) -> bool {
        matches!(
            self,
            Self::Tablet
                | Self::Capsule
                | Self::Puff
                | Self::Spray
                | Self::Patch
                | Self::Suppository
                | Self::Lozenge
                | Self::Packet
                | Self::Injection
        )
    }

    /// The routes a dose in this unit can take, the most common first.
    pub const fn routes(self) -> &'static [Route] {
        match self {
            Self::Tablet => &[Route::Oral, Route::Sublingual, Route::Buccal, Route::Vaginal],
            Self::Capsule => &[Route::Oral, Route::Inhaled, Route::Vaginal],
            Self::Milliliter => &[
                Route::Oral,
                Route::Nebulized,
                Route::Subcutaneous,
                Route::Intramuscular,
                Route::Skin,
                Route::Rectal,
                Route::Mouth,
            ],
            Self::Puff => &[Route::Inhaled],
            Self::Drop => &[Route::Eye, Route::Ear, Route::Nose],
            Self::Spray => &[Route::Nose, Route::Sublingual, Route::Mouth, Route::Skin],
            Self::Patch => &[Route::Skin],
            Self::Suppository => &[Route::Rectal, Route::Vaginal],
            Self::Application => &[Route::Skin, Route::Eye, Route::Ear, Route::Nose, Route::Vaginal, Route::Rectal],
            Self::Unit => &[Route::Subcutaneous, Route::Oral, Route::Intramuscular],
            Self::Lozenge => &[Route::Mouth],
            Self::Packet => &[Route::Oral],
            Self::Injection => &[Route::Subcutaneous, Route::Intramuscular],
            Self::Milligram | Self::Microgram => {
                &[Route::Oral, Route::Sublingual, Route::Subcutaneous, Route::Intramuscular, Route::Vaginal]
            }
            Self::Gram => &[Route::Skin, Route::Oral, Route::Vaginal, Route::Rectal],
            Self::Milliequivalent => &[Route::Oral],
        }
    }

    /// The most of one dose. It catches a slip and is no clinical limit.
    pub(super) fn most(self) -> Decimal {
        Decimal::from(match self {
            Self::Application => 1,
            Self::Patch | Self::Injection | Self::Suppository | Self::Lozenge => 4,
            Self::Spray | Self::Packet => 8,
            Self::Puff => 12,
            Self::Tablet | Self::Capsule | Self::Drop => 20,
            Self::Gram | Self::Milliequivalent => 100,
            Self::Milliliter => 1_000,
            Self::Milligram | Self::Microgram => 10_000,
            Self::Unit => 100_000,
        })
    }

    /// What is wrong with an amount in this unit, if anything: nothing at all, more than `most`, or more exact than can be taken.
    pub(super) fn wrong(self, value: Decimal, most: Decimal) -> Option<Kind> {
        if value <= Decimal::ZERO {
            return Some(Kind::TooSmall { least: self.least() });
        }
        if value > most {
            return Some(Kind::TooLarge { most });
        }
        let times = |parts: i64| value.checked_mul(Decimal::from(parts)).is_some_and(|value| value.fract().is_zero());
        let decimals = |most: u32| (value.normalize().scale() > most).then_some(Kind::TooManyDecimals { most });
        match self {
            Self::Tablet => (!times(4)).then_some(Kind::NotAQuarter),
            // Pens and syringes with half units exist.
            Self::Unit => (!times(2)).then_some(Kind::NotAHalf),
            Self::Milliliter if value < Decimal::ONE => decimals(2),
            Self::Milliliter | Self::Gram => decimals(if self == Self::Gram { 2 } else { 1 }),
            Self::Milligram | Self::Microgram | Self::Milliequivalent => decimals(3),
            _ => (!times(1)).then_some(Kind::NotWhole),
        }
    }

    fn least(self) -> Decimal {
        match self {
            Self::Tablet => Decimal::new(25, 2),
            Self::Unit => Decimal::new(5, 1),
            Self::Milliliter | Self::Gram => Decimal::new(1, 2),
            Self::Milligram | Self::Microgram | Self::Milliequivalent => Decimal::new(1, 3),
            _ => Decimal::ONE,
        }
    }
}
