//! Releases come in whole or not at all.

use super::release::Release;
use chrono::{DateTime, NaiveDate, Utc};
use clinic::{
    Error,
    db::{Db, Source as _},
    drugs::{
        By, Drugs, ImportReport, Index, Origin, Release as Which, Resolved, Rxcui, Schedule, import_rxnorm,
        load_starter, source,
    },
    testing::databases,
};
use std::{path::Path, sync::Arc, time::Instant};
use tempfile::TempDir;

const RXNORM: &str = "http://www.nlm.nih.gov/research/umls/rxnorm";

fn now() -> DateTime<Utc> {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

async fn bring(db: &Db, folder: &Path) -> Result<ImportReport, Error> {
    import_rxnorm(db, folder, Which::of(folder, None, None).unwrap(), &(), now()).await
}

async fn index(db: &Db) -> Arc<Index> {
    Drugs::default().index(db).await.unwrap()
}

fn code(number: u32) -> Rxcui {
    number.to_string().parse().unwrap()
}

fn ingredients(resolved: &Resolved) -> Vec<&str> {
    resolved.ingredients().iter().map(|one| &*one.name).collect()
}

#[tokio::test]
async fn a_release_takes_the_place_of_the_starter() {
    let home = TempDir::new().unwrap();
    let folder = Release::small().write(home.path());
    for test in databases("rxnorm_small").await {
        load_starter(&test.db, now()).await.unwrap();
        let drugs = Drugs::default();
        assert!(drugs.index(&test.db).await.unwrap().search("simvastatin", 5).total > 0);
        let report = bring(&test.db, &folder).await.unwrap();
        assert_eq!((report.products, report.controlled, report.common), (9, 2, 0));
        assert_eq!(report.release.version, "RxNorm_full_prescribe_10062025");
        assert!(report.has_schedules && !report.common_missing.is_empty());
        let left_out: Vec<usize> = report.left_out.iter().map(|(_, count)| *count).collect();
        assert_eq!(left_out, [1, 1, 1, 1], "{:?}", report.left_out);

        let mut q = test.db.read().await.unwrap();
        let found = source(&mut q).await.unwrap().unwrap();
        assert_eq!((found.origin, found.dated), (Origin::Rxnorm, NaiveDate::from_ymd_opt(2025, 10, 6).unwrap()));
        assert_eq!(found.products, 9);
        drop(q);

        // Who has the old index hears of the new one.
        drugs.refresh(&test.db).await.unwrap();
        let index = drugs.index(&test.db).await.unwrap();
        assert_eq!(index.len(), 9);
        let pill = index.product(code(2010)).unwrap();
        assert_eq!(pill.written(), "zorvatin 10 mg oral tablet (Zorvex)");
        assert_eq!((pill.brand.as_deref(), pill.strengths().as_deref()), (Some("Zorvex"), Some("10 mg")));
        let both = index.product(code(2020)).unwrap();
        assert_eq!(
            (both.ingredient_names().as_str(), both.strengths().as_deref()),
            ("belumide, zorvatin", Some("2.5 mg / 10 mg"))
        );
        let pack = index.product(code(2031)).unwrap();
        assert_eq!((pack.ingredient_names().as_str(), pack.dose_form.as_str()), ("zorvatin", "Pack"));
        // Controlled by its label, and by the substance in it; not by a label that says it is not.
        assert_eq!(index.product(code(2041)).unwrap().schedule, Some(Schedule::Four));
        assert_eq!(index.product(code(2043)).unwrap().schedule, Some(Schedule::Four));
        assert_eq!(index.product(code(2010)).unwrap().schedule, None);
        assert_eq!(index.product(code(2051)), None, "it is not sold");

        for (rxcui, expected) in [
            ("2020", vec!["belumide", "zorvatin"]),
            ("1011", vec!["zorvatin"]),
            ("1021", vec!["zorvatin"]),
            ("1031", vec!["belumide", "zorvatin"]),
            ("2000", vec!["zorvatin"]),
            ("2030", vec!["zorvatin"]),
            ("2051", vec!["zorvatin"]),
            ("1003", vec!["quandol"]),
        ] {
            let resolved = index.resolve(Some(RXNORM), Some(rxcui), "something else");
            assert_eq!(ingredients(&resolved), expected, "{rxcui}");
            assert!(matches!(resolved, Resolved::Known { by: By::Code, .. }), "{rxcui}");
        }
        // A brand leads to its own products and to the drug it is, and not to others of the ingredient.
        let found: Vec<String> =
            index.search("zorvex", 9).hits.iter().map(|hit| hit.product.rxcui.to_string()).collect();
        assert_eq!(found, ["2010", "2031", "2001"]);
        assert_eq!(index.resolve(None, None, "Zorvatin calcium 10 mg").ingredients().len(), 1);

        // A starter of the same day changes nothing; the release again changes nothing either.
        load_starter(&test.db, now()).await.unwrap();
        let again = bring(&test.db, &folder).await.unwrap();
        assert_eq!(again, report);
    }
}

#[tokio::test]
async fn what_is_no_release_is_refused_with_its_place_and_changes_nothing() {
    type Spoil = fn(&Path);
    let cases: [(&str, Spoil, &str); 7] = [
        ("missing", |rrf| std::fs::remove_file(rrf.join("RXNREL.RRF")).unwrap(), "missing: RXNREL.RRF in "),
        ("empty", |rrf| std::fs::write(rrf.join("RXNSAT.RRF"), "").unwrap(), "RXNSAT.RRF is empty"),
        (
            "cut off",
            |rrf| {
                let text = std::fs::read_to_string(rrf.join("RXNCONSO.RRF")).unwrap();
                std::fs::write(rrf.join("RXNCONSO.RRF"), &text[..text.len() - 30]).unwrap();
            },
            "the file is cut off or is no RXNCONSO.RRF",
        ),
        (
            "other columns",
            |rrf| std::fs::write(rrf.join("RXNREL.RRF"), "1|2|3|\n").unwrap(),
            "RXNREL.RRF line 1: it has 3 columns, 16 are expected",
        ),
        (
            "not UTF-8",
            |rrf| std::fs::write(rrf.join("RXNSAT.RRF"), b"2001|||\xff|AUI||||NDC|RXNORM|1|N||\n").unwrap(),
            "RXNSAT.RRF line 1: byte 8 is not UTF-8",
        ),
        (
            "a word for a code",
            |rrf| std::fs::write(rrf.join("RXNCONSO.RRF"), "x|ENG||||||1|||1|RXNORM|IN|1|name||N|4096|\n").unwrap(),
            "RXNCONSO.RRF line 1: \"x\": an RxCUI has one to eight digits",
        ),
        (
            "nothing in it",
            |rrf| std::fs::write(rrf.join("RXNCONSO.RRF"), "1|ENG||||||1|||1|RXNORM|IN|1|name||N|4096|\n").unwrap(),
            "holds no drug that can be prescribed",
        ),
    ];
    for test in databases("rxnorm_refused").await {
        load_starter(&test.db, now()).await.unwrap();
        let before = index(&test.db).await.len();
        for (what, spoil, expected) in &cases {
            let home = TempDir::new().unwrap();
            let folder = Release::small().write(home.path());
            spoil(&folder.join("rrf"));
            let said = bring(&test.db, &folder).await.unwrap_err().to_string();
            assert!(said.contains(expected), "{what}: {said}");
        }
        assert_eq!(index(&test.db).await.len(), before);
        let source = source(&mut test.db.read().await.unwrap()).await.unwrap().unwrap();
        assert_eq!(source.origin, Origin::Starter);
    }
}

#[tokio::test]
async fn a_strange_schedule_is_refused_rather_than_taken_for_none() {
    let home = TempDir::new().unwrap();
    let mut release = Release::small();
    release.attribute(2003, "DCSA", "MTHSPL", "perhaps");
    let folder = release.write(home.path());
    for test in databases("rxnorm_schedule").await {
        let said = bring(&test.db, &folder).await.unwrap_err().to_string();
        assert!(said.contains("\"perhaps\" is no schedule"), "{said}");
    }
}

#[tokio::test]
async fn a_large_release_comes_in_and_is_searched() {
    const PRODUCTS: u32 = 100_000;
    let home = TempDir::new().unwrap();
    let folder = Release::of_size(PRODUCTS).write(home.path());
    for test in databases("rxnorm_large").await {
        let began = Instant::now();
        let report = bring(&test.db, &folder).await.unwrap();
        let imported = began.elapsed();
        assert_eq!(report.products, PRODUCTS as usize);
        assert!(report.left_out.is_empty(), "{:?}", report.left_out);
        let began = Instant::now();
        let index = index(&test.db).await;
        eprintln!("{}: imported in {imported:.1?}, indexed in {:.1?}", test.db.kind(), began.elapsed());
        assert_eq!(index.len(), PRODUCTS as usize);
        let found = index.search("torapine 2.5 tablet", 12);
        let names: Vec<String> = found.hits.iter().map(|hit| hit.product.written()).collect();
        assert_eq!(names, ["torapine 2.5 mg oral tablet", "torapine 2.5 mg oral tablet (Btorapine)"]);
        assert_eq!(index.search("t", 12).hits.len(), 12);
        let count: (i64,) =
            test.db.read().await.unwrap().query("SELECT count(*) FROM drug_ingredients").one().await.unwrap();
        assert_eq!(count.0, i64::from(PRODUCTS));
    }
}
