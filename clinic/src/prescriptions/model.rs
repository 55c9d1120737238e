use serde::{Deserialize, Serialize};

/// Where an order for a medicine stands (FHIR `MedicationRequest.status`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "kebab-case"))]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It is to be followed.
    Active,
    /// It is paused.
    OnHold,
    /// It was called off before it was used.
    Cancelled,
    /// Everything ordered was done.
    Completed,
    /// It should never have been there.
    EnteredInError,
    /// It was ended early.
    Stopped,
    /// It is not ordered yet.
    Draft,
    /// Whoever sent it does not know.
    Unknown,
}

/// Which prescriptions a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Those in use: active or on hold.
    #[default]
    InUse,
    /// Those that ended.
    Earlier,
    /// Both.
    All,
}

impl Which {
    /// The name in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::InUse => "in-use",
            Self::Earlier => "earlier",
            Self::All => "all",
        }
    }

    /// Reads a name; anything else is what is in use.
    pub fn parse(name: Option<&str>) -> Self {
        match name {
            Some("earlier") => Self::Earlier,
            Some("all") => Self::All,
            _ => Self::InUse,
        }
    }
}

/// What the directions in one line leave out (FHIR `Dosage`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dosage {
    /// How it is taken, such as "Oral".
    pub route: Option<String>,
    /// Directions written for the patient, perhaps in their own language.
    pub patient_instruction: Option<String>,
    /// Warnings and advice, such as "With food".
    pub additional: Vec<String>,
    /// What it is needed for, where it is taken as needed.
    pub as_needed_for: Option<String>,
}
