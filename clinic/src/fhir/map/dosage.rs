//! How to take a medicine, in a sentence.

use crate::fhir::types::{CodeableConcept, Digits, Quantity, Range, Ratio, fhir, join, joined, present};
use rust_decimal::Decimal;
use std::str::FromStr as _;

fhir! {
    Dosage {
        sequence: Option<i64>,
        text: Option<String>,
        patient_instruction: Option<String>,
        additional_instruction: Vec<CodeableConcept>,
        timing: Option<Timing>,
        as_needed_boolean: Option<bool>,
        as_needed_codeable_concept: Option<CodeableConcept>,
        route: Option<CodeableConcept>,
        dose_and_rate: Vec<DoseAndRate>,
        max_dose_per_period: Option<Ratio>,
    }

    DoseAndRate { dose_quantity: Option<Quantity>, dose_range: Option<Range> }

    Timing { repeat: Option<Repeat>, code: Option<CodeableConcept> }

    Repeat {
        bounds_duration: Option<Quantity>,
        count: Option<u32>,
        frequency: Option<u32>,
        frequency_max: Option<u32>,
        period: Option<Digits>,
        period_max: Option<Digits>,
        period_unit: Option<String>,
        day_of_week: Vec<String>,
        time_of_day: Vec<String>,
        when: Vec<String>,
    }
}

/// The directions of all dosages, in their order: the sender's words where there are any, else made from the parts.
pub(super) fn directions(mut dosages: Vec<Dosage>) -> Option<String> {
    dosages.sort_by_key(|dosage| dosage.sequence.unwrap_or(i64::MAX));
    join(dosages.iter().filter_map(sentence), " ")
}

fn sentence(dosage: &Dosage) -> Option<String> {
    if let Some(text) = present(dosage.text.as_deref()).or_else(|| present(dosage.patient_instruction.as_deref())) {
        return Some(text.to_owned());
    }
    let dose = dosage.dose_and_rate.iter().find_map(dose);
    let words = [
        Some(verb(dosage, dose.as_deref())),
        dose.as_ref().map(|dose| if dose.contains(' ') { dose.clone() } else { format!("{dose} at a time") }),
        dosage.route.as_ref().and_then(route),
        dosage.timing.as_ref().and_then(timing),
        needed(dosage),
    ];
    let most = dosage.max_dose_per_period.as_ref().and_then(most);
    let more = joined(&dosage.additional_instruction);
    if words.iter().skip(1).all(Option::is_none) && more.is_none() && most.is_none() {
        return None;
    }
    let whole =
        words.iter().skip(1).any(Option::is_some).then(|| words.into_iter().flatten().collect::<Vec<_>>().join(" "));
    let sentences = [whole, more, most].into_iter().flatten().map(|sentence| {
        let sentence = sentence.trim_end_matches('.');
        format!("{sentence}.")
    });
    join(sentences, " ")
}

/// "Take" for what is swallowed or of unknown form, "Use" for the rest.
fn verb(dosage: &Dosage, dose: Option<&str>) -> String {
    let route = dosage.route.as_ref().and_then(CodeableConcept::words).unwrap_or_default().to_lowercase();
    let swallowed = route.is_empty() || route.contains("oral") || route.contains("mouth");
    let applied = dose
        .is_some_and(|dose| ["puff", "spray", "drop", "patch", "inhal", "appl"].iter().any(|form| dose.contains(form)));
    if swallowed && !applied { "Take" } else { "Use" }.to_owned()
}

fn dose(dose: &DoseAndRate) -> Option<String> {
    if let Some(quantity) = &dose.dose_quantity {
        return amount(quantity);
    }
    let range = dose.dose_range.as_ref()?;
    match (range.low.as_ref().and_then(number), range.high.as_ref()) {
        (Some(low), Some(high)) => Some(format!("{low} to {}", amount(high)?)),
        (None, Some(high)) => Some(format!("up to {}", amount(high)?)),
        (Some(_), None) => amount(range.low.as_ref()?),
        (None, None) => None,
    }
}

fn amount(quantity: &Quantity) -> Option<String> {
    let value = number(quantity)?;
    Some(match quantity.shown_unit() {
        // UCUM writes counted things in braces.
        Some(unit) => match unit.strip_prefix('{').and_then(|unit| unit.strip_suffix('}')) {
            Some(unit) => format!("{value} {}", counted(unit, &value)),
            None => format!("{value} {}", counted(unit, &value)),
        },
        None => value,
    })
}

fn counted(unit: &str, value: &str) -> String {
    let small = unit.to_lowercase();
    let small = small.trim_end_matches("(s)");
    match small {
        "tablet" | "capsule" | "puff" | "drop" | "spray" | "unit" | "patch" | "dose" | "tab" | "cap"
        | "application" => {
            let name = match small {
                "tab" => "tablet",
                "cap" => "capsule",
                other => other,
            };
            let ending = match (value, name) {
                ("1", _) => "",
                (_, "patch") => "es",
                _ => "s",
            };
            format!("{name}{ending}")
        }
        _ => unit.to_owned(),
    }
}

/// A number as it is safe to read: with a leading zero, without trailing ones.
fn number(quantity: &Quantity) -> Option<String> {
    plain(quantity.value.as_ref()?)
}

fn plain(Digits(digits): &Digits) -> Option<String> {
    let number = Decimal::from_str(digits).or_else(|_| Decimal::from_scientific(digits)).ok()?;
    Some(number.normalize().to_string())
}

fn route(route: &CodeableConcept) -> Option<String> {
    let words = route.words()?;
    let small = words.to_lowercase();
    Some(match small.as_str() {
        "oral" | "oral route" | "by mouth" | "po" | "oral use" => "by mouth".to_owned(),
        _ if small.starts_with("by ") || small.starts_with("into ") || small.starts_with("on ") => small,
        _ => format!("({small})"),
    })
}

fn timing(timing: &Timing) -> Option<String> {
    let repeat = timing.repeat.as_ref();
    let built = repeat.and_then(|repeat| {
        let parts = [often(repeat), days(repeat), moments(repeat), bounds(repeat)];
        join(parts.into_iter().flatten(), " ")
    });
    built.or_else(|| timing.code.as_ref().and_then(code))
}

/// HL7's abbreviations for timings, in words.
fn code(concept: &CodeableConcept) -> Option<String> {
    let words = match concept.code() {
        Some("QD") => "once a day",
        Some("BID") => "twice a day",
        Some("TID") => "3 times a day",
        Some("QID") => "4 times a day",
        Some("QOD") => "every other day",
        Some("AM") => "in the morning",
        Some("PM") => "in the afternoon",
        Some("BED") => "at bedtime",
        Some("WK") => "once a week",
        Some("MO") => "once a month",
        Some("Q1H") => "every hour",
        Some("Q2H") => "every 2 hours",
        Some("Q3H") => "every 3 hours",
        Some("Q4H") => "every 4 hours",
        Some("Q6H") => "every 6 hours",
        Some("Q8H") => "every 8 hours",
        _ => return concept.words(),
    };
    Some(words.to_owned())
}

fn often(repeat: &Repeat) -> Option<String> {
    let unit = match repeat.period_unit.as_deref()? {
        "s" => "second",
        "min" => "minute",
        "h" => "hour",
        "d" => "day",
        "wk" => "week",
        "mo" => "month",
        "a" => "year",
        _ => return None,
    };
    let period = repeat.period.as_ref().map_or_else(|| Some("1".to_owned()), plain)?;
    let frequency = repeat.frequency.unwrap_or(1);
    let every = match (period.as_str(), repeat.period_max.as_ref().and_then(plain)) {
        ("1", None) => None,
        (_, Some(most)) => Some(format!("every {period} to {most} {unit}s")),
        (_, None) => Some(format!("every {period} {unit}s")),
    };
    let article = if unit == "hour" { "an" } else { "a" };
    let times = match (frequency, repeat.frequency_max) {
        (1, None | Some(1)) => None,
        (2, None | Some(2)) => Some("twice".to_owned()),
        (least, Some(most)) if most > least => Some(format!("{least} to {most} times")),
        (count, _) => Some(format!("{count} times")),
    };
    Some(match (times, every) {
        // With set times of the day, "once a day" would be said twice.
        (None, None) if unit == "day" && !(repeat.when.is_empty() && repeat.time_of_day.is_empty()) => return None,
        (None, None) if unit == "hour" || unit == "minute" => format!("every {unit}"),
        (None, None) => format!("once {article} {unit}"),
        (Some(times), None) => format!("{times} {article} {unit}"),
        (None, Some(every)) => every,
        (Some(times), Some(every)) => format!("{times} {every}"),
    })
}

fn days(repeat: &Repeat) -> Option<String> {
    let names = repeat.day_of_week.iter().filter_map(|day| {
        Some(match day.as_str() {
            "mon" => "Monday",
            "tue" => "Tuesday",
            "wed" => "Wednesday",
            "thu" => "Thursday",
            "fri" => "Friday",
            "sat" => "Saturday",
            "sun" => "Sunday",
            _ => return None,
        })
    });
    join(names.map(str::to_owned), ", ").map(|days| format!("on {days}"))
}

fn moments(repeat: &Repeat) -> Option<String> {
    let when = repeat.when.iter().filter_map(|when| {
        Some(match when.as_str() {
            "MORN" | "MORN.early" | "MORN.late" => "in the morning",
            "NOON" => "at noon",
            "AFT" | "AFT.early" | "AFT.late" => "in the afternoon",
            "EVE" | "EVE.early" | "EVE.late" => "in the evening",
            "NIGHT" => "at night",
            "HS" => "at bedtime",
            "WAKE" => "on waking",
            "PHS" => "after going to sleep",
            "C" => "with meals",
            "CM" => "with breakfast",
            "CD" => "with lunch",
            "CV" => "with dinner",
            "AC" => "before meals",
            "ACM" => "before breakfast",
            "ACD" => "before lunch",
            "ACV" => "before dinner",
            "PC" => "after meals",
            "PCM" => "after breakfast",
            "PCD" => "after lunch",
            "PCV" => "after dinner",
            _ => return None,
        })
    });
    let clock = repeat.time_of_day.iter().filter_map(|time| time.get(..5)).map(|time| format!("at {time}"));
    join(when.map(str::to_owned).chain(clock), " and ")
}

fn bounds(repeat: &Repeat) -> Option<String> {
    if let Some(duration) = &repeat.bounds_duration {
        let value = number(duration)?;
        let unit = match duration.code.as_deref().or(duration.unit.as_deref())? {
            "d" => "day",
            "wk" => "week",
            "mo" => "month",
            "a" => "year",
            "h" => "hour",
            other => return Some(format!("for {value} {other}")),
        };
        return Some(format!("for {value} {unit}{}", if value == "1" { "" } else { "s" }));
    }
    repeat.count.map(|count| if count == 1 { "for one dose only".to_owned() } else { format!("for {count} doses") })
}

fn needed(dosage: &Dosage) -> Option<String> {
    match dosage.as_needed_codeable_concept.as_ref().and_then(CodeableConcept::words) {
        Some(reason) => Some(format!("as needed for {reason}")),
        None => dosage.as_needed_boolean.unwrap_or(false).then(|| "as needed".to_owned()),
    }
}

fn most(ratio: &Ratio) -> Option<String> {
    let amount = amount(ratio.numerator.as_ref()?)?;
    let period = ratio.denominator.as_ref()?;
    let (value, unit) = (number(period)?, period.code.as_deref().or(period.unit.as_deref())?);
    let period = match (value.as_str(), unit) {
        ("1", "d") | ("24", "h") => "a day".to_owned(),
        ("1", "wk") => "a week".to_owned(),
        _ => format!("in {value} {unit}"),
    };
    Some(format!("No more than {amount} {period}"))
}

#[cfg(test)]
mod tests {
    use super::directions;

    fn said(json: &str) -> Option<String> {
        directions(serde_json::from_str(json).unwrap())
    }

    #[test]
    fn directions_read_as_a_sentence() {
        for (json, wanted) in [
            (r#"[{"text":"Take 1 tablet daily"}]"#, "Take 1 tablet daily"),
            (
                r#"[{"asNeededBoolean":false,"doseAndRate":[{"doseQuantity":{"value":1}}],
                    "timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"d"}}}]"#,
                "Take 1 at a time once a day.",
            ),
            (
                r#"[{"asNeededBoolean":true,"doseAndRate":[{"doseQuantity":{"value":2.50,"unit":"mL"}}],
                    "route":{"text":"Oral"},
                    "timing":{"repeat":{"frequency":1,"period":4,"periodMax":6,"periodUnit":"h"}},
                    "maxDosePerPeriod":{"numerator":{"value":10.0,"unit":"mL"},"denominator":{"value":1,"code":"d"}}}]"#,
                "Take 2.5 mL by mouth every 4 to 6 hours as needed. No more than 10 mL a day.",
            ),
            (
                r#"[{"sequence":2,"doseAndRate":[{"doseQuantity":{"value":1,"unit":"tablet"}}],
                     "timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"d","when":["HS"]}}},
                    {"sequence":1,"doseAndRate":[{"doseRange":{"low":{"value":1},"high":{"value":2,"unit":"puff"}}}],
                     "timing":{"repeat":{"frequency":2,"period":1,"periodUnit":"d","boundsDuration":{"value":7,"code":"d"}}}}]"#,
                "Use 1 to 2 puffs twice a day for 7 days. Take 1 tablet at bedtime.",
            ),
            (r#"[{"asNeededBoolean":true}]"#, "Take as needed."),
            (r#"[{"timing":{"code":{"coding":[{"code":"BID"}]}}}]"#, "Take twice a day."),
        ] {
            assert_eq!(said(json).as_deref(), Some(wanted));
        }
        assert_eq!(said("[]"), None);
        assert_eq!(said(r#"[{"sequence":1}]"#), None);
    }
}
