//! How long a search among 100,000 drugs takes, and how much memory they need.

use super::resident;
use clinic::drugs::{Contents, Entry, Index, Ingredient, Product, Route, Strength, TermType};
use std::time::{Duration, Instant};

/// As many as RxNorm has, and some more.
const PRODUCTS: usize = 100_000;
/// How often each query is asked.
const ROUNDS: usize = 200;
/// What people type, and what costs the most: single letters, words of every product, words with a slip, many words.
const QUERIES: [&str; 16] = [
    "t",
    "o",
    "tablet",
    "oral tablet",
    "mg",
    "1",
    "5 mg",
    "torapine",
    "tora 2.5",
    "10 mg tablet kol",
    "torapimne",
    "zzzzzzzz",
    "melbastatin extended release capsule 50 mg",
    "t o r a m e l i",
    "btora",
    "qwertz yxcvb asdfg",
];

/// Measures and says it.
pub(crate) fn measure() {
    let before = resident();
    let contents = contents();
    let began = Instant::now();
    let index = Index::new(contents);
    let made = began.elapsed();
    let megabytes = resident().saturating_sub(before) / 1024;
    let mut times: Vec<Duration> = Vec::new();
    let mut slowest = (Duration::ZERO, "");
    for query in QUERIES {
        let mut of_query: Vec<Duration> = (0..ROUNDS)
            .map(|_| {
                let began = Instant::now();
                std::hint::black_box(index.search(query, 12));
                began.elapsed()
            })
            .collect();
        of_query.sort();
        slowest = slowest.max((of_query[ROUNDS / 2], query));
        times.extend(of_query);
    }
    times.sort();
    let at = |hundredths: usize| times[(times.len() - 1) * hundredths / 100].as_secs_f64() * 1e3;
    println!(
        "drug search in {} products: p50 {:.2} ms, p99 {:.2} ms; slowest {:?} {:.2} ms; index made in {:.1} s, the process grew by {megabytes} MB",
        index.len(),
        at(50),
        at(99),
        slowest.1,
        slowest.0.as_secs_f64() * 1e3,
        made.as_secs_f64()
    );
}

/// Drugs that do not exist: substances in eight strengths, each in three forms, with and without a brand.
fn contents() -> Contents {
    const STARTS: [&str; 20] = [
        "tor", "mel", "zan", "pru", "lis", "ami", "ket", "sol", "vex", "dri", "fen", "gal", "hyo", "ila", "jos", "nox",
        "ola", "qui", "ruv", "kol",
    ];
    const MIDDLES: [&str; 11] = ["a", "e", "i", "o", "u", "ba", "di", "ko", "le", "mi", "na"];
    const ENDS: [&str; 20] = [
        "pine", "lol", "pril", "sartan", "statin", "zole", "mycin", "cillin", "tidine", "prazole", "xetine", "zepam",
        "dipine", "gliptin", "formin", "parin", "vir", "mab", "tinib", "terol",
    ];
    const STRENGTHS: [&str; 8] = ["1 MG", "2.5 MG", "5 MG", "10 MG", "20 MG", "50 MG", "100 MG", "1000 MG"];
    const FORMS: [&str; 3] = ["Oral Tablet", "Extended Release Oral Capsule", "Injectable Solution"];
    let substances = STARTS
        .iter()
        .flat_map(|start| MIDDLES.iter().flat_map(move |middle| ENDS.map(|end| format!("{start}{middle}{end}"))));
    let mut products = Vec::with_capacity(PRODUCTS);
    for name in substances {
        for strength in STRENGTHS {
            for form in FORMS {
                for is_branded in [false, true] {
                    let brand = is_branded.then(|| format!("B{name}"));
                    let suffix = brand.as_ref().map(|brand| format!(" [{brand}]")).unwrap_or_default();
                    let Ok(rxcui) = (1_000_000 + products.len()).to_string().parse() else { continue };
                    let ingredient =
                        Ingredient { name: name.as_str().into(), rxcui: None, strength: Strength::parse(strength) };
                    products.push(Entry {
                        product: Product {
                            rxcui,
                            tty: if is_branded { TermType::Sbd } else { TermType::Scd },
                            name: format!("{name} hydrochloride {strength} {form}{suffix}"),
                            brand,
                            ingredients: vec![ingredient],
                            dose_form: form.to_owned(),
                            route: Route::of_dose_form(form),
                            schedule: None,
                        },
                        common: products.len() % 200 == 0,
                    });
                    if products.len() == PRODUCTS {
                        return Contents { products, is_release: true, ..Contents::default() };
                    }
                }
            }
        }
    }
    Contents { products, is_release: true, ..Contents::default() }
}
