use super::font::Weight;

/// Points to a millimetre.
const POINTS: f32 = 72.0 / 25.4;

/// A length in millimetres, in points.
pub const fn millimetres(length: f32) -> f32 {
    length * POINTS
}

/// The size of the pages, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Format {
    /// From left to right.
    pub width: f32,
    /// From top to bottom.
    pub height: f32,
    /// White on all sides.
    pub margin: f32,
}

impl Format {
    /// ISO A4, upright.
    pub const A4: Self = Self { width: millimetres(210.0), height: millimetres(297.0), margin: millimetres(18.0) };
    /// US Letter, upright.
    pub const LETTER: Self = Self { width: 612.0, height: 792.0, margin: millimetres(18.0) };
    /// ISO A5, upright: prescriptions.
    pub const A5: Self = Self { width: millimetres(148.0), height: millimetres(210.0), margin: millimetres(11.0) };
}

/// What is printed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Black.
    Black,
    /// For labels and what is less important; dark enough to be read (7:1 on white).
    Grey,
    /// For lines that part blocks.
    Line,
    /// For a mark behind the text.
    Faint,
    /// As the paper, to cover a mark.
    White,
}

impl Ink {
    /// How light it is, 0 to 255.
    pub(super) const fn luma(self) -> u8 {
        match self {
            Self::Black => 0,
            Self::Grey => 85,
            Self::Line => 150,
            Self::Faint => 232,
            Self::White => 255,
        }
    }
}

/// How a text is set.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// The size of the font in points.
    pub size: f32,
    /// How heavy it is.
    pub(super) weight: Weight,
    /// What it is printed with.
    pub ink: Ink,
}

impl Style {
    /// Ordinary text.
    pub const TEXT: Self = Self { size: 9.5, weight: Weight::Regular, ink: Ink::Black };
    /// Text that matters most.
    pub const STRONG: Self = Self { weight: Weight::Bold, ..Self::TEXT };
    /// The names of facts and of a table's columns.
    pub const LABEL: Self = Self { size: 8.5, weight: Weight::Regular, ink: Ink::Grey };
    /// What few people need.
    pub const SMALL: Self = Self { size: 7.5, weight: Weight::Regular, ink: Ink::Grey };

    /// The same, larger or smaller.
    pub const fn sized(self, size: f32) -> Self {
        Self { size, ..self }
    }

    /// From one baseline to the next.
    pub(super) fn leading(self) -> f32 {
        self.size * 1.3
    }
}
