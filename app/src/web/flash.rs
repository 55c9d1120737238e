use super::{Here, Notice};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse as _, Redirect, Response},
};

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
}
