use crate::ids::OrganizationId;

/// The most characters of a place's name.
pub const LONGEST_NAME: usize = 200;
/// The most characters of a telephone number.
pub const LONGEST_PHONE: usize = 40;
/// The most characters of the lines of an address above the town.
pub const LONGEST_LINES: usize = 300;
/// The most characters of a town, a state, a postal code or a country.
pub const LONGEST_TOWN: usize = 100;
/// The most lines of an address above the town.
const LINES: usize = 4;
/// The longest e-mail address (RFC 5321).
const LONGEST_EMAIL: usize = 254;

/// What kind of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// Where care is given: a building, a floor, a room.
    Location,
    /// What places of care belong to.
    Organization,
    /// A pharmacy.
    Pharmacy,
}

impl PlaceKind {
    /// All of them, in the order they are listed.
    pub const ALL: [Self; 3] = [Self::Location, Self::Organization, Self::Pharmacy];

    /// The name it has in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Location => "location",
            Self::Organization => "organization",
            Self::Pharmacy => "pharmacy",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Where mail on paper goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Street and number, a line each.
    pub lines: Option<String>,
    /// The town.
    pub city: Option<String>,
    /// The state.
    pub state: Option<String>,
    /// The postal code.
    pub postal_code: Option<String>,
    /// The country.
    pub country: Option<String>,
}

/// A place as it is entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// Its telephone number.
    pub phone: Option<String>,
    /// Its e-mail address; a location has none.
    pub email: Option<String>,
    /// Where it is.
    pub address: Address,
    /// The name of its time zone; only a location has one.
    pub zone: Option<String>,
    /// What it belongs to; only a location belongs to something.
    pub organization: Option<OrganizationId>,
}

/// What is wrong with a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceProblem {
    /// The name is missing, too long or not one line.
    Name,
    /// The telephone number is too long or holds other signs than numbers do.
    Phone,
    /// A pharmacy has no telephone number, by which patients and prescribers ask.
    PhoneMissing,
    /// The e-mail address is none.
    Email,
    /// The lines of the address are too many or too long.
    Lines,
    /// A pharmacy has no street, which prescriptions need.
    LinesMissing,
    /// The town is too long.
    City,
    /// A pharmacy has no town.
    CityMissing,
    /// The state is too long.
    State,
    /// The postal code is too long.
    PostalCode,
    /// The country is too long.
    Country,
    /// There is no such time zone.
    Zone,
    /// There is no such organization.
    Organization,
}

impl Place {
    /// The same place without spaces around its parts; what is empty is missing.
    #[must_use]
    pub fn tidy(self) -> Self {
        let text = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let lines =
            |text: String| text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        Self {
            name: self.name.trim().to_owned(),
            phone: text(self.phone),
            email: text(self.email),
            address: Address {
                lines: text(self.address.lines.map(lines)),
                city: text(self.address.city),
                state: text(self.address.state),
                postal_code: text(self.address.postal_code),
                country: text(self.address.country),
            },
            zone: text(self.zone),
            organization: self.organization,
        }
    }

    /// What is wrong with it, for a place of that kind; whether the time zone and the organization exist is not looked at.
    pub fn problems(&self, kind: PlaceKind) -> Vec<PlaceProblem> {
        let too_long = |text: &Option<String>, longest: usize| {
            text.as_ref().is_some_and(|text| text.chars().count() > longest || text.contains(char::is_control))
        };
        let address = &self.address;
        let lines = address.lines.as_deref().unwrap_or_default();
        let is_bad_lines = lines.chars().count() > LONGEST_LINES
            || lines.lines().count() > LINES
            || lines.contains(|letter: char| letter.is_control() && letter != '\n');
        let is_pharmacy = kind == PlaceKind::Pharmacy;
        let is_bad_name =
            self.name.is_empty() || self.name.chars().count() > LONGEST_NAME || self.name.contains(char::is_control);
        [
            is_bad_name.then_some(PlaceProblem::Name),
            self.phone.as_deref().is_some_and(|phone| !is_phone(phone)).then_some(PlaceProblem::Phone),
            (is_pharmacy && self.phone.is_none()).then_some(PlaceProblem::PhoneMissing),
            self.email.as_deref().is_some_and(|email| !is_email(email)).then_some(PlaceProblem::Email),
            is_bad_lines.then_some(PlaceProblem::Lines),
            (is_pharmacy && address.lines.is_none()).then_some(PlaceProblem::LinesMissing),
            too_long(&address.city, LONGEST_TOWN).then_some(PlaceProblem::City),
            (is_pharmacy && address.city.is_none()).then_some(PlaceProblem::CityMissing),
            too_long(&address.state, LONGEST_TOWN).then_some(PlaceProblem::State),
            too_long(&address.postal_code, LONGEST_TOWN).then_some(PlaceProblem::PostalCode),
            too_long(&address.country, LONGEST_TOWN).then_some(PlaceProblem::Country),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Whether a text can be a telephone number: at least three digits, and only what is written between them.
pub fn is_phone(text: &str) -> bool {
    text.chars().count() <= LONGEST_PHONE
        && text.chars().filter(char::is_ascii_digit).count() >= 3
        && text.chars().all(|sign| sign.is_ascii_digit() || " +-()./#*x,".contains(sign))
}

fn is_email(text: &str) -> bool {
    text.len() <= LONGEST_EMAIL
        && !text.contains(|letter: char| letter.is_whitespace() || letter.is_control() || "<>(),;:\"".contains(letter))
        && text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && !host.contains('@') && !host.starts_with('.')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pharmacy() -> Place {
        Place {
            name: "Linden Pharmacy".to_owned(),
            phone: Some("(555) 010-0199".to_owned()),
            address: Address {
                lines: Some("12 Linden Street\nSuite 3".to_owned()),
                city: Some("Albany".to_owned()),
                ..Address::default()
            },
            ..Place::default()
        }
    }

    #[test]
    fn a_pharmacy_needs_what_a_prescription_needs() {
        assert_eq!(pharmacy().problems(PlaceKind::Pharmacy), []);
        let bare = Place { name: "Linden".to_owned(), ..Place::default() };
        assert_eq!(bare.problems(PlaceKind::Organization), []);
        assert_eq!(
            bare.problems(PlaceKind::Pharmacy),
            [PlaceProblem::PhoneMissing, PlaceProblem::LinesMissing, PlaceProblem::CityMissing]
        );
    }

    #[test]
    fn what_is_too_long_or_of_several_lines_is_refused() {
        let wrong = Place {
            name: "a\nb".to_owned(),
            phone: Some("call us".to_owned()),
            email: Some("a@b@c.org".to_owned()),
            address: Address {
                lines: Some("a\nb\nc\nd\ne".to_owned()),
                city: Some("c".repeat(LONGEST_TOWN + 1)),
                ..Address::default()
            },
            ..Place::default()
        };
        assert_eq!(
            wrong.problems(PlaceKind::Location),
            [PlaceProblem::Name, PlaceProblem::Phone, PlaceProblem::Email, PlaceProblem::Lines, PlaceProblem::City]
        );
    }

    #[test]
    fn tidying_drops_what_is_empty() {
        let typed = Place {
            name: " Linden Pharmacy ".to_owned(),
            phone: Some(" (555) 010-0199".to_owned()),
            email: Some("  ".to_owned()),
            address: Address {
                lines: Some("12 Linden Street \r\n\r\n Suite 3".to_owned()),
                city: Some("Albany".to_owned()),
                state: Some(String::new()),
                ..Address::default()
            },
            ..Place::default()
        };
        assert_eq!(typed.tidy(), pharmacy());
    }

    #[test]
    fn telephone_numbers() {
        assert!(is_phone("+1 (555) 010-0199 x12") && is_phone("911"));
        assert!(!is_phone("55") && !is_phone("555-CALL") && !is_phone(&"1".repeat(41)));
    }
}
