use super::ByWhom;
use crate::{
    Error,
    accounts::Clinician,
    audit::{Action, Actor, Event, Subject},
    ids::{AccountId, AppointmentId, PatientId},
    patients::{Basis, Chart},
};

/// Proof that someone may book, move and call off the visits of a patient.
#[derive(Clone, Debug)]
pub struct Booker {
    patient: PatientId,
    actor: Actor,
    whom: ByWhom,
    chart: Option<Chart>,
}

impl Booker {
    /// Whoever has opened the record: the patient, someone who helps with appointments, or someone who works here.
    ///
    /// # Errors
    /// `NotFound` when a helper does not help with appointments.
    pub fn in_chart(chart: &Chart) -> Result<Self, Error> {
        if !chart.may(Subject::Appointments) {
            return Err(Error::NotFound);
        }
        let whom = match chart.basis() {
            Basis::Own => ByWhom::Patient,
            Basis::Helper(_) => ByWhom::Helper,
            Basis::CareTeam | Basis::Reason(..) => ByWhom::Clinic,
        };
        Ok(Self { patient: chart.patient(), actor: chart.actor(), whom, chart: Some(chart.clone()) })
    }

    /// Someone who keeps the calendar, for whichever patient.
    pub fn at_desk(by: &Clinician, patient: PatientId) -> Self {
        Self { patient, actor: by.actor(), whom: ByWhom::Clinic, chart: None }
    }

    /// Whoever holds a link that was mailed about a visit of the patient.
    pub(crate) fn by_link(patient: PatientId) -> Self {
        Self { patient, actor: Actor::visitor(), whom: ByWhom::Link, chart: None }
    }

    /// Whose visits.
    pub fn patient(&self) -> PatientId {
        self.patient
    }

    /// Who it is.
    pub fn whom(&self) -> ByWhom {
        self.whom
    }

    /// Whether the rules for patients count: what they can book, and until when they can change it.
    pub fn is_bound(&self) -> bool {
        self.whom != ByWhom::Clinic
    }

    pub(super) fn actor(&self) -> &Actor {
        &self.actor
    }

    pub(super) fn account(&self) -> Option<AccountId> {
        self.actor.account
    }

    /// What was done, for the audit trail.
    pub(super) fn event(&self, action: Action, id: AppointmentId, what: &str) -> Event {
        let event = Event::new(self.actor.clone(), action, Subject::Appointments).of(self.patient).on(id.0);
        match &self.chart {
            Some(chart) => chart.changed(event, what),
            None => event.noting(what.to_owned()),
        }
    }
}
