//! Letters into glyphs: two weights of one font, and what is shown for a letter it has not.

use clinic::Error;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, Face, UnicodeBuffer, ttf_parser};
use std::{ops::Range, sync::LazyLock};
use unicode_bidi::{Level, ParagraphBidiInfo};

static REGULAR: &[u8] = include_bytes!("../../fonts/LiberationSans-Regular.ttf");
static BOLD: &[u8] = include_bytes!("../../fonts/LiberationSans-Bold.ttf");

static FACES: LazyLock<Option<[FontFace; 2]>> =
    LazyLock::new(|| Some([FontFace::read(REGULAR)?, FontFace::read(BOLD)?]));

/// How heavy a font is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// Ordinary.
    Regular,
    /// For what matters most.
    Bold,
}

/// The fonts, ready to be used.
#[derive(Clone, Copy)]
pub(super) struct Fonts(&'static [FontFace; 2]);

impl Fonts {
    /// The fonts of this program.
    ///
    /// # Errors
    /// `Broken`, if it was built with files that are no fonts.
    pub fn load() -> Result<Self, Error> {
        FACES.as_ref().map(Self).ok_or_else(|| Error::Broken("the fonts of documents cannot be read".to_owned()))
    }

    /// The font of a weight.
    pub fn of(self, weight: Weight) -> &'static FontFace {
        let [regular, bold] = self.0;
        match weight {
            Weight::Regular => regular,
            Weight::Bold => bold,
        }
    }
}

/// A font of one weight.
pub(super) struct FontFace {
    /// As it goes into a file.
    pub font: Font,
    shaper: Face<'static>,
    /// What is shown for a letter that the font has not: an empty box.
    missing: u16,
}

/// Glyphs in the order in which they are drawn.
pub(super) struct Run {
    /// Each with the letters it stands for, as a part of the text.
    pub glyphs: Vec<KrillaGlyph>,
    /// How wide they are together, in widths of the font's em.
    pub width: f32,
}

impl FontFace {
    fn read(file: &'static [u8]) -> Option<Self> {
        let shaper = Face::from_slice(file, 0)?;
        let missing = shaper.glyph_index('\u{25a1}')?.0;
        Some(Self { font: Font::new(file.into(), 0)?, shaper, missing })
    }

    /// The glyphs of one line. Parts that run from right to left are put into the order in which they are seen.
    pub fn shape(&self, text: &str) -> Run {
        let mut run = Run { glyphs: Vec::new(), width: 0.0 };
        if text.is_empty() {
            return run;
        }
        // The documents themselves run from left to right.
        let order = ParagraphBidiInfo::new(text, Some(Level::ltr()));
        let (levels, parts) = order.visual_runs(0..text.len());
        for part in parts {
            let is_reversed = levels.get(part.start).is_some_and(Level::is_rtl);
            self.shape_part(text, part, is_reversed, &mut run);
        }
        run
    }

    fn shape_part(&self, text: &str, part: Range<usize>, is_reversed: bool, run: &mut Run) {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text.get(part.clone()).unwrap_or_default());
        buffer.guess_segment_properties();
        buffer.set_direction(if is_reversed { Direction::RightToLeft } else { Direction::LeftToRight });
        let shaped = rustybuzz::shape(&self.shaper, &[], buffer);
        let em = self.font.units_per_em();
        let mut starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| place(info.cluster)).collect();
        starts.sort_unstable();
        starts.dedup();
        for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            let start = place(info.cluster);
            let end = starts.get(starts.partition_point(|known| *known <= start)).copied().unwrap_or(part.len());
            let is_missing = info.glyph_id == 0;
            let id = if is_missing { u32::from(self.missing) } else { info.glyph_id };
            let advance = if is_missing { self.advance(self.missing) } else { length(position.x_advance) };
            run.width += advance / em;
            run.glyphs.push(KrillaGlyph::new(
                GlyphId::new(id),
                advance / em,
                length(position.x_offset) / em,
                length(position.y_offset) / em,
                length(position.y_advance) / em,
                part.start + start..part.start + end,
                None,
            ));
        }
    }

    fn advance(&self, glyph: u16) -> f32 {
        f32::from(self.shaper.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or_default())
    }
}

fn place(cluster: u32) -> usize {
    usize::try_from(cluster).unwrap_or(usize::MAX)
}

/// A length in the units of a font, which has fewer than 2^16 of them to an em.
fn length(units: i32) -> f32 {
    i16::try_from(units).map_or(0.0, f32::from)
}

/// The same on one line.
pub(super) fn one_line(text: &str) -> String {
    settable(text).replace('\n', " ")
}

/// A text as it is set: what has no form of its own, such as a tab, becomes a space, and what no reader of a PDF could name, the mark
/// of a missing letter.
pub(super) fn settable(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '\n' => '\n',
            '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
            // Private use, no characters at all, marks of byte order.
            '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
            letter if letter.is_control() => '\u{fffd}',
            // Marks that turn the order of what follows around: a name must not change how the rest is read.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            letter => letter,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face() -> &'static FontFace {
        Fonts::load().unwrap().of(Weight::Regular)
    }

    fn drawn(text: &str) -> Vec<u32> {
        face().shape(text).glyphs.iter().map(|glyph| glyph.glyph_id.to_u32()).collect()
    }

    #[test]
    fn names_of_both_americas_and_europe_have_all_their_letters() {
        let missing = u32::from(face().missing);
        let names = [
            "Zoë Ñáñez-Ibarra",
            "Łukasz Wójcik",
            "Nguyễn Thị Ánh",
            "Šárka Dvořáková",
            "Gülşen İpek",
            "Ólafur Þórðarson",
            "O’Brien “Bob” – 5 µg ≥ ½ ° ¿Qué? ¡No!",
            "Ελένη",
            "Юлия",
            "שרה",
        ];
        for weight in [Weight::Regular, Weight::Bold] {
            for name in names {
                let glyphs = Fonts::load().unwrap().of(weight).shape(name).glyphs;
                assert!(glyphs.iter().all(|glyph| ![0, missing].contains(&glyph.glyph_id.to_u32())), "{name}");
            }
        }
    }

    #[test]
    fn an_accent_written_apart_is_joined() {
        assert_eq!(drawn("Jose\u{301}"), drawn("José"));
    }

    #[test]
    fn a_letter_the_font_has_not_is_shown_as_missing() {
        let missing = u32::from(face().missing);
        assert_ne!(missing, 0);
        let run = face().shape("Li 李明");
        let glyphs: Vec<u32> = run.glyphs.iter().map(|glyph| glyph.glyph_id.to_u32()).collect();
        assert_eq!(glyphs.iter().filter(|glyph| **glyph == missing).count(), 2, "one for each letter: {glyphs:?}");
        assert!(run.width > face().shape("Li ").width + 1.0, "each takes its room");
        let ranges: Vec<_> = run.glyphs.iter().skip(3).map(|glyph| glyph.text_range.clone()).collect();
        assert_eq!(ranges, [3..6, 6..9], "and still stands for what was written");
    }

    #[test]
    fn what_runs_from_right_to_left_is_drawn_in_the_order_it_is_seen() {
        let letters = |text: &str| -> Vec<usize> {
            face().shape(text).glyphs.iter().map(|glyph| glyph.text_range.start).collect()
        };
        assert_eq!(letters("abשר"), [0, 1, 4, 2]);
        assert_eq!(letters("ab").len(), 2);
        assert_eq!(letters(""), Vec::<usize>::new());
    }

    #[test]
    fn what_cannot_be_set_leaves_a_mark() {
        assert_eq!(settable("a\tb\nc"), "a b\nc");
        assert_eq!(settable("a\u{e000}\u{0}\u{202e}b"), "a\u{fffd}\u{fffd}\u{fffd}b");
        assert_eq!(settable("Ñandú 5\u{a0}mg"), "Ñandú 5\u{a0}mg");
    }
}
