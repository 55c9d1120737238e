use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;

/// Modules of white around the picture (ISO/IEC 18004).
const QUIET: i32 = 4;

/// A text as a picture for the camera of a telephone, black on white in every colour scheme; nothing where the text is too long for
/// one.
pub(super) fn picture(text: &str, label: String) -> Option<impl IntoView + use<>> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let side = code.size() + 2 * QUIET;
    Some(view! {
        <svg class="qr" viewBox=format!("0 0 {side} {side}") role="img" aria-label=label>
            <rect width=side.to_string() height=side.to_string() fill="#fff" />
            <path d=modules(&code) fill="#000" />
        </svg>
    })
}

/// The dark modules, those beside one another as one stroke.
fn modules(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let from = x;
            while code.get_module(x, y) {
                x += 1;
            }
            if x > from {
                let width = x - from;
                let _ = write!(path, "M{} {}h{width}v1h-{width}z", from + QUIET, y + QUIET);
            }
            x += 1;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_dark_module_is_drawn_once() {
        let code = QrCode::encode_text("otpauth://totp/x", QrCodeEcc::Medium).unwrap();
        let dark = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        let dark = dark.filter(|(x, y)| code.get_module(*x, *y)).count();
        let drawn: usize = modules(&code)
            .split('M')
            .skip(1)
            .map(|stroke| stroke.split_once('h').unwrap().1.split_once('v').unwrap().0.parse::<usize>().unwrap())
            .sum();
        assert_eq!(drawn, dark);
    }
}
