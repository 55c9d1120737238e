use serde::{Deserialize, Serialize};

/// Where an appointment stands (FHIR `Appointment.status`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "kebab-case"))]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// A time was suggested, nobody has agreed yet.
    Proposed,
    /// Somebody has yet to confirm.
    Pending,
    /// Everybody has confirmed.
    Booked,
    /// The patient has come.
    Arrived,
    /// The patient is registered and can be seen.
    CheckedIn,
    /// The visit took place.
    Fulfilled,
    /// The visit was called off.
    Cancelled,
    /// The patient did not come.
    #[cfg_attr(feature = "store", sqlx(rename = "noshow"))]
    #[serde(rename = "noshow")]
    NoShow,
    /// It should never have been there.
    EnteredInError,
    /// The patient waits for a time.
    Waitlist,
}

impl Status {
    /// Whether the patient is still expected.
    pub fn is_expected(self) -> bool {
        matches!(self, Self::Proposed | Self::Pending | Self::Booked | Self::Arrived | Self::CheckedIn | Self::Waitlist)
    }

    /// Whether the time is agreed by everybody.
    pub fn is_fixed(self) -> bool {
        matches!(self, Self::Booked | Self::Arrived | Self::CheckedIn)
    }
}
