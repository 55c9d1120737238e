use super::style::{Ink, Style};

/// What a figure is made of, in points from its upper left corner.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Boxes filled with one ink: left, top, width and height of each.
    Boxes(Vec<[f32; 4]>, Ink),
    /// A line through points.
    Line {
        /// The points, from left and top.
        points: Vec<(f32, f32)>,
        /// How thick it is.
        thickness: f32,
        /// What it is drawn with.
        ink: Ink,
    },
    /// Words on one line.
    Words {
        /// Where they begin.
        left: f32,
        /// What the letters stand on.
        baseline: f32,
        /// The words.
        text: String,
        /// How they are set.
        style: Style,
    },
}

/// A figure: a code, a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// How wide it is.
    pub width: f32,
    /// How high it is.
    pub height: f32,
    /// What it is made of, the first at the back.
    pub shapes: Vec<Shape>,
}

impl Drawing {
    /// A square code of `side` modules with its quiet zone, drawn `width` wide: `dark` are its dark modules, as left, top and length.
    pub fn code(side: u16, dark: impl IntoIterator<Item = [u16; 3]>, width: f32) -> Self {
        let module = width / f32::from(side);
        let boxes = dark
            .into_iter()
            .map(|[left, top, length]| [left, top, length, 1].map(|modules| f32::from(modules) * module))
            .collect();
        let ground = Shape::Boxes(vec![[0.0, 0.0, width, width]], Ink::White);
        Self { width, height: width, shapes: vec![ground, Shape::Boxes(boxes, Ink::Black)] }
    }
}
