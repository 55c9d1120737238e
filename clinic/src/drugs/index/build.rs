//! Making the index from what the tables hold.

use super::{Index, Meaning, Row, vocabulary::Words};
use crate::drugs::{
    Rxcui, Strength,
    tables::{Contents, Entry, Meant, Name, NameKind},
    words::{key, words},
};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

/// Values, each kept once.
struct Kept<T> {
    values: Vec<T>,
    at: HashMap<T, u32>,
}

impl<T: Clone + Eq + std::hash::Hash> Kept<T> {
    fn new() -> Self {
        Self { values: Vec::new(), at: HashMap::new() }
    }

    fn keep(&mut self, value: &T) -> u32 {
        if let Some(at) = self.at.get(value) {
            return *at;
        }
        let at = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.values.push(value.clone());
        self.at.insert(value.clone(), at);
        at
    }
}

impl Index {
    /// The index of these drugs. Where a whole release of RxNorm is there, a brand leads to its own products only; the
    /// starter has few of them, and a brand leads to all products of its ingredients.
    pub fn new(contents: Contents) -> Self {
        let Contents { mut products, codes, names, is_release } = contents;
        products.sort_by_cached_key(order);
        let mut index = Self::default();
        let mut ingredients: Kept<Arc<str>> = Kept::new();
        let mut rxcuis: HashMap<u32, Rxcui> = HashMap::new();
        let mut note = |ingredients: &mut Kept<Arc<str>>, (name, rxcui): &Meant| {
            let id = ingredients.keep(name);
            if let Some(rxcui) = rxcui {
                rxcuis.entry(id).or_insert(*rxcui);
            }
            id
        };
        let mut forms: Kept<Box<str>> = Kept::new();
        let mut strengths: Kept<String> = Kept::new();
        let mut groups: Kept<Vec<u32>> = Kept::new();
        let mut found = Words::default();
        let mut brands = Words::default();
        let generics = Generics::of(&products);

        for (entry, at) in products.iter().zip(0u32..) {
            let Entry { product, common } = entry;
            let parts: Box<[(u32, Option<u32>)]> = product
                .ingredients
                .iter()
                .map(|one| {
                    let id = note(&mut ingredients, &(one.name.clone(), one.rxcui));
                    let strength = one.strength.as_ref().map(|strength| {
                        let id = strengths.keep(&strength.code());
                        if usize::try_from(id).is_ok_and(|id| id == index.strengths.len()) {
                            index.strengths.push(strength.clone());
                        }
                        id
                    });
                    (id, strength)
                })
                .collect();
            let set: BTreeSet<u32> = parts.iter().map(|(id, _)| *id).collect();
            let group = groups.keep(&set.into_iter().collect());
            push_at(&mut index.groups, group, at);
            let form = forms.keep(&product.dose_form.as_str().into());
            for text in [product.name.as_str(), product.dose_form.as_str()] {
                for word in words(text) {
                    found.add(word.text(), at);
                }
            }
            if let Some(route) = product.route {
                found.add(route.name(), at);
            }
            for strength in product.ingredients.iter().filter_map(|one| one.strength.as_ref()) {
                for word in words(&strength.code()) {
                    found.add(word.text(), at);
                }
            }
            if let Some(brand) = &product.brand {
                let name = key(brand);
                let own = std::iter::once(at).chain(generics.of_brand(&product.name));
                for place in own {
                    name.split(' ').filter(|word| !word.is_empty()).for_each(|word| brands.add(word, place));
                }
                index.by_brand.entry(name.into_boxed_str()).or_default().push(at);
            }
            index.by_rxcui.insert(product.rxcui, at);
            index.rows.push(Row {
                rxcui: product.rxcui,
                tty: product.tty,
                route: product.route,
                schedule: product.schedule,
                common: *common,
                form,
                name: product.name.as_str().into(),
                brand: product.brand.as_deref().map(Into::into),
                parts,
            });
        }
        drop(products);

        for code in codes {
            let ids = code.ingredients.iter().map(|meant| note(&mut ingredients, meant)).collect();
            index.codes.insert(code.rxcui, ids);
        }
        let mut group_words = Words::default();
        let by_brand = &index.by_brand;
        for Name { name, kind, ingredients: meant } in names {
            let key = key(&name);
            let ids: Box<[u32]> = meant.iter().map(|meant| note(&mut ingredients, meant)).collect();
            if key.is_empty() || ids.is_empty() {
                continue;
            }
            let has_products = is_release && by_brand.contains_key(key.as_str());
            if kind == NameKind::Brand && !has_products {
                let set: BTreeSet<u32> = ids.iter().copied().collect();
                if let Some(group) = groups.at.get(&set.into_iter().collect::<Vec<_>>()) {
                    key.split(' ').for_each(|word| group_words.add(word, *group));
                }
            }
            keep_meaning(&mut index.meanings, key, Meaning { kind, ingredients: ids });
        }
        for (name, id) in ingredients.values.iter().zip(0u32..) {
            let meaning = Meaning { kind: NameKind::Ingredient, ingredients: Box::new([id]) };
            keep_meaning(&mut index.meanings, key(name), meaning);
        }
        index.groups_of = vec![Vec::new(); ingredients.values.len()];
        for (set, group) in groups.values.iter().zip(0u32..) {
            for id in set {
                push_at(&mut index.groups_of, *id, group);
                if let Some(name) = usize::try_from(*id).ok().and_then(|id| ingredients.values.get(id)) {
                    for word in words(name) {
                        group_words.add(word.text(), group);
                    }
                }
            }
        }
        index.idle = idle(forms.values.iter());
        index.longest = index.meanings.keys().map(|key| key.split(' ').count()).max().unwrap_or(0).min(8);
        let mut single = Words::default();
        index.meanings.keys().filter(|key| !key.contains(' ')).for_each(|key| single.add(key, 0));
        index.single = single.finish();
        index.ingredients =
            ingredients.values.into_iter().zip(0u32..).map(|(name, id)| (name, rxcuis.get(&id).copied())).collect();
        index.forms = forms.values;
        index.names = group_words.finish();
        index.brands = brands.finish();
        index.words = found.finish();
        index
    }
}

/// An ingredient's own name counts more than a brand that is called the same.
fn keep_meaning(meanings: &mut HashMap<Box<str>, Meaning>, key: String, meaning: Meaning) {
    match meanings.get(key.as_str()) {
        Some(known) if known.kind <= meaning.kind => {}
        _ => drop(meanings.insert(key.into_boxed_str(), meaning)),
    }
}

fn push_at(lists: &mut Vec<Vec<u32>>, at: u32, value: u32) {
    let Ok(at) = usize::try_from(at) else { return };
    if lists.len() <= at {
        lists.resize_with(at + 1, Vec::new);
    }
    if let Some(list) = lists.get_mut(at) {
        list.push(value);
    }
}

/// The products without a brand, by their names.
struct Generics(HashMap<Box<str>, u32>);

impl Generics {
    fn of(products: &[Entry]) -> Self {
        let generic = products.iter().zip(0u32..).filter(|(entry, _)| !entry.product.tty.is_branded());
        Self(generic.map(|(entry, at)| (entry.product.name.to_lowercase().into_boxed_str(), at)).collect())
    }

    /// The product that a branded one is the same as: its name without the brand.
    fn of_brand(&self, name: &str) -> Option<u32> {
        let (generic, _) = name.strip_suffix(']')?.rsplit_once(" [")?;
        self.0.get(generic.to_lowercase().as_str()).copied()
    }
}

/// One ingredient before several, common before rare, then by name, without brand before branded, weaker before stronger.
fn order(entry: &Entry) -> impl Ord + use<> {
    let Entry { product, common } = entry;
    let names: Vec<Arc<str>> = product.ingredients.iter().map(|one| Arc::clone(&one.name)).collect();
    let strengths: Vec<Option<Strength>> = product.ingredients.iter().map(|one| one.strength.clone()).collect();
    let kind = (product.tty.is_pack(), product.tty.is_branded());
    ((names.len() > 1, !common), names, kind, strengths, product.name.clone(), product.rxcui)
}

/// Words that name no drug: those of dose forms, units and packs.
fn idle<'f>(forms: impl Iterator<Item = &'f Box<str>>) -> HashSet<Box<str>> {
    const OTHERS: &str = "mg ml unt mcg g l meq mmol hr day actuat mci pack oral tablet capsule injection solution \
        suspension cream ointment gel patch system spray drops inhaler powder syrup extended release delayed chewable \
        disintegrating injectable prefilled syringe pen injector cartridge auto topical transdermal ophthalmic otic nasal \
        rectal vaginal sublingual buccal drug implant intrauterine mucosal ring per";
    let mut found: HashSet<Box<str>> = OTHERS.split_whitespace().map(Into::into).collect();
    for form in forms {
        found.extend(words(form).iter().map(|word| Box::from(word.text())));
    }
    found
}
