//! The clinic itself: two places, the people who work there, its laboratory, pharmacies and payers.

use chrono_tz::{America, Tz};

/// One place of care.
pub(crate) struct Site {
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
    pub(crate) zone: Tz,
    pub(crate) line: &'static str,
    pub(crate) city: &'static str,
    pub(crate) state: &'static str,
    pub(crate) postal_code: &'static str,
    pub(crate) phone: &'static str,
    pub(crate) pharmacy: &'static Firm,
    pub(crate) nurse: &'static Staff,
    pub(crate) desk: &'static Staff,
}

/// Someone who works at the clinic or with it.
pub(crate) struct Staff {
    pub(crate) key: &'static str,
    pub(crate) given: &'static str,
    pub(crate) family: &'static str,
    pub(crate) prefix: &'static str,
    pub(crate) suffix: &'static str,
    pub(crate) gender: &'static str,
    pub(crate) role: &'static str,
    /// From the range that starts with 99999, which is never given out; empty for people without one.
    pub(crate) npi: &'static str,
    pub(crate) licence: &'static str,
    pub(crate) phone: &'static str,
    pub(crate) places: &'static [&'static Site],
    pub(crate) languages: &'static [&'static str],
}

impl Staff {
    /// The name as people say it, for example "Dr. Amara Okafor".
    pub(crate) fn display(&self) -> String {
        let name = format!("{} {}", self.given, self.family);
        if self.prefix.is_empty() { name } else { format!("{} {name}", self.prefix) }
    }
}

/// An organization beside the clinic.
pub(crate) struct Firm {
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
    /// Code and words of the kind of organization.
    pub(crate) kind: (&'static str, &'static str),
    pub(crate) line: &'static str,
    pub(crate) city: &'static str,
    pub(crate) state: &'static str,
    pub(crate) postal_code: &'static str,
    pub(crate) phone: &'static str,
    /// Empty where there is none.
    pub(crate) email: &'static str,
}

/// The clinic's own name.
pub(crate) const CLINIC: &str = "Verbena Family Health";

/// The place on the east coast.
pub(crate) static HARBOR: Site = Site {
    key: "harbor-street",
    name: "Verbena Family Health, Harbor Street",
    zone: America::New_York,
    line: "214 Harbor Street",
    city: "Portland",
    state: "ME",
    postal_code: "04101",
    phone: "+1 207-555-0100",
    pharmacy: &HARBOR_PHARMACY,
    nurse: &MBEKI,
    desk: &WHITFIELD,
};

/// The place in the mountains.
pub(crate) static MESA: Site = Site {
    key: "mesa-avenue",
    name: "Verbena Family Health, Mesa Avenue",
    zone: America::Denver,
    line: "1870 Mesa Avenue",
    city: "Boulder",
    state: "CO",
    postal_code: "80302",
    phone: "+1 303-555-0100",
    pharmacy: &MESA_PHARMACY,
    nurse: &FERRER,
    desk: &AGUILAR,
};

/// Both places, in the order in which they opened.
pub(crate) static SITES: [&Site; 2] = [&HARBOR, &MESA];

macro_rules! staff {
    ($name:ident, $key:literal, $prefix:literal $given:literal $family:literal $suffix:literal, $gender:literal, $role:literal,
     $npi:literal, $licence:literal, $phone:literal, [$($place:ident),*], [$($language:literal),*]) => {
        #[doc = $role]
        pub(crate) static $name: Staff = Staff {
            key: $key, prefix: $prefix, given: $given, family: $family, suffix: $suffix, gender: $gender, role: $role,
            npi: $npi, licence: $licence, phone: $phone, places: &[$(&$place),*], languages: &[$($language),*],
        };
    };
}

staff!(OKAFOR, "amara-okafor", "Dr." "Amara" "Okafor" "MD", "female", "Family physician",
    "9999971010", "ME-MD-58201", "+1 207-555-0111", [HARBOR], ["en"]);
staff!(RAMAN, "priya-raman", "Dr." "Priya" "Raman" "MD", "female", "Pediatrician",
    "9999971028", "ME-MD-58344", "+1 207-555-0112", [HARBOR], ["en"]);
staff!(KELLEHER, "siobhan-kelleher", "" "Siobhan" "Kelleher" "CNM", "female", "Nurse midwife",
    "9999971036", "ME-CNM-1187", "+1 207-555-0113", [HARBOR], ["en"]);
staff!(LINDQVIST, "helen-lindqvist", "Dr." "Helen" "Lindqvist" "MD", "female", "Internist",
    "9999971044", "ME-MD-57990", "+1 207-555-0114", [HARBOR], ["en"]);
staff!(MBEKI, "grace-mbeki", "" "Grace" "Mbeki" "RN", "female", "Care coordination nurse",
    "9999971051", "ME-RN-40722", "+1 207-555-0115", [HARBOR], ["en"]);
staff!(WHITFIELD, "dana-whitfield", "" "Dana" "Whitfield" "", "female", "Front desk",
    "", "", "+1 207-555-0100", [HARBOR], ["en"]);
staff!(REYES, "daniel-reyes", "Dr." "Daniel" "Reyes" "MD", "male", "Internist",
    "9999971069", "CO-DR-0064418", "+1 303-555-0111", [MESA], ["en", "es"]);
staff!(TANAKA, "yuki-tanaka", "Dr." "Yuki" "Tanaka" "MD", "female", "Nephrologist",
    "9999971077", "CO-DR-0059127", "+1 303-555-0112", [MESA, HARBOR], ["en"]);
staff!(ASHBY, "robert-ashby", "" "Robert" "Ashby" "FNP", "male", "Family nurse practitioner",
    "9999971085", "CO-APN-993071", "+1 303-555-0113", [MESA], ["en"]);
staff!(FERRER, "lucia-ferrer", "" "Lucía" "Ferrer" "RN", "female", "Care coordination nurse",
    "9999971093", "CO-RN-1640228", "+1 303-555-0114", [MESA], ["en", "es"]);
staff!(AGUILAR, "tomas-aguilar", "" "Tomás" "Aguilar" "", "male", "Front desk",
    "", "", "+1 303-555-0100", [MESA], ["en", "es"]);
staff!(MOREAU, "ines-moreau", "" "Ines" "Moreau" "PharmD", "female", "Pharmacist",
    "9999971101", "ME-PR-7716", "+1 207-555-0150", [], ["en"]);
staff!(HADDAD, "noor-haddad", "" "Noor" "Haddad" "", "female", "Practice administrator",
    "", "", "+1 207-555-0101", [HARBOR, MESA], ["en"]);

/// Everyone who works with the clinic's records.
pub(crate) static STAFF: [&Staff; 13] = [
    &OKAFOR, &RAMAN, &KELLEHER, &LINDQVIST, &MBEKI, &WHITFIELD, &REYES, &TANAKA, &ASHBY, &FERRER, &AGUILAR, &MOREAU,
    &HADDAD,
];

macro_rules! firm {
    ($name:ident, $key:literal, $title:literal, $code:literal $kind:literal, $line:literal, $city:literal, $state:literal, $zip:literal, $phone:literal $(, $email:literal)?) => {
        #[doc = $title]
        pub(crate) static $name: Firm = Firm {
            key: $key,
            name: $title,
            kind: ($code, $kind),
            line: $line,
            city: $city,
            state: $state,
            postal_code: $zip,
            phone: $phone,
            email: concat!("", $($email)?),
        };
    };
}

firm!(LABORATORY, "casco-laboratory", "Casco Reference Laboratory", "other" "Other", "40 Foundry Way", "Portland", "ME", "04102", "+1 207-555-0160");
firm!(OLD_LABORATORY, "bayside-laboratory", "Bayside Laboratory Services", "other" "Other", "3 Bayside Road", "Portland", "ME", "04101", "+1 207-555-0161");
firm!(HARBOR_PHARMACY, "harbor-pharmacy", "Harbor Street Pharmacy", "other" "Other", "230 Harbor Street", "Portland", "ME", "04101", "+1 207-555-0150");
firm!(MESA_PHARMACY, "mesa-pharmacy", "Mesa Community Pharmacy", "other" "Other", "1902 Mesa Avenue", "Boulder", "CO", "80302", "+1 303-555-0150", "counter@mesa-pharmacy.example.org");
firm!(BAY_PHARMACY, "bay-pharmacy", "Casco Bay Drugstore", "other" "Other", "5 Wharf Lane", "Portland", "ME", "04101", "+1 207-555-0151");
firm!(COAST_PLAN, "coast-health-plan", "Coast Health Plan", "ins" "Insurance Company", "9 Exchange Row", "Portland", "ME", "04101", "+1 207-555-0170");
firm!(PEAKS_MUTUAL, "peaks-mutual", "Peaks Mutual", "ins" "Insurance Company", "500 Summit Court", "Boulder", "CO", "80301", "+1 303-555-0170");
firm!(MEDICARE, "medicare", "Medicare", "pay" "Payer", "1 Public Square", "Baltimore", "MD", "21244", "+1 410-555-0170");
firm!(MEDICAID, "state-medicaid", "State Medicaid", "pay" "Payer", "2 Public Square", "Augusta", "ME", "04330", "+1 207-555-0171");

/// Organizations beside the clinic.
pub(crate) static FIRMS: [&Firm; 9] = [
    &LABORATORY, &OLD_LABORATORY, &HARBOR_PHARMACY, &MESA_PHARMACY, &BAY_PHARMACY, &COAST_PLAN, &PEAKS_MUTUAL, &MEDICARE,
    &MEDICAID,
];

/// Those that are pharmacies: one whose people work on the portal, one with an e-mail address, one with neither.
pub(crate) static PHARMACIES: [&Firm; 3] = [&HARBOR_PHARMACY, &MESA_PHARMACY, &BAY_PHARMACY];
