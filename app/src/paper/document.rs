use super::{
    drawing::Drawing,
    font::{Fonts, one_line},
    layout::{Layout, Mark, Of, Set, count_of},
    line::lines,
    style::{Format, Style},
    tags::{Element, Role},
    write::{Meta, write},
};
use crate::ui::text::Lang;
use chrono::{DateTime, Utc};
use clinic::Error;
use krilla::tagging::ArtifactType;
use std::num::NonZeroU16;

/// What a document is, apart from its content.
pub struct About {
    /// Its title, for windows and for those who have it read out.
    pub title: String,
    /// The language of all that names none of its own.
    pub lang: Lang,
    /// The size of its pages.
    pub format: Format,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// What stands on every page, in a frame and behind the text, each line in its language; empty for none.
    pub marks: Vec<(Lang, String)>,
    /// What stands at the foot of every page, beside the page's number.
    pub foot: String,
}

/// A text among others in a row.
#[must_use]
pub struct Column {
    text: String,
    style: Style,
    share: f32,
    level: Option<u16>,
    at_end: bool,
}

impl Column {
    /// A text that takes a share of the width; all shares together are 1.
    pub fn new(text: impl Into<String>, style: Style, share: f32) -> Self {
        Self { text: text.into(), style, share, level: None, at_end: false }
    }

    /// The same as a heading of a level, from 1.
    pub fn heading(self, level: u16) -> Self {
        Self { level: Some(level), ..self }
    }

    /// The same with its lines ending at the right.
    pub fn at_end(self) -> Self {
        Self { at_end: true, ..self }
    }
}

/// A figure with what it says in words.
pub struct Figure {
    /// The figure.
    pub drawing: Drawing,
    /// What it says.
    pub words: String,
}

/// A paragraph beside a figure.
pub struct Beside {
    /// Its text.
    pub text: String,
    /// How it is set.
    pub style: Style,
}

/// A document in the making.
#[must_use]
pub struct Document {
    about: About,
    layout: Layout,
    headings: Vec<(String, usize, f32)>,
}

/// White between a figure and the text beside it, and between columns.
const GAP: f32 = 10.0;

/// The share of the width that the names of facts take.
const LABELS: f32 = 0.3;

impl Document {
    /// A document without content.
    ///
    /// # Errors
    /// `Broken` if the program holds no fonts.
    pub fn new(about: About) -> Result<Self, Error> {
        let fonts = Fonts::load()?;
        let marks = about.marks.iter().map(|(lang, words)| Mark { lang: *lang, words: words.clone() }).collect();
        let foot = lines(fonts, &about.foot, Style::SMALL, foot_width(about.format)).len().max(1);
        let height = 8.0 + Style::SMALL.leading() * count_of(foot);
        Ok(Self { layout: Layout::new(fonts, about.format, about.lang, marks, height), about, headings: Vec::new() })
    }

    /// A heading of a level, from 1; it stays with what follows.
    pub fn heading(&mut self, level: u16, text: &str, style: Style) {
        let set = self.set(text, style, 0.0, 1.0);
        let height = style.leading() * count_of(set.lines.len() + 2);
        if height <= self.layout.room() {
            self.layout.need(height);
        }
        let of = self.heading_element(level, text);
        self.layout.row(vec![Set { of, ..set }]);
    }

    /// A paragraph, in its language where that is not the document's.
    pub fn paragraph(&mut self, text: &str, style: Style, lang: Option<Lang>) {
        let set = self.set(text, style, 0.0, 1.0);
        let element = self.layout.tags.add(None, Role::Paragraph, lang);
        self.layout.row(vec![Set { of: Of::Element(element), ..set }]);
    }

    /// Texts side by side.
    pub fn columns(&mut self, columns: Vec<Column>) {
        let mut left = 0.0;
        let mut sets = Vec::new();
        for Column { text, style, share, level, at_end } in columns {
            let set = Set { at_end, ..self.set(&text, style, left, share) };
            sets.push((text, level, set));
            left += share;
        }
        let height = sets.iter().map(|(_, _, set)| set.style.leading() * count_of(set.lines.len())).fold(0.0, f32::max);
        self.layout.need(height.min(self.layout.room()));
        let mut row = Vec::new();
        for (text, level, set) in sets {
            let of = match level {
                Some(level) => self.heading_element(level, &text),
                None => Of::Element(self.layout.tags.add(None, Role::Paragraph, None)),
            };
            row.push(Set { of, ..set });
        }
        self.layout.row(row);
    }

    /// Facts: each its name and what it is, which may be what matters most.
    pub fn facts<'a>(&mut self, facts: impl IntoIterator<Item = (&'a str, &'a str, bool)>) {
        let list = self.layout.tags.add(None, Role::Facts, None);
        for (label, value, is_strong) in facts {
            let fact = self.layout.tags.add(Some(list), Role::Fact, None);
            let of = |role, tags: &mut super::tags::Tags| Of::Element(tags.add(Some(fact), role, None));
            let (label_of, value_of) = (of(Role::Label, &mut self.layout.tags), of(Role::Value, &mut self.layout.tags));
            let style = if is_strong { Style::STRONG } else { Style::TEXT };
            let row = vec![
                Set { of: label_of, ..self.set(label, Style::LABEL, 0.0, LABELS) },
                Set { of: value_of, ..self.set(value, style, LABELS, 1.0 - LABELS) },
            ];
            self.layout.row(row);
        }
    }

    /// A table: the names of its columns with the share of the width that each takes, and its rows. The names are repeated on each
    /// page.
    pub fn table(&mut self, head: &[(&str, f32)], rows: &[Vec<String>]) {
        let table = self.layout.tags.add(None, Role::Table, None);
        let top = self.layout.tags.add(Some(table), Role::TableHead, None);
        self.table_head(head, Some(top));
        let body = self.layout.tags.add(Some(table), Role::TableBody, None);
        for row in rows {
            let element = self.layout.tags.add(Some(body), Role::TableRow, None);
            let mut left = 0.0;
            let mut sets = Vec::new();
            for ((_, share), text) in head.iter().zip(row) {
                let of = Of::Element(self.layout.tags.add(Some(element), Role::Cell, None));
                sets.push(Set { of, ..self.set(text, Style::TEXT, left, *share) });
                left += share;
            }
            let height = Style::TEXT.leading() * count_of(sets.iter().map(|set| set.lines.len()).max().unwrap_or(1));
            if !self.layout.fits(height.min(self.layout.room() / 2.0)) {
                self.layout.turn_page();
                self.table_head(head, None);
            }
            self.layout.row(sets);
        }
    }

    fn table_head(&mut self, head: &[(&str, f32)], within: Option<Element>) {
        let row = within.map(|within| self.layout.tags.add(Some(within), Role::TableRow, None));
        let mut left = 0.0;
        let mut sets = Vec::new();
        for (text, share) in head {
            let of = match row {
                Some(row) => Of::Element(self.layout.tags.add(Some(row), Role::ColumnName, None)),
                None => Of::Page(ArtifactType::Header),
            };
            sets.push(Set { of, ..self.set(text, Style::LABEL, left, *share) });
            left += share;
        }
        let lines = sets.iter().map(|set| set.lines.len()).max().unwrap_or_default();
        self.layout.need(Style::TEXT.leading() * count_of(lines + 2));
        self.layout.row(sets);
        self.layout.rule();
    }

    /// A figure with paragraphs at its right, together on one page; under it, where they are longer than a page.
    pub fn figure(&mut self, figure: Figure, beside: &[Beside]) {
        let Figure { drawing, words } = figure;
        let (width, height) = (drawing.width, drawing.height);
        let share = (width + GAP) / self.layout.measure();
        let sets: Vec<Set> = beside.iter().map(|text| self.set(&text.text, text.style, share, 1.0 - share)).collect();
        let text = sets.iter().map(|set| set.style.leading() * count_of(set.lines.len()) + 2.0).sum::<f32>();
        let block = height.max(text);
        let is_side_by_side = block <= self.layout.room();
        self.layout.need(if is_side_by_side { block } else { height });
        let element = self.layout.tags.add(None, Role::Figure(words), None);
        let (margin, top) = (self.layout.format.margin, self.layout.top);
        let lower = if is_side_by_side { (block - height) / 2.0 } else { 0.0 };
        self.layout.draw(Of::Element(element), margin, top + lower, drawing.shapes);
        if !is_side_by_side {
            self.layout.top = top + height;
            for text in beside {
                self.paragraph(&text.text, text.style, None);
            }
            return;
        }
        self.layout.top = top + (block - text) / 2.0;
        for set in sets {
            let element = self.layout.tags.add(None, Role::Paragraph, None);
            self.layout.row(vec![Set { of: Of::Element(element), ..set }]);
            self.layout.top += 2.0;
        }
        self.layout.top = top + block;
    }

    /// A line across that parts blocks.
    pub fn rule(&mut self) {
        self.layout.rule();
    }

    /// White, in points.
    pub fn gap(&mut self, height: f32) {
        self.layout.top += height;
    }

    /// The file.
    ///
    /// # Errors
    /// `Broken` if it would not be a good one.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        let Self { about, mut layout, headings } = self;
        let foot = lines(layout.fonts, &about.foot, Style::SMALL, foot_width(about.format));
        let lang = about.lang;
        layout.footers(&foot, |page, of| lang.with("page-of", &[("page", page.into()), ("pages", of.into())]));
        write(&layout, &Meta { title: &about.title, lang, made_at: about.made_at, headings: &headings })
    }

    /// The part of a heading; a heading without words would be an error, and is none.
    fn heading_element(&mut self, level: u16, text: &str) -> Of {
        let text = one_line(text);
        if text.trim().is_empty() {
            return Of::Element(self.layout.tags.add(None, Role::Paragraph, None));
        }
        let role = Role::Heading(NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN), text.clone());
        let page = self.layout.pages.len().saturating_sub(1);
        self.headings.push((text, page, self.layout.top));
        Of::Element(self.layout.tags.add(None, role, None))
    }

    /// A text in lines, in a column that begins after a share of the width and takes another.
    fn set(&self, text: &str, style: Style, left: f32, share: f32) -> Set {
        let measure = self.layout.measure();
        // The last column ends where the text ends.
        let gap = if left + share > 0.999 { 0.0 } else { GAP };
        let width = share * measure - gap;
        Set {
            of: Of::Page(ArtifactType::Other),
            left: self.layout.format.margin + left * measure,
            width,
            style,
            at_end: false,
            lines: lines(self.layout.fonts, text, style, width),
        }
    }
}

/// How wide the words of the footer are: the rest is for the page's number.
fn foot_width(format: Format) -> f32 {
    (format.width - 2.0 * format.margin) * 0.78
}

#[cfg(test)]
#[path = "document_test.rs"]
mod tests;
