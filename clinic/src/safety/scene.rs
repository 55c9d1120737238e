//! A person and their medicines, prepared for the rules.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{
    Card, Indicator, LabTest, Medicine, Origin, Pregnancy, Rhythm, Route, RuleId, Subject, amount,
    book::Book,
    condition::{Asks, Condition},
    kidney::{Filtration, Kidney, KidneyResult},
    rule::Rule,
    text::{fold, holds_words},
};
use crate::patients::Sex;

/// A medicine with what was recognised in it.
pub(super) struct Med<'a> {
    pub medicine: &'a Medicine,
    pub draft: bool,
    /// Known ingredients, and whether each reaches the whole body.
    pub contents: BTreeMap<&'static str, bool>,
    /// The ingredients that reach the whole body, and their classes.
    pub wide: HashSet<&'static str>,
    /// Names of ingredients nobody here knows.
    pub unknown: BTreeSet<String>,
}

/// Everything one check looks at.
pub(super) struct Scene<'a> {
    pub book: &'static Book,
    pub subject: &'a Subject,
    /// Drafts, and the present medicines that none of them replaces.
    pub meds: Vec<Med<'a>>,
    age: Option<i64>,
    kidney: Option<Filtration>,
    conditions: Vec<String>,
    held: BTreeSet<&'static str>,
}

/// Where a rule is asked: about which medicine, and together with which.
#[derive(Clone, Copy)]
pub(super) struct Spot<'s> {
    pub first: &'s Med<'s>,
    pub second: Option<&'s Med<'s>>,
    pub ingredient: &'static str,
}

impl<'a> Scene<'a> {
    /// Prepares a check.
    pub(super) fn new(
        book: &'static Book,
        subject: &'a Subject,
        drafts: &'a [Medicine],
        present: &'a [Medicine],
    ) -> Self {
        let replaced: BTreeSet<&str> = drafts.iter().flat_map(|draft| &draft.replaces).map(String::as_str).collect();
        let taken: Vec<Med<'_>> = present.iter().map(|medicine| Med::new(book, medicine, false)).collect();
        let held = taken.iter().flat_map(|med| med.contents.keys().copied()).collect();
        let staying = taken.into_iter().filter(|med| !replaced.contains(med.medicine.key.as_str()));
        let meds = drafts.iter().map(|draft| Med::new(book, draft, true)).chain(staying).collect();
        let age = subject.born.and_then(|born| subject.today.years_since(born)).map(i64::from);
        let kidney = Filtration::of(subject);
        let conditions = subject.conditions.iter().map(|name| fold(name)).collect();
        Self { book, subject, meds, age, kidney, conditions, held }
    }

    /// The drafts.
    pub(super) fn drafts(&self) -> impl Iterator<Item = &Med<'a>> {
        self.meds.iter().filter(|med| med.draft)
    }

    /// How urgent a rule is here; `None` where it has nothing to say.
    pub(super) fn judge(&self, rule: &Rule, spot: Spot<'_>) -> Option<Indicator> {
        let silent = rule.unless.iter().any(|asked| self.all(asked, spot));
        if silent || !self.all(&rule.needs, spot) {
            return None;
        }
        let lowered = rule.lower.iter().filter(|(_, asked)| self.all(asked, spot)).map(|(to, _)| *to);
        let level = lowered.fold(rule.severity, Ord::min);
        Some(rule.raise.iter().filter(|(_, asked)| self.all(asked, spot)).map(|(to, _)| *to).fold(level, Ord::max))
    }

    /// Whether all conditions hold.
    pub(super) fn all(&self, conditions: &[Condition], spot: Spot<'_>) -> bool {
        conditions.iter().all(|condition| self.holds(&condition.asks, spot) != condition.not)
    }

    fn holds(&self, asks: &Asks, spot: Spot<'_>) -> bool {
        let subject = self.subject;
        match asks {
            Asks::Age(is, limit) => self.age.is_some_and(|age| is.holds(age, *limit)),
            Asks::AgeUnknown => self.age.is_none(),
            Asks::Female => subject.sex == Some(Sex::Female),
            Asks::Pregnant => matches!(subject.pregnancy, Pregnancy::Yes { .. }),
            Asks::PregnantWeeks(is, limit) => match subject.pregnancy {
                Pregnancy::Yes { weeks } => weeks.is_none_or(|weeks| is.holds(i64::from(weeks), *limit)),
                _ => false,
            },
            Asks::MayBePregnant => {
                subject.pregnancy == Pregnancy::Unknown
                    && match self.age {
                        Some(age) => subject.sex != Some(Sex::Male) && (12..=50).contains(&age),
                        None => subject.sex == Some(Sex::Female),
                    }
            }
            Asks::Breastfeeding => subject.breastfeeding,
            Asks::Egfr(is, limit) => self.kidney.as_ref().is_some_and(|kidney| is.holds(kidney.egfr, *limit)),
            Asks::Clearance(is, limit) => {
                self.kidney.as_ref().is_some_and(|kidney| is.holds(kidney.clearance.unwrap_or(kidney.egfr), *limit))
            }
            Asks::KidneyUnknown => self.kidney.is_none(),
            Asks::KidneyOld => self.kidney.as_ref().is_some_and(|kidney| kidney.old(subject.today)),
            Asks::Taking(terms) => self.others(spot).any(|med| terms.iter().any(|term| med.wide.contains(term))),
            Asks::Has(names) => {
                names.iter().any(|name| self.conditions.iter().any(|condition| holds_words(condition, name)))
            }
            Asks::Daily(is, limit) => {
                let (sum, complete) = self.daily(spot.ingredient);
                // What is missing could only make it more.
                (complete || is.holds(Decimal::MAX, *limit)) && is.holds(sum, *limit)
            }
            Asks::TakenDaily => spot.first.medicine.rhythm == Some(Rhythm::Daily),
            Asks::RhythmUnknown => spot.first.medicine.rhythm.is_none(),
            Asks::Ingredient(terms) => terms.iter().any(|term| self.book.is(spot.ingredient, term)),
            Asks::Starting(name) => {
                self.drafts().any(|med| med.contents.contains_key(name)) && !self.held.contains(name)
            }
            Asks::LabBelow(test, limit, days) => self.lab(*test, *days).is_some_and(|value| value < *limit),
            Asks::ElectrolytesNormal => self.electrolytes_normal(),
            Asks::KidneysNormal => self.kidneys_normal(),
        }
    }

    fn others(&self, spot: Spot<'_>) -> impl Iterator<Item = &Med<'a>> {
        let keys = [Some(spot.first), spot.second].map(|med| med.map(|med| med.medicine.key.as_str()));
        self.meds.iter().filter(move |med| !keys.contains(&Some(med.medicine.key.as_str())))
    }

    /// The sum of an ingredient's daily amounts in milligrams, and whether every medicine told its own.
    pub(super) fn daily(&self, ingredient: &str) -> (Decimal, bool) {
        let mut sum = Decimal::ZERO;
        let mut complete = true;
        for med in self.meds.iter().filter(|med| med.contents.get(ingredient) == Some(&true)) {
            let mut told = med.medicine.daily.iter().filter(|(name, _)| known_name(name) == ingredient).peekable();
            complete &= told.peek().is_some();
            for (_, amount) in told {
                match amount::milligrams(amount.value, &amount.unit).and_then(|amount| sum.checked_add(amount)) {
                    Some(more) => sum = more,
                    None => complete = false,
                }
            }
        }
        (sum, complete)
    }

    fn lab(&self, test: LabTest, days: i64) -> Option<Decimal> {
        let newest = self.subject.labs.iter().filter(|lab| lab.test == test && lab.on <= self.subject.today);
        let newest = newest.max_by_key(|lab| (lab.on, lab.value))?;
        self.within(newest.on, days).then_some(newest.value)
    }

    fn within(&self, on: NaiveDate, days: i64) -> bool {
        (self.subject.today - on).num_days() <= days
    }

    /// Ranges and periods are those of the HL7 guide PDDI-CDS, digoxin with cyclosporine.
    fn electrolytes_normal(&self) -> bool {
        let ranges = [
            (LabTest::Potassium, Decimal::new(35, 1), Decimal::new(50, 1)),
            (LabTest::Magnesium, Decimal::new(7, 1), Decimal::new(11, 1)),
            (LabTest::Calcium, Decimal::new(85, 1), Decimal::new(102, 1)),
        ];
        ranges.into_iter().all(|(test, low, high)| self.lab(test, 365).is_some_and(|value| low < value && value < high))
    }

    /// The guide asks for creatinine between 0.6 and 1.2 mg/dL. A reported eGFR of 60 or more stands in for it.
    fn kidneys_normal(&self) -> bool {
        self.kidney.as_ref().is_some_and(|kidney| {
            self.within(kidney.on, 365)
                && kidney.creatinine.map_or(kidney.egfr >= 60, |creatinine| 0.6 < creatinine && creatinine < 1.2)
        })
    }

    /// The newest kidney result in words, with a sentence when it is old.
    pub(super) fn kidney_words(&self) -> String {
        let Some(kidney) = &self.kidney else {
            return match self.subject.kidney {
                Some(Kidney { on, .. }) => {
                    format!("The creatinine of {on} could not be turned into a filtration rate.")
                }
                None => "There is no result that tells how the kidneys work.".to_owned(),
            };
        };
        let how = match self.subject.kidney {
            Some(Kidney { kind: KidneyResult::Creatinine(..), .. }) => " (CKD-EPI 2021, from creatinine)",
            _ => "",
        };
        let clearance = match kidney.clearance {
            Some(value) => format!("creatinine clearance {value} mL/min (Cockcroft-Gault)"),
            None => "creatinine clearance not computed, eGFR used in its place".to_owned(),
        };
        let old = if kidney.old(self.subject.today) { " This result is older than 12 months." } else { "" };
        format!("eGFR {} mL/min/1.73 m² on {}{how}; {clearance}.{old}", kidney.egfr, kidney.on)
    }

    /// Makes the card of a rule. `facts` are sentences about this person.
    pub(super) fn card(
        &self,
        rule: &Rule,
        level: Indicator,
        summary: String,
        facts: &[String],
        spot: Spot<'_>,
        about: &[&Med<'_>],
    ) -> Card {
        let mut detail = vec![rule.because.to_owned(), rule.advice.to_owned()];
        detail.extend(rule.notes.iter().filter(|(_, asked)| self.all(asked, spot)).map(|(note, _)| (*note).to_owned()));
        detail.extend(facts.iter().filter(|fact| !fact.is_empty()).cloned());
        Card {
            indicator: level,
            rule: RuleId(rule.id.to_owned()),
            summary,
            detail: detail.join(" "),
            source: rule.source.clone(),
            override_reasons: rule.kind.reasons(),
            about: keys(about),
        }
    }
}

/// The keys of medicines, sorted.
pub(super) fn keys(meds: &[&Med<'_>]) -> Vec<String> {
    let keys: BTreeSet<&str> = meds.iter().map(|med| med.medicine.key.as_str()).collect();
    keys.into_iter().map(str::to_owned).collect()
}

/// An ingredient's name as the data writes it.
pub(super) fn known_name(name: &str) -> String {
    name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

impl<'a> Med<'a> {
    fn new(book: &'static Book, medicine: &'a Medicine, draft: bool) -> Self {
        let mut contents = BTreeMap::new();
        let (mut wide, mut unknown) = (HashSet::new(), BTreeSet::new());
        for name in medicine.ingredients.iter().map(|name| known_name(name)) {
            if let Some((ingredient, classes)) = book.ingredient(&name) {
                let there = matches!(medicine.route, Some(Route::Inhaled | Route::Nasal))
                    && classes.contains("@local-when-inhaled");
                let reaches = medicine.route.is_none_or(Route::systemic) && !there;
                contents.insert(ingredient, reaches);
                if reaches {
                    wide.insert(ingredient);
                    wide.extend(classes);
                }
            } else {
                unknown.insert(name);
            }
        }
        Self { medicine, draft, contents, wide, unknown }
    }

    /// The name of an ingredient, with the medicine's own name where that does not tell it.
    pub(super) fn label(&self, ingredient: &str) -> String {
        if holds_words(&fold(&self.medicine.name), &fold(ingredient)) {
            ingredient.to_owned()
        } else {
            format!("{} ({ingredient})", cut(self.medicine.name.trim(), 40))
        }
    }

    /// Where a medicine that is not a draft comes from.
    pub(super) fn history(&self) -> String {
        let from = match self.medicine.origin {
            Origin::Draft => return String::new(),
            Origin::Prescribed => "prescribed here",
            Origin::Imported => "from an imported record",
        };
        let since = self.medicine.since.map(|day| format!(" since {day}")).unwrap_or_default();
        format!("{} is taken{since} ({from}).", cut(self.medicine.name.trim(), 80))
    }
}

/// The most characters of a summary.
const SUMMARY: usize = 139;

/// A summary: names, joined, and what is wrong. Long names are cut so that it stays under 140 characters.
pub(super) fn summary(names: &[String], joined: &str, effect: &str) -> String {
    let signs = joined.chars().count() * names.len().saturating_sub(1) + 2;
    let room = SUMMARY.saturating_sub(effect.chars().count() + signs);
    let mut left = names.len();
    let mut free = room;
    // The shortest first, so that what they leave goes to the longer ones.
    let mut order: Vec<(usize, &String)> = names.iter().enumerate().collect();
    order.sort_by_key(|(_, name)| name.chars().count());
    let mut parts = BTreeMap::new();
    for (at, name) in order {
        let part = cut(name, free.checked_div(left).unwrap_or(free));
        free = free.saturating_sub(part.chars().count());
        left = left.saturating_sub(1);
        parts.insert(at, part);
    }
    let text = format!("{}: {effect}", parts.into_values().collect::<Vec<_>>().join(joined));
    cut(&text, SUMMARY)
}

/// The first characters of a text, with an ellipsis where something was cut.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}
