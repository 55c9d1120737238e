use crate::{
    accounts::{Clinician, Patient},
    audit::{AccessLog, Action, Actor, Event, Subject},
    ids::{AccountId, PatientId},
    patients::Chart,
};
use chrono::{DateTime, Utc};

/// Proof that someone may change a profile: the patient their own, or a clinician one of a record that is open to them.
#[derive(Clone, Debug)]
pub struct Editor {
    account: AccountId,
    actor: Actor,
    chart: Chart,
}

impl Editor {
    /// A patient, for the own profile.
    pub fn own(by: &Patient, log: &AccessLog, now: DateTime<Utc>) -> Self {
        Self { account: by.account(), actor: by.actor(), chart: Chart::own(by, log, now) }
    }

    /// A clinician, for the profile of a record they have opened.
    pub fn at_clinic(by: &Clinician, chart: Chart) -> Self {
        Self { account: by.account(), actor: by.actor(), chart }
    }

    /// Whose profile it is.
    pub fn patient(&self) -> PatientId {
        self.chart.patient()
    }

    /// Whether it is the editor's own.
    pub fn is_own(&self) -> bool {
        self.chart.is_own()
    }

    /// Whose account the editor has.
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// A change for the audit trail; `what` names the part without its content.
    pub(super) fn event(&self, action: Action, what: &str) -> Event {
        self.chart.changed(Event::new(self.actor.clone(), action, Subject::Profile).of(self.patient()), what)
    }
}
