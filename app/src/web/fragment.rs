use crate::ui::text::Lang;
use axum::response::{Html, IntoResponse as _, Response};
use leptos::prelude::*;

/// A part of a page by itself, for a script that puts it in its place.
pub(crate) fn fragment(lang: Lang, content: impl FnOnce() -> AnyView) -> Response {
    let html = Owner::new().with(|| {
        provide_context(lang);
        content().to_html()
    });
    Html(html).into_response()
}
