//! Texts into lines.

use super::{
    font::{Fonts, one_line, settable},
    style::Style,
};

/// A line of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Its letters; a space at its end where the text goes on.
    pub text: String,
    /// How wide it is, without that space, in points.
    pub width: f32,
}

/// Breaks a text into lines no wider than `width`: at its own ends of lines, between words, and within a word only where it is too
/// long for a line of its own. A space that does not break, as between a dose and its unit, never ends a line.
pub(super) fn lines(fonts: Fonts, text: &str, style: Style, width: f32) -> Vec<Line> {
    let text = settable(text);
    let mut lines = Vec::new();
    for part in text.split('\n') {
        Breaking { fonts, style, width, lines: &mut lines, line: String::new() }.part(part);
    }
    while lines.last().is_some_and(|line: &Line| line.text.is_empty()) {
        lines.pop();
    }
    lines
}

/// How wide a text is on one line, in points.
pub(super) fn width(fonts: Fonts, text: &str, style: Style) -> f32 {
    fonts.of(style.weight).shape(&one_line(text)).width * style.size
}

struct Breaking<'a> {
    fonts: Fonts,
    style: Style,
    width: f32,
    lines: &'a mut Vec<Line>,
    line: String,
}

impl Breaking<'_> {
    fn part(mut self, part: &str) {
        for word in part.split(' ').filter(|word| !word.is_empty()) {
            if !self.line.is_empty() {
                let holds = self.holds(&format!("{} {word}", self.line));
                self.line.push(' ');
                if !holds {
                    self.end();
                }
            }
            if self.holds(word) {
                self.line.push_str(word);
            } else {
                self.cut(word);
            }
        }
        self.end();
    }

    /// Whether a text is narrow enough for one line. The whole of it is measured: how wide a letter is depends on its neighbours.
    fn holds(&self, text: &str) -> bool {
        self.measure(text) <= self.width
    }

    fn measure(&self, text: &str) -> f32 {
        width(self.fonts, text, self.style)
    }

    /// Takes a word that is wider than a line apart, never between a letter and its accent.
    fn cut(&mut self, word: &str) {
        let run = self.fonts.of(self.style.weight).shape(word);
        let mut pieces: Vec<_> = run.glyphs.iter().map(|glyph| glyph.text_range.clone()).collect();
        pieces.sort_by_key(|range| range.start);
        pieces.dedup();
        for piece in pieces.into_iter().filter_map(|range| word.get(range)) {
            if !self.line.is_empty() && !self.holds(&format!("{}{piece}", self.line)) {
                self.end();
            }
            self.line.push_str(piece);
        }
    }

    fn end(&mut self) {
        let text = std::mem::take(&mut self.line);
        self.lines.push(Line { width: self.measure(text.trim_end_matches(' ')), text });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn broken(text: &str, width: f32) -> Vec<String> {
        lines(Fonts::load().unwrap(), text, Style::TEXT, width).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn lines_end_between_words() {
        assert_eq!(broken("Take 1 tablet by mouth", 60.0), ["Take 1 tablet ", "by mouth"]);
        assert_eq!(broken("one\ntwo", 500.0), ["one", "two"]);
        assert_eq!(broken("one\n\ntwo\n", 500.0), ["one", "", "two"]);
        assert_eq!(broken("", 500.0), Vec::<String>::new());
        assert_eq!(broken("   ", 500.0), Vec::<String>::new());
    }

    #[test]
    fn a_dose_stays_with_its_unit() {
        assert_eq!(broken("Give 2.5\u{a0}mL", 40.0), ["Give ", "2.5\u{a0}mL"]);
    }

    #[test]
    fn a_word_without_end_is_cut_and_nothing_of_it_lost() {
        let word = "hydroxychloroquinesulfate".repeat(8);
        let cut = broken(&word, 80.0);
        assert!(cut.len() > 8);
        assert_eq!(cut.concat(), word);
    }

    #[test]
    fn a_letter_at_an_end_is_as_wide_as_it_is_there() {
        let fonts = Fonts::load().unwrap();
        for line in lines(fonts, "ñéé0éÁñbÁñÁv.", Style::STRONG, 35.8995) {
            assert!(line.width <= 35.9, "{line:?}");
        }
    }

    proptest! {
        #[test]
        fn no_letter_is_lost_and_no_line_too_wide(text in "[a-zñÁé李0-9 .-]{0,200}", width in 30.0_f32..400.0) {
            let fonts = Fonts::load().unwrap();
            let lines = lines(fonts, &text, Style::STRONG, width);
            let bare = |text: &str| text.replace(' ', "");
            let all: String = lines.iter().map(|line| line.text.as_str()).collect();
            prop_assert_eq!(bare(&all), bare(&text));
            for line in lines {
                prop_assert!(super::width(fonts, line.text.trim_end(), Style::STRONG) <= width + 0.5, "{}", line.text);
            }
        }
    }
}
