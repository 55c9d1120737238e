use crate::{
    Error,
    accounts::Pharmacist,
    audit::{AccessLog, Action, Actor, Event, Subject},
    db::Source,
    ids::{AccountId, OrganizationId, PatientId, PrescriptionId},
};

/// Proof that someone stands at the counter of a pharmacy: everything a pharmacy reads or does is through one.
#[derive(Clone, Debug)]
pub struct Counter {
    pharmacy: OrganizationId,
    name: String,
    account: Option<AccountId>,
    actor: Actor,
    only: Option<PrescriptionId>,
    log: AccessLog,
}

impl Counter {
    /// Which pharmacy.
    pub fn pharmacy(&self) -> OrganizationId {
        self.pharmacy
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whose account it is; nobody's for whoever came by the link of a mail.
    pub fn account(&self) -> Option<AccountId> {
        self.account
    }

    /// Who stands there, as the audit trail names them.
    pub fn actor(&self) -> Actor {
        self.actor.clone()
    }

    /// Whether a prescription may be looked at: with the link of a mail it is one single one.
    pub(crate) fn admits(&self, id: PrescriptionId) -> bool {
        self.only.is_none_or(|only| only == id)
    }

    /// Whether it is the counter of someone with an account, who may do everything that is done at one.
    pub fn is_staffed(&self) -> bool {
        self.account.is_some()
    }

    /// The counter of a pharmacy that got one prescription by the link of a mail.
    pub(super) fn by_link(pharmacy: OrganizationId, name: String, only: PrescriptionId, log: &AccessLog) -> Self {
        let actor = Actor::pharmacy(&name);
        Self { pharmacy, name, account: None, actor, only: Some(only), log: log.clone() }
    }

    /// Notes that a prescription was looked at.
    pub(crate) fn saw(&self, id: PrescriptionId, patient: PatientId) {
        self.log.note(Event::new(self.actor.clone(), Action::Read, Subject::Prescriptions).of(patient).on(id.0));
    }

    /// Notes that the allergies of a patient were looked at.
    pub(crate) fn saw_allergies(&self, patient: PatientId) {
        self.log.note(Event::new(self.actor.clone(), Action::Read, Subject::HealthRecord).of(patient));
    }

    /// Notes that a patient was searched for among the pharmacy's own prescriptions.
    pub(crate) fn searched(&self) {
        self.log.note(Event::new(self.actor.clone(), Action::Read, Subject::PatientSearch));
    }

    /// Notes that the list of prescriptions was looked at.
    pub(crate) fn saw_list(&self) {
        self.log.note(Event::new(self.actor.clone(), Action::Read, Subject::Prescriptions));
    }
}

/// The counter at which a pharmacist works; `None` when nobody has entered their pharmacy yet.
pub async fn counter(q: &mut impl Source, by: &Pharmacist, log: &AccessLog) -> Result<Option<Counter>, Error> {
    let found: Option<(OrganizationId, String)> = q
        .query(
            "SELECT o.id, o.name FROM pharmacy_members m JOIN organizations o ON o.id = m.organization_id
             WHERE m.account_id = $1 AND o.is_pharmacy AND o.active",
        )
        .bind(by.account())
        .maybe()
        .await?;
    Ok(found.map(|(pharmacy, name)| Counter {
        pharmacy,
        name,
        account: Some(by.account()),
        actor: by.actor(),
        only: None,
        log: log.clone(),
    }))
}
