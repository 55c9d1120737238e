use serde::{Deserialize, Serialize};

/// Which part of a list is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// What goes on.
    #[default]
    Active,
    /// What is over.
    Past,
}

impl Which {
    /// The name in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Past => "past",
        }
    }

    /// Reads a name; anything else is what goes on.
    pub fn parse(name: Option<&str>) -> Self {
        if name == Some(Self::Past.name()) { Self::Past } else { Self::Active }
    }
}

/// One thing a care plan foresees.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Activity {
    /// What it is, in words.
    pub text: Option<String>,
    /// Where it stands (FHIR `CarePlan.activity.detail.status`).
    pub status: Option<String>,
}

/// What a record knows about allergies. “None recorded” means that nobody has asked, or nobody has written it down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Nothing is recorded.
    NotRecorded,
    /// It is recorded that there are none.
    NoneKnown,
    /// There are some.
    Some,
}
