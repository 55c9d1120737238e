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

/// What the clinic does with a visit on its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The patient has come.
    Arrive,
    /// The patient is registered and can be seen.
    CheckIn,
    /// The visit is over.
    Fulfil,
    /// The patient did not come.
    MissedIt,
    /// The last of these was a mistake: back to what was before.
    Reopen,
}

impl Step {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::Arrive, Self::CheckIn, Self::Fulfil, Self::MissedIt, Self::Reopen];

    /// The name it has in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Arrive => "arrive",
            Self::CheckIn => "check_in",
            Self::Fulfil => "fulfil",
            Self::MissedIt => "missed_it",
            Self::Reopen => "reopen",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }
}

impl Status {
    /// What follows, where the step can be taken.
    pub fn after(self, step: Step) -> Option<Self> {
        match (self, step) {
            (Self::Booked, Step::Arrive) => Some(Self::Arrived),
            (Self::Booked | Self::Arrived, Step::CheckIn) | (Self::Fulfilled, Step::Reopen) => Some(Self::CheckedIn),
            (Self::Booked | Self::Arrived | Self::CheckedIn, Step::Fulfil) => Some(Self::Fulfilled),
            (Self::Booked, Step::MissedIt) => Some(Self::NoShow),
            (Self::Arrived | Self::CheckedIn | Self::NoShow, Step::Reopen) => Some(Self::Booked),
            _ => None,
        }
    }

    /// Whether it can still be moved or called off: nobody has come yet.
    pub fn can_change(self) -> bool {
        matches!(self, Self::Proposed | Self::Pending | Self::Booked)
    }

    /// Whether it takes time in the calendar.
    pub fn takes_time(self) -> bool {
        matches!(
            self,
            Self::Proposed | Self::Pending | Self::Booked | Self::Arrived | Self::CheckedIn | Self::Fulfilled
        )
    }
}

/// Who did something to a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum ByWhom {
    /// The patient.
    Patient,
    /// Someone who helps.
    Helper,
    /// Someone who works here.
    Clinic,
    /// Whoever held a link of a mail.
    Link,
    /// The portal by itself.
    Portal,
}

/// What happened to a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum Happening {
    /// It was asked for.
    Asked,
    /// It was booked.
    Booked,
    /// It has another time, place or clinician.
    Moved,
    /// The patient said that they will come.
    Confirmed,
    /// The patient came.
    Arrived,
    /// The patient was registered.
    CheckedIn,
    /// It took place.
    Fulfilled,
    /// The patient did not come.
    NoShow,
    /// It was called off.
    Cancelled,
    /// The clinic could not give what was asked for.
    Declined,
    /// A step was taken back.
    Reopened,
    /// Those who work here wrote something about it.
    Noted,
}

/// Why a visit was called off (as in HL7's `appointment-cancellation-reason`, said more simply).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum CancelReason {
    /// The patient cannot come.
    CannotCome,
    /// The patient no longer needs it.
    NotNeeded,
    /// The patient goes elsewhere.
    Elsewhere,
    /// The clinician is away.
    ClinicianAway,
    /// The place is closed.
    Closed,
    /// It was a mistake.
    Mistake,
    /// Something else.
    Other,
}

impl CancelReason {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::CannotCome,
        Self::NotNeeded,
        Self::Elsewhere,
        Self::ClinicianAway,
        Self::Closed,
        Self::Mistake,
        Self::Other,
    ];
    /// Those a patient chooses from.
    pub const OF_PATIENT: [Self; 4] = [Self::CannotCome, Self::NotNeeded, Self::Elsewhere, Self::Other];

    /// The name it is stored under.
    pub fn name(self) -> &'static str {
        match self {
            Self::CannotCome => "cannot_come",
            Self::NotNeeded => "not_needed",
            Self::Elsewhere => "elsewhere",
            Self::ClinicianAway => "clinician_away",
            Self::Closed => "closed",
            Self::Mistake => "mistake",
            Self::Other => "other",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_goes_forward_and_one_step_back() {
        let all = [
            Status::Proposed,
            Status::Pending,
            Status::Booked,
            Status::Arrived,
            Status::CheckedIn,
            Status::Fulfilled,
            Status::Cancelled,
            Status::NoShow,
            Status::EnteredInError,
            Status::Waitlist,
        ];
        for status in all {
            for step in Step::ALL {
                let Some(next) = status.after(step) else { continue };
                assert!(next != status, "{status:?} {step:?}");
                assert!(!matches!(status, Status::Cancelled | Status::Proposed | Status::EnteredInError), "{status:?}");
                // Whatever was done can be taken back, but for a step back itself.
                assert!(step == Step::Reopen || next.after(Step::Reopen).is_some(), "{status:?} {step:?}");
            }
            assert!(!status.can_change() || status.takes_time(), "{status:?}");
        }
    }

    #[test]
    fn names_are_read_back() {
        assert!(Step::ALL.into_iter().all(|step| Step::parse(step.name()) == Some(step)));
        assert!(CancelReason::ALL.into_iter().all(|reason| CancelReason::parse(reason.name()) == Some(reason)));
    }
}
