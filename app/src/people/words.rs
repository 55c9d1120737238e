use crate::{ui::text::Lang, web::role_name};
use clinic::{
    accounts::{Role, Roles},
    people::NotChanged,
};

/// Role names of the database, with spaces between, in words.
pub(super) fn stored_roles(roles: Option<&str>, lang: Lang) -> String {
    let roles: Roles =
        roles.into_iter().flat_map(|roles| roles.split(' ')).filter_map(|role| role.parse::<Role>().ok()).collect();
    roles_words(roles, lang)
}

/// Roles in words.
pub(super) fn roles_words(roles: Roles, lang: Lang) -> String {
    let words: Vec<String> = roles.iter().map(|role| role_name(role, lang)).collect();
    if words.is_empty() { lang.t("people-no-role") } else { words.join(", ") }
}

/// Why a change was refused, and what to do.
pub(super) fn not_changed(why: NotChanged, lang: Lang) -> String {
    match why {
        NotChanged::Own => lang.t("people-not-own"),
        NotChanged::LastAdmin => lang.t("people-last-admin"),
        NotChanged::NotGiven => lang.t("people-role-not-given"),
    }
}
