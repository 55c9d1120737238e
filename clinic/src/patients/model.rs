use serde::{Deserialize, Serialize};

/// Administrative gender (FHIR `AdministrativeGender`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Male.
    Male,
    /// Female.
    Female,
    /// Other.
    Other,
    /// Not known.
    Unknown,
}

/// Why someone outside the care team opens a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To treat the patient.
    Treatment,
    /// To book, move or prepare an appointment.
    Appointment,
    /// An emergency.
    Emergency,
    /// The patient, or someone for them, asked.
    Request,
    /// Another reason, which is written down.
    Other,
}

impl Purpose {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::Treatment, Self::Appointment, Self::Request, Self::Emergency, Self::Other];

    /// The name it is stored and sent under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Treatment => "treatment",
            Self::Appointment => "appointment",
            Self::Emergency => "emergency",
            Self::Request => "request",
            Self::Other => "other",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.name() == name)
    }
}
