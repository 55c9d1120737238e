use std::fmt;

/// What a check has to say, in the shape of a CDS Hooks 2.0 card.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Card {
    /// How urgent it is.
    pub indicator: Indicator,
    /// The rule that spoke; stable over editions of the data.
    pub rule: RuleId,
    /// One sentence under 140 characters.
    pub summary: String,
    /// The mechanism, what to do, and what is known of this person.
    pub detail: String,
    /// Where the rule can be looked up.
    pub source: Source,
    /// Reasons to go on all the same.
    pub override_reasons: &'static [OverrideReason],
    /// Keys of the medicines it is about, sorted.
    pub about: Vec<String>,
}

/// Neither summary nor detail: they tell about a person.
impl fmt::Debug for Card {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?} {} {:?}", self.indicator, self.rule.0, self.about)
    }
}

/// The name of a rule, such as `warfarin-nsaid`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub String);

/// How urgent a card is (CDS Hooks `indicator`), in rising order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Indicator {
    /// Good to know.
    Info,
    /// Weigh it and act if needed.
    Warning,
    /// Contraindicated, or only where the benefit outweighs the risk.
    Critical,
}

impl Indicator {
    /// The code in CDS Hooks.
    pub fn code(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Critical => "critical",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Info, Self::Warning, Self::Critical].into_iter().find(|one| one.code() == code)
    }
}

/// Where a rule can be looked up (CDS Hooks `source`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The label's section, the guideline with its year, or the article.
    pub label: String,
    /// Where it is to be found.
    pub url: Option<String>,
}

/// Why a prescriber goes on in spite of a card (CDS Hooks `overrideReasons`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OverrideReason {
    /// The person has taken it before without harm.
    PatientTolerates,
    /// The benefit outweighs the risk.
    BenefitOutweighsRisk,
    /// It will be watched: laboratory, signs, visits.
    WillMonitor,
    /// The dose was chosen with it in mind.
    DoseAdjusted,
    /// Nothing else would do.
    NoAlternative,
    /// What the record says is not right.
    InformationWrong,
    /// The person knows and agrees.
    DiscussedWithPatient,
    /// Both are meant, such as two strengths of one drug.
    Intended,
    /// It was checked in another way.
    CheckedElsewhere,
}

impl OverrideReason {
    /// The system of the codes.
    pub const SYSTEM: &'static str = "urn:verbena:override-reason";

    /// All of them, in the order they are offered.
    pub const ALL: [Self; 9] = [
        Self::PatientTolerates,
        Self::BenefitOutweighsRisk,
        Self::WillMonitor,
        Self::DoseAdjusted,
        Self::NoAlternative,
        Self::InformationWrong,
        Self::DiscussedWithPatient,
        Self::Intended,
        Self::CheckedElsewhere,
    ];

    /// The code it is stored and sent under.
    pub fn code(self) -> &'static str {
        match self {
            Self::PatientTolerates => "patient-tolerates",
            Self::BenefitOutweighsRisk => "benefit-outweighs-risk",
            Self::WillMonitor => "will-monitor",
            Self::DoseAdjusted => "dose-adjusted",
            Self::NoAlternative => "no-alternative",
            Self::InformationWrong => "information-wrong",
            Self::DiscussedWithPatient => "discussed-with-patient",
            Self::Intended => "intended",
            Self::CheckedElsewhere => "checked-elsewhere",
        }
    }

    /// What it says in English.
    pub fn display(self) -> &'static str {
        match self {
            Self::PatientTolerates => "The patient has taken this before and tolerates it",
            Self::BenefitOutweighsRisk => "The benefit outweighs the risk",
            Self::WillMonitor => "I will monitor for this",
            Self::DoseAdjusted => "The dose takes this into account",
            Self::NoAlternative => "There is no suitable alternative",
            Self::InformationWrong => "The record is wrong or out of date",
            Self::DiscussedWithPatient => "Discussed with the patient",
            Self::Intended => "Both are intended",
            Self::CheckedElsewhere => "I have checked this another way",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}
