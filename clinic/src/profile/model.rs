use crate::patients::Sex;
use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

/// The most characters of a name.
pub const LONGEST_NAME: usize = 100;
/// The most characters of a telephone number.
pub const LONGEST_PHONE: usize = 30;
/// The most characters of a line of an address, and of a town.
pub const LONGEST_LINE: usize = 100;
/// The most characters of a state or a country.
pub const LONGEST_REGION: usize = 50;
/// The most characters of a postal code.
pub const LONGEST_POSTAL_CODE: usize = 20;
/// The most characters of what a contact is to the patient.
pub const LONGEST_RELATIONSHIP: usize = 60;
/// The most characters of the reason for a change.
pub const LONGEST_REASON: usize = 500;
/// The most characters of the clinic's answer.
pub const LONGEST_ANSWER: usize = 500;
/// The most people to call that a patient may enter.
pub const MOST_CONTACTS: usize = 3;
/// The most years a person may be old: the longest life on record was 122 years.
const OLDEST_YEARS: i32 = 130;
/// Digits of a telephone number: ITU-T E.164 allows 15; fewer than 7 reach nobody outside a house.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// The languages one can be spoken to in that are offered (ISO 639-1, 639-2 where there is none).
pub const SPOKEN: [&str; 13] = ["en", "es", "ar", "zh", "fr", "de", "ht", "ja", "ko", "pt", "ru", "fil", "vi"];

/// What is wrong with something that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is needed and missing.
    Missing,
    /// It has more characters than the limit given here.
    Long(usize),
    /// It is not what it should be.
    Malformed,
    /// A day that is still to come.
    Future,
    /// A day before anyone now alive was born.
    Ancient,
}

/// What was typed on one line, without blanks at its ends and with single ones within; `None` when there is nothing.
///
/// # Errors
/// `Long` beyond `longest` characters; `Malformed` for signs that are not seen and change how others are read.
pub fn line(text: &str, longest: usize) -> Result<Option<String>, Fault> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > longest {
        return Err(Fault::Long(longest));
    }
    if text.chars().any(is_unseen) {
        return Err(Fault::Malformed);
    }
    Ok((!text.is_empty()).then_some(text))
}

/// What was typed on several lines; `None` when there is nothing.
///
/// # Errors
/// As for [`line`].
pub fn passage(text: &str, longest: usize) -> Result<Option<String>, Fault> {
    let text = text.trim().replace("\r\n", "\n");
    if text.chars().count() > longest {
        return Err(Fault::Long(longest));
    }
    if text.chars().any(|letter| letter != '\n' && letter != '\t' && is_unseen(letter)) {
        return Err(Fault::Malformed);
    }
    Ok((!text.is_empty()).then_some(text))
}

/// Control characters, and those that turn the direction of what follows.
fn is_unseen(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A telephone number as its owner writes it.
#[derive(Clone, PartialEq, Eq)]
pub struct Phone(String);

impl std::fmt::Debug for Phone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Phone")
    }
}

impl Phone {
    /// Reads a number with 7 to 15 digits in whatever grouping, such as `+1 (207) 555-0100` or `207.555.0100 ext. 12`;
    /// `None` when there is nothing.
    ///
    /// # Errors
    /// `Long` or `Malformed`.
    pub fn parse(text: &str) -> Result<Option<Self>, Fault> {
        let Some(text) = line(text, LONGEST_PHONE)? else { return Ok(None) };
        let bare = text.to_lowercase().replace("ext", "x");
        let is_known =
            |letter: char| letter.is_ascii_digit() || matches!(letter, ' ' | '+' | '-' | '.' | '(' | ')' | '/' | 'x');
        let digits = bare.chars().filter(char::is_ascii_digit).count();
        if bare.chars().all(is_known) && DIGITS.contains(&digits) {
            Ok(Some(Self(text)))
        } else {
            Err(Fault::Malformed)
        }
    }

    /// The number.
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// Where someone lives. Without a street and a town there is none at all.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// Street and number, a line each.
    pub lines: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// State.
    pub state: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Country.
    pub country: Option<String>,
}

/// Someone to call in an emergency, as entered.
#[derive(Clone, PartialEq, Eq)]
pub struct NewContact {
    /// Their name.
    pub name: String,
    /// What they are to the patient.
    pub relationship: Option<String>,
    /// Their telephone.
    pub phone: Phone,
}

/// What the clinic must confirm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum Field {
    /// The name of the record.
    Name,
    /// The birth date.
    BirthDate,
    /// Administrative gender.
    Sex,
}

impl Field {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Name, Self::BirthDate, Self::Sex];

    /// The name it is stored and sent under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::BirthDate => "birth_date",
            Self::Sex => "sex",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

/// What a patient asks to have in the record instead.
#[derive(Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Another name.
    Name {
        /// First and middle names; some people have none.
        given: Option<String>,
        /// The last name, or the only one.
        family: String,
    },
    /// Another birth date.
    BirthDate(NaiveDate),
    /// Another sex.
    Sex(Sex),
}

impl Wanted {
    /// A name from what was typed; the inner errors are those of the given and of the last names.
    ///
    /// # Errors
    /// The faults of the two fields.
    pub fn name(given: &str, family: &str) -> Result<Self, (Option<Fault>, Option<Fault>)> {
        let family = line(family, LONGEST_NAME).and_then(|family| family.ok_or(Fault::Missing));
        match (line(given, LONGEST_NAME), family) {
            (Ok(given), Ok(family)) => Ok(Self::Name { given, family }),
            (given, family) => Err((given.err(), family.err())),
        }
    }

    /// A birth date from what was typed (`1948-09-02`), as seen on `today`.
    ///
    /// # Errors
    /// `Missing`, `Malformed`, `Future` or `Ancient`.
    pub fn birth_date(text: &str, today: NaiveDate) -> Result<Self, Fault> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Fault::Missing);
        }
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| Fault::Malformed)?;
        if date > today {
            return Err(Fault::Future);
        }
        if date.year() < today.year() - OLDEST_YEARS {
            return Err(Fault::Ancient);
        }
        Ok(Self::BirthDate(date))
    }

    /// What it is about.
    pub fn field(&self) -> Field {
        match self {
            Self::Name { .. } => Field::Name,
            Self::BirthDate(_) => Field::BirthDate,
            Self::Sex(_) => Field::Sex,
        }
    }

    /// As it is stored: a name as two lines, the given names (perhaps none) and the last name; a date as `1948-09-02`; a sex
    /// by its FHIR code.
    pub fn stored(&self) -> String {
        match self {
            Self::Name { given, family } => format!("{}\n{family}", given.as_deref().unwrap_or_default()),
            Self::BirthDate(date) => date.to_string(),
            Self::Sex(sex) => sex_named(*sex).to_owned(),
        }
    }

    /// Reads what was stored.
    pub fn read(field: Field, stored: &str) -> Option<Self> {
        match field {
            Field::Name => stored.split_once('\n').map(|(given, family)| Self::Name {
                given: (!given.is_empty()).then(|| given.to_owned()),
                family: family.to_owned(),
            }),
            Field::BirthDate => stored.parse().ok().map(Self::BirthDate),
            Field::Sex => sex_of(stored).map(Self::Sex),
        }
    }
}

/// The FHIR code of a sex.
pub fn sex_named(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
        Sex::Other => "other",
        Sex::Unknown => "unknown",
    }
}

/// Reads the FHIR code of a sex.
pub fn sex_of(code: &str) -> Option<Sex> {
    [Sex::Male, Sex::Female, Sex::Other, Sex::Unknown].into_iter().find(|sex| sex_named(*sex) == code)
}

/// The language of the list that a tag such as `es-US` means.
pub fn spoken(tag: &str) -> Option<&'static str> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    let primary = if primary.eq_ignore_ascii_case("tl") { "fil" } else { primary };
    SPOKEN.into_iter().find(|known| known.eq_ignore_ascii_case(primary))
}

#[cfg(test)]
#[path = "model_test.rs"]
mod tests;
