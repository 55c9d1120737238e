//! RXNCONSO.RRF and RXNREL.RRF: concepts, and how each is made of others.

use super::{
    ImportReport,
    attributes::Attributes,
    files::{CONCEPTS, Files, RELATIONS},
};
use crate::{
    Error,
    drugs::{
        Ingredient, Product, Route, Rxcui, Schedule, Strength, TermType,
        model::named,
        tables::{Code, Contents, Entry, Meant, Name, NameKind},
    },
    fhir::Progress,
};
use std::{collections::HashMap, sync::Arc};

named! {
    /// The kinds of concepts that are read (RxNorm's term types).
    Tty {
        /// Ingredient.
        In = "IN",
        /// Precise ingredient: a salt, an isomer.
        Pin = "PIN",
        /// Several ingredients.
        Min = "MIN",
        /// Brand name.
        Bn = "BN",
        /// Dose form.
        Df = "DF",
        /// Ingredient with strength.
        Scdc = "SCDC",
        /// Ingredient with form.
        Scdf = "SCDF",
        /// Ingredient with a group of forms.
        Scdg = "SCDG",
        /// Clinical drug.
        Scd = "SCD",
        /// Branded component.
        Sbdc = "SBDC",
        /// Branded drug with form.
        Sbdf = "SBDF",
        /// Branded drug with a group of forms.
        Sbdg = "SBDG",
        /// Branded drug.
        Sbd = "SBD",
        /// Pack.
        Gpck = "GPCK",
        /// Branded pack.
        Bpck = "BPCK",
    }
}

named! {
    /// The relations that are read: the second concept of a line has it to the first.
    Relation {
        /// A drug has an ingredient or a brand.
        HasIngredient = "has_ingredient",
        /// A drug has several.
        HasIngredients = "has_ingredients",
        /// A drug consists of components.
        ConsistsOf = "consists_of",
        /// What is branded is the trade name of what is not.
        TradenameOf = "tradename_of",
        /// A drug has a dose form.
        HasDoseForm = "has_dose_form",
        /// A precise ingredient is a form of an ingredient.
        FormOf = "form_of",
        /// Several ingredients have one as part.
        HasPart = "has_part",
        /// A pack contains drugs.
        Contains = "contains",
    }
}

/// The mark of what can be prescribed at present, in the column CVF.
const PRESCRIBABLE: u32 = 4096;

struct Concept {
    tty: Tty,
    name: Box<str>,
    is_prescribable: bool,
}

/// The concepts of a release.
#[derive(Default)]
pub(super) struct Concepts {
    concepts: HashMap<Rxcui, Concept>,
    relations: HashMap<Rxcui, Vec<(Relation, Rxcui)>>,
    /// Concepts that RxNorm has withdrawn or hidden.
    suppressed: usize,
}

impl Concepts {
    /// Reads both files.
    pub(super) fn read(files: &mut Files<'_, impl Progress>) -> Result<Self, Error> {
        let mut found = Self::default();
        let mut marks_prescribable = false;
        files.each(CONCEPTS, |columns| {
            let [rxcui, language, _, _, _, _, _, _, _, _, _, source, tty, _, name, _, suppress, marks] = columns else {
                return Ok(());
            };
            let Some(tty) = Tty::parse(tty).filter(|_| *source == "RXNORM" && *language == "ENG") else {
                return Ok(());
            };
            let rxcui: Rxcui = rxcui.parse().map_err(|reason| format!("{rxcui:?}: {reason}"))?;
            if name.trim().is_empty() {
                return Err("the concept has no name".to_owned());
            }
            if *suppress != "N" {
                found.suppressed += 1;
                return Ok(());
            }
            let is_prescribable = marks.parse().is_ok_and(|marks: u32| marks & PRESCRIBABLE != 0);
            marks_prescribable |= is_prescribable;
            found.concepts.insert(rxcui, Concept { tty, name: name.trim().into(), is_prescribable });
            Ok(())
        })?;
        if !marks_prescribable {
            found.concepts.values_mut().for_each(|concept| concept.is_prescribable = true);
        }
        files.each(RELATIONS, |columns| {
            let [first, _, _, _, second, _, _, relation, _, _, source, _, _, _, suppress, _] = columns else {
                return Ok(());
            };
            let Some(relation) = Relation::parse(relation).filter(|_| *source == "RXNORM") else { return Ok(()) };
            // Relations between single names have no concepts.
            if first.is_empty() || second.is_empty() || !matches!(*suppress, "" | "N") {
                return Ok(());
            }
            let code = |text: &str| text.parse::<Rxcui>().map_err(|reason| format!("{text:?}: {reason}"));
            let (first, second) = (code(first)?, code(second)?);
            if found.concepts.contains_key(&first) && found.concepts.contains_key(&second) {
                found.relations.entry(second).or_default().push((relation, first));
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// What kind of concept it is, if it was kept.
    pub(super) fn tty(&self, rxcui: Rxcui) -> Option<Tty> {
        self.concepts.get(&rxcui).map(|concept| concept.tty)
    }

    fn to(&self, rxcui: Rxcui, relation: Relation) -> impl Iterator<Item = (Rxcui, &Concept)> {
        let related = self.relations.get(&rxcui).into_iter().flatten();
        related.filter(move |(kind, _)| *kind == relation).filter_map(|(_, to)| Some((*to, self.concepts.get(to)?)))
    }

    /// The ingredients of any concept.
    fn ingredients(&self, rxcui: Rxcui, depth: u8) -> Vec<Rxcui> {
        use Relation::{ConsistsOf, Contains, FormOf, HasIngredient, HasIngredients, HasPart, TradenameOf};
        // Packs hold drugs, these components, these ingredients: nothing lies deeper.
        let Some(tty) = self.tty(rxcui).filter(|_| depth < 8) else { return Vec::new() };
        let ways: &[Relation] = match tty {
            Tty::In => return vec![rxcui],
            Tty::Df => return Vec::new(),
            Tty::Pin => &[FormOf],
            Tty::Min => &[HasPart],
            Tty::Bn => &[TradenameOf],
            Tty::Scdc | Tty::Scdf | Tty::Scdg => &[HasIngredient, HasIngredients],
            Tty::Scd => &[ConsistsOf, HasIngredients, HasIngredient],
            Tty::Sbd | Tty::Sbdc | Tty::Sbdf | Tty::Sbdg => &[TradenameOf, ConsistsOf, HasIngredient],
            Tty::Gpck => &[Contains],
            Tty::Bpck => &[TradenameOf, Contains],
        };
        for way in ways {
            let mut found: Vec<Rxcui> = Vec::new();
            for (to, _) in self.to(rxcui, *way) {
                for ingredient in self.ingredients(to, depth + 1) {
                    if !found.contains(&ingredient) {
                        found.push(ingredient);
                    }
                }
            }
            if !found.is_empty() {
                found.sort_by_key(|one| self.concepts.get(one).map(|concept| concept.name.to_lowercase()));
                return found;
            }
        }
        Vec::new()
    }

    /// Everything that is kept of the release.
    pub(super) fn contents(
        &self,
        attributes: &Attributes,
        common: &HashMap<Rxcui, Option<Schedule>>,
        report: &mut ImportReport,
    ) -> Contents {
        let mut shared: HashMap<Rxcui, Arc<str>> = HashMap::new();
        let mut meant = |rxcui: Rxcui| -> Meant {
            let name = shared.entry(rxcui).or_insert_with(|| {
                self.concepts.get(&rxcui).map(|concept| concept.name.to_lowercase()).unwrap_or_default().into()
            });
            (Arc::clone(name), Some(rxcui))
        };
        let schedules = self.schedules(attributes, common);
        let (mut not_sold, mut for_animals, mut without) = (0, 0, 0);
        let mut contents = Contents::default();
        let mut codes: Vec<(&Rxcui, &Concept)> = self.concepts.iter().collect();
        codes.sort_by_key(|(rxcui, _)| **rxcui);
        for (rxcui, concept) in codes {
            let rxcui = *rxcui;
            let term = TermType::parse(concept.tty.name());
            if let Some(tty) = term
                && concept.is_prescribable
                && !attributes.is_for_animals_only(rxcui)
            {
                let parts = self.parts(rxcui, tty, attributes);
                if parts.is_empty() {
                    without += 1;
                    continue;
                }
                let ingredients = parts
                    .into_iter()
                    .map(|(ingredient, strength)| {
                        let (name, rxcui) = meant(ingredient);
                        Ingredient { name, rxcui, strength }
                    })
                    .collect();
                let product = self.product(rxcui, tty, concept, ingredients, schedules.get(&rxcui).copied().flatten());
                contents.products.push(Entry { product, common: common.contains_key(&rxcui) });
                continue;
            }
            if term.is_some() {
                if attributes.is_for_animals_only(rxcui) { for_animals += 1 } else { not_sold += 1 }
            }
            let ingredients: Vec<Meant> = self.ingredients(rxcui, 0).into_iter().map(&mut meant).collect();
            if ingredients.is_empty() {
                continue;
            }
            let kind = match concept.tty {
                Tty::In => Some(NameKind::Ingredient),
                Tty::Pin => Some(NameKind::Salt),
                Tty::Bn => Some(NameKind::Brand),
                _ => None,
            };
            if let Some(kind) = kind {
                let name = concept.name.to_string();
                contents.names.push(Name { name, kind, ingredients: ingredients.clone() });
            }
            contents.codes.push(Code { rxcui, tty: concept.tty.name().to_owned(), ingredients });
        }
        // Two concepts may be called the same.
        contents.names.sort_by(|one, other| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
        contents.names.dedup_by(|one, other| one.kind == other.kind && one.name == other.name);
        report.left_out = [
            ("concepts that RxNorm has withdrawn or hidden", self.suppressed),
            ("products that cannot be prescribed at present (their codes are understood)", not_sold),
            ("products for animals only", for_animals),
            ("products whose ingredients the release does not name", without),
        ]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .collect();
        contents
    }

    fn product(
        &self,
        rxcui: Rxcui,
        tty: TermType,
        concept: &Concept,
        ingredients: Vec<Ingredient>,
        schedule: Option<Schedule>,
    ) -> Product {
        let named = |relation, tty| {
            let mut found = self.to(rxcui, relation).filter(|(_, concept)| concept.tty == tty);
            found.next().map(|(_, concept)| concept.name.to_string())
        };
        let brand = tty.is_branded().then(|| named(Relation::HasIngredient, Tty::Bn)).flatten();
        let dose_form = named(Relation::HasDoseForm, Tty::Df);
        let dose_form = dose_form.unwrap_or_else(|| if tty.is_pack() { "Pack".to_owned() } else { String::new() });
        Product {
            rxcui,
            tty,
            name: concept.name.to_string(),
            brand,
            ingredients,
            route: Route::of_dose_form(&dose_form),
            dose_form,
            schedule,
        }
    }

    /// The ingredients of a product with their strengths, in the order of its name.
    fn parts(&self, rxcui: Rxcui, tty: TermType, attributes: &Attributes) -> Vec<(Rxcui, Option<Strength>)> {
        let drug = match tty {
            TermType::Scd => Some(rxcui),
            TermType::Sbd => {
                let mut generic = self.to(rxcui, Relation::TradenameOf).filter(|(_, drug)| drug.tty == Tty::Scd);
                Some(generic.next().map_or(rxcui, |(generic, _)| generic))
            }
            TermType::Gpck | TermType::Bpck => None,
        };
        let name = self.concepts.get(&rxcui).map(|concept| concept.name.to_lowercase()).unwrap_or_default();
        let mut parts: Vec<(Option<usize>, Rxcui, Option<Strength>)> = Vec::new();
        for (component, concept) in drug.into_iter().flat_map(|drug| self.to(drug, Relation::ConsistsOf)) {
            if concept.tty != Tty::Scdc {
                continue;
            }
            let strength = attributes.strength(component).cloned().or_else(|| strength_in(&concept.name));
            let place = name.find(&concept.name.to_lowercase());
            for ingredient in self.ingredients(component, 0) {
                if parts.iter().all(|(_, known, _)| *known != ingredient) {
                    parts.push((place, ingredient, strength.clone()));
                }
            }
        }
        if parts.is_empty() {
            return self.ingredients(rxcui, 0).into_iter().map(|ingredient| (ingredient, None)).collect();
        }
        parts.sort_by_key(|(place, ingredient, _)| (place.is_none(), *place, *ingredient));
        parts.into_iter().map(|(_, ingredient, strength)| (ingredient, strength)).collect()
    }

    /// The schedules of products: what labels say of a product or of its branded or generic twin, and what the starter says;
    /// the strictest counts. Where nothing is said of any of them, that of a product of the same single substance: a mixture
    /// of a listed substance is listed with it (21 CFR 1308.11 to 1308.15).
    fn schedules(
        &self,
        attributes: &Attributes,
        common: &HashMap<Rxcui, Option<Schedule>>,
    ) -> HashMap<Rxcui, Option<Schedule>> {
        let is_product = |tty: Tty| TermType::parse(tty.name()).is_some();
        let products: Vec<Rxcui> =
            self.concepts.iter().filter(|(_, concept)| is_product(concept.tty)).map(|(rxcui, _)| *rxcui).collect();
        let mut said: HashMap<Rxcui, Option<Schedule>> = HashMap::new();
        let mut say = |rxcui: Rxcui, schedule: Option<Schedule>| {
            let known = said.entry(rxcui).or_default();
            *known = Schedule::stricter(*known, schedule);
        };
        for rxcui in &products {
            if let Some(schedule) = attributes.schedule(*rxcui) {
                say(*rxcui, schedule);
                self.to(*rxcui, Relation::TradenameOf).for_each(|(generic, _)| say(generic, schedule));
            }
            if let Some(Some(schedule)) = common.get(rxcui) {
                say(*rxcui, Some(*schedule));
            }
        }
        // Branded twins of what is said of the generic ones.
        for rxcui in &products {
            let generic: Vec<Option<Schedule>> =
                self.to(*rxcui, Relation::TradenameOf).filter_map(|(generic, _)| said.get(&generic).copied()).collect();
            for schedule in generic {
                let known = said.entry(*rxcui).or_default();
                *known = Schedule::stricter(*known, schedule);
            }
        }
        let mut substances: HashMap<Rxcui, Option<Schedule>> = HashMap::new();
        let listed = self.concepts.iter().filter(|(_, concept)| concept.tty == Tty::In);
        for (rxcui, schedule) in listed.filter_map(|(rxcui, _)| Some((*rxcui, attributes.schedule(*rxcui)?))) {
            substances.insert(rxcui, schedule);
        }
        for (rxcui, schedule) in &said {
            if let ([substance], Some(_)) = (self.ingredients(*rxcui, 0).as_slice(), schedule) {
                let known = substances.entry(*substance).or_default();
                *known = Schedule::stricter(*known, *schedule);
            }
        }
        let unsaid: Vec<Rxcui> = products.into_iter().filter(|rxcui| !said.contains_key(rxcui)).collect();
        for rxcui in unsaid {
            let found =
                self.ingredients(rxcui, 0).into_iter().filter_map(|one| substances.get(&one).copied().flatten());
            if let Some(strictest) = found.min() {
                said.insert(rxcui, Some(strictest));
            }
        }
        said
    }
}

/// The strength at the end of a component's name: `amoxicillin 500 MG`.
fn strength_in(name: &str) -> Option<Strength> {
    let (rest, unit) = name.trim().rsplit_once(' ')?;
    let (_, number) = rest.rsplit_once(' ')?;
    Strength::parse(&format!("{number} {unit}"))
}
