use super::*;
use crate::{
    prescriptions::sheet::content,
    ui::{qr::prescription_code, text::lang},
};
use clinic::signing::{Signable, sample};
use leptos::prelude::*;
use lopdf::Object;

/// As long as the longest that is signed, of the letters such a one has.
fn jws() -> String {
    let letters = "eyJhbGciOiJFUzI1NiIsInppcCI6IkRFRiIsImtpZCI6Ill4.".chars().cycle();
    letters.take(clinic::signing::LONGEST - 40).collect()
}

fn sheet(of: &Signable, is_original: bool, lang: Lang) -> Sheet {
    let printed = Some("Printed by Walter Nguyen, Mar 2, 2026, 10:04 AM".to_owned());
    content(of, "Mar 2, 2026, 10:04 AM".to_owned(), prescription_code(&jws()), is_original, printed, lang)
}

fn made(of: &Sheet, patient: &str, lang: Lang) -> Vec<u8> {
    draw(of, patient, DateTime::from_timestamp(1_772_463_845, 0).unwrap(), lang).unwrap()
}

/// What a reader finds on each page, every white a single space.
fn pages(file: &[u8]) -> Vec<String> {
    let file = lopdf::Document::load_mem(file).unwrap();
    let numbers: Vec<u32> = file.get_pages().into_keys().collect();
    numbers.iter().map(|page| single(&file.extract_text(&[*page]).unwrap())).collect()
}

fn single(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn facts(of: &Sheet) -> Vec<String> {
    let lines = of.patient.iter().chain(&of.order).flat_map(|line| [line.label.clone(), line.value.clone()]);
    let texts = [&of.clinic, &of.about_clinic, &of.drug, &of.signed, &of.licence, &of.until, &of.check, &of.number];
    let directions = of.directions.iter().map(|(_, text)| text.clone());
    lines.chain(texts.into_iter().cloned()).chain(directions).chain(of.printed.clone()).collect()
}

#[test]
fn everything_that_was_signed_stands_in_the_file() {
    let mut full = sample::prescription();
    full.note = Some("Call me before you change the maker".to_owned());
    full.replaces = Some(full.id);
    full.overridden = vec!["a-rule".to_owned(), "another".to_owned()];
    let longest = sample::longest("Ñandú wéll áñd gõõd èvery mòrning ");
    for lang in Lang::ALL {
        for of in [&full, &longest] {
            let sheet = sheet(of, true, lang);
            let pages = pages(&made(&sheet, &of.patient.name, lang));
            let text = pages.join(" ").replace(' ', "");
            for fact in facts(&sheet) {
                assert!(text.contains(&single(&fact).replace(' ', "")), "{fact}: {pages:?}");
            }
            assert!(!text.contains("Copyonly") && !text.contains("Solocopia"));
        }
    }
}

#[test]
fn an_ordinary_one_fits_on_one_page_of_a5_and_says_what_it_is() {
    let of = sample::prescription();
    let sheet = sheet(&of, false, Lang::Es);
    let file = made(&sheet, &of.patient.name, Lang::Es);
    assert_eq!(pages(&file).len(), 1);
    let file = lopdf::Document::load_mem(&file).unwrap();
    let page = file.get_object(*file.get_pages().get(&1).unwrap()).unwrap().as_dict().unwrap();
    let size: Vec<f32> =
        page.get(b"MediaBox").unwrap().as_array().unwrap().iter().map(|o| o.as_float().unwrap()).collect();
    assert!((size[2] - 419.5).abs() < 0.2 && (size[3] - 595.3).abs() < 0.2, "{size:?}");
    let catalog = file.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"es");
    assert!(catalog.has(b"StructTreeRoot"));
    let text =
        format!("{:?}", file.objects.values().filter(|of| matches!(of, Object::Dictionary(_))).collect::<Vec<_>>());
    for tag in ["/H1", "/H2", "/P", "/LI", "/LBody", "/Figure"] {
        assert!(text.contains(&format!("/S {tag}")) || text.contains(tag), "{tag}");
    }
}

#[test]
fn a_long_note_breaks_pages_and_each_says_whose_it_is_and_that_it_is_a_copy() {
    let mut of = sample::prescription();
    of.drug.text =
        "hydrocortisone 10 mg/g / neomycin 3.5 mg/g / polymyxin B 10,000 units/g topical ointment in a tube".to_owned();
    let words: Vec<String> = (0..400).map(|at| format!("word{at}")).collect();
    of.note = Some(words.join(" "));
    let sheet = sheet(&of, false, Lang::En);
    let pages = pages(&made(&sheet, &of.patient.name, Lang::En));
    assert_eq!(pages.len(), 3, "{pages:?}");
    for (at, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("Page {} of 3", at + 1)), "{page}");
        assert!(page.contains("Copy only – not valid for dispensing"), "{page}");
        assert!(page.contains("Solo copia: no válida para surtir"), "{page}");
        assert!(page.contains("Walter Nguyen · hydrocortisone"), "{page}");
    }
    let all = pages.join(" ");
    assert!(words.iter().all(|word| all.split(' ').any(|found| found == word)), "nothing of it is lost");
}

#[test]
fn the_code_of_the_file_is_the_one_of_the_page() {
    let code = prescription_code(&jws()).unwrap();
    let html = Owner::new().with(|| code.picture(lang().t("prescriptions-code-label")).to_html());
    let Drawing { width, shapes, .. } = Drawing::code(code.side(), code.strokes(), CODE);
    let [_, crate::paper::Shape::Boxes(boxes, _)] = shapes.as_slice() else { panic!("{shapes:?}") };
    let module = width / f32::from(code.side());
    let path: String = boxes
        .iter()
        .map(|drawn| {
            let [left, top, length, height] = drawn.map(|length| (length / module).round());
            assert!((height - 1.0).abs() < f32::EPSILON);
            format!("M{left} {top}h{length}v1h-{length}z")
        })
        .collect();
    assert!(html.contains(&format!("d=\"{path}\"")), "{html}");
    assert!(html.contains(&format!("viewBox=\"0 0 {side} {side}\"", side = code.side())));
    assert!(module > millimetres(0.33), "as large as scanners ask for");
}

#[test]
fn what_is_over_has_no_code() {
    let of = sample::prescription();
    let mut sheet = sheet(&of, false, Lang::En);
    let with = made(&sheet, &of.patient.name, Lang::En);
    sheet.code = None;
    let without = made(&sheet, &of.patient.name, Lang::En);
    let figures = |file: &[u8]| {
        let file = lopdf::Document::load_mem(file).unwrap();
        file.objects
            .values()
            .filter(|of| {
                of.as_dict().is_ok_and(|of| of.get(b"S").and_then(Object::as_name).is_ok_and(|s| s == b"Figure"))
            })
            .count()
    };
    assert_eq!((figures(&with), figures(&without)), (1, 0));
    assert!(pages(&without).concat().contains("Signed electronically by Dr. Amara Okafor"));
}

#[test]
fn a_name_of_letters_the_font_has_not_is_neither_lost_nor_fatal() {
    let mut of = sample::prescription();
    of.patient.name = "李明 שרה Nguyễn \u{e000}\u{202e}😀".to_owned();
    of.note = Some("a\tb\nc\u{0}\u{feff}d".to_owned());
    let sheet = sheet(&of, true, Lang::En);
    let file = made(&sheet, &of.patient.name, Lang::En);
    let text = pages(&file).concat();
    assert!(text.contains("Nguyễn") && text.contains("a b"), "{text}");
    assert!(text.contains('李') || text.contains('\u{fffd}'), "{text}");
}
