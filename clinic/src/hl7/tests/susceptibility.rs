use super::*;

const PARENT: &str = "OBR|1|P-1|F-1^Lab|UC^Urine culture^L";
const FIRST: &str = "OBX|1|CE|600-7^Organism^LN|1|112283007^Escherichia coli^SCT||||||F";
const SECOND: &str = "OBX|2|CE|600-7^Organism^LN|2|76327009^Pseudomonas aeruginosa^SCT||||||F";

/// Lines that show how orders and results lie below each other.
fn tree(orders: &[super::super::Order], depth: usize, lines: &mut Vec<String>) {
    for order in orders {
        lines.push(format!("{}{}", "  ".repeat(depth), order.test.words().unwrap_or_default()));
        for result in &order.observations {
            lines.push(format!("{}- {}", "  ".repeat(depth), result.test.words().unwrap_or_default()));
            tree(&result.children, depth + 1, lines);
        }
        tree(&order.children, depth + 1, lines);
    }
}

fn shown(segments: &[&str]) -> (Vec<String>, Vec<(u16, &'static str, String)>) {
    let report = report(segments);
    let mut lines = Vec::new();
    tree(&report.orders, 0, &mut lines);
    (lines, report.warnings.iter().map(tell).collect())
}

#[test]
fn susceptibilities_lie_below_their_organism() {
    let (lines, warnings) = shown(&[
        PID,
        PARENT,
        FIRST,
        SECOND,
        "OBR|2|P-1|F-2^Lab|S^First^L||||||||||||||||||||||600-7&Organism&LN^1^E. coli|||P-1&Clinic^F-1&Lab",
        "OBX|1|ST|A^Ampicillin^L|1|R|||R|||F",
        "OBX|2|SN|G^Gentamicin^L|1|<^2|||S|||F",
        "OBR|3|P-1|F-3^Lab|S^Second^L||||||||||||||||||||||600-7&Organism&LN^2|||P-1^F-1&Lab",
        "OBX|1|ST|A^Amikacin^L|1|S|||S|||F",
        "OBR|4|P-1|F-4^Lab|S^Later for the first^L||||||||||||||||||||||600-7&Organism&LN^1|||^F-1&Lab",
        "OBR|5|P-1|F-5^Lab|S^Of the culture^L|||||||||||||||||||||||||^F-1",
    ]);
    let expected = [
        "Urine culture",
        "- Organism",
        "  First",
        "  - Ampicillin",
        "  - Gentamicin",
        "  Later for the first",
        "- Organism",
        "  Second",
        "  - Amikacin",
        "  Of the culture",
    ];
    assert_eq!(lines, expected);
    assert_eq!(warnings, []);
    let report = report(&[
        PID,
        PARENT,
        FIRST,
        "OBR|2|P-1|F-2^Lab|S^First^L||||||||||||||||||||||600-7&Organism&LN^1^E. coli|||P-1^F-1",
        "OBX|1|ST|A^Ampicillin^L|1|R|||R|||F",
    ]);
    assert_eq!(report.orders[0].all_observations().len(), 2);
    assert_eq!(
        report.orders[0].observations[0].children[0].parent.as_ref().and_then(|one| one.text.as_deref()),
        Some("E. coli")
    );
}

#[test]
fn what_names_no_clear_parent_stays_where_it_was_sent() {
    for (child, code) in [
        // Another order; a number of another authority; only one of two numbers right; the order itself.
        ("OBR|2|P-2|F-2|S^Child^L|||||||||||||||||||||||||P-9^F-9", "OBR^2^29"),
        ("OBR|2|P-2|F-2|S^Child^L|||||||||||||||||||||||||^F-1&Elsewhere", "OBR^2^29"),
        ("OBR|2|P-2|F-2|S^Child^L|||||||||||||||||||||||||P-1^F-9", "OBR^2^29"),
        ("OBR|2|P-2|F-2|S^Child^L|||||||||||||||||||||||||P-2^F-2", "OBR^2^29"),
        // A result without its order.
        ("OBR|2|P-2|F-2|S^Child^L||||||||||||||||||||||600-7^1", "OBR^2^29"),
    ] {
        let (lines, warnings) = shown(&[PID, PARENT, FIRST, child]);
        assert_eq!(lines, ["Urine culture", "- Organism", "Child"], "{child}");
        assert_eq!(warnings, [(204, "W", code.to_owned())], "{child}");
    }
    // The order is there, its result is not, or twice.
    let child = "OBR|2|P-2|F-2|S^Child^L||||||||||||||||||||||600-7^3|||P-1^F-1";
    let (lines, warnings) = shown(&[PID, PARENT, FIRST, child]);
    assert_eq!(lines, ["Urine culture", "- Organism", "  Child"]);
    assert_eq!(warnings, [(204, "W", "OBR^2^26".to_owned())]);
    let child = "OBR|2|P-2|F-2|S^Child^L||||||||||||||||||||||600-7^1|||P-1^F-1";
    let (_, warnings) = shown(&[PID, PARENT, FIRST, FIRST, child]);
    assert_eq!(warnings, [(204, "W", "OBR^2^26".to_owned())]);
}

#[test]
fn orders_below_orders_end_somewhere() {
    let segments: Vec<String> = std::iter::once(PID.to_owned())
        .chain((0..3_000).map(|number| {
            format!("OBR|{number}||F-{number}|S^Test^L|||||||||||||||||||||||||^F-{}", (number + 2_999) % 3_000)
        }))
        .collect();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let report = report(&segments);
    assert!(report.orders.len() >= 3_000 / super::super::tree::DEEPEST);
    assert!(!report.warnings.is_empty());
}
