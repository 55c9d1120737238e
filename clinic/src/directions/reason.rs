use serde::{Deserialize, Serialize};

/// That something is taken only when needed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AsNeeded {
    /// What for, where the prescriber says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

/// What something is needed for: the common reasons, which can be said in the patient's language, or the prescriber's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Pain.
    Pain,
    /// Fever.
    Fever,
    /// Pain or fever.
    PainOrFever,
    /// Headache.
    Headache,
    /// Chest pain.
    ChestPain,
    /// Nausea.
    Nausea,
    /// Itching.
    Itching,
    /// Allergies.
    Allergies,
    /// Cough.
    Cough,
    /// Wheezing.
    Wheezing,
    /// Shortness of breath.
    ShortnessOfBreath,
    /// Anxiety.
    Anxiety,
    /// Sleep.
    Sleep,
    /// Constipation.
    Constipation,
    /// Diarrhea.
    Diarrhea,
    /// Heartburn.
    Heartburn,
    /// Muscle spasms.
    MuscleSpasms,
    /// Swelling.
    Swelling,
    /// Anything else, as it was typed.
    Other(String),
}

impl Reason {
    /// The reasons that have words in every language.
    pub const KNOWN: [Self; 18] = [
        Self::Pain,
        Self::Fever,
        Self::PainOrFever,
        Self::Headache,
        Self::ChestPain,
        Self::Nausea,
        Self::Itching,
        Self::Allergies,
        Self::Cough,
        Self::Wheezing,
        Self::ShortnessOfBreath,
        Self::Anxiety,
        Self::Sleep,
        Self::Constipation,
        Self::Diarrhea,
        Self::Heartburn,
        Self::MuscleSpasms,
        Self::Swelling,
    ];

    /// The English words.
    pub fn words(&self) -> &str {
        match self {
            Self::Pain => "pain",
            Self::Fever => "fever",
            Self::PainOrFever => "pain or fever",
            Self::Headache => "headache",
            Self::ChestPain => "chest pain",
            Self::Nausea => "nausea",
            Self::Itching => "itching",
            Self::Allergies => "allergies",
            Self::Cough => "cough",
            Self::Wheezing => "wheezing",
            Self::ShortnessOfBreath => "shortness of breath",
            Self::Anxiety => "anxiety",
            Self::Sleep => "sleep",
            Self::Constipation => "constipation",
            Self::Diarrhea => "diarrhea",
            Self::Heartburn => "heartburn",
            Self::MuscleSpasms => "muscle spasms",
            Self::Swelling => "swelling",
            Self::Other(words) => words,
        }
    }

    /// The reason those words name: a known one, whatever its capitals, else the words with single spaces.
    pub fn read(words: &str) -> Self {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        Self::KNOWN.into_iter().find(|known| known.words().eq_ignore_ascii_case(&words)).unwrap_or(Self::Other(words))
    }
}
