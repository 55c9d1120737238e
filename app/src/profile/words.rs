use crate::{
    ui::text::Lang,
    web::{birth_words, sex_name},
};
use chrono::NaiveDate;
use clinic::{
    moment::Precision,
    profile::{Fault, Field, sex_of, spoken},
};
use leptos::prelude::*;

/// What is wrong with an answer, with the words for it missing and for it being something else.
pub(super) fn fault_words(fault: Fault, missing: String, malformed: String, lang: Lang) -> String {
    match fault {
        Fault::Missing => missing,
        Fault::Long(most) => lang.with("profile-too-long", &[("count", most.into())]),
        Fault::Malformed => malformed,
        Fault::Future => lang.t("profile-born-future"),
        Fault::Ancient => lang.t("profile-born-ancient"),
    }
}

/// What is wrong with a line of free words, which may be missing.
pub(super) fn line_fault(fault: Fault, lang: Lang) -> String {
    fault_words(fault, lang.t("profile-unreadable"), lang.t("profile-unreadable"), lang)
}

/// What the clinic confirms, in words.
pub(super) fn field_name(field: Field, lang: Lang) -> String {
    match field {
        Field::Name => lang.t("profile-name"),
        Field::BirthDate => lang.t("profile-born"),
        Field::Sex => lang.t("profile-sex"),
    }
}

/// A value as a change keeps it, in words.
pub(super) fn value_words(field: Field, value: Option<&str>, lang: Lang) -> String {
    let Some(value) = value else { return lang.t("profile-missing") };
    match field {
        Field::Name => value.replace('\n', " ").trim().to_owned(),
        Field::BirthDate => {
            let (whole, precision) = match value.len() {
                4 => (format!("{value}-01-01"), Precision::Year),
                7 => (format!("{value}-01"), Precision::Month),
                _ => (value.to_owned(), Precision::Day),
            };
            whole
                .parse::<NaiveDate>()
                .map_or_else(|_| value.to_owned(), |date| birth_words(lang, date, Some(precision)))
        }
        Field::Sex => sex_of(value).map_or_else(|| value.to_owned(), |sex| sex_name(sex, lang)),
    }
}

/// A fact, or that it is not recorded.
pub(super) fn or_missing(text: Option<String>, lang: Lang) -> AnyView {
    match text {
        Some(text) => text.into_any(),
        None => view! { <span class="quiet-text">{lang.t("profile-missing")}</span> }.into_any(),
    }
}

/// A language's name (BCP 47, ISO 639-1); one that is rare here is shown as its tag.
pub(super) fn language_name(tag: &str, lang: Lang) -> String {
    match spoken(tag).unwrap_or(tag) {
        "ar" => lang.t("profile-language-arabic"),
        "de" => lang.t("profile-language-german"),
        "en" => lang.t("profile-language-english"),
        "es" => lang.t("profile-language-spanish"),
        "fil" => lang.t("profile-language-tagalog"),
        "fr" => lang.t("profile-language-french"),
        "ht" => lang.t("profile-language-creole"),
        "ja" => lang.t("profile-language-japanese"),
        "ko" => lang.t("profile-language-korean"),
        "pt" => lang.t("profile-language-portuguese"),
        "ru" => lang.t("profile-language-russian"),
        "vi" => lang.t("profile-language-vietnamese"),
        "zh" => lang.t("profile-language-chinese"),
        _ => tag.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_shown_as_exactly_as_they_are_known() {
        let born = |value| value_words(Field::BirthDate, Some(value), Lang::En);
        assert_eq!(born("1948"), "1948");
        assert_eq!(born("1948-09"), "September 1948");
        assert_eq!(born("1948-09-02"), "Sep 2, 1948");
        assert_eq!(value_words(Field::Name, Some("\nSuharto"), Lang::En), "Suharto");
        assert_eq!(
            value_words(Field::Sex, Some("female"), Lang::Es),
            sex_name(clinic::patients::Sex::Female, Lang::Es)
        );
    }
}
