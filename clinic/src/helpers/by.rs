use super::Ground;
use crate::{
    Error,
    accounts::{Clinician, Patient},
    audit::{Action, Actor, Event, Subject},
    ids::{AccountId, HelperId, PatientId},
    patients::{Basis, Chart},
};

/// Who gives, changes or ends a right to help.
#[derive(Clone, Copy)]
pub enum By<'a> {
    /// The patient, for their own record.
    Patient(&'a Patient),
    /// Someone of the clinic who has opened the record.
    Clinic(&'a Clinician, &'a Chart),
}

impl By<'_> {
    pub(super) fn patient(self) -> Result<PatientId, Error> {
        match self {
            Self::Patient(patient) => Ok(patient.patient()),
            Self::Clinic(_, chart) => match chart.basis() {
                Basis::CareTeam | Basis::Reason(..) => Ok(chart.patient()),
                Basis::Own | Basis::Helper(_) => Err(Error::NotPermitted),
            },
        }
    }

    pub(super) fn account(self) -> AccountId {
        match self {
            Self::Patient(patient) => patient.account(),
            Self::Clinic(clinician, _) => clinician.account(),
        }
    }

    pub(super) fn actor(self) -> Actor {
        match self {
            Self::Patient(patient) => patient.actor(),
            Self::Clinic(clinician, _) => clinician.actor(),
        }
    }

    /// A change for the audit trail; `what` names it without personal data.
    pub(super) fn event(self, patient: PatientId, action: Action, helper: HelperId, what: String) -> Event {
        let event = Event::new(self.actor(), action, Subject::Helper).of(patient).on(helper.0);
        match self {
            Self::Patient(_) => event.noting(what),
            Self::Clinic(_, chart) => chart.changed(event, what),
        }
    }

    /// What a right rests on that comes from them.
    pub(super) fn ground(self) -> Ground {
        match self {
            Self::Patient(_) => Ground::Invited,
            Self::Clinic(..) => Ground::Guardian,
        }
    }
}
