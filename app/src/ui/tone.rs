//! What a notice or a badge wants from its reader.

use super::icon::Symbol;

/// How much attention something asks for; always shown by a word and a shape, never by colour alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Something is done or as it should be.
    Good,
    /// Something to know.
    #[default]
    Info,
    /// Something to look at.
    Warn,
    /// Something that needs action.
    Danger,
    /// Something that is over or of little weight.
    Quiet,
}

impl Tone {
    /// The name of the CSS class.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Danger => "danger",
            Self::Quiet => "quiet",
        }
    }

    /// The shape that stands for it.
    pub const fn symbol(self) -> Symbol {
        match self {
            Self::Good => Symbol::Good,
            Self::Info => Symbol::Info,
            Self::Warn => Symbol::Warn,
            Self::Danger => Symbol::Danger,
            Self::Quiet => Symbol::Quiet,
        }
    }
}
