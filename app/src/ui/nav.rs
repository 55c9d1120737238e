//! Where one can go: the main ways of each role.

use super::{icon::Symbol, text::lang};

/// A link of the main navigation or of the account menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavItem {
    /// Its address.
    pub href: String,
    /// Its words.
    pub label: String,
    /// Its drawing.
    pub icon: Symbol,
    /// Whether the page shown belongs to it.
    pub current: bool,
}

/// A part of the portal with a place in the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The patient's first page.
    Home,
    /// Laboratory results.
    Labs,
    /// Prescriptions.
    Prescriptions,
    /// Appointments.
    Appointments,
    /// The health record.
    Record,
    /// The own data.
    Profile,
    /// Who looked at the record.
    Access,
    /// Finding a patient.
    Patients,
    /// The own account: sessions, language.
    Account,
    /// People and the state of the system.
    System,
}

impl Section {
    /// The section's address.
    pub const fn href(self) -> &'static str {
        match self {
            Self::Home => "/home",
            Self::Labs => "/labs",
            Self::Prescriptions => "/prescriptions",
            Self::Appointments => "/appointments",
            Self::Record => "/record",
            Self::Profile => "/profile",
            Self::Access => "/access",
            Self::Patients => "/patients",
            Self::Account => "/account",
            Self::System => "/system",
        }
    }

    /// The section's name in the reader's language.
    pub fn label(self) -> String {
        let lang = lang();
        match self {
            Self::Home => lang.t("nav-home"),
            Self::Labs => lang.t("nav-labs"),
            Self::Prescriptions => lang.t("nav-prescriptions"),
            Self::Appointments => lang.t("nav-appointments"),
            Self::Record => lang.t("nav-record"),
            Self::Profile => lang.t("nav-profile"),
            Self::Access => lang.t("nav-access"),
            Self::Patients => lang.t("nav-patients"),
            Self::Account => lang.t("nav-account"),
            Self::System => lang.t("nav-system"),
        }
    }

    /// The section's drawing.
    pub const fn icon(self) -> Symbol {
        match self {
            Self::Home => Symbol::Home,
            Self::Labs => Symbol::Labs,
            Self::Prescriptions => Symbol::Prescriptions,
            Self::Appointments => Symbol::Appointments,
            Self::Record => Symbol::Record,
            Self::Profile => Symbol::Person,
            Self::Access => Symbol::Access,
            Self::Patients => Symbol::Patients,
            Self::Account => Symbol::Lock,
            Self::System => Symbol::System,
        }
    }

    /// The section as a link, marked where it is the one shown.
    pub fn item(self, current: Option<Self>) -> NavItem {
        NavItem {
            href: self.href().to_owned(),
            label: self.label(),
            icon: self.icon(),
            current: current == Some(self),
        }
    }
}

/// The main navigation of a patient.
pub fn patient_nav(current: Option<Section>) -> Vec<NavItem> {
    [
        Section::Home,
        Section::Labs,
        Section::Prescriptions,
        Section::Appointments,
        Section::Record,
    ]
    .map(|section| section.item(current))
    .into()
}

/// The account menu of a patient.
pub fn patient_menu(current: Option<Section>) -> Vec<NavItem> {
    [Section::Profile, Section::Access]
        .map(|section| section.item(current))
        .into()
}

/// The main navigation of a clinician.
pub fn clinician_nav(current: Option<Section>) -> Vec<NavItem> {
    vec![Section::Patients.item(current)]
}
