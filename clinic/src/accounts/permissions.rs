use super::Role;
use std::fmt::Write as _;

/// Something a role may or may not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// Read the own record.
    ReadOwnRecord,
    /// Change one's own language and end one's own sessions.
    ManageOwnAccount,
    /// Find patients by name, birth date or record number.
    FindPatients,
    /// Open the record of a patient of one's own care team, or of another with a reason.
    OpenChart,
    /// Look up drugs.
    FindDrugs,
    /// Issue an invitation to the portal.
    InvitePatients,
    /// Enter a new patient, and answer the changes to profiles that patients ask for.
    RegisterPatients,
    /// Enter who has legal responsibility for a patient, and end the access of helpers.
    ConfirmGuardians,
    /// Invite people to help with the own record.
    InviteHelpers,
    /// Write prescriptions and prepare them for signing.
    WritePrescriptions,
    /// Sign prescriptions, take them back, and answer what pharmacies and patients ask.
    SignPrescriptions,
    /// Dispense.
    Dispense,
    /// See who can sign in, and the state of the system.
    SeeSystem,
    /// Invite people who work here, give and take roles, propose prescribers.
    ManagePeople,
    /// Confirm that someone may prescribe, after another person has proposed it.
    ConfirmPrescribers,
    /// Enter places, care teams and pharmacies.
    ManagePlaces,
    /// Say which visits there are, who is where when, and when nobody is there.
    ManageSchedules,
    /// See the calendar of a day, and book, move and call off visits of any patient.
    KeepCalendar,
    /// Change the clinic's policies and its mail server; send mails again.
    ManageSettings,
    /// Search the audit trail and take it along.
    ReadAudit,
}

impl Permission {
    /// All of them, in the order of the matrix.
    pub const ALL: [Self; 20] = [
        Self::ReadOwnRecord,
        Self::ManageOwnAccount,
        Self::FindPatients,
        Self::OpenChart,
        Self::FindDrugs,
        Self::InvitePatients,
        Self::RegisterPatients,
        Self::ConfirmGuardians,
        Self::InviteHelpers,
        Self::WritePrescriptions,
        Self::SignPrescriptions,
        Self::Dispense,
        Self::SeeSystem,
        Self::ManagePeople,
        Self::ConfirmPrescribers,
        Self::ManagePlaces,
        Self::ManageSchedules,
        Self::KeepCalendar,
        Self::ManageSettings,
        Self::ReadAudit,
    ];
}

/// Whether `role` may do `permission`: the one place where this is decided.
pub fn permits(role: Role, permission: Permission) -> bool {
    match permission {
        Permission::ReadOwnRecord | Permission::InviteHelpers => role == Role::Patient,
        Permission::ManageOwnAccount => true,
        Permission::FindPatients
        | Permission::OpenChart
        | Permission::InvitePatients
        | Permission::RegisterPatients
        | Permission::ConfirmGuardians
        | Permission::KeepCalendar
        | Permission::WritePrescriptions => {
            matches!(role, Role::Prescriber | Role::Staff)
        }
        Permission::ManageSchedules => matches!(role, Role::Staff | Role::Admin),
        Permission::SignPrescriptions => role == Role::Prescriber,
        Permission::Dispense => role == Role::Pharmacist,
        Permission::FindDrugs => role != Role::Patient,
        Permission::ConfirmPrescribers => matches!(role, Role::Prescriber | Role::Admin),
        Permission::SeeSystem
        | Permission::ManagePeople
        | Permission::ManagePlaces
        | Permission::ManageSettings
        | Permission::ReadAudit => role == Role::Admin,
    }
}

/// The whole matrix as text, a row for each permission and a column for each role.
pub fn matrix() -> String {
    let mut text = format!("{:<18}", "");
    for role in Role::ALL {
        let _ = write!(text, "{:>12}", role.name());
    }
    text.push('\n');
    for permission in Permission::ALL {
        let _ = write!(text, "{:<18}", format!("{permission:?}"));
        for role in Role::ALL {
            let _ = write!(text, "{:>12}", if permits(role, permission) { "yes" } else { "-" });
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_matrix_is_the_one_that_was_agreed() {
        assert_eq!(
            super::matrix(),
            include_str!("permissions.txt"),
            "if the change is meant, write it to permissions.txt"
        );
    }
}
