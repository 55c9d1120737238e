use super::Here;
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse as _, Redirect, Response},
};

/// What an action did, said once on the page that follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// Signed out on this device.
    SignedOut,
    /// Signed out on all devices.
    SignedOutEverywhere,
    /// The account is ready.
    Welcome,
    /// The language was changed.
    LanguageChanged,
    /// A record was opened with a reason.
    AccessGranted,
    /// The check of the audit trail has begun.
    CheckStarted,
    /// The mail server was saved.
    MailSaved,
    /// A mail is sent again.
    MailRetried,
    /// A mail was stopped.
    MailStopped,
}

impl Notice {
    const ALL: [(Self, &'static str); 9] = [
        (Self::SignedOut, "signed-out"),
        (Self::SignedOutEverywhere, "signed-out-everywhere"),
        (Self::Welcome, "welcome"),
        (Self::LanguageChanged, "language-changed"),
        (Self::AccessGranted, "access-granted"),
        (Self::CheckStarted, "check-started"),
        (Self::MailSaved, "mail-saved"),
        (Self::MailRetried, "mail-retried"),
        (Self::MailStopped, "mail-stopped"),
    ];

    /// Reads what stands in the cookie: a code, never text.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(notice, _)| notice)
    }

    /// The words, as a key of the catalogue.
    pub fn key(self) -> &'static str {
        use crate::ui::text::key;
        match self {
            Self::SignedOut => key("notice-signed-out"),
            Self::SignedOutEverywhere => key("notice-signed-out-everywhere"),
            Self::Welcome => key("notice-welcome"),
            Self::LanguageChanged => key("notice-language-changed"),
            Self::AccessGranted => key("notice-access-granted"),
            Self::CheckStarted => key("notice-check-started"),
            Self::MailSaved => key("notice-mail-saved"),
            Self::MailRetried => key("notice-mail-retried"),
            Self::MailStopped => key("notice-mail-stopped"),
        }
    }

    fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(notice, _)| *notice == self).map_or("", |(_, code)| code)
    }
}

/// Sends the browser to a page of the portal after an action, with a notice for it.
pub(crate) fn after(path: &str, notice: Option<Notice>) -> Response {
    let mut response = Redirect::to(path).into_response();
    if let Some(notice) = notice {
        set_cookie(&mut response, &format!("notice={}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax", notice.code()));
    }
    response
}

/// Remembers, for after signing in, which page was asked for: its path only, never what was searched for.
pub(crate) fn remember_way(here: &Here, response: Response) -> Response {
    remember(here.uri.path(), response)
}

/// Remembers the page whose form was sent, for after the person has proved once more who they are.
pub(crate) fn remember_form(here: &Here, response: Response) -> Response {
    let form = here.came_from().unwrap_or_default();
    remember(form.split('?').next().unwrap_or_default(), response)
}

fn remember(path: &str, mut response: Response) -> Response {
    if is_local(path) && path != "/" {
        set_cookie(&mut response, &format!("way={path}; Path=/; Max-Age=600; HttpOnly; SameSite=Lax"));
    }
    response
}

/// The page that was asked for before signing in, and the answer that goes there and forgets it.
pub(crate) fn take_way(here: &Here) -> Response {
    let path = here.cookie("way").filter(|path| is_local(path)).unwrap_or("/").to_owned();
    let mut response = Redirect::to(&path).into_response();
    set_cookie(&mut response, "way=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    response
}

/// Forgets the notice once it is shown.
pub(super) fn forget_notice(response: &mut Response) {
    set_cookie(response, "notice=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
}

/// Adds a cookie to an answer.
pub(crate) fn set_cookie(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Whether a path stays in this portal: `//host` and `/\host` would leave it.
fn is_local(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && path.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_this_portal_are_ways() {
        assert!(is_local("/patients/0193-ab/labs"));
        for path in ["//evil.example", "/\\evil.example", "https://evil.example", "", "/a;b", "/a\r\nb"] {
            assert!(!is_local(path), "{path}");
        }
    }

    #[test]
    fn notices_survive_their_cookie() {
        for (notice, code) in Notice::ALL {
            assert_eq!(Notice::parse(code), Some(notice));
        }
        assert_eq!(Notice::parse("<script>"), None);
    }
}
