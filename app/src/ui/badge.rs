//! Small marks beside a thing: what state it is in, whether a result is high or low.

use super::{
    icon::{Icon, Symbol},
    text::{Lang, lang},
    tone::Tone,
};
use leptos::prelude::*;

/// A word with a shape and a colour, such as "Active" or "Stopped".
#[component]
pub fn Badge(
    /// How much attention it asks for.
    #[prop(optional)]
    tone: Tone,
    /// The word.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <span class=format!("badge {}", tone.class())>
            <Icon of=tone.symbol() />
            {text}
        </span>
    }
}

/// How a result lies in the range the lab sent with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flag {
    /// The lab sent no flag.
    #[default]
    None,
    /// In range.
    Normal,
    /// Above the range.
    High,
    /// Below the range.
    Low,
    /// Far above the range: critical.
    CriticalHigh,
    /// Far below the range: critical.
    CriticalLow,
    /// Not as expected, where high and low have no meaning.
    Abnormal,
    /// Not as expected and critical.
    CriticalAbnormal,
}

impl Flag {
    /// The flag of an HL7 interpretation code such as `H`, `LL` or `N`. Other codes carry no flag: "positive" or
    /// "detected" is a finding, good or bad by the test.
    pub fn from_code(code: &str) -> Self {
        match code.trim() {
            "N" => Self::Normal,
            "H" | "HU" => Self::High,
            "L" | "LU" => Self::Low,
            "HH" => Self::CriticalHigh,
            "LL" => Self::CriticalLow,
            "A" => Self::Abnormal,
            "AA" => Self::CriticalAbnormal,
            _ => Self::None,
        }
    }

    /// Whether the result is out of its range in any way.
    pub const fn is_out(self) -> bool {
        !matches!(self, Self::None | Self::Normal)
    }

    /// Whether the result is critical.
    pub const fn is_critical(self) -> bool {
        matches!(self, Self::CriticalHigh | Self::CriticalLow | Self::CriticalAbnormal)
    }

    /// The flag in a word: "High", "Critically low", "In range"; nothing without a flag.
    pub fn word(self, lang: Lang) -> Option<String> {
        match self {
            Self::None => None,
            Self::Normal => Some(lang.t("flag-normal")),
            Self::High => Some(lang.t("flag-high")),
            Self::Low => Some(lang.t("flag-low")),
            Self::CriticalHigh => Some(lang.t("flag-critical-high")),
            Self::CriticalLow => Some(lang.t("flag-critical-low")),
            Self::Abnormal => Some(lang.t("flag-abnormal")),
            Self::CriticalAbnormal => Some(lang.t("flag-critical")),
        }
    }

    /// The name of the CSS class.
    pub const fn class(self) -> &'static str {
        match self {
            Self::None => "unflagged",
            Self::Normal => "normal",
            Self::High | Self::Low | Self::Abnormal => "out",
            Self::CriticalHigh | Self::CriticalLow | Self::CriticalAbnormal => "critical",
        }
    }

    const fn symbol(self) -> Symbol {
        match self {
            Self::None => Symbol::Quiet,
            Self::Normal => Symbol::Good,
            Self::High => Symbol::Up,
            Self::Low => Symbol::Down,
            Self::CriticalHigh => Symbol::FarUp,
            Self::CriticalLow => Symbol::FarDown,
            Self::Abnormal => Symbol::Abnormal,
            Self::CriticalAbnormal => Symbol::Danger,
        }
    }
}

/// A result's flag as a word with an arrow or another shape; nothing without a flag.
#[component]
pub fn FlagBadge(
    /// The flag.
    flag: Flag,
) -> impl IntoView {
    flag.word(lang()).map(|word| {
        view! {
            <span class=format!("badge flag {}", flag.class())>
                <Icon of=flag.symbol() />
                {word}
            </span>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::Flag;

    #[test]
    fn codes_of_the_lab() {
        assert_eq!(Flag::from_code("HH"), Flag::CriticalHigh);
        assert_eq!(Flag::from_code(" n "), Flag::None);
        assert_eq!(Flag::from_code("POS"), Flag::None);
    }
}
