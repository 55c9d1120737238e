use crate::audit::Subject;
use serde::{Deserialize, Serialize};

/// What a helper is to the patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Relationship {
    /// Husband, wife or partner.
    Partner,
    /// Mother or father.
    Parent,
    /// Daughter or son.
    Child,
    /// Another relative.
    Relative,
    /// A friend or neighbour.
    Friend,
    /// Someone whose work it is.
    Carer,
    /// Someone with legal responsibility who is no parent.
    Guardian,
}

impl Relationship {
    /// Whom a patient may invite, in the order they are offered.
    pub const INVITED: [Self; 6] =
        [Self::Child, Self::Partner, Self::Parent, Self::Relative, Self::Friend, Self::Carer];
    /// Whom the clinic may enter as having legal responsibility.
    pub const RESPONSIBLE: [Self; 2] = [Self::Parent, Self::Guardian];

    /// The name it is stored and sent under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::Parent => "parent",
            Self::Child => "child",
            Self::Relative => "relative",
            Self::Friend => "friend",
            Self::Carer => "carer",
            Self::Guardian => "guardian",
        }
    }
}

/// What the right to help rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// The patient asked for it, and ends it.
    Invited,
    /// The clinic has confirmed legal responsibility; only the clinic ends it.
    Guardian,
}

/// A section of the record that a helper may be allowed to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Lab results.
    Labs,
    /// Prescriptions.
    Prescriptions,
    /// Appointments.
    Appointments,
    /// The health record: conditions, allergies, immunizations, vital signs, visits, documents.
    Record,
}

impl Section {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::Labs, Self::Prescriptions, Self::Appointments, Self::Record];

    /// The name it is sent under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Labs => "labs",
            Self::Prescriptions => "prescriptions",
            Self::Appointments => "appointments",
            Self::Record => "record",
        }
    }

    /// The section a part of the record belongs to; `None` for what no helper ever reads: who looked, name and address,
    /// insurance, invitations, other helpers.
    pub fn of(subject: Subject) -> Option<Self> {
        match subject {
            Subject::Labs => Some(Self::Labs),
            Subject::Prescriptions => Some(Self::Prescriptions),
            Subject::Appointments => Some(Self::Appointments),
            Subject::HealthRecord | Subject::Vitals | Subject::Documents => Some(Self::Record),
            Subject::Overview
            | Subject::Profile
            | Subject::AccessLog
            | Subject::PatientSearch
            | Subject::ChartAccess
            | Subject::Invitation
            | Subject::Account
            | Subject::Session
            | Subject::Import
            | Subject::Database
            | Subject::AuditTrail
            | Subject::Factor
            | Subject::Helper
            | Subject::Role
            | Subject::PrescribingRight
            | Subject::Setting
            | Subject::Place
            | Subject::Mail
            | Subject::SigningKey
            | Subject::Schedule
            | Subject::Laboratory => None,
        }
    }
}

/// Sections, none to all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sections(u8);

impl Sections {
    /// All of them.
    pub fn all() -> Self {
        Section::ALL.into_iter().collect()
    }

    /// Whether `section` is among them.
    pub fn has(self, section: Section) -> bool {
        self.0 & Self::bit(section) != 0
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each of them, in the order they are shown.
    pub fn iter(self) -> impl Iterator<Item = Section> {
        Section::ALL.into_iter().filter(move |section| self.has(*section))
    }

    /// What is in both.
    #[must_use]
    pub fn within(self, limit: Self) -> Self {
        Self(self.0 & limit.0)
    }

    /// What is in either.
    #[must_use]
    pub fn with(self, more: Self) -> Self {
        Self(self.0 | more.0)
    }

    /// Whether a part of the record may be read.
    pub fn permit(self, subject: Subject) -> bool {
        Section::of(subject).is_some_and(|section| self.has(section))
    }

    /// Their names, for the audit trail.
    pub fn names(self) -> String {
        self.iter().map(Section::name).collect::<Vec<_>>().join(", ")
    }

    fn bit(section: Section) -> u8 {
        match section {
            Section::Labs => 1,
            Section::Prescriptions => 2,
            Section::Appointments => 4,
            Section::Record => 8,
        }
    }
}

impl FromIterator<Section> for Sections {
    fn from_iter<I: IntoIterator<Item = Section>>(sections: I) -> Self {
        Self(sections.into_iter().fold(0, |bits, section| bits | Self::bit(section)))
    }
}

/// The sections as the table keeps them.
#[cfg(feature = "store")]
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "the columns of the table")]
pub(super) struct Granted {
    labs: bool,
    prescriptions: bool,
    appointments: bool,
    record: bool,
}

#[cfg(feature = "store")]
impl Granted {
    /// Those that were granted.
    pub fn sections(self) -> Sections {
        [
            (self.labs, Section::Labs),
            (self.prescriptions, Section::Prescriptions),
            (self.appointments, Section::Appointments),
            (self.record, Section::Record),
        ]
        .into_iter()
        .filter_map(|(granted, section)| granted.then_some(section))
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_section_opens_what_is_the_patients_alone() {
        for subject in [Subject::AccessLog, Subject::Profile, Subject::Invitation, Subject::Helper, Subject::Overview] {
            assert!(!Sections::all().permit(subject), "{subject:?}");
        }
    }

    #[test]
    fn a_section_opens_itself_and_nothing_else() {
        for section in Section::ALL {
            let only: Sections = [section].into_iter().collect();
            for (subject, of) in [
                (Subject::Labs, Section::Labs),
                (Subject::Prescriptions, Section::Prescriptions),
                (Subject::Appointments, Section::Appointments),
                (Subject::HealthRecord, Section::Record),
                (Subject::Vitals, Section::Record),
                (Subject::Documents, Section::Record),
            ] {
                assert_eq!(only.permit(subject), of == section, "{section:?} {subject:?}");
            }
        }
    }
}
