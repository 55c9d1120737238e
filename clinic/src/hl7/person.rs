use super::model::{Identifier, LabReport, Name};
use crate::{
    fold::fold,
    patients::{Sex, is_alike},
};
use chrono::NaiveDate;

/// What tells persons apart: of a message, or of a record it may belong to.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The numbers by which they are known.
    pub numbers: Vec<Number>,
    /// The family name.
    pub family: String,
    /// All given names.
    pub given: String,
    /// Such as `Jr`.
    pub suffix: String,
    /// When they were born, if the day is known.
    pub born: Option<NaiveDate>,
    /// Administrative sex; nothing where it is not known.
    pub sex: Option<Sex>,
}

/// A number with who gave it: by itself a number is nobody's.
#[derive(Clone, PartialEq, Eq)]
pub struct Number {
    /// Who gave it: the world-wide name, else the local one; empty for nobody.
    pub authority: String,
    /// Its kind, such as `MR`.
    pub kind: Option<String>,
    /// The number.
    pub value: String,
}

/// How two persons compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// The same number of the same authority, and nothing else speaks against it.
    SameNumber,
    /// The same whole name, birth date and sex. Two people can be born alike: a person may look at it first.
    SameNameBirthSex,
    /// They may be one, and somebody must decide.
    Doubtful(Vec<Doubt>),
    /// Nothing says that they are one.
    Other,
}

/// Why it is not sure that two persons are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The number is the same, but no authority is named with one of them.
    NumberWithoutAuthority,
    /// They have different numbers of the same authority and kind.
    OtherNumber,
    /// The names have nothing in common.
    OtherName,
    /// Family names share a word or nearly so: a double name, a part of one, a slip of the finger.
    PartOfFamilyName,
    /// Given names share a word or nearly so: a middle name or initial that one has not, a short form.
    PartOfGivenName,
    /// Family and given name changed places.
    NamesSwapped,
    /// One has another suffix, such as Jr.
    OtherSuffix,
    /// Different birth dates.
    OtherBirthDate,
    /// A birth date is missing or not known to the day.
    NoBirthDate,
    /// Different sex.
    OtherSex,
    /// A sex is missing or unknown.
    NoSex,
}

impl Person {
    /// The person of a report. The legal name counts, else the first; further ones are names they had or are called by.
    pub fn of(report: &LabReport) -> Self {
        let patient = &report.patient;
        let legal = patient.names.iter().find(|name| name.kind.as_deref() == Some("L"));
        let name = legal.or(patient.names.first());
        let join = |read: fn(&Name) -> [&Option<String>; 2]| {
            let parts = name.map(read).into_iter().flatten().flatten();
            parts.map(String::as_str).collect::<Vec<_>>().join(" ")
        };
        Self {
            numbers: patient.identifiers.iter().map(Number::of).collect(),
            family: join(|name| [&name.family, &None]),
            given: join(|name| [&name.given, &name.middle]),
            suffix: join(|name| [&name.suffix, &None]),
            born: patient.born.and_then(|born| born.day()),
            sex: patient.sex.as_deref().and_then(sex),
        }
    }

    /// Compares with a record. Case, accents, blanks and signs in names make no difference; anything else is a doubt.
    pub fn compare(&self, other: &Self) -> Likeness {
        let number = self.number(other);
        let names = self.names(other);
        let birth = compared(self.born, other.born, Doubt::OtherBirthDate, Doubt::NoBirthDate);
        let sex = compared(known(self.sex), known(other.sex), Doubt::OtherSex, Doubt::NoSex);
        let mut doubts: Vec<Doubt> = names.iter().copied().chain(birth).chain(sex).collect();
        match number {
            Numbers::Same => {
                // A number may stand for a person of whom little else was sent.
                let missing = [Doubt::NoBirthDate, Doubt::NoSex];
                doubts.retain(|doubt| !missing.contains(doubt));
                if self.is_nameless() || other.is_nameless() {
                    doubts.retain(|doubt| *doubt != Doubt::OtherName);
                }
                if doubts.is_empty() { Likeness::SameNumber } else { Likeness::Doubtful(doubts) }
            }
            Numbers::SameWithoutAuthority => {
                doubts.insert(0, Doubt::NumberWithoutAuthority);
                Likeness::Doubtful(doubts)
            }
            Numbers::Different | Numbers::None => {
                if number == Numbers::Different {
                    doubts.push(Doubt::OtherNumber);
                }
                if doubts.is_empty() {
                    return Likeness::SameNameBirthSex;
                }
                let name_differs = names.contains(&Doubt::OtherName);
                let partly = !names.is_empty();
                let born_otherwise = birth == Some(Doubt::OtherBirthDate);
                // Half a name is no reason to think of someone who was born on another day, and no name is none at all.
                if name_differs || (partly && born_otherwise) || (born_otherwise && sex == Some(Doubt::OtherSex)) {
                    return Likeness::Other;
                }
                Likeness::Doubtful(doubts)
            }
        }
    }

    fn is_nameless(&self) -> bool {
        fold(&self.family).is_empty() && fold(&self.given).is_empty()
    }

    fn number(&self, other: &Self) -> Numbers {
        let pairs = || self.numbers.iter().flat_map(|one| other.numbers.iter().map(move |two| (one, two)));
        if pairs().any(|(one, two)| one.value == two.value && one.is_comparable(two)) {
            return Numbers::Same;
        }
        let unnamed = |one: &Number, two: &Number| one.authority.is_empty() || two.authority.is_empty();
        if pairs().any(|(one, two)| one.value == two.value && one.kinds_agree(two) && unnamed(one, two)) {
            return Numbers::SameWithoutAuthority;
        }
        let same_kind = |one: &Number, two: &Number| one.kind.is_some() && one.kind == two.kind;
        if pairs().any(|(one, two)| one.is_comparable(two) && same_kind(one, two)) {
            return Numbers::Different;
        }
        Numbers::None
    }

    fn names(&self, other: &Self) -> Vec<Doubt> {
        let (family, given) = (compare_names(&self.family, &other.family), compare_names(&self.given, &other.given));
        let mut doubts = Vec::new();
        if family == Names::Other || given == Names::Other {
            let swapped = compare_names(&self.family, &other.given) == Names::Same
                && compare_names(&self.given, &other.family) == Names::Same;
            doubts.push(if swapped { Doubt::NamesSwapped } else { Doubt::OtherName });
        }
        if family == Names::Partly {
            doubts.push(Doubt::PartOfFamilyName);
        }
        if given == Names::Partly {
            doubts.push(Doubt::PartOfGivenName);
        }
        if fold(&self.suffix) != fold(&other.suffix) {
            doubts.push(Doubt::OtherSuffix);
        }
        doubts
    }
}

impl Number {
    fn of(identifier: &Identifier) -> Self {
        let authority = &identifier.authority;
        let named = [&authority.universal_id, &authority.namespace].into_iter().find(|name| !name.is_empty());
        Self {
            authority: named.cloned().unwrap_or_default(),
            kind: identifier.kind.clone(),
            value: identifier.value.clone(),
        }
    }

    /// Whether both are of one authority, and of one kind where both say it.
    fn is_comparable(&self, other: &Self) -> bool {
        !self.authority.is_empty() && self.authority == other.authority && self.kinds_agree(other)
    }

    fn kinds_agree(&self, other: &Self) -> bool {
        self.kind.is_none() || other.kind.is_none() || self.kind == other.kind
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    Same,
    SameWithoutAuthority,
    Different,
    None,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    Same,
    Partly,
    Other,
}

/// Compares names without case, accents, blanks and signs.
fn compare_names(one: &str, other: &str) -> Names {
    let (one, other) = (fold(one), fold(other));
    let closed = |name: &str| name.replace(' ', "");
    if one.is_empty() || other.is_empty() {
        return Names::Other;
    }
    if closed(&one) == closed(&other) {
        return Names::Same;
    }
    // Words such as "de" are shared by many; an initial may stand for a name.
    let words = |name: &str| name.split(' ').filter(|word| word.len() != 2).map(str::to_owned).collect::<Vec<_>>();
    let known = words(&other);
    if words(&one).iter().any(|word| known.iter().any(|known| is_alike(word, known))) {
        Names::Partly
    } else {
        Names::Other
    }
}

fn compared<T: PartialEq>(one: Option<T>, other: Option<T>, differs: Doubt, missing: Doubt) -> Option<Doubt> {
    match (one, other) {
        (Some(one), Some(other)) => (one != other).then_some(differs),
        _ => Some(missing),
    }
}

fn known(sex: Option<Sex>) -> Option<Sex> {
    sex.filter(|sex| *sex != Sex::Unknown)
}

/// HL7 table 0001 (v2.5.1 §3.4.2.8); ambiguous and not applicable are FHIR's `other`.
fn sex(code: &str) -> Option<Sex> {
    match code {
        "F" => Some(Sex::Female),
        "M" => Some(Sex::Male),
        "O" | "A" | "N" => Some(Sex::Other),
        _ => None,
    }
}
