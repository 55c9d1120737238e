//! The words: one catalogue in Fluent, in every language a reader may choose.

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use leptos::prelude::use_context;
use std::{
    collections::HashSet,
    sync::{LazyLock, Mutex, PoisonError},
};

/// A language the portal speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English as written in the United States.
    #[default]
    En,
    /// Spanish as written in the United States.
    Es,
}

impl Lang {
    /// Every language, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::En, Self::Es];

    /// The language as accounts keep it, and as what the clinic writes in both is chosen by.
    pub fn language(self) -> clinic::accounts::Language {
        match self {
            Self::En => clinic::accounts::Language::En,
            Self::Es => clinic::accounts::Language::Es,
        }
    }

    /// The language of a tag such as `es`, `es-MX` or `EN_us`, if the portal speaks it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|lang| lang.tag().eq_ignore_ascii_case(primary))
    }

    /// The best language for an `Accept-Language` header, English where none fits.
    pub fn from_accept_language(header: &str) -> Self {
        let mut best = (Self::default(), 0.0);
        for range in header.split(',') {
            let mut parts = range.split(';');
            let tag = parts.next().unwrap_or_default();
            let weight = parts
                .find_map(|part| part.trim().strip_prefix("q="))
                .map_or(1.0, |q| q.trim().parse::<f32>().unwrap_or(0.0));
            if let Some(lang) = Self::from_tag(tag)
                && weight > best.1
            {
                best = (lang, weight);
            }
        }
        best.0
    }

    /// The tag for `lang` attributes, cookies and the profile: `en` or `es`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
        }
    }

    /// The language's name in itself, for the language switch.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
        }
    }

    /// The text of `key`, which takes no values.
    pub fn t(self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The text of `key` with its values filled in.
    pub fn with(self, key: &str, args: &[(&'static str, Arg)]) -> String {
        let bundle = CATALOGUE.of(self);
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            complain_once(self, key, "missing");
            return key.to_owned();
        };
        let args: FluentArgs<'_> = args.iter().map(|(name, arg)| (*name, arg.0.clone())).collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        if !errors.is_empty() {
            complain_once(self, key, "wants a value it was not given");
        }
        text
    }
}

/// A value filled into a text: a whole number (which chooses the plural) or words.
#[derive(Clone, Debug)]
pub struct Arg(FluentValue<'static>);

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self(number.into())
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self(number.into())
    }
}

impl From<&str> for Arg {
    fn from(words: &str) -> Self {
        Self(words.to_owned().into())
    }
}

impl From<String> for Arg {
    fn from(words: String) -> Self {
        Self(words.into())
    }
}

/// The reader's language, from the context of the request; English where none was set.
pub fn lang() -> Lang {
    use_context::<Lang>().unwrap_or_default()
}

/// Marks a literal as a key of the catalogue where it is not passed to [`Lang::t`] directly, so that the test of keys sees it.
pub const fn key(key: &'static str) -> &'static str {
    key
}

struct Catalogue {
    en: FluentBundle<FluentResource>,
    es: FluentBundle<FluentResource>,
}

impl Catalogue {
    const fn of(&self, lang: Lang) -> &FluentBundle<FluentResource> {
        match lang {
            Lang::En => &self.en,
            Lang::Es => &self.es,
        }
    }
}

/// Builds the list of `(English, Spanish)` sources from the names of the files, one a feature.
macro_rules! sources {
    ($($feature:literal)*) => {
        [$((
            include_str!(concat!("../../locales/en/", $feature, ".ftl")),
            include_str!(concat!("../../locales/es/", $feature, ".ftl")),
        )),*]
    };
}

const SOURCES: [(&str, &str); 32] = sources![
    "common" "date" "home" "labs" "prescriptions" "appointments" "record" "profile" "access" "patients" "accounts"
    "system" "mail" "factors" "helpers" "people" "places" "policies" "audit" "directions" "inbox" "signing" "drugs"
    "dispensing" "prescribing" "schedules" "matches" "laboratories" "visits" "calendar" "booking" "reviews"
];

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue {
    en: bundle(Lang::En, SOURCES.iter().map(|(en, _)| *en)),
    es: bundle(Lang::Es, SOURCES.iter().map(|(_, es)| *es)),
});

fn bundle(lang: Lang, sources: impl Iterator<Item = &'static str>) -> FluentBundle<FluentResource> {
    let locale = lang.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // The marks are for mixing writing directions; both languages run left to right, and the
    // marks would end in attributes, mails and copied text.
    bundle.set_use_isolating(false);
    for source in sources {
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(kept, errors)| {
            tracing::error!(language = lang.tag(), ?errors, "a text file has broken entries");
            kept
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(language = lang.tag(), ?errors, "a text is defined twice");
        }
    }
    bundle
}

fn complain_once(lang: Lang, key: &str, what: &str) {
    static KNOWN: LazyLock<Mutex<HashSet<(Lang, String)>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if known.insert((lang, key.to_owned())) {
        tracing::error!(language = lang.tag(), key, "text {what}");
    }
}

#[cfg(test)]
#[path = "text_test.rs"]
mod tests;
