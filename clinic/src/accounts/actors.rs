use super::{Permission, Role, Session, permits};
use crate::{
    audit::Actor,
    ids::{AccountId, PatientId, PractitionerId},
};

/// Why someone was not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAdmitted {
    /// They lack the role. It says nothing to them: a page that is not theirs is not found.
    NotTheirs,
    /// They have the role, and may work only after giving a second factor stronger than mail.
    NeedsFactor,
}

/// A signed-in person of whatever role.
#[derive(Clone, Debug)]
pub struct Person {
    account: AccountId,
    actor: Actor,
}

impl Person {
    /// Whose account it is.
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// The person as the audit trail names them.
    pub fn actor(&self) -> Actor {
        self.actor.clone()
    }
}

impl From<&Session> for Person {
    fn from(session: &Session) -> Self {
        Self { account: session.account(), actor: session.actor() }
    }
}

/// Declares actors: each is proof that a session has a role, of those named, that grants what the actor does.
macro_rules! actors {
    ($($(#[$doc:meta])* $name:ident([$($role:ident),+], $permission:ident)),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name {
            account: AccountId,
            actor: Actor,
        }

        impl $name {
            /// Whose account it is.
            pub fn account(&self) -> AccountId {
                self.account
            }

            /// The person as the audit trail names them.
            pub fn actor(&self) -> Actor {
                self.actor.clone()
            }
        }

        impl TryFrom<&Session> for $name {
            type Error = NotAdmitted;

            fn try_from(session: &Session) -> Result<Self, NotAdmitted> {
                let actor = admitted(session, &[$(Role::$role),+], Permission::$permission)?;
                Ok(Self { account: session.account(), actor })
            }
        }
    )+};
}

actors! {
    /// Someone who may prescribe.
    Prescriber([Prescriber], SignPrescriptions),
    /// Someone at the front desk or in the care team.
    Staff([Staff], OpenChart),
    /// Someone who dispenses.
    Pharmacist([Pharmacist], Dispense),
    /// Someone who looks after the portal.
    Admin([Admin], SeeSystem),
    /// Someone who says which visits there are and who is where when.
    Planner([Staff, Admin], ManageSchedules),
    /// Someone who works here, in whatever role.
    Worker([Prescriber, Pharmacist, Staff, Admin], FindDrugs),
}

/// The first of `roles` that the session has, that permits it, and in which it may work.
fn admitted(session: &Session, roles: &[Role], permission: Permission) -> Result<Actor, NotAdmitted> {
    let mut why = NotAdmitted::NotTheirs;
    for role in roles.iter().copied().filter(|role| session.roles().has(*role) && permits(*role, permission)) {
        match admit_by_factor(session, role) {
            Ok(()) => return Ok(Actor::person(session.account(), session.name(), role)),
            Err(reason) => why = reason,
        }
    }
    Err(why)
}

/// Whether the session may work in the role: prescribers, pharmacists and administrators need a second factor stronger than mail.
fn admit_by_factor(session: &Session, role: Role) -> Result<(), NotAdmitted> {
    if role.needs_factor() && !session.is_strong() { Err(NotAdmitted::NeedsFactor) } else { Ok(()) }
}

/// A patient, with the record that is theirs.
#[derive(Clone, Debug)]
pub struct Patient {
    account: AccountId,
    actor: Actor,
    patient: PatientId,
}

impl Patient {
    /// Whose account it is.
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// The person as the audit trail names them.
    pub fn actor(&self) -> Actor {
        self.actor.clone()
    }

    /// Their own record.
    pub fn patient(&self) -> PatientId {
        self.patient
    }
}

impl TryFrom<&Session> for Patient {
    type Error = NotAdmitted;

    fn try_from(session: &Session) -> Result<Self, NotAdmitted> {
        let patient = session.patient().ok_or(NotAdmitted::NotTheirs)?;
        let needs = [Permission::ReadOwnRecord, Permission::InviteHelpers];
        if session.roles().has(Role::Patient) && needs.into_iter().all(|needed| permits(Role::Patient, needed)) {
            let actor = Actor::person(session.account(), session.name(), Role::Patient);
            Ok(Self { account: session.account(), actor, patient })
        } else {
            Err(NotAdmitted::NotTheirs)
        }
    }
}

/// Someone who may find patients, open records, register and invite, and keep the calendar: a prescriber or staff.
#[derive(Clone, Debug)]
pub struct Clinician {
    account: AccountId,
    actor: Actor,
    practitioner: Option<PractitionerId>,
}

impl Clinician {
    const NEEDS: [Permission; 7] = [
        Permission::FindPatients,
        Permission::OpenChart,
        Permission::InvitePatients,
        Permission::RegisterPatients,
        Permission::ConfirmGuardians,
        Permission::KeepCalendar,
        Permission::WritePrescriptions,
    ];

    /// Whose account it is.
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// The person as the audit trail names them.
    pub fn actor(&self) -> Actor {
        self.actor.clone()
    }

    /// The person as care teams name them.
    pub fn practitioner(&self) -> Option<PractitionerId> {
        self.practitioner
    }
}

impl TryFrom<&Session> for Clinician {
    type Error = NotAdmitted;

    fn try_from(session: &Session) -> Result<Self, NotAdmitted> {
        let role = [Role::Prescriber, Role::Staff]
            .into_iter()
            .find(|role| session.roles().has(*role) && Self::NEEDS.into_iter().all(|needed| permits(*role, needed)))
            .ok_or(NotAdmitted::NotTheirs)?;
        admit_by_factor(session, role)?;
        let actor = Actor::person(session.account(), session.name(), role);
        Ok(Self { account: session.account(), actor, practitioner: session.practitioner() })
    }
}

/// Someone who may confirm that another person prescribes: an administrator or a prescriber.
#[derive(Clone, Debug)]
pub struct Confirmer {
    account: AccountId,
    actor: Actor,
}

impl Confirmer {
    /// Whose account it is.
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// The person as the audit trail names them.
    pub fn actor(&self) -> Actor {
        self.actor.clone()
    }
}

impl TryFrom<&Session> for Confirmer {
    type Error = NotAdmitted;

    fn try_from(session: &Session) -> Result<Self, NotAdmitted> {
        let role = [Role::Admin, Role::Prescriber]
            .into_iter()
            .find(|role| session.roles().has(*role) && permits(*role, Permission::ConfirmPrescribers))
            .ok_or(NotAdmitted::NotTheirs)?;
        // Whatever the role asks for otherwise: nobody gives the right to prescribe by a password alone.
        if !session.is_strong() {
            return Err(NotAdmitted::NeedsFactor);
        }
        let actor = Actor::person(session.account(), session.name(), role);
        Ok(Self { account: session.account(), actor })
    }
}
