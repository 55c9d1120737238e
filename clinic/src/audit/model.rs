use serde::{Deserialize, Serialize};

/// What was done (FHIR `AuditEvent.action`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum Action {
    /// Something new was made.
    Create,
    /// Something was looked at.
    Read,
    /// Something was changed.
    Update,
    /// Something was ended or removed.
    Delete,
    /// Something was done, such as signing in.
    Execute,
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum Outcome {
    /// It was done.
    Allowed,
    /// It was not permitted.
    Refused,
    /// It was tried and failed.
    Failed,
}

/// What it was done to: a part of a record, or something of the portal itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum Subject {
    /// The overview of a record.
    Overview,
    /// Lab results.
    Labs,
    /// Prescriptions.
    Prescriptions,
    /// Appointments.
    Appointments,
    /// Conditions, allergies, immunizations, procedures, care plans.
    HealthRecord,
    /// Vital signs.
    Vitals,
    /// A document.
    Documents,
    /// Name, address, contacts, insurance.
    Profile,
    /// The list of accesses itself.
    AccessLog,
    /// The search for a patient.
    PatientSearch,
    /// The right to open a record outside the care team.
    ChartAccess,
    /// An invitation to the portal.
    Invitation,
    /// An account.
    Account,
    /// A session: signing in and out.
    Session,
    /// An import of records.
    Import,
    /// The database: backup and restore.
    Database,
    /// The audit trail as a whole.
    AuditTrail,
    /// A second factor.
    Factor,
    /// A person's right to help a patient.
    Helper,
    /// What role someone has.
    Role,
    /// The right to prescribe.
    PrescribingRight,
    /// A setting or policy of the clinic.
    Setting,
    /// An organization, location or care team.
    Place,
    /// A mail.
    Mail,
    /// A key that signs prescriptions.
    SigningKey,
    /// What visits the clinic offers, who is there when, and the calendar of a day.
    Schedule,
    /// A laboratory, and the messages it sends.
    Laboratory,
}

impl Action {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::Read, Self::Create, Self::Update, Self::Delete, Self::Execute];

    /// The name it is stored under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Read => "read",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::Execute => "execute",
        }
    }
}

impl Outcome {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Allowed, Self::Refused, Self::Failed];

    /// The name it is stored under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }
}

impl Subject {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 27] = [
        Self::Overview,
        Self::Labs,
        Self::Prescriptions,
        Self::Appointments,
        Self::HealthRecord,
        Self::Vitals,
        Self::Documents,
        Self::Profile,
        Self::AccessLog,
        Self::PatientSearch,
        Self::ChartAccess,
        Self::Invitation,
        Self::Account,
        Self::Session,
        Self::Factor,
        Self::Helper,
        Self::Role,
        Self::PrescribingRight,
        Self::Place,
        Self::Schedule,
        Self::Laboratory,
        Self::Setting,
        Self::Mail,
        Self::SigningKey,
        Self::Import,
        Self::Database,
        Self::AuditTrail,
    ];

    /// The name it is stored under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Labs => "labs",
            Self::Prescriptions => "prescriptions",
            Self::Appointments => "appointments",
            Self::HealthRecord => "health_record",
            Self::Vitals => "vitals",
            Self::Documents => "documents",
            Self::Profile => "profile",
            Self::AccessLog => "access_log",
            Self::PatientSearch => "patient_search",
            Self::ChartAccess => "chart_access",
            Self::Invitation => "invitation",
            Self::Account => "account",
            Self::Session => "session",
            Self::Import => "import",
            Self::Database => "database",
            Self::AuditTrail => "audit_trail",
            Self::Factor => "factor",
            Self::Helper => "helper",
            Self::Role => "role",
            Self::PrescribingRight => "prescribing_right",
            Self::Setting => "setting",
            Self::Place => "place",
            Self::Mail => "mail",
            Self::SigningKey => "signing_key",
            Self::Schedule => "schedule",
            Self::Laboratory => "laboratory",
        }
    }
}

#[cfg(feature = "store")]
pub use events::{Actor, Event};

#[cfg(feature = "store")]
mod events {
    use super::{Action, Outcome, Subject};
    use crate::{
        accounts::Role,
        ids::{AccountId, PatientId},
        patients::Purpose,
    };
    use uuid::Uuid;

    /// Who did it.
    #[derive(Clone, PartialEq, Eq)]
    pub struct Actor {
        pub(crate) account: Option<AccountId>,
        pub(crate) name: String,
        pub(crate) role: &'static str,
    }

    impl std::fmt::Debug for Actor {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "Actor({})", self.role)
        }
    }

    impl Actor {
        /// A signed-in person in one of their roles.
        pub fn person(account: AccountId, name: &str, role: Role) -> Self {
            Self { account: Some(account), name: name.to_owned(), role: role.name() }
        }

        /// A signed-in person who helps the patient whose record it is.
        pub fn helper(account: AccountId, name: &str) -> Self {
            Self { account: Some(account), name: name.to_owned(), role: "helper" }
        }

        /// Someone who is not signed in.
        pub fn visitor() -> Self {
            Self { account: None, name: String::new(), role: "visitor" }
        }

        /// Someone at a pharmacy without an account, who came by the link and the code of one prescription.
        pub fn pharmacy(name: &str) -> Self {
            Self { account: None, name: name.to_owned(), role: "pharmacy" }
        }

        /// A laboratory that sends by itself.
        pub fn laboratory(name: &str) -> Self {
            Self { account: None, name: name.to_owned(), role: "laboratory" }
        }

        /// Someone at the command line of the server.
        pub fn operator() -> Self {
            Self { account: None, name: "verbena".to_owned(), role: "operator" }
        }
    }

    /// One thing done, on its way into the trail.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Event {
        pub(crate) actor: Actor,
        pub(crate) action: Action,
        pub(crate) subject: Subject,
        pub(crate) subject_id: Option<Uuid>,
        pub(crate) patient: Option<PatientId>,
        pub(crate) outcome: Outcome,
        pub(crate) purpose: Option<Purpose>,
        pub(crate) reason: Option<String>,
        pub(crate) detail: Option<String>,
        pub(crate) request: Option<String>,
    }

    impl Event {
        /// Something that `actor` did.
        pub fn new(actor: Actor, action: Action, subject: Subject) -> Self {
            Self {
                actor,
                action,
                subject,
                subject_id: None,
                patient: None,
                outcome: Outcome::Allowed,
                purpose: None,
                reason: None,
                detail: None,
                request: None,
            }
        }

        /// Whose record it concerns.
        #[must_use]
        pub fn of(mut self, patient: PatientId) -> Self {
            self.patient = Some(patient);
            self
        }

        /// Which single thing it concerns.
        #[must_use]
        pub fn on(mut self, id: Uuid) -> Self {
            self.subject_id = Some(id);
            self
        }

        /// How it ended, when it was not simply done.
        #[must_use]
        pub fn ended(mut self, outcome: Outcome) -> Self {
            self.outcome = outcome;
            self
        }

        /// Why it was done.
        #[must_use]
        pub fn because(mut self, purpose: Purpose, reason: Option<String>) -> Self {
            self.purpose = Some(purpose);
            self.reason = reason;
            self
        }

        /// What was done more closely, for the clinic and without personal data; the patient is not shown it.
        #[must_use]
        pub fn noting(mut self, note: impl Into<String>) -> Self {
            self.detail = Some(note.into());
            self
        }

        /// The request it belongs to.
        #[must_use]
        pub fn within(mut self, request: &str) -> Self {
            self.request = Some(request.to_owned());
            self
        }
    }
}
