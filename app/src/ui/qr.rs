//! Pictures for the camera of a telephone.

use clinic::signing::{PREFIX, to_numeric};
use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};
use std::fmt::Write as _;

/// Modules of white around the picture (ISO/IEC 18004).
const QUIET: i32 = 4;

/// The largest version for the code of a prescription: the one that every camera still reads (SMART Health Cards).
const LARGEST: u8 = 22;

/// A text as a picture, black on white in every colour scheme; nothing where the text is too long for one.
pub fn picture(text: &str, label: String) -> Option<impl IntoView + use<>> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    Some(drawing(&code, "qr", label))
}

/// The code of a signed prescription, given as its compact JWS, as a picture: its digits take the least room, so the modules are the largest. It is to be
/// printed at least 4 cm wide.
pub fn prescription_picture(jws: &str, label: String) -> Option<impl IntoView + use<>> {
    Some(drawing(&prescription_code(&to_numeric(jws).ok()?)?, "qr qr-prescription", label))
}

fn prescription_code(numeric: &str) -> Option<QrCode> {
    let parts = [QrSegment::make_bytes(PREFIX.as_bytes()), QrSegment::make_numeric(numeric.strip_prefix(PREFIX)?)];
    QrCode::encode_segments_advanced(&parts, QrCodeEcc::Low, Version::MIN, Version::new(LARGEST), None, true).ok()
}

fn drawing(code: &QrCode, class: &'static str, label: String) -> impl IntoView + use<> {
    let side = code.size() + 2 * QUIET;
    view! {
        <svg class=class viewBox=format!("0 0 {side} {side}") role="img" aria-label=label>
            <rect width=side.to_string() height=side.to_string() fill="#fff" />
            <path d=modules(code) fill="#000" />
        </svg>
    }
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
    fn the_longest_code_of_a_prescription_fits_into_one_picture() {
        let code = |length: usize| prescription_code(&format!("{PREFIX}{}", "56".repeat(length)));
        assert_eq!(code(clinic::signing::LONGEST).unwrap().version().value(), LARGEST);
        assert!(code(clinic::signing::LONGEST + 1).is_none());
        assert!(code(850).unwrap().version().value() < LARGEST);
    }

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
