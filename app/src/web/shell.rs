use leptos::{nonce::use_nonce, prelude::*};
use leptos_axum::ResponseOptions;
use leptos_meta::MetaTags;

/// The public addresses of what a browser loads besides pages.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub struct Assets {
    /// The style sheet.
    pub css: String,
    /// The script that loads the WebAssembly of the islands.
    pub js: Option<String>,
    /// The WebAssembly itself, to fetch it early.
    pub wasm: Option<String>,
}

/// The document around a page. A page without an island loads no script at all.
pub(super) fn document<B: IntoView + 'static>(
    lang: &'static str,
    assets: &Assets,
    alive: bool,
    script: Option<&'static str>,
    body: B,
) -> impl IntoView + use<B> {
    let nonce = use_nonce().map(|nonce| nonce.to_string()).unwrap_or_default();
    let scripts = assets.js.clone().filter(|_| alive);
    policy(&nonce, scripts.is_some(), script.is_some());
    view! {
        <!DOCTYPE html>
        <html lang=lang>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="format-detection" content="telephone=no" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="stylesheet" href=assets.css.clone() />
                {scripts.map(|js| view! { <script type="module" nonce=nonce.clone() inner_html=start(&js, assets.wasm.as_deref())></script> })}
                {script.map(|script| view! { <script type="module" nonce=nonce.clone() inner_html=script></script> })}
                <MetaTags />
            </head>
            <body>{body}</body>
        </html>
    }
}

/// Loads the WebAssembly and wakes each island of the page; islands are flat, none lies in another.
///
/// The script is told where the WebAssembly lies: its name holds a hash, which the script does not know by itself.
fn start(js: &str, wasm: Option<&str>) -> String {
    let wasm = wasm.unwrap_or_default();
    format!(
        "import init, * as islands from {js:?};\
         await init({{module_or_path: {wasm:?}}});\
         islands.hydrate();\
         for (const place of document.querySelectorAll('leptos-island')) await islands[place.dataset.component]?.(place);"
    )
}

/// The content security policy: nothing but this portal's own files, scripts only by their nonce.
fn policy(nonce: &str, alive: bool, script: bool) {
    let scripts = if alive {
        format!("script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; connect-src 'self'; ")
    } else if script {
        format!("script-src 'nonce-{nonce}'; connect-src 'self'; ")
    } else {
        String::new()
    };
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; {scripts}form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    if let (Some(options), Ok(policy)) = (use_context::<ResponseOptions>(), http::HeaderValue::from_str(&policy)) {
        options.insert_header(http::header::CONTENT_SECURITY_POLICY, policy);
    }
}
