use crate::ui::{text::Lang, tone::Tone};
use clinic::labs::{Observation, Standing};

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
