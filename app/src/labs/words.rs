use crate::ui::{text::Lang, tone::Tone};
use clinic::{
    fold::fold,
    labs::{Observation, Standing, Words},
};

/// What a test or a panel is called.
pub(crate) struct Named {
    /// In everyday words, where there are some; else the laboratory's own name.
    pub name: String,
    /// The laboratory's own name, where that is another one.
    pub own: Option<String>,
}

/// The name of a result's test. One of a held result stays empty.
pub(crate) fn named(result: &Observation, lang: Lang) -> Named {
    called(Some(&result.code_key), &result.display, lang)
}

/// The name of a test or a panel with this code, which the laboratory calls `own`.
pub(crate) fn called(code: Option<&str>, own: &str, lang: Lang) -> Named {
    let Some(words) = code.and_then(Words::of).filter(|_| !own.is_empty()) else {
        return Named { name: own.to_owned(), own: None };
    };
    let name = match lang {
        Lang::En => words.english,
        Lang::Es => words.spanish,
    };
    // What says no more than the name stands for it.
    let own = (fold(name) != fold(own)).then(|| own.to_owned());
    Named { name: name.to_owned(), own }
}

/// What a test measures, in a sentence.
pub(super) fn measures(code: &str, lang: Lang) -> Option<&'static str> {
    let words = Words::of(code)?;
    Some(match lang {
        Lang::En => words.measures,
        Lang::Es => words.measures_spanish,
    })
}

/// A code of HL7's table of interpretations (0078) in words; another as it was sent.
pub(super) fn finding(code: &str, lang: Lang) -> String {
    let flag = crate::ui::badge::Flag::from_code(code).word(lang);
    if let Some(word) = flag {
        return word;
    }
    match code {
        "S" => lang.t("labs-finding-susceptible"),
        "I" => lang.t("labs-finding-intermediate"),
        "R" => lang.t("labs-finding-resistant"),
        "SDD" => lang.t("labs-finding-dose-dependent"),
        "NS" => lang.t("labs-finding-not-susceptible"),
        "MS" => lang.t("labs-finding-moderately"),
        "VS" => lang.t("labs-finding-very"),
        "POS" => lang.t("labs-finding-positive"),
        "NEG" => lang.t("labs-finding-negative"),
        "DET" => lang.t("labs-finding-detected"),
        "ND" => lang.t("labs-finding-not-detected"),
        "RR" => lang.t("labs-finding-reactive"),
        "NR" => lang.t("labs-finding-non-reactive"),
        "IND" => lang.t("labs-finding-indeterminate"),
        "U" => lang.t("labs-finding-up"),
        "D" => lang.t("labs-finding-down"),
        "B" => lang.t("labs-finding-better"),
        "W" => lang.t("labs-finding-worse"),
        other => other.to_owned(),
    }
}

/// The status of a result or a report in a word; nothing where it is simply final.
pub(super) fn status(status: &str, lang: Lang) -> Option<(Tone, String)> {
    Some(match status {
        "final" => return None,
        "registered" => (Tone::Info, lang.t("labs-status-registered")),
        "partial" => (Tone::Warn, lang.t("labs-status-partial")),
        "preliminary" => (Tone::Warn, lang.t("labs-status-preliminary")),
        "amended" => (Tone::Info, lang.t("labs-status-amended")),
        "corrected" => (Tone::Info, lang.t("labs-status-corrected")),
        "appended" => (Tone::Info, lang.t("labs-status-appended")),
        "cancelled" => (Tone::Quiet, lang.t("labs-status-cancelled")),
        "entered-in-error" => (Tone::Quiet, lang.t("labs-status-withdrawn")),
        "unknown" => (Tone::Quiet, lang.t("labs-status-unknown")),
        other => (Tone::Quiet, other.to_owned()),
    })
}

/// Why a result has no value to show.
pub(super) fn no_value(result: &Observation, lang: Lang) -> String {
    match result.standing() {
        Standing::Known => String::new(),
        Standing::Waiting => lang.t("labs-value-waiting"),
        Standing::Withheld => lang.t("labs-value-withheld"),
        Standing::Held => lang.t("labs-held-title"),
        Standing::Withdrawn => lang.t("labs-value-withdrawn"),
        Standing::Cancelled => lang.t("labs-value-cancelled"),
        Standing::Missing => match result.absent_reason.as_deref() {
            None | Some("unknown") => lang.t("labs-value-missing"),
            Some("not-performed") => lang.t("labs-value-not-performed"),
            Some("temp-unknown") => lang.t("labs-value-waiting"),
            Some("asked-declined") => lang.t("labs-value-declined"),
            Some("not-applicable") => lang.t("labs-value-not-applicable"),
            Some("error" | "not-a-number") => lang.t("labs-value-failed"),
            Some(other) => other.to_owned(),
        },
    }
}
