//! The file.

use super::{
    drawing::Shape,
    font::{Fonts, one_line},
    layout::{Item, Layout, Of},
    style::Ink,
};
use crate::ui::text::Lang;
use chrono::{DateTime, Datelike as _, Timelike as _, Utc};
use clinic::Error;
use krilla::{
    Document, SerializeSettings,
    color::luma,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{Path, PathBuilder, Point, Rect, Transform},
    metadata::{DateTime as Moment, Metadata},
    num::NormalizedF32,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{Fill, FillRule, Stroke},
    surface::Surface,
    tagging::{Artifact, ContentTag, Identifier, SpanTag},
};

/// What stands in the file beside its pages.
pub(super) struct Meta<'a> {
    pub title: &'a str,
    pub lang: Lang,
    pub made_at: DateTime<Utc>,
    /// The headings with their page and their place on it.
    pub headings: &'a [(String, usize, f32)],
}

/// Draws the pages into a file. What krilla finds missing for PDF/UA is an error: better no file than one that cannot be read out.
pub(super) fn write(layout: &Layout, meta: &Meta<'_>) -> Result<Vec<u8>, Error> {
    let broken = |what: String| Error::Broken(format!("a document cannot be made: {what}"));
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_| broken("its kind".to_owned()))?;
    let mut file =
        Document::new_with(SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() });
    let mut drawn = Vec::new();
    for items in &layout.pages {
        let settings = PageSettings::from_wh(layout.format.width, layout.format.height)
            .ok_or_else(|| broken("the size of its pages".to_owned()))?;
        let mut page = file.start_page_with(settings);
        let mut surface = page.surface();
        drawn.push(items.iter().map(|item| draw(&mut surface, layout.fonts, item)).collect::<Vec<_>>());
        surface.finish();
        page.finish();
    }
    let mut outline = Outline::new();
    for (words, page, top) in meta.headings {
        outline.push_child(OutlineNode::new(words.clone(), XyzDestination::new(*page, Point::from_xy(0.0, *top))));
    }
    file.set_outline(outline);
    file.set_metadata(metadata(meta));
    file.set_tag_tree(layout.tags.tree(meta.lang, &drawn));
    // The error names letters of the text: the log is told its kind only.
    file.finish().map_err(|_| broken("it would not be accessible".to_owned()))
}

fn metadata(meta: &Meta<'_>) -> Metadata {
    let made = meta.made_at;
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    let moment = Moment::new(u16::try_from(made.year()).unwrap_or_default())
        .month(small(made.month()))
        .day(small(made.day()))
        .hour(small(made.hour()))
        .minute(small(made.minute()))
        .second(small(made.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    Metadata::new()
        .title(meta.title.to_owned())
        .language(meta.lang.tag().to_owned())
        .creator("Verbena".to_owned())
        .creation_date(moment)
}

fn draw(surface: &mut Surface<'_>, fonts: Fonts, item: &Item) -> Option<Identifier> {
    let tag = match item.of {
        Of::Page(kind) => ContentTag::Artifact(Artifact::with_kind(kind)),
        Of::Element(_) if item.shapes.iter().all(|shape| matches!(shape, Shape::Words { .. })) => {
            ContentTag::Span(SpanTag::empty().with_lang(item.lang.map(Lang::tag)))
        }
        Of::Element(_) => ContentTag::Other,
    };
    let identifier = surface.start_tagged(tag);
    surface.push_transform(&Transform::from_translate(item.left, item.top));
    surface.push_transform(&Transform::from_rotate(item.turn));
    for shape in &item.shapes {
        draw_shape(surface, fonts, shape);
    }
    surface.pop();
    surface.pop();
    surface.end_tagged();
    matches!(item.of, Of::Element(_)).then_some(identifier)
}

fn draw_shape(surface: &mut Surface<'_>, fonts: Fonts, shape: &Shape) {
    match shape {
        Shape::Boxes(boxes, ink) => {
            if let Some(path) = boxes_path(boxes) {
                surface.set_stroke(None);
                surface.set_fill(Some(fill(*ink)));
                surface.draw_path(&path);
            }
        }
        Shape::Line { points, thickness, ink } => {
            if let Some(path) = line_path(points) {
                surface.set_fill(None);
                surface.set_stroke(Some(Stroke {
                    paint: luma::Color::new(ink.luma()).into(),
                    width: *thickness,
                    ..Stroke::default()
                }));
                surface.draw_path(&path);
            }
        }
        Shape::Words { left, baseline, text, style } => {
            surface.set_stroke(None);
            surface.set_fill(Some(fill(style.ink)));
            let face = fonts.of(style.weight);
            let text = one_line(text);
            let run = face.shape(&text);
            let start = Point::from_xy(*left, *baseline);
            surface.draw_glyphs(start, &run.glyphs, face.font.clone(), &text, style.size, false);
        }
    }
}

fn fill(ink: Ink) -> Fill {
    Fill { paint: luma::Color::new(ink.luma()).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn boxes_path(boxes: &[[f32; 4]]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for [left, top, width, height] in boxes {
        path.push_rect(Rect::from_xywh(*left, *top, *width, *height)?);
    }
    path.finish()
}

fn line_path(points: &[(f32, f32)]) -> Option<Path> {
    let mut path = PathBuilder::new();
    let (first, rest) = points.split_first()?;
    path.move_to(first.0, first.1);
    for (left, top) in rest {
        path.line_to(*left, *top);
    }
    if rest.last() == Some(first) {
        path.close();
    }
    path.finish()
}
