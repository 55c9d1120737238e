use serde::{Deserialize, Serialize};

/// What a person is to the clinic. One person may have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reads their own record.
    Patient,
    /// A clinician who may prescribe.
    Prescriber,
    /// Front desk and care staff.
    Staff,
    /// Dispenses.
    Pharmacist,
    /// Looks after the portal itself; reads no records.
    Admin,
}

impl Role {
    /// All roles, in the order they are listed.
    pub const ALL: [Self; 5] = [Self::Patient, Self::Prescriber, Self::Staff, Self::Pharmacist, Self::Admin];

    /// Whether nobody works in this role without a second factor stronger than mail.
    pub fn needs_factor(self) -> bool {
        matches!(self, Self::Prescriber | Self::Pharmacist | Self::Admin)
    }

    /// The name it is stored and typed under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::Prescriber => "prescriber",
            Self::Staff => "staff",
            Self::Pharmacist => "pharmacist",
            Self::Admin => "admin",
        }
    }
}

impl std::str::FromStr for Role {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|role| role.name() == text).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.into_iter().map(Self::name).collect();
            format!("“{text}” is no role; one of {} is", names.join(", "))
        })
    }
}

/// The roles of one person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u8);

impl Roles {
    /// Whether `role` is among them.
    pub fn has(self, role: Role) -> bool {
        self.0 & Self::bit(role) != 0
    }

    /// Each of them.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(move |role| self.has(*role))
    }

    fn bit(role: Role) -> u8 {
        match role {
            Role::Patient => 1,
            Role::Prescriber => 2,
            Role::Staff => 4,
            Role::Pharmacist => 8,
            Role::Admin => 16,
        }
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
        Self(roles.into_iter().fold(0, |bits, role| bits | Self::bit(role)))
    }
}

/// A language of the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    En,
    /// Spanish.
    Es,
}

impl std::str::FromStr for Language {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "en" => Ok(Self::En),
            "es" => Ok(Self::Es),
            other => Err(format!("“{other}” is no language of the portal; en and es are")),
        }
    }
}

/// A second factor, from the weakest to the strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum FactorKind {
    /// A code sent by mail: good enough for patients.
    Mail,
    /// One of ten printed codes, each used once.
    Recovery,
    /// A code from an app (RFC 6238).
    Totp,
    /// A passkey (WebAuthn).
    Passkey,
}

impl FactorKind {
    /// Whether those who prescribe, dispense or administer may work with it: whoever reads their mail must not be able to.
    pub fn is_strong(self) -> bool {
        self > Self::Mail
    }
}
