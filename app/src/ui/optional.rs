//! A text that may be left out of a component's attributes.

/// A text or none; made from `&str`, `String`, `Option<String>` or `Option<&str>`, so that pages hand over what they have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Optional(pub Option<String>);

impl From<&str> for Optional {
    fn from(text: &str) -> Self {
        Self(Some(text.to_owned()))
    }
}

impl From<String> for Optional {
    fn from(text: String) -> Self {
        Self(Some(text))
    }
}

impl From<Option<String>> for Optional {
    fn from(text: Option<String>) -> Self {
        Self(text)
    }
}

impl From<Option<&str>> for Optional {
    fn from(text: Option<&str>) -> Self {
        Self(text.map(str::to_owned))
    }
}
