//! A product's name as people write it, made from RxNorm's: units in lower case, nothing left out that tells products apart.

use super::{TermType, Unit, strength::written_number};
use rust_decimal::Decimal;

/// `Acetaminophen 325 MG / oxyCODONE Hydrochloride 5 MG Oral Tablet` becomes
/// `acetaminophen 325 mg / oxyCODONE hydrochloride 5 mg oral tablet`. Letters that RxNorm sets in capitals against confusion
/// (`predniSONE`) stay so; a brand keeps its own writing.
pub(super) fn product(name: &str, tty: TermType) -> String {
    let (name, brand) = match name.trim().strip_suffix(']').and_then(|rest| rest.rsplit_once('[')) {
        Some((name, brand)) => (name, Some(brand)),
        None => (name, None),
    };
    // A branded pack is called by its brand alone, which keeps its capitals.
    let keeps_capitals = tty == TermType::Bpck;
    let mut words: Vec<String> = Vec::new();
    let mut tokens = name.split_whitespace().peekable();
    while let Some(token) = tokens.next() {
        if is_application_number(token) && words.is_empty() {
            continue;
        }
        let number =
            Decimal::from_str_exact(token).ok().filter(|_| token.starts_with(|first: char| first.is_ascii_digit()));
        match (number, tokens.peek().and_then(|next| units(next))) {
            (Some(number), Some(unit)) => {
                let unit_token = tokens.next().unwrap_or_default();
                words.push(amount(number, unit_token, &unit));
            }
            (Some(number), None) => words.push(written_number(number)),
            (None, _) if keeps_capitals => words.push(token.to_owned()),
            (None, _) => words.push(word(token)),
        }
    }
    let mut text = words.join(" ");
    if let Some(brand) = brand {
        text.push_str(" (");
        text.push_str(brand.trim());
        text.push(')');
    }
    text
}

/// The number of the application that RxNorm puts before some products, such as `NDA020503`.
fn is_application_number(token: &str) -> bool {
    token
        .strip_prefix("NDA")
        .or_else(|| token.strip_prefix("BLA"))
        .is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A unit or a ratio of units as people write it, where the token is one in capitals.
fn units(token: &str) -> Option<String> {
    let known = |unit: &Unit| unit.shown() != unit.code() || matches!(unit.code(), "%" | "L");
    // `5 MG/5ML`: the second number belongs to the unit.
    let part = |text: &str| {
        let letters = text.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
        let number = text.get(..text.len() - letters.len())?;
        let unit = Unit::parse(letters).filter(known).filter(|_| letters == letters.to_ascii_uppercase())?;
        match number {
            "" => Some(unit.shown().to_owned()),
            number => Some(format!("{} {}", written_number(Decimal::from_str_exact(number).ok()?), unit.shown())),
        }
    };
    let (first, per) = token.split_once('/').map_or((token, None), |(first, per)| (first, Some(per)));
    let first = Unit::parse(first).filter(known).filter(|_| first == first.to_ascii_uppercase())?;
    match per {
        None => Some(first.shown().to_owned()),
        Some(per) => Some(format!("{}/{}", first.shown(), part(per)?)),
    }
}

/// `24 HR` before a name is how long a dose lasts and `120 ACTUAT` how many there are: `24-hour`, `120-actuation`.
fn amount(number: Decimal, token: &str, unit: &str) -> String {
    match token {
        "HR" | "ACTUAT" => format!("{}-{unit}", written_number(number)),
        "%" => format!("{}%", written_number(number)),
        _ => format!("{} {unit}", written_number(number)),
    }
}

/// A word in lower case, unless its capitals mean something: `predniSONE`, `B12`, `XR`.
fn word(token: &str) -> String {
    let parts: Vec<String> = token
        .split('-')
        .map(|part| {
            let mut letters = part.chars().filter(|letter| letter.is_alphabetic());
            let ordinary = letters.next().is_some_and(char::is_uppercase)
                && letters.clone().next().is_some()
                && letters.all(char::is_lowercase);
            if ordinary { part.to_lowercase() } else { part.to_owned() }
        })
        .collect();
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use super::product;
    use crate::drugs::TermType;

    #[test]
    fn names_become_what_people_write() {
        for (name, written) in [
            ("amoxicillin 500 MG Oral Capsule", "amoxicillin 500 mg oral capsule"),
            (
                "Acetaminophen 325 MG / oxyCODONE Hydrochloride 2.5 MG Oral Tablet",
                "acetaminophen 325 mg / oxyCODONE hydrochloride 2.5 mg oral tablet",
            ),
            ("predniSONE 20 MG Oral Tablet", "predniSONE 20 mg oral tablet"),
            ("HYDROcodone Bitartrate 5 MG Oral Tablet", "HYDROcodone bitartrate 5 mg oral tablet"),
            ("atorvastatin 10 MG Oral Tablet [Lipitor]", "atorvastatin 10 mg oral tablet (Lipitor)"),
            (
                "24 HR Metformin hydrochloride 500 MG Extended Release Oral Tablet",
                "24-hour metformin hydrochloride 500 mg extended release oral tablet",
            ),
            (
                "NDA020503 200 ACTUAT Albuterol 0.09 MG/ACTUAT Metered Dose Inhaler",
                "200-actuation albuterol 0.09 mg/actuation metered dose inhaler",
            ),
            (
                "0.4 ML Enoxaparin sodium 100 MG/ML Prefilled Syringe",
                "0.4 mL enoxaparin sodium 100 mg/mL prefilled syringe",
            ),
            (
                "1 ML heparin sodium, porcine 5000 UNT/ML Injection",
                "1 mL heparin sodium, porcine 5,000 units/mL injection",
            ),
            ("72 HR Fentanyl 0.025 MG/HR Transdermal System", "72-hour fentanyl 0.025 mg/hour transdermal system"),
            ("Penicillin V Potassium 250 MG Oral Tablet", "penicillin V potassium 250 mg oral tablet"),
            (
                "Preservative-Free timolol 5 MG/ML Ophthalmic Solution",
                "preservative-free timolol 5 mg/mL ophthalmic solution",
            ),
            ("isoflurane 99.9 % Inhalation Solution", "isoflurane 99.9% inhalation solution"),
            ("sodium fluoride 0.0272 MG/MG Oral Gel", "sodium fluoride 0.0272 mg/mg oral gel"),
            ("Levothyroxine Sodium 0.0750 MG Oral Tablet", "levothyroxine sodium 0.075 mg oral tablet"),
        ] {
            assert_eq!(product(name, TermType::Scd), written);
        }
        assert_eq!(product("Yaz 28 Day Pack", TermType::Bpck), "Yaz 28 Day Pack");
    }
}
