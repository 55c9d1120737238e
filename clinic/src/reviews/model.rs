use serde::{Deserialize, Serialize};

/// The most characters of a comment, a task, an answer or a question.
pub const LONGEST_TEXT: usize = 2_000;

/// How soon a report is to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "store", derive(sqlx::Type))]
#[repr(i64)]
pub enum Rank {
    /// A result is critical.
    Critical = 0,
    /// A result is out of its range.
    Abnormal = 1,
    /// It must be read to be judged: words, a comment, a result without a range.
    ToRead = 2,
    /// Everything is in its range.
    Normal = 3,
}

impl Rank {
    /// The name it has in classes and tests.
    pub fn name(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::Abnormal => "abnormal",
            Self::ToRead => "to-read",
            Self::Normal => "normal",
        }
    }
}

/// Why a report waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum Why {
    /// It came for the first time.
    New,
    /// It was preliminary before.
    Final,
    /// It was corrected, whether or not someone had seen it.
    Corrected,
}

impl Why {
    /// The name it is stored under.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Final => "final",
            Self::Corrected => "corrected",
        }
    }
}

/// A result that is out of its range, in few words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The test.
    pub name: String,
    /// The value with its comparator and the sender's digits; empty where there is none.
    pub value: String,
    /// The unit as it was sent.
    pub unit: String,
    /// The sender's flag, if any.
    pub flag: Option<String>,
    /// Whether it is critical.
    pub critical: bool,
}

/// What a clinician writes to a patient, in the languages it is written in.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Comment {
    /// In English.
    pub english: Option<String>,
    /// In Spanish.
    pub spanish: Option<String>,
}

impl Comment {
    /// What was typed; empty fields are none.
    pub fn typed(english: &str, spanish: &str) -> Self {
        let some = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
        Self { english: some(english), spanish: some(spanish) }
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.english.is_none() && self.spanish.is_none()
    }

    /// Whether one of the texts is longer than [`LONGEST_TEXT`].
    pub fn is_too_long(&self) -> bool {
        [&self.english, &self.spanish].into_iter().flatten().any(|text| text.chars().count() > LONGEST_TEXT)
    }
}

/// Which kind of task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum TaskKind {
    /// Calling the patient.
    Call,
    /// Anything else that follows: another sample, a visit, a referral.
    FollowUp,
}

impl TaskKind {
    /// The name it is sent under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::FollowUp => "follow_up",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Call, Self::FollowUp].into_iter().find(|kind| kind.name() == name)
    }
}
