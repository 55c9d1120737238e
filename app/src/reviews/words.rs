use crate::ui::{badge::Flag, number::quantity, text::Lang, tone::Tone};
use chrono_tz::Tz;
use clinic::reviews::{Finding, Rank, Step, TaskKind, Why};

/// A rank in a word, with how much attention it asks for.
pub(super) fn rank(rank: Rank, lang: Lang) -> (Tone, String) {
    match rank {
        Rank::Critical => (Tone::Danger, lang.t("reviews-rank-critical")),
        Rank::Abnormal => (Tone::Warn, lang.t("reviews-rank-abnormal")),
        Rank::ToRead => (Tone::Info, lang.t("reviews-rank-to-read")),
        Rank::Normal => (Tone::Good, lang.t("reviews-rank-normal")),
    }
}

/// Why a report waits, where that is not simply that it is new.
pub(super) fn why(why: Why, lang: Lang) -> Option<String> {
    match why {
        Why::New => None,
        Why::Final => Some(lang.t("reviews-why-final")),
        Why::Corrected => Some(lang.t("reviews-why-corrected")),
    }
}

/// Findings in a list are at most so many; the report has them all.
const SHOWN: usize = 4;

/// What is out of range, in a line.
pub(super) fn findings(findings: &[Finding], lang: Lang) -> Option<String> {
    if findings.is_empty() {
        return None;
    }
    let mut words: Vec<String> = findings.iter().take(SHOWN).map(|finding| one(finding, lang)).collect();
    if findings.len() > SHOWN {
        words.push(lang.with("reviews-more-findings", &[("count", (findings.len() - SHOWN).into())]));
    }
    Some(words.join(" · "))
}

/// “Potassium 7.2 mmol/L (critically high)”.
fn one(finding: &Finding, lang: Lang) -> String {
    let value = if finding.value.is_empty() { String::new() } else { quantity(&finding.value, &finding.unit) };
    let sent = Flag::from_code(finding.flag.as_deref().unwrap_or_default());
    let word = if finding.critical && !sent.is_critical() {
        Some(lang.t("reviews-finding-critical"))
    } else {
        sent.word(lang).filter(|_| sent.is_out())
    };
    let name = [finding.name.clone(), value].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    match word {
        Some(word) => lang.with("reviews-finding", &[("name", name.into()), ("flag", word.into())]),
        None => name,
    }
}

/// What a task is.
pub(super) fn kind(kind: TaskKind, lang: Lang) -> String {
    match kind {
        TaskKind::Call => lang.t("reviews-task-call"),
        TaskKind::FollowUp => lang.t("reviews-task-follow-up"),
    }
}

/// A line of a report's story.
pub(super) fn step(step: &Step, lang: Lang) -> (Tone, String) {
    let name = || step.name.clone().unwrap_or_default();
    match step.what.as_str() {
        "new" => (Tone::Info, lang.t("reviews-step-new")),
        "final" => (Tone::Info, lang.t("reviews-step-final")),
        "corrected" => (Tone::Warn, lang.t("reviews-step-corrected")),
        "seen" => (Tone::Good, lang.with("reviews-step-seen", &[("name", name().into())])),
        "raised" => (Tone::Danger, lang.t("reviews-step-raised")),
        _ => (Tone::Good, lang.with("reviews-step-answered", &[("name", name().into())])),
    }
}

/// Who did something, and when.
pub(super) fn by(name: &str, at: chrono::DateTime<chrono::Utc>, zone: Tz, lang: Lang) -> String {
    lang.with("reviews-by", &[("name", name.to_owned().into()), ("time", lang.moment(at, zone).into())])
}
