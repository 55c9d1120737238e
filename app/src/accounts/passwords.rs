//! Choosing a password: the field, and in words why one is not taken.

use crate::ui::{
    field::{Input, TextField},
    form::{FieldError, error_at},
    text::Lang,
};
use clinic::accounts::{Guessable, Password, Tip, WeakPassword, Why};
use leptos::prelude::*;

/// The field in which a password is chosen.
#[component]
pub(super) fn NewPasswordField(
    /// What is asked.
    #[prop(into)]
    label: String,
    /// What was refused.
    errors: Vec<FieldError>,
) -> impl IntoView {
    let lang = crate::ui::text::lang();
    view! {
        <TextField
            name="password"
            label=label
            input=Input::NewPassword
            hint=lang.with("password-hint", &[("least", Password::SHORTEST.into()), ("most", Password::LONGEST.into())])
            error=error_at(&errors, "password")
        />
    }
}

/// Why a password is not taken, and what to do.
pub(super) fn weak_words(lang: Lang, weak: &WeakPassword) -> String {
    match weak {
        WeakPassword::Short => lang.with("password-short", &[("count", Password::SHORTEST.into())]),
        WeakPassword::Long => lang.with("password-long", &[("count", Password::LONGEST.into())]),
        WeakPassword::Plain => lang.t("password-plain"),
        WeakPassword::Guessable(Guessable { why, tips }) => {
            let reason = why.map_or_else(|| lang.t("password-guessable"), |why| why_words(lang, why));
            // Two pieces of advice are read; more are not.
            let tips = tips.iter().take(2).map(|tip| tip_words(lang, *tip));
            std::iter::once(reason).chain(tips).collect::<Vec<_>>().join(" ")
        }
    }
}

fn why_words(lang: Lang, why: Why) -> String {
    match why {
        Why::Common => lang.t("password-common"),
        Why::LikeCommon => lang.t("password-like-common"),
        Why::Personal => lang.t("password-personal"),
        Why::Keyboard => lang.t("password-keyboard"),
        Why::Repeated => lang.t("password-repeated"),
        Why::Sequence => lang.t("password-sequence"),
        Why::Year => lang.t("password-year"),
        Why::Date => lang.t("password-date"),
        Why::Word => lang.t("password-word"),
        Why::Name => lang.t("password-name"),
    }
}

fn tip_words(lang: Lang, tip: Tip) -> String {
    match tip {
        Tip::MoreWords => lang.t("password-tip-words"),
        Tip::WordsAreEnough => lang.t("password-tip-enough"),
        Tip::Capitals => lang.t("password-tip-capitals"),
        Tip::Backwards => lang.t("password-tip-backwards"),
        Tip::Substitutions => lang.t("password-tip-substitutions"),
        Tip::NoRepeats => lang.t("password-tip-repeats"),
        Tip::NoSequences => lang.t("password-tip-sequences"),
        Tip::NoDates => lang.t("password-tip-dates"),
    }
}
