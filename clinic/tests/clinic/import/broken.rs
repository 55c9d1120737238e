//! Broken files are refused with a reason, and leave nothing behind.

use super::world::{World, bundle, entry, glucose, patient, urn};
use clinic::fhir::{Options, Progress, import};
use serde_json::{Value, json};
use std::{
    io::Write as _,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::task::AbortHandle;

fn whole() -> String {
    bundle(vec![entry(1, patient()), entry(2, glucose(1, "98", "2025-01-02"))]).to_string()
}

fn with_type(kind: &str) -> String {
    let mut bundle = bundle(vec![entry(1, patient())]);
    bundle["type"] = kind.into();
    bundle.to_string()
}

fn deep() -> String {
    let nested = format!("{}{}", "[".repeat(120), "]".repeat(120));
    whole().replace("\"María\"", &nested)
}

#[tokio::test]
async fn each_broken_file_is_refused_with_its_place_and_reason() {
    let cases: Vec<(&str, Vec<u8>, Option<&str>, &str)> = vec![
        ("empty.json", b"".into(), None, "empty"),
        ("blank.ndjson", b"\n  \n".into(), None, "empty"),
        ("cut.json", whole()[..whole().len() - 40].into(), Some("entry 2"), "cut off"),
        ("start.json", b"{\"resourceType\": \"Bun".into(), None, "cut off"),
        ("text.json", b"Dear colleague".into(), None, "not JSON"),
        ("list.json", b"[1, 2]".into(), None, "not a Bundle: expected a Bundle"),
        ("one.json", patient().to_string().into(), None, "a single Patient"),
        ("nothing.json", b"{}".into(), None, "not a Bundle"),
        ("search.json", with_type("searchset").into(), None, "a Bundle of type searchset"),
        ("document.json", with_type("document").into(), None, "a Bundle of type document"),
        ("typeless.json", whole().replace("\"transaction\"", "null").into(), None, "has no type"),
        (
            "entries.json",
            br#"{"resourceType":"Bundle","type":"batch","entry":{}}"#.into(),
            None,
            "expected a list of entries",
        ),
        (
            "bare.json",
            br#"{"resourceType":"Bundle","type":"batch","entry":[{}]}"#.into(),
            Some("entry 1"),
            "no resource",
        ),
        ("twice.json", format!("{}{}", whole(), whole()).into(), None, "after the end of the Bundle"),
        (
            "bytes.json",
            whole().into_bytes().into_iter().map(|b| if b == 0xC3 { 0xFF } else { b }).collect(),
            None,
            "not UTF-8",
        ),
        ("deep.json", deep().into(), None, "nested more than 100 levels"),
        (
            "kindless.json",
            bundle(vec![entry(1, json!({"id": "x"}))]).to_string().into(),
            Some("entry 1"),
            "no resourceType",
        ),
        ("line.ndjson", format!("{}\n{{\"resourceType\":\n", patient()).into(), Some("line 2"), "cut off"),
        (
            "gender.json",
            whole().replace("\"female\"", "\"F\"").into(),
            Some("entry 1"),
            "gender: not one of FHIR's codes",
        ),
        (
            "number.json",
            whole().replace(":98,", ":\"98\",").into(),
            Some("entry 2"),
            "valueQuantity.value: a number is expected",
        ),
        (
            "day.json",
            whole().replace("2025-01-02", "2025-02-30").into(),
            Some("entry 2"),
            "effectiveDateTime: expected a date or time",
        ),
        (
            "given.json",
            whole().replace("[\"María\",\"José\"]", "\"María\"").into(),
            Some("entry 1"),
            "name[0].given: expected a sequence",
        ),
        ("delete.json", whole().replace("\"POST\"", "\"DELETE\"").into(), Some("entry 1"), "deletes nothing"),
        ("url.json", whole().replace(&urn(1), "somewhere").into(), Some("entry 1"), "fullUrl"),
    ];
    for world in World::both("broken").await {
        for (name, content, place, reason) in &cases {
            let report = world.import_text(name, content).await;
            let refusal = report.refused.first().unwrap_or_else(|| panic!("{name} came in"));
            assert!(refusal.file.ends_with(name));
            if let Some(place) = place {
                assert_eq!(refusal.place.as_deref(), Some(*place), "{name}: {}", refusal.reason);
            }
            assert!(refusal.reason.contains(reason), "{name}: {}", refusal.reason);
            for secret in ["Garc", "Mar", "1968", "999-99"] {
                assert!(!format!("{report:?}").contains(secret), "{name} tells {secret}: {}", refusal.reason);
            }
            assert_eq!(report.files, 0);
            assert!(world.is_empty().await, "{name} left something behind");
        }
    }
}

#[tokio::test]
async fn two_gigabytes_of_nesting_are_refused_at_once() {
    for world in World::both("nesting").await {
        let path = world.folder.path().join("huge.json");
        let mut file = std::fs::File::create(&path).unwrap();
        file.write_all(br#"{"resourceType":"Bundle","type":"batch","entry":"#).unwrap();
        file.write_all(&b"[".repeat(1000)).unwrap();
        // The rest is a hole in the file: it takes no place, and must not be read.
        file.set_len(2 << 30).unwrap();
        let report = world.import(&[path]).await;
        assert!(report.refused[0].reason.contains("nested more than 100 levels"), "{:?}", report.refused);
        assert!(world.is_empty().await);
    }
}

#[tokio::test]
async fn one_bad_entry_keeps_the_whole_file_out_and_all_bad_ones_are_listed() {
    for world in World::both("bad_entry").await {
        let mut entries = vec![entry(1, patient())];
        entries.extend((2..400).map(|number| entry(number, glucose(1, "98", "2025-01-02"))));
        entries[300]["resource"]["effectiveDateTime"] = "someday".into();
        entries[350]["resource"]["valueQuantity"]["value"] = "high".into();
        let report = world.import_text("bundle.json", bundle(entries).to_string()).await;
        let places: Vec<_> = report.refused.iter().map(|refusal| refusal.place.as_deref().unwrap()).collect();
        assert_eq!(places, ["entry 301", "entry 351"]);
        assert_eq!(report.refused[0].resource.as_deref(), Some(urn(301).as_str()));
        assert!(world.is_empty().await);
    }
}

#[tokio::test]
async fn a_bad_file_does_not_keep_others_out() {
    for world in World::both("others").await {
        let paths =
            [world.file("a.json", "no"), world.file("b.json", whole()), world.folder.path().join("missing.json")];
        let report = world.import(&paths).await;
        assert_eq!(report.files, 1);
        assert_eq!(report.refused.len(), 2);
        assert_eq!(world.count("patients").await, 1);
    }
}

#[tokio::test]
async fn an_import_that_is_stopped_in_the_middle_leaves_nothing_of_the_file() {
    /// Stops the import when the second reading has brought something.
    struct Stop(OnceLock<AbortHandle>, AtomicUsize);
    impl Progress for Stop {
        fn advanced(&self, bytes: u64) {
            if bytes > 0 && self.1.fetch_add(1, Ordering::SeqCst) == 2 {
                self.0.get().unwrap().abort();
            }
        }
    }
    for world in World::both("stopped").await {
        let mut entries = vec![entry(1, patient())];
        entries.extend((2..2000).map(|number| entry(number, glucose(1, "98", "2025-01-02"))));
        let path = world.file("large.json", bundle(entries).to_string());
        let stop = Arc::new(Stop(OnceLock::new(), AtomicUsize::new(0)));
        let (db, clock, paths, progress) = (world.db().clone(), world.clock.clone(), [path.clone()], Arc::clone(&stop));
        let task = tokio::spawn(async move { import(&db, &clock, &paths, &Options::default(), &*progress).await });
        stop.0.set(task.abort_handle()).unwrap();
        assert!(task.await.unwrap_err().is_cancelled());
        assert!(world.is_empty().await);
        let report = world.import(&[path]).await;
        assert_eq!(report.total().understood, 1999);
    }
}

#[tokio::test]
async fn a_resource_twice_in_a_file_must_be_the_same() {
    for world in World::both("twice").await {
        let result = || entry(2, glucose(1, "98", "2025-01-02"));
        let mut other = result();
        other["resource"]["status"] = Value::from("amended");
        let report = world.import_text("b.json", bundle(vec![entry(1, patient()), result(), other]).to_string()).await;
        assert_eq!(report.refused[0].place.as_deref(), Some("entry 3"));
        assert!(world.is_empty().await);
        world.bring(vec![entry(1, patient()), result(), result()]).await;
        assert_eq!(world.count("observations").await, 1);
    }
}
