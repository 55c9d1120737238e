//! Where one can go: the main ways of each role.

use super::{icon::Symbol, tabs::Tab, text::lang};

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
    /// The first page of a record that a clinician has opened.
    Overview,
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
    /// The invitation of a patient to the portal.
    Invitation,
    /// Finding a patient.
    Patients,
    /// The own account: sessions, language.
    Account,
    /// People and the state of the system.
    System,
    /// The people who help a patient.
    Helpers,
    /// The people one helps.
    Helping,
    /// Changes to profiles that wait for the clinic.
    ProfileChanges,
    /// Who looks after a patient.
    Team,
    /// Proposals that someone may prescribe.
    Proposals,
    /// What waits for a prescriber.
    Inbox,
    /// Reports that wait for a prescriber.
    Reviews,
    /// What is to be done for patients.
    Tasks,
    /// Looking up drugs.
    Drugs,
    /// A pharmacy's prescriptions.
    Pharmacy,
    /// Which visits there are and who is where when.
    Schedules,
    /// The calendar of the clinic.
    Calendar,
    /// Results of which nobody knows yet whose they are.
    Matches,
}

impl Section {
    /// The section's address.
    pub const fn href(self) -> &'static str {
        match self {
            Self::Home => "/home",
            Self::Overview => "",
            Self::Labs => "/labs",
            Self::Prescriptions => "/prescriptions",
            Self::Appointments => "/appointments",
            Self::Record => "/record",
            Self::Profile => "/profile",
            Self::Access => "/access",
            Self::Invitation => "/invitation",
            Self::Patients => "/patients",
            Self::Account => "/account",
            Self::System => "/system",
            Self::Helpers => "/helpers",
            Self::Helping => "/helping",
            Self::ProfileChanges => "/profile-changes",
            Self::Team => "/team",
            Self::Proposals => "/prescribers/proposals",
            Self::Inbox => "/inbox",
            Self::Reviews => "/reviews",
            Self::Tasks => "/tasks",
            Self::Drugs => "/drugs",
            Self::Pharmacy => "/pharmacy",
            Self::Schedules => "/schedules",
            Self::Calendar => "/calendar",
            Self::Matches => "/matches",
        }
    }

    /// The section's name in the reader's language.
    pub fn label(self) -> String {
        let lang = lang();
        match self {
            Self::Home => lang.t("nav-home"),
            Self::Overview => lang.t("nav-overview"),
            Self::Labs => lang.t("nav-labs"),
            Self::Prescriptions => lang.t("nav-prescriptions"),
            Self::Appointments => lang.t("nav-appointments"),
            Self::Record => lang.t("nav-record"),
            Self::Profile => lang.t("nav-profile"),
            Self::Access => lang.t("nav-access"),
            Self::Invitation => lang.t("nav-invitation"),
            Self::Patients => lang.t("nav-patients"),
            Self::Account => lang.t("nav-account"),
            Self::System => lang.t("nav-system"),
            Self::Helpers => lang.t("nav-helpers"),
            Self::Helping => lang.t("nav-helping"),
            Self::ProfileChanges => lang.t("profile-nav-changes"),
            Self::Team => lang.t("nav-team"),
            Self::Proposals => lang.t("nav-proposals"),
            Self::Inbox => lang.t("nav-inbox"),
            Self::Reviews => lang.t("reviews-nav"),
            Self::Tasks => lang.t("reviews-nav-tasks"),
            Self::Drugs => lang.t("nav-drugs"),
            Self::Pharmacy => lang.t("nav-pharmacy"),
            Self::Schedules => lang.t("nav-schedules"),
            Self::Calendar => lang.t("calendar-nav"),
            Self::Matches => lang.t("matches-nav"),
        }
    }

    /// The section's drawing.
    pub const fn icon(self) -> Symbol {
        match self {
            Self::Home => Symbol::Home,
            Self::Overview => Symbol::Record,
            Self::Labs | Self::Matches => Symbol::Labs,
            Self::Prescriptions => Symbol::Prescriptions,
            Self::Appointments | Self::Calendar => Symbol::Appointments,
            Self::Record => Symbol::Record,
            Self::Profile => Symbol::Person,
            Self::Access => Symbol::Access,
            Self::Invitation => Symbol::Mail,
            Self::Patients => Symbol::Patients,
            Self::Account => Symbol::Lock,
            Self::System => Symbol::System,
            Self::Helpers => Symbol::Helpers,
            Self::Helping => Symbol::Patients,
            Self::ProfileChanges => Symbol::Plan,
            Self::Team => Symbol::Patients,
            Self::Proposals => Symbol::Prescriptions,
            Self::Inbox => Symbol::Mail,
            Self::Reviews => Symbol::Labs,
            Self::Tasks => Symbol::Plan,
            Self::Drugs | Self::Pharmacy => Symbol::Prescriptions,
            Self::Schedules => Symbol::Clock,
        }
    }

    /// The section as a link, marked where it is the one shown.
    pub fn item(self, current: Option<Self>) -> NavItem {
        NavItem { href: self.href().to_owned(), label: self.label(), icon: self.icon(), current: current == Some(self) }
    }
}

/// The main navigation of a patient.
pub fn patient_nav(current: Option<Section>) -> Vec<NavItem> {
    [Section::Home, Section::Labs, Section::Prescriptions, Section::Appointments, Section::Record]
        .map(|section| section.item(current))
        .into()
}

/// The account menu of a patient.
pub fn patient_menu(current: Option<Section>) -> Vec<NavItem> {
    [Section::Profile, Section::Access, Section::Helpers].map(|section| section.item(current)).into()
}

/// The main navigation of a clinician.
pub fn clinician_nav(current: Option<Section>) -> Vec<NavItem> {
    [Section::Patients, Section::Calendar, Section::Matches, Section::Tasks, Section::ProfileChanges, Section::Drugs]
        .map(|section| section.item(current))
        .into()
}

/// The parts of a record that a clinician has opened; `base` is where it begins, such as `/patients/{patient}`.
pub fn chart_tabs(base: &str, current: Option<Section>) -> Vec<Tab> {
    let lang = lang();
    [
        (Section::Overview, "", lang.t("nav-overview")),
        (Section::Labs, "/labs", lang.t("nav-labs")),
        (Section::Prescriptions, "/prescriptions", lang.t("nav-prescriptions")),
        (Section::Appointments, "/appointments", lang.t("nav-appointments")),
        (Section::Record, "/record", lang.t("nav-record")),
        (Section::Profile, "/profile", lang.t("nav-details")),
        (Section::Access, CHART_ACCESS_LOG, lang.t("nav-access-log")),
        (Section::Invitation, "/invitation", lang.t("nav-invitation")),
        (Section::Helpers, "/helpers", lang.t("nav-chart-helpers")),
        (Section::Team, "/team", lang.t("nav-team")),
    ]
    .map(|(section, path, label)| Tab::new(format!("{base}{path}"), label, current == Some(section)))
    .into()
}

/// Where a record's access log lies below the record: `/access` is there the page that asks for a reason.
pub const CHART_ACCESS_LOG: &str = "/access-log";

/// A part of the pages for those who look after the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SystemPart {
    /// The state of the system.
    State,
    /// People and their rights.
    People,
    /// Places of care and pharmacies.
    Places,
    /// Laboratories that send results.
    Laboratories,
    /// What the clinic has decided.
    Policies,
    /// The audit trail.
    Audit,
    /// Mail: its settings and what became of each message.
    Mail,
    /// The keys that sign prescriptions.
    Keys,
}

/// The parts of the pages for those who look after the portal.
pub fn system_tabs(current: SystemPart) -> Vec<Tab> {
    let lang = lang();
    [
        (SystemPart::State, "/system", lang.t("nav-system-state")),
        (SystemPart::People, "/people", lang.t("nav-system-people")),
        (SystemPart::Places, "/places", lang.t("nav-system-places")),
        (SystemPart::Laboratories, "/laboratories", lang.t("laboratories-nav")),
        (SystemPart::Policies, "/policies", lang.t("nav-system-policies")),
        (SystemPart::Audit, "/audit", lang.t("nav-system-audit")),
        (SystemPart::Mail, "/system/mail", lang.t("nav-system-mail")),
        (SystemPart::Keys, "/system/keys", lang.t("signing-keys-nav")),
    ]
    .map(|(part, href, label)| Tab::new(href, label, part == current))
    .into()
}
