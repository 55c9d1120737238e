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
    let code = Code(QrCode::encode_text(text, QrCodeEcc::Medium).ok()?);
    Some(drawing(&code, "qr", label))
}

/// The code of a signed prescription, given as its compact JWS: its digits take the least room, so the modules are the largest. It
/// is to be printed at least 4 cm wide.
pub fn prescription_code(jws: &str) -> Option<Code> {
    numeric_code(&to_numeric(jws).ok()?)
}

/// The code of a signed prescription, given as its compact JWS, as a picture.
pub fn prescription_picture(jws: &str, label: String) -> Option<impl IntoView + use<>> {
    Some(prescription_code(jws)?.picture(label))
}

fn numeric_code(numeric: &str) -> Option<Code> {
    let parts = [QrSegment::make_bytes(PREFIX.as_bytes()), QrSegment::make_numeric(numeric.strip_prefix(PREFIX)?)];
    QrCode::encode_segments_advanced(&parts, QrCodeEcc::Low, Version::MIN, Version::new(LARGEST), None, true)
        .ok()
        .map(Code)
}

/// A code for a camera, as modules: for a page, or for paper.
#[derive(Clone)]
pub struct Code(QrCode);

impl Code {
    /// Modules from side to side, with the white around them.
    pub fn side(&self) -> u16 {
        module(self.0.size() + 2 * QUIET)
    }

    /// The dark modules, those beside one another as one stroke: how many lie left of it, how many above, and how many it is long.
    pub fn strokes(&self) -> Vec<[u16; 3]> {
        let code = &self.0;
        let mut strokes = Vec::new();
        for y in 0..code.size() {
            let mut x = 0;
            while x < code.size() {
                let from = x;
                while code.get_module(x, y) {
                    x += 1;
                }
                if x > from {
                    strokes.push([from + QUIET, y + QUIET, x - from].map(module));
                }
                x += 1;
            }
        }
        strokes
    }

    /// The code of a prescription as a picture.
    pub fn picture(&self, label: String) -> impl IntoView + use<> {
        drawing(self, "qr qr-prescription", label)
    }
}

/// A code has at most 177 modules to a side.
fn module(count: i32) -> u16 {
    u16::try_from(count).unwrap_or_default()
}

fn drawing(code: &Code, class: &'static str, label: String) -> impl IntoView + use<> {
    let side = code.side();
    view! {
        <svg class=class viewBox=format!("0 0 {side} {side}") role="img" aria-label=label>
            <rect width=side.to_string() height=side.to_string() fill="#fff" />
            <path d=path(code) fill="#000" />
        </svg>
    }
}

fn path(code: &Code) -> String {
    let mut path = String::new();
    for [left, top, length] in code.strokes() {
        let _ = write!(path, "M{left} {top}h{length}v1h-{length}z");
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_code_of_a_prescription_fits_into_one_picture() {
        let code = |length: usize| numeric_code(&format!("{PREFIX}{}", "56".repeat(length)));
        assert_eq!(code(clinic::signing::LONGEST).unwrap().0.version().value(), LARGEST);
        assert!(code(clinic::signing::LONGEST + 1).is_none());
        assert!(code(850).unwrap().0.version().value() < LARGEST);
    }

    #[test]
    fn each_dark_module_is_drawn_once() {
        let code = Code(QrCode::encode_text("otpauth://totp/x", QrCodeEcc::Medium).unwrap());
        let dark = (0..code.0.size()).flat_map(|y| (0..code.0.size()).map(move |x| (x, y)));
        let dark: Vec<(i32, i32)> = dark.filter(|(x, y)| code.0.get_module(*x, *y)).collect();
        let mut drawn: Vec<(i32, i32)> = code
            .strokes()
            .into_iter()
            .flat_map(|[left, top, length]| (0..length).map(move |step| (i32::from(left + step), i32::from(top))))
            .map(|(x, y)| (x - QUIET, y - QUIET))
            .collect();
        drawn.sort_by_key(|(x, y)| (*y, *x));
        assert_eq!(drawn, dark);
    }
}
