use super::parts::counted;
use crate::ui::{number::dose, text::Lang, tone::Tone};
use clinic::{
    directions::amount,
    prescribing::{Course, NotRenewable, Stage, Story},
};

/// Where a prescription is, in a few words: "Ready at Lakeside Pharmacy".
pub(super) fn course_words(course: &Course, lang: Lang) -> (Tone, String) {
    let at = [("pharmacy", pharmacy(course.pharmacy.as_deref(), lang).into())];
    match course.stage() {
        Stage::Cancelling => (Tone::Warn, lang.t("prescriptions-at-cancelling")),
        Stage::Sending => (Tone::Info, lang.with("prescriptions-at-sending", &at)),
        Stage::OnPaper => (Tone::Info, lang.t("prescriptions-at-paper")),
        Stage::Sent => (Tone::Info, lang.with("prescriptions-at-sent", &at)),
        Stage::Seen => (Tone::Info, lang.with("prescriptions-at-seen", &at)),
        Stage::Preparing => (Tone::Info, lang.with("prescriptions-at-preparing", &at)),
        Stage::Ready => (Tone::Good, lang.with("prescriptions-at-ready", &at)),
        Stage::PartGiven => (Tone::Warn, lang.t("prescriptions-at-part")),
        Stage::RefillsLeft => (Tone::Good, lang.t("prescriptions-at-refills")),
        Stage::Done => (Tone::Quiet, lang.t("prescriptions-at-done")),
        Stage::Expired => (Tone::Quiet, lang.t("prescriptions-at-expired")),
        Stage::Cancelled => (Tone::Quiet, lang.t("prescriptions-at-cancelled")),
        Stage::Rejected => (Tone::Danger, lang.with("prescriptions-at-rejected", &at)),
    }
}

/// What comes next, or what to do, in a sentence.
pub(super) fn next(story: &Story, lang: Lang) -> String {
    let name = story.course.pharmacy.as_deref();
    let at = [("pharmacy", pharmacy(name, lang).into())];
    let first = [("pharmacy", first_word(name, lang).into())];
    match story.course.stage() {
        Stage::Cancelling => lang.with("prescriptions-next-cancelling", &at),
        Stage::Sending => lang.with("prescriptions-next-sending", &at),
        Stage::OnPaper if name.is_some() => lang.with("prescriptions-next-paper-at", &first),
        Stage::OnPaper => lang.t("prescriptions-next-paper"),
        Stage::Sent => lang.with("prescriptions-next-sent", &first),
        Stage::Seen => lang.with("prescriptions-next-seen", &first),
        Stage::Preparing => lang.with("prescriptions-next-preparing", &first),
        Stage::Ready => lang.with("prescriptions-next-ready", &at),
        Stage::PartGiven => part_given(story, lang),
        Stage::RefillsLeft => refills_left(story, lang),
        Stage::Done => done(story, lang),
        Stage::Expired => {
            lang.with("prescriptions-next-expired", &[("date", lang.date(story.standing.expires_on).into())])
        }
        Stage::Cancelled if story.replaced_by.is_some() => lang.t("prescriptions-next-replaced"),
        Stage::Cancelled if story.standing.dispensed.is_zero() => lang.t("prescriptions-next-cancelled-unused"),
        Stage::Cancelled => lang.t("prescriptions-next-cancelled"),
        Stage::Rejected => lang.with("prescriptions-next-rejected", &first),
    }
}

/// A pharmacy's name within a sentence.
pub(super) fn pharmacy(name: Option<&str>, lang: Lang) -> String {
    name.map_or_else(|| lang.t("prescriptions-the-pharmacy"), str::to_owned)
}

/// A pharmacy's name at the beginning of a sentence.
pub(super) fn first_word(name: Option<&str>, lang: Lang) -> String {
    name.map_or_else(|| lang.t("prescriptions-a-pharmacy"), str::to_owned)
}

fn part_given(story: &Story, lang: Lang) -> String {
    let standing = &story.standing;
    let given = dose(&amount(story.given_now()), "");
    let words = [
        ("given", given.into()),
        ("all", counted(&amount(standing.quantity), &story.unit, lang).into()),
        ("left", dose(&amount(standing.left_now()), "").into()),
        ("pharmacy", pharmacy(story.course.pharmacy.as_deref(), lang).into()),
    ];
    lang.with("prescriptions-next-part", &words)
}

fn refills_left(story: &Story, lang: Lang) -> String {
    let words = [
        ("pharmacy", first_word(story.course.pharmacy.as_deref(), lang).into()),
        ("count", i64::from(story.standing.refills_left()).into()),
        ("date", lang.date(story.standing.expires_on).into()),
    ];
    lang.with("prescriptions-next-refills", &words)
}

fn done(story: &Story, lang: Lang) -> String {
    match story.renewable {
        Ok(()) => lang.t("prescriptions-next-done-now"),
        Err(NotRenewable::TooSoon { from }) => {
            lang.with("prescriptions-next-done-from", &[("date", lang.date(from).into())])
        }
        Err(NotRenewable::Pending) => lang.t("prescriptions-next-done-asked"),
        Err(NotRenewable::Replaced) => lang.t("prescriptions-next-replaced"),
        Err(_) => lang.t("prescriptions-next-done"),
    }
}
