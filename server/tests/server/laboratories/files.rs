//! Messages as files, and the commands for laboratories.

use crate::{
    installation::{Installation, said},
    mllp::{message, message_of},
};
use std::fs;

fn here() -> Installation {
    let here = Installation::new();
    here.done(&["laboratory", "add", "Bay Laboratory", "--sender", "LIS|Bay Lab", "--zone", "America/Denver"]);
    here
}

/// The number beside such words in what an import said.
fn number(said: &str, words: &str) -> usize {
    let line = said.lines().find(|line| line.starts_with(words)).unwrap_or_else(|| panic!("{words}: {said}"));
    line.rsplit(' ').next().unwrap().parse().unwrap()
}

#[test]
fn files_of_every_shape_come_in() {
    let here = here();
    let folder = here.folder.path().join("in");
    fs::create_dir_all(folder.join("deeper")).unwrap();
    fs::write(folder.join("one.hl7"), message("M-1")).unwrap();
    fs::write(folder.join("lines.txt"), message("M-2").replace('\r', "\r\n")).unwrap();
    let two = format!("\u{FEFF}{}{}", message("M-3").replace('\r', "\n"), message("M-4").replace('\r', "\n"));
    fs::write(folder.join("deeper/two.er7"), two).unwrap();
    let batch = format!("FHS|^~\\&|LIS\rBHS|^~\\&|LIS\r{}{}BTS|2\rFTS|1\r", message("M-5"), message("M-6"));
    fs::write(folder.join("batch"), batch).unwrap();
    fs::write(folder.join("frames.mllp"), format!("\x0B{}\x1C\r\x0B{}\x1C\r", message("M-7"), message("M-8"))).unwrap();
    fs::write(folder.join("readme.md"), "Nothing of interest.").unwrap();
    let first = here.done(&["import", "hl7", "in"]);
    assert_eq!(number(&first, "In a record") + number(&first, "Waiting for a patient"), 8, "{first}");
    assert!(first.contains("1 other files were passed over"), "{first}");
    let second = here.done(&["import", "hl7", "in"]);
    assert_eq!(number(&second, "Here already"), 8, "{second}");
    here.done(&["audit", "verify"]);
}

#[test]
fn what_is_refused_is_named_with_its_place() {
    let here = here();
    let bad = format!("Dear clinic,\r{}{}{}", message("M-1"), message_of("M-2", "NM", "five"), message("M-3"));
    fs::write(here.folder.path().join("bad.hl7"), bad).unwrap();
    fs::write(here.folder.path().join("half.hl7"), format!("\x0B{}", message("M-4"))).unwrap();
    fs::write(here.folder.path().join("empty.hl7"), "").unwrap();
    let output = here.run(&["import", "hl7", "bad.hl7", "half.hl7", "empty.hl7", "missing.hl7"]);
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    assert_eq!(number(&said, "Refused"), 5, "{said}");
    assert_eq!(number(&said, "In a record") + number(&said, "Waiting for a patient"), 2, "{said}");
    for words in [
        "bad.hl7, line 1: these lines belong to no message",
        "bad.hl7, line 6, message M-2: OBX 1, field 5",
        "(102)",
        "half.hl7, line 1: the end of this message is missing",
        "empty.hl7: it holds no message",
        "missing.hl7: cannot be read",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let nothing = here.run(&["import", "hl7", "data"]);
    assert_eq!(nothing.status.code(), Some(1));
}

#[test]
fn a_laboratory_is_entered_and_listed() {
    let here = here();
    fs::write(here.folder.path().join("other.hl7"), message("M-1").replace("LIS|Bay Lab|", "Old|Elsewhere|")).unwrap();
    let unknown = here.run(&["import", "hl7", "other.hl7"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(said(&unknown).contains("does not know this sender"), "{}", said(&unknown));
    here.done(&[
        "laboratory",
        "add",
        "Old Laboratory",
        "--charset",
        "8859/1",
        "--trials",
        "--record-authority",
        "CLINIC",
    ]);
    let named = here.done(&["import", "hl7", "other.hl7", "--laboratory", "old laboratory"]);
    assert_eq!(number(&named, "Refused"), 0, "{named}");
    for (arguments, words) in [
        (vec!["laboratory", "add", "bay laboratory"], "already"),
        (vec!["laboratory", "add", "New", "--sender", "LIS|Bay Lab"], "another laboratory has the sender"),
        (vec!["laboratory", "add", "New", "--sender", "|"], "names no sender"),
        (vec!["laboratory", "add", "New", "--charset", "EBCDIC"], "no set of letters"),
        (vec!["laboratory", "add", " "], "the name is empty"),
        (vec!["laboratory", "key", "Nobody"], "there is no laboratory"),
        (vec!["import", "hl7", "other.hl7", "--laboratory", "Nobody"], "there is no laboratory"),
    ] {
        let refused = here.run(&arguments);
        assert_eq!(refused.status.code(), Some(1), "{arguments:?}");
        assert!(said(&refused).contains(words), "{arguments:?}: {}", said(&refused));
    }
    let list = here.done(&["laboratory", "list"]);
    assert!(list.contains("Bay Laboratory  active  never"), "{list}");
    assert!(list.contains("Old Laboratory  active  2"), "{list}");
    assert!(here.done(&["laboratory", "key", "Bay Laboratory"]).contains("Key: vlab_"));
    here.done(&["audit", "verify"]);
}
