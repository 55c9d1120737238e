//! Pages, filled from the top.

use super::{
    drawing::Shape,
    font::Fonts,
    line::{Line, lines, width},
    style::{Format, Ink, Style},
    tags::{Element, Place, Tags},
};
use crate::ui::text::Lang;
use krilla::tagging::ArtifactType;

/// What something drawn belongs to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Of {
    /// A part of the document.
    Element(Element),
    /// The page: not read out.
    Page(ArtifactType),
}

/// Something drawn.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub of: Of,
    /// From where its shapes are measured.
    pub left: f32,
    pub top: f32,
    /// By how many degrees it is turned around that point, clockwise.
    pub turn: f32,
    /// The language of its words, where it is not the document's.
    pub lang: Option<Lang>,
    pub shapes: Vec<Shape>,
}

/// Words of a row: a column of their own, with their lines.
pub(super) struct Set {
    pub of: Of,
    pub left: f32,
    pub width: f32,
    pub style: Style,
    /// Whether its lines end at the right.
    pub at_end: bool,
    pub lines: Vec<Line>,
}

/// A text that stands on every page, and its language.
pub(super) struct Mark {
    pub lang: Lang,
    pub words: String,
}

/// The pages so far.
pub(super) struct Layout {
    pub fonts: Fonts,
    pub format: Format,
    /// The language of the document.
    lang: Lang,
    pub tags: Tags,
    pub pages: Vec<Vec<Item>>,
    /// Where the next block begins.
    pub top: f32,
    marks: Vec<Mark>,
    /// What the footer takes.
    foot: f32,
}

/// White inside the frame of a mark.
const PADDING: f32 = 5.0;

impl Layout {
    /// The first page, empty but for its marks.
    pub fn new(fonts: Fonts, format: Format, lang: Lang, marks: Vec<Mark>, foot: f32) -> Self {
        let mut layout = Self { fonts, format, lang, tags: Tags::default(), pages: Vec::new(), top: 0.0, marks, foot };
        layout.turn_page();
        layout
    }

    /// How wide the text is.
    pub fn measure(&self) -> f32 {
        self.format.width - 2.0 * self.format.margin
    }

    fn bottom(&self) -> f32 {
        self.format.height - self.format.margin - self.foot
    }

    /// How much fits on a page that has nothing but its marks.
    pub fn room(&self) -> f32 {
        self.bottom() - self.format.margin - self.marks_height()
    }

    /// Whether a block of that height is still to fit on this page.
    pub fn fits(&self, height: f32) -> bool {
        self.top + height <= self.bottom() + 0.01
    }

    /// Goes on to another page where a block of that height does not fit on this one.
    pub fn need(&mut self, height: f32) {
        if !self.fits(height) {
            self.turn_page();
        }
    }

    /// Begins another page.
    pub fn turn_page(&mut self) {
        self.pages.push(Vec::new());
        self.top = self.format.margin;
        let marks = std::mem::take(&mut self.marks);
        self.mark(&marks);
        self.marks = marks;
    }

    fn marks_height(&self) -> f32 {
        if self.marks.is_empty() { 0.0 } else { self.mark_lines(&self.marks).1 + 2.0 * PADDING + 8.0 }
    }

    fn mark_lines(&self, marks: &[Mark]) -> (Vec<(Lang, Vec<Line>)>, f32) {
        let room = self.measure() - 2.0 * PADDING;
        let set: Vec<_> = marks.iter().map(|mark| (mark.lang, lines(self.fonts, &mark.words, MARK, room))).collect();
        let count: usize = set.iter().map(|(_, lines)| lines.len()).sum();
        (set, MARK.leading() * count_of(count))
    }

    /// The marks: in a frame at the head, and large behind everything, so that no part of the page goes without. They are read out
    /// once, at the beginning.
    fn mark(&mut self, marks: &[Mark]) {
        let Some(first) = marks.iter().find(|mark| mark.lang == self.lang).or_else(|| marks.first()) else { return };
        self.watermark(first);
        let (set, height) = self.mark_lines(marks);
        let frame = [self.format.margin, self.top, self.measure(), height + 2.0 * PADDING];
        let frame = Shape::Line { points: corners(frame), thickness: 1.5, ink: Ink::Black };
        self.draw(Of::Page(ArtifactType::Layout), 0.0, 0.0, vec![frame]);
        self.top += PADDING;
        let is_first = self.pages.len() == 1;
        for (lang, lines) in set {
            let of = if is_first {
                Of::Element(self.tags.add(None, super::tags::Role::Paragraph, Some(lang)))
            } else {
                Of::Page(ArtifactType::Header)
            };
            for line in lines {
                let left = (self.format.width - line.width) / 2.0;
                self.words(of, left, self.top, MARK, MARK.leading(), line.text);
                self.top += MARK.leading();
            }
        }
        self.top += PADDING + 8.0;
    }

    fn watermark(&mut self, Mark { lang, words }: &Mark) {
        let (across, down) = (self.format.width, self.format.height);
        let diagonal = across.hypot(down);
        let full = width(self.fonts, words, MARK);
        let size = MARK.size * 0.75 * diagonal / full.max(1.0);
        let style = MARK.sized(size.min(48.0));
        let (length, angle) = (full / MARK.size * style.size, down.atan2(across));
        let style = Style { ink: Ink::Faint, ..style };
        // It is turned around the middle of the page, which its own middle lies on.
        let shape = Shape::Words { left: -length / 2.0, baseline: style.size * 0.35, text: words.clone(), style };
        self.push(Item {
            of: Of::Page(ArtifactType::Watermark),
            left: across / 2.0,
            top: down / 2.0,
            turn: -angle.to_degrees(),
            lang: Some(*lang),
            shapes: vec![shape],
        });
    }

    /// Sets columns side by side: one after the other on one page where they fit on one, else line by line.
    pub fn row(&mut self, columns: Vec<Set>) {
        let leading = columns.iter().map(|column| column.style.leading()).fold(0.0, f32::max);
        let count = columns.iter().map(|column| column.lines.len()).max().unwrap_or_default();
        let height = leading * count_of(count);
        if height <= self.room() {
            self.need(height);
            for column in &columns {
                for (at, line) in column.lines.iter().enumerate() {
                    self.set(column, line, self.top + leading * count_of(at), leading);
                }
            }
            self.top += height;
            return;
        }
        self.need(leading * 2.0);
        for at in 0..count {
            self.need(leading);
            for column in &columns {
                if let Some(line) = column.lines.get(at) {
                    self.set(column, line, self.top, leading);
                }
            }
            self.top += leading;
        }
    }

    fn set(&mut self, column: &Set, line: &Line, top: f32, leading: f32) {
        let left = if column.at_end { column.left + column.width - line.width } else { column.left };
        self.words(column.of, left, top, column.style, leading, line.text.clone());
    }

    /// Sets one line of words in a strip of that height.
    pub fn words(&mut self, of: Of, left: f32, top: f32, style: Style, height: f32, text: String) {
        // Letters stand a little under the middle of their strip.
        let baseline = height / 2.0 + style.size * 0.35;
        let shape = Shape::Words { left: 0.0, baseline, text, style };
        self.draw(of, left, top, vec![shape]);
    }

    /// Draws shapes, measured from a point of the page.
    pub fn draw(&mut self, of: Of, left: f32, top: f32, shapes: Vec<Shape>) {
        let lang = match of {
            Of::Element(element) => self.tags.lang(element),
            Of::Page(_) => None,
        };
        self.push(Item { of, left, top, turn: 0.0, lang, shapes });
    }

    fn push(&mut self, item: Item) {
        let page = self.pages.len().saturating_sub(1);
        if let Some(items) = self.pages.last_mut() {
            if let Of::Element(element) = item.of {
                self.tags.hold(element, Place { page, item: items.len() });
            }
            items.push(item);
        }
    }

    /// A line across the text that parts blocks.
    pub fn rule(&mut self) {
        self.need(8.0);
        let line = Shape::Line { points: vec![(0.0, 4.0), (self.measure(), 4.0)], thickness: 0.6, ink: Ink::Line };
        self.draw(Of::Page(ArtifactType::Layout), self.format.margin, self.top, vec![line]);
        self.top += 8.0;
    }

    /// What stands at the foot of every page: some words, and which page it is.
    pub fn footers(&mut self, words: &[Line], page: impl Fn(usize, usize) -> String) {
        let (margin, count) = (self.format.margin, self.pages.len());
        let top = self.format.height - margin - self.foot;
        for at in 0..count {
            let number = page(at + 1, count);
            let length = width(self.fonts, &number, Style::SMALL);
            let line = Shape::Line { points: vec![(0.0, 4.0), (self.measure(), 4.0)], thickness: 0.6, ink: Ink::Line };
            let strip = Style::SMALL.leading();
            let mut shapes = vec![line];
            for (row, line) in words.iter().enumerate() {
                shapes.push(Shape::Words {
                    left: 0.0,
                    baseline: 6.0 + strip * (count_of(row) + 0.85),
                    text: line.text.clone(),
                    style: Style::SMALL,
                });
            }
            shapes.push(Shape::Words {
                left: self.measure() - length,
                baseline: 6.0 + strip * 0.85,
                text: number,
                style: Style::SMALL,
            });
            let of = Of::Page(ArtifactType::Footer);
            if let Some(items) = self.pages.get_mut(at) {
                items.push(Item { of, left: margin, top, turn: 0.0, lang: None, shapes });
            }
        }
    }
}

/// How a mark is set.
const MARK: Style = Style::STRONG.sized(10.5);

fn corners([left, top, width, height]: [f32; 4]) -> Vec<(f32, f32)> {
    let (right, bottom) = (left + width, top + height);
    vec![(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
}

/// A number of lines, for lengths.
pub(super) fn count_of(lines: usize) -> f32 {
    u16::try_from(lines).map_or(f32::from(u16::MAX), f32::from)
}
