//! A rule as the data has it.

use std::collections::HashSet;

use super::{
    Indicator, OverrideReason, Source,
    condition::{self, Condition},
    text::{Paragraph, list},
};

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Two medicines together.
    Interaction,
    /// The same twice.
    Duplicate,
    /// A recorded allergy.
    Allergy,
    /// The person: age, pregnancy, breastfeeding, directions.
    Person,
    /// How the kidneys work.
    Kidney,
    /// The daily amount.
    Dose,
}

impl Kind {
    /// Reasons to go on in spite of such a rule.
    pub(super) fn reasons(self) -> &'static [OverrideReason] {
        use OverrideReason as R;
        match self {
            Self::Interaction => &[
                R::PatientTolerates,
                R::BenefitOutweighsRisk,
                R::WillMonitor,
                R::DoseAdjusted,
                R::NoAlternative,
                R::DiscussedWithPatient,
                R::InformationWrong,
            ],
            Self::Duplicate => &[R::Intended, R::BenefitOutweighsRisk, R::InformationWrong],
            Self::Allergy => {
                &[R::PatientTolerates, R::InformationWrong, R::BenefitOutweighsRisk, R::NoAlternative, R::WillMonitor]
            }
            Self::Person => &[
                R::BenefitOutweighsRisk,
                R::DiscussedWithPatient,
                R::WillMonitor,
                R::NoAlternative,
                R::InformationWrong,
            ],
            Self::Kidney => &[R::DoseAdjusted, R::WillMonitor, R::BenefitOutweighsRisk, R::InformationWrong],
            Self::Dose => &[R::BenefitOutweighsRisk, R::PatientTolerates, R::WillMonitor, R::InformationWrong],
        }
    }
}

/// A set of ingredients, and how they must be taken for a rule to look at them.
pub(super) struct Side {
    /// Ingredients and classes (`@nsaid`).
    pub terms: Vec<&'static str>,
    /// Ingredients and classes left out.
    pub except: Vec<&'static str>,
    /// How they must be taken.
    pub reach: Reach,
    /// Every ingredient these name; filled when the rule is added to the book.
    pub members: HashSet<&'static str>,
}

/// How a medicine must be taken for a rule to look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// So that it reaches the whole body.
    Systemic,
    /// So that it does not.
    Local,
    /// In any way.
    Any,
}

/// A rule.
pub(super) struct Rule {
    pub id: &'static str,
    pub kind: Kind,
    /// The medicine; for allergies the one that must not be given.
    pub when: Side,
    /// The other medicine; for allergies what is on record.
    pub with: Option<Side>,
    /// All must hold.
    pub needs: Vec<Condition>,
    /// None of these groups may hold.
    pub unless: Vec<Vec<Condition>>,
    pub severity: Indicator,
    pub lower: Vec<(Indicator, Vec<Condition>)>,
    pub raise: Vec<(Indicator, Vec<Condition>)>,
    /// Sentences for the detail, where their conditions hold.
    pub notes: Vec<(&'static str, Vec<Condition>)>,
    pub effect: &'static str,
    pub because: &'static str,
    pub advice: &'static str,
    pub source: Source,
}

/// The longest text of `effect:`, so that two names fit beside it.
pub(super) const LONGEST_EFFECT: usize = 80;

impl Rule {
    /// Reads a rule. What is wrong goes to `faults`.
    pub(super) fn read(kind: Kind, mut from: Paragraph, faults: &mut Vec<String>) -> Self {
        let reach = |from: &mut Paragraph, key: &str, faults: &mut Vec<String>| match from.one(key) {
            None | Some("systemic") => Reach::Systemic,
            Some("local") => Reach::Local,
            Some("any") => Reach::Any,
            Some(other) => {
                from.fault(&format!("{key} \"{other}\" is unknown"), faults);
                Reach::Any
            }
        };
        let id = from.must("rule", faults);
        let when = side(from.must("when", faults), reach(&mut from, "route", faults));
        let with_reach = reach(&mut from, "with-route", faults);
        let with = from.one("with").map(|terms| side(terms, with_reach));
        let conditions = |text, from: &Paragraph, faults: &mut Vec<String>| match condition::parse_all(text) {
            Ok(all) => all,
            Err(fault) => {
                from.fault(&fault, faults);
                Vec::new()
            }
        };
        let needs = from.one("if").map_or_else(Vec::new, |text| conditions(text, &from, faults));
        let unless = from.many("unless").into_iter().map(|text| conditions(text, &from, faults)).collect();
        let mut split = Vec::new();
        for key in ["lower", "raise", "note"] {
            for text in from.many(key) {
                match text.rsplit_once(" if ") {
                    Some((what, asked)) => split.push((key, what, conditions(asked, &from, faults))),
                    None => from.fault(&format!("{key} has no condition"), faults),
                }
            }
        }
        let mut indicator = |code, from: &Paragraph| {
            Indicator::parse(code).unwrap_or_else(|| {
                from.fault(&format!("severity \"{code}\" is unknown"), faults);
                Indicator::Critical
            })
        };
        let code = from.one("severity").unwrap_or("");
        let severity = indicator(code, &from);
        let (mut lower, mut raise, mut notes) = (Vec::new(), Vec::new(), Vec::new());
        for (key, what, asked) in split {
            match key {
                "lower" => lower.push((indicator(what, &from), asked)),
                "raise" => raise.push((indicator(what, &from), asked)),
                _ => notes.push((what, asked)),
            }
        }
        let effect = from.must("effect", faults);
        if effect.chars().count() > LONGEST_EFFECT {
            from.fault("effect is too long", faults);
        }
        let because = from.must("because", faults);
        let advice = from.must("do", faults);
        let source = source(from.must("source", faults), from.one("link"));
        if kind == Kind::Interaction && with.is_none() {
            from.fault("with is missing", faults);
        }
        from.finish(faults);
        Self { id, kind, when, with, needs, unless, severity, lower, raise, notes, effect, because, advice, source }
    }

    /// Every condition of the rule.
    pub(super) fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let changed = self.lower.iter().chain(&self.raise).flat_map(|(_, asked)| asked);
        let noted = self.notes.iter().flat_map(|(_, asked)| asked);
        self.needs.iter().chain(self.unless.iter().flatten()).chain(changed).chain(noted)
    }
}

fn side(value: &'static str, reach: Reach) -> Side {
    let (except, terms) = list(value).partition::<Vec<_>, _>(|term| term.starts_with('-'));
    let except = except.into_iter().map(|term| term.trim_start_matches('-').trim()).collect();
    Side { terms, except, reach, members: HashSet::new() }
}

/// A source. Labels of the FDA get the address where DailyMed looks them up.
fn source(label: &'static str, link: Option<&'static str>) -> Source {
    let found = label.strip_prefix("FDA label of ").and_then(|rest| rest.split([',', ';']).next()).map(|name| {
        format!("https://dailymed.nlm.nih.gov/dailymed/search.cfm?labeltype=human&query={}", name.replace(' ', "+"))
    });
    Source { label: label.to_owned(), url: link.map(str::to_owned).or(found) }
}
