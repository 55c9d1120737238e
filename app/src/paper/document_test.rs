use super::*;
use crate::paper::{Ink, Shape};
use lopdf::{Dictionary, Object};

fn document(format: Format, marks: Vec<(Lang, String)>) -> Document {
    Document::new(About {
        title: "Results of March".to_owned(),
        lang: Lang::En,
        format,
        made_at: DateTime::from_timestamp(1_772_463_845, 0).unwrap(),
        marks,
        foot: "Walter Nguyen".to_owned(),
    })
    .unwrap()
}

fn read(document: Document) -> lopdf::Document {
    lopdf::Document::load_mem(&document.finish().unwrap()).unwrap()
}

fn pages(file: &lopdf::Document) -> Vec<String> {
    file.get_pages().into_keys().map(|page| file.extract_text(&[page]).unwrap()).collect()
}

/// The parts that the file says are of a kind.
fn parts<'a>(file: &'a lopdf::Document, kind: &str) -> Vec<&'a Dictionary> {
    let dictionaries = file.objects.values().filter_map(|of| of.as_dict().ok());
    dictionaries.filter(|of| of.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == kind.as_bytes())).collect()
}

#[test]
fn the_file_says_its_title_its_language_and_that_it_can_be_read_out() {
    let mut paper = document(Format::LETTER, Vec::new());
    paper.heading(1, "Results", Style::STRONG);
    let file = read(paper);
    let catalog = file.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"en");
    assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"Outlines") && catalog.has(b"Metadata"));
    assert!(catalog.get(b"MarkInfo").unwrap().as_dict().unwrap().get(b"Marked").unwrap().as_bool().unwrap());
    let shown = catalog.get(b"ViewerPreferences").unwrap().as_dict().unwrap();
    assert!(shown.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
}

#[test]
fn each_part_says_what_it_is() {
    let mut paper = document(Format::A4, Vec::new());
    paper.heading(1, "Results", Style::STRONG);
    paper.paragraph("Tome 1 tableta", Style::TEXT, Some(Lang::Es));
    paper.facts([("Patient", "Walter Nguyen", true), ("Born", "Sep 2, 1948", false)]);
    paper.table(&[("Test", 0.6), ("Value", 0.4)], &[vec!["INR".to_owned(), "2.4".to_owned()]]);
    let shapes = vec![Shape::Line { points: vec![(0.0, 40.0), (50.0, 0.0)], thickness: 1.0, ink: Ink::Black }];
    let drawing = Drawing { width: 50.0, height: 40.0, shapes };
    paper.figure(Figure { drawing, words: "INR rises from 2.1 to 2.4".to_owned() }, &[]);
    let file = read(paper);
    for (kind, count) in [("H1", 1), ("L", 1), ("LI", 2), ("Lbl", 2), ("LBody", 2), ("TH", 2), ("TD", 2), ("Figure", 1)]
    {
        assert_eq!(parts(&file, kind).len(), count, "{kind}");
    }
    let spanish = |of: &&Dictionary| of.get(b"Lang").is_ok_and(|lang| lang.as_str().unwrap() == b"es");
    assert_eq!(parts(&file, "P").iter().filter(|of| spanish(of)).count(), 1);
    let figure = parts(&file, "Figure")[0].get(b"Alt").unwrap();
    assert_eq!(lopdf::decode_text_string(figure).unwrap(), "INR rises from 2.1 to 2.4");
}

#[test]
fn a_long_table_repeats_its_head_and_loses_no_row() {
    for format in [Format::A5, Format::A4, Format::LETTER] {
        let mut paper = document(format, Vec::new());
        let rows: Vec<_> = (0..150).map(|at| vec![format!("test{at}"), "in range ".repeat(6)]).collect();
        paper.table(&[("Test", 0.5), ("Value", 0.5)], &rows);
        let pages = pages(&read(paper));
        assert!(pages.len() > 2);
        for (at, page) in pages.iter().enumerate() {
            assert!(page.contains("Test") && page.contains("Value"), "{page}");
            assert!(page.contains(&format!("Page {} of {}", at + 1, pages.len())), "{page}");
        }
        let all = pages.concat();
        assert!((0..150).all(|at| all.lines().any(|line| line.contains(&format!("test{at}")))), "{all}");
    }
}

#[test]
fn a_heading_stays_with_what_follows_and_a_figure_in_one_piece() {
    let mut paper = document(Format::A5, Vec::new());
    let lines = |count: usize| (0..count).map(|at| format!("line{at}")).collect::<Vec<_>>().join("\n");
    // Room for the heading alone is left.
    paper.paragraph(&lines(39), Style::TEXT, None);
    assert_eq!(paper.layout.pages.len(), 1);
    paper.heading(1, "Chart", Style::STRONG);
    assert_eq!(paper.layout.pages.len(), 2);
    let drawing = |height| Drawing { width: 100.0, height, shapes: Vec::new() };
    let beside = |count| [Beside { text: lines(count), style: Style::TEXT }];
    paper.figure(Figure { drawing: drawing(300.0), words: "one".to_owned() }, &beside(2));
    paper.figure(Figure { drawing: drawing(300.0), words: "two".to_owned() }, &beside(2));
    assert_eq!(paper.layout.pages.len(), 3, "not cut in two");
    paper.figure(Figure { drawing: drawing(50.0), words: "three".to_owned() }, &beside(60));
    let pages = pages(&read(paper));
    assert!(pages.len() > 3 && pages.concat().contains("line59"), "what is longer than a page goes on under it");
}

#[test]
fn a_mark_stands_on_every_page_and_is_read_out_once() {
    let mut paper = document(Format::A5, vec![(Lang::En, "Copy".to_owned()), (Lang::Es, "Copia".to_owned())]);
    paper.paragraph(&"word ".repeat(1500), Style::TEXT, None);
    let file = read(paper);
    let pages = pages(&file);
    assert!(pages.len() > 2);
    assert!(pages.iter().all(|page| page.contains("Copy") && page.contains("Copia")), "{pages:?}");
    assert_eq!(parts(&file, "P").len(), 3, "the two marks and the text");
}

#[test]
fn nothing_to_say_is_no_error() {
    for text in ["", " ", "\n", "\u{feff}", "\u{200b}"] {
        let mut paper = document(Format::A5, vec![(Lang::En, text.to_owned())]);
        paper.heading(1, text, Style::STRONG);
        paper.paragraph(text, Style::TEXT, None);
        assert!(paper.finish().is_ok(), "{text:?}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    #[test]
    fn no_text_keeps_a_document_from_being_made(text in "\\PC{0,60}|.{0,60}|[\u{300}-\u{36f}\u{200b}-\u{200f}\u{5d0}-\u{64a}a-c .\n-]{0,60}") {
        let mut paper = document(Format::A5, vec![(Lang::En, text.clone())]);
        paper.heading(1, &text, Style::STRONG);
        paper.facts([(text.as_str(), text.as_str(), false)]);
        let made = paper.finish();
        proptest::prop_assert!(made.is_ok(), "{:?}", made.err());
    }
}
