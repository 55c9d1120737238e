//! For which tests a mass can be told as an amount of substance, and the other way round.
//!
//! Atomic weights are the abridged standard ones of IUPAC's Commission on Isotopic Abundances and Atomic Weights (CIAAW, 2021), formulas
//! those of PubChem. Triglycerides, phosphate and proteins are left out: laboratories do not agree on what one mole of them is.

use rust_decimal::Decimal;

/// How a test's amount of substance follows from what is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    /// From its mass: so many grams are a mole.
    GramsPerMole(Decimal),
    /// From its charge: an ion of one charge has as many equivalents as moles.
    OneCharge,
}

/// Hundred-thousandths of a gram in a mole: hydrogen, carbon, nitrogen, oxygen.
const LIGHT: [i64; 4] = [100_800, 1_201_100, 1_400_700, 1_599_900];

/// A substance: its atoms of hydrogen, carbon, nitrogen and oxygen, the hundred-thousandths of a gram of what else is in it, and the LOINC
/// codes of its tests.
const SUBSTANCES: [([i64; 4], i64, &[&str]); 10] = [
    // Glucose, C6H12O6.
    ([12, 6, 0, 6], 0, &["2345-7", "2339-0", "14749-6", "15074-8", "1558-6", "32016-8", "1507-3", "1518-0"]),
    // Urea nitrogen: the nitrogen of urea, N2.
    ([0, 0, 2, 0], 0, &["3094-0", "6299-2", "14937-7"]),
    // Creatinine, C4H7N3O.
    ([7, 4, 3, 1], 0, &["2160-0", "38483-4", "14682-9"]),
    // Uric acid, C5H4N4O3.
    ([4, 5, 4, 3], 0, &["3084-1"]),
    // Cholesterol, C27H46O.
    ([46, 27, 0, 1], 0, &["2093-3", "2085-9", "13457-7", "18262-6", "43396-1"]),
    // Bilirubin, C33H36N4O6.
    ([36, 33, 4, 6], 0, &["1975-2", "14631-6", "1968-7", "1971-1"]),
    // Calcium.
    ([0, 0, 0, 0], 4_007_800, &["17861-6", "49765-1", "2000-8", "17863-2", "1995-0", "1994-3"]),
    // Magnesium.
    ([0, 0, 0, 0], 2_430_500, &["19123-9"]),
    // Iron.
    ([0, 0, 0, 0], 5_584_500, &["2498-4"]),
    // Lead.
    ([0, 0, 0, 0], 20_720_000, &["5671-3"]),
];

/// Sodium, potassium, chloride and bicarbonate.
const ONE_CHARGE: [&str; 9] =
    ["2951-2", "2947-0", "2823-3", "6298-4", "2075-0", "2069-3", "2028-9", "20565-8", "1959-6"];

impl Amount {
    /// What is known of the test with this LOINC code.
    pub(super) fn of(code: &str) -> Option<Self> {
        if ONE_CHARGE.contains(&code) {
            return Some(Self::OneCharge);
        }
        let (atoms, rest, _) = SUBSTANCES.iter().find(|(.., codes)| codes.contains(&code))?;
        let light: i64 = atoms.iter().zip(LIGHT).map(|(count, weight)| count * weight).sum();
        Some(Self::GramsPerMole(Decimal::new(light + rest, 5)))
    }
}
