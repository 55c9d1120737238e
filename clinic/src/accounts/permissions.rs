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
    /// Issue an invitation to the portal.
    InvitePatients,
    /// See who can sign in, and the state of the system.
    SeeSystem,
}

impl Permission {
    /// All of them, in the order of the matrix.
    pub const ALL: [Self; 6] = [
        Self::ReadOwnRecord,
        Self::ManageOwnAccount,
        Self::FindPatients,
        Self::OpenChart,
        Self::InvitePatients,
        Self::SeeSystem,
    ];
}

/// Whether `role` may do `permission`: the one place where this is decided.
pub fn permits(role: Role, permission: Permission) -> bool {
    match permission {
        Permission::ReadOwnRecord => role == Role::Patient,
        Permission::ManageOwnAccount => true,
        Permission::FindPatients | Permission::OpenChart | Permission::InvitePatients => {
            matches!(role, Role::Prescriber | Role::Staff)
        }
        Permission::SeeSystem => role == Role::Admin,
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
