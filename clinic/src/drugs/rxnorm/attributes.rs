//! RXNSAT.RRF: strengths, what is for animals only, and what is controlled.

use super::{
    concepts::{Concepts, Tty},
    files::{ATTRIBUTES, Files},
};
use crate::{
    Error,
    drugs::{Rxcui, Schedule, Strength},
    fhir::Progress,
};
use std::collections::{HashMap, HashSet};

/// Attributes of concepts.
#[derive(Default)]
pub(super) struct Attributes {
    strengths: HashMap<Rxcui, Strength>,
    for_people: HashSet<Rxcui>,
    for_animals: HashSet<Rxcui>,
    /// What labels say; `None` where they say that it is not controlled.
    schedules: HashMap<Rxcui, Option<Schedule>>,
}

impl Attributes {
    /// Reads those of the concepts that were kept.
    pub(super) fn read(files: &mut Files<'_, impl Progress>, concepts: &Concepts) -> Result<Self, Error> {
        let mut found = Self::default();
        files.each(ATTRIBUTES, |columns| {
            let [rxcui, _, _, _, _, _, _, _, name, source, value, suppress, _] = columns else { return Ok(()) };
            if !matches!(*name, "RXN_STRENGTH" | "RXN_HUMAN_DRUG" | "RXN_VET_DRUG" | "DCSA") || *suppress != "N" {
                return Ok(());
            }
            let rxcui: Rxcui = rxcui.parse().map_err(|reason| format!("{rxcui:?}: {reason}"))?;
            let Some(tty) = concepts.tty(rxcui) else { return Ok(()) };
            match (*name, *source) {
                ("RXN_STRENGTH", "RXNORM") if tty == Tty::Scdc => {
                    // Some strengths are no single amount, such as those counted in plants' extracts.
                    if let Some(strength) = Strength::parse(value) {
                        found.strengths.insert(rxcui, strength);
                    }
                }
                ("RXN_HUMAN_DRUG", "RXNORM") => drop(found.for_people.insert(rxcui)),
                ("RXN_VET_DRUG", "RXNORM") => drop(found.for_animals.insert(rxcui)),
                ("DCSA", _) => {
                    let said = Schedule::of_label(value);
                    if said.is_none() && value.trim() != "0" {
                        return Err(format!("{value:?} is no schedule of a controlled substance"));
                    }
                    let known = found.schedules.entry(rxcui).or_default();
                    *known = Schedule::stricter(*known, said);
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// The strength of a component.
    pub(super) fn strength(&self, component: Rxcui) -> Option<&Strength> {
        self.strengths.get(&component)
    }

    /// Whether a product is made for animals only.
    pub(super) fn is_for_animals_only(&self, product: Rxcui) -> bool {
        self.for_animals.contains(&product) && !self.for_people.contains(&product)
    }

    /// What labels say of a concept: nothing at all, or that it is controlled or not.
    pub(super) fn schedule(&self, rxcui: Rxcui) -> Option<Option<Schedule>> {
        self.schedules.get(&rxcui).copied()
    }

    /// Whether the release says anything of controlled substances.
    pub(super) fn has_schedules(&self) -> bool {
        !self.schedules.is_empty()
    }
}
