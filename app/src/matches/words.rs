use crate::{
    ui::text::Lang,
    web::{birth_words, sex_name},
};
use chrono::NaiveDate;
use clinic::{
    hl7::{Doubt, Likeness},
    laboratories::{NotDecided, Why},
    patients::Sex,
};

/// Why a message waits, in a few words.
pub(crate) fn why_words(why: Option<Why>, lang: Lang) -> String {
    match why {
        Some(Why::Nobody) => lang.t("matches-why-nobody"),
        Some(Why::Doubtful) | None => lang.t("matches-why-doubtful"),
        Some(Why::Several) => lang.t("matches-why-several"),
        Some(Why::Deceased) => lang.t("matches-why-deceased"),
        Some(Why::AnotherPatient) => lang.t("matches-why-another"),
        Some(Why::Removed) => lang.t("matches-why-removed"),
    }
}

/// How much somebody is like the person of a message.
pub(super) fn likeness_words(likeness: &Likeness, lang: Lang) -> Vec<String> {
    match likeness {
        Likeness::SameNumber => vec![lang.t("matches-same-number")],
        Likeness::SameNameBirthSex => vec![lang.t("matches-same-person")],
        Likeness::Doubtful(doubts) => doubts.iter().map(|doubt| doubt_words(*doubt, lang)).collect(),
        Likeness::Other => Vec::new(),
    }
}

fn doubt_words(doubt: Doubt, lang: Lang) -> String {
    match doubt {
        Doubt::NumberWithoutAuthority => lang.t("matches-doubt-authority"),
        Doubt::OtherNumber => lang.t("matches-doubt-number"),
        Doubt::OtherName => lang.t("matches-doubt-name"),
        Doubt::PartOfFamilyName => lang.t("matches-doubt-family"),
        Doubt::PartOfGivenName => lang.t("matches-doubt-given"),
        Doubt::NamesSwapped => lang.t("matches-doubt-swapped"),
        Doubt::OtherSuffix => lang.t("matches-doubt-suffix"),
        Doubt::OtherBirthDate => lang.t("matches-doubt-birth"),
        Doubt::NoBirthDate => lang.t("matches-doubt-no-birth"),
        Doubt::OtherSex => lang.t("matches-doubt-sex"),
        Doubt::NoSex => lang.t("matches-doubt-no-sex"),
    }
}

/// Birth date and sex as they were sent.
pub(super) fn about(born: Option<NaiveDate>, sex: Option<Sex>, lang: Lang) -> String {
    let born = match born {
        Some(born) => lang.with("patients-born", &[("date", birth_words(lang, born, None).into())]),
        None => lang.t("matches-born-unknown"),
    };
    let sex = sex.map(|sex| sex_name(sex, lang));
    std::iter::once(born).chain(sex).collect::<Vec<_>>().join(" · ")
}

/// Why nothing was decided.
pub(super) fn refusal_words(why: NotDecided, lang: Lang) -> String {
    match why {
        NotDecided::Changed => lang.t("matches-refused-changed"),
        NotDecided::NoPatient => lang.t("matches-refused-patient"),
        NotDecided::Note => lang.t("matches-refused-note"),
        NotDecided::Unreadable => lang.t("matches-refused-unreadable"),
    }
}
