//! What a resource is known by, and what its references point to.

use uuid::Uuid;

/// Ids are made from identities under this namespace, so that the same resource gets the same id everywhere.
const NAMESPACE: Uuid = Uuid::from_u128(0x5b4d_8f4e_2a0c_5f0e_9d57_1c1f_66a3_7b21);
/// Keys of references that must be looked up first live apart from ids.
const LOOK_UP: Uuid = Uuid::from_u128(0x0e9a_4f2b_7c31_5d8a_8b64_52d0_93e7_41cc);

/// The id in the database of the resource that is known by `identity`: its `urn:uuid:…` in small letters, its absolute
/// address without a version, or `source/Type/id`.
pub fn resource_id(identity: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, identity.as_bytes())
}

/// The identity of a resource from the place it is said to have, or why it has none.
pub(super) fn identity(
    full_url: Option<&str>,
    put: Option<&str>,
    kind: &str,
    id: Option<&str>,
    source: &str,
) -> Result<String, String> {
    if let Some(full_url) = full_url.map(str::trim).filter(|url| !url.is_empty()) {
        return match Parsed::of(full_url) {
            Parsed::Global(identity) => Ok(identity),
            Parsed::Relative(literal) => Ok(format!("{source}/{literal}")),
            _ => Err("the fullUrl is neither urn:uuid:…, nor an absolute address".to_owned()),
        };
    }
    if let Some(Parsed::Relative(literal)) = put.map(Parsed::of) {
        return Ok(format!("{source}/{literal}"));
    }
    match id {
        Some(id) if is_id(id) => Ok(format!("{source}/{kind}/{id}")),
        Some(_) => Err("the id is not one that FHIR allows".to_owned()),
        None => Err("there is neither a fullUrl nor an id: it could not be recognised when it comes again".to_owned()),
    }
}

/// The address under which a resource's server keeps everything, from the resource's own: `http://host/fhir`.
pub(super) fn base(full_url: Option<&str>) -> Option<&str> {
    let url = full_url?;
    if !is_web(url) {
        return None;
    }
    let (rest, _id) = without_history(url).rsplit_once('/')?;
    let (base, kind) = rest.rsplit_once('/')?;
    is_kind(kind).then_some(base)
}

/// A reference taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Parsed<'r> {
    /// `#id`: inside the same resource.
    Local(&'r str),
    /// `urn:…` or an absolute address: an identity by itself.
    Global(String),
    /// `Type/id`.
    Relative(&'r str),
    /// `Type?identifier=system|value`.
    Search(Search<'r>),
    /// Nothing that can be followed.
    Unknown,
}

/// A reference by business identifier.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Search<'r> {
    pub(super) kind: &'r str,
    pub(super) system: String,
    pub(super) value: String,
}

impl<'r> Parsed<'r> {
    pub(super) fn of(text: &'r str) -> Self {
        if let Some(id) = text.strip_prefix('#') {
            return Self::Local(id);
        }
        if text.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("urn:")) {
            let small = text.to_ascii_lowercase();
            let is_wrong = small.strip_prefix("urn:uuid:").is_some_and(|uuid| Uuid::parse_str(uuid).is_err());
            return if is_wrong { Self::Unknown } else { Self::Global(small) };
        }
        if is_web(text) {
            return Self::Global(without_history(text).to_owned());
        }
        if let Some((kind, query)) = text.split_once('?') {
            return search(kind, query).map_or(Self::Unknown, Self::Search);
        }
        let literal = without_history(text);
        match literal.split_once('/') {
            Some((kind, id)) if is_kind(kind) && is_id(id) => Self::Relative(literal),
            _ => Self::Unknown,
        }
    }
}

/// A reference by which it can be found again: the target's id, or the key of a look-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key(pub(super) Uuid);

impl Key {
    /// The key of a reference that stands in a resource with this base; none for local and unknown ones.
    pub(super) fn of(text: &str, base: Option<&str>) -> Option<Self> {
        match Parsed::of(text) {
            Parsed::Global(identity) => Some(Self(resource_id(&identity))),
            Parsed::Relative(literal) => Some(Self::relative(literal, base)),
            Parsed::Search(_) => Some(Self(Uuid::new_v5(&LOOK_UP, text.as_bytes()))),
            Parsed::Local(_) | Parsed::Unknown => None,
        }
    }

    fn relative(literal: &str, base: Option<&str>) -> Self {
        Self(Uuid::new_v5(&LOOK_UP, format!("{}\n{literal}", base.unwrap_or_default()).as_bytes()))
    }

    /// The key under which a Bundle's own `Type/id` is kept.
    pub(super) fn literal(literal: &str) -> Self {
        Self::relative(literal, None)
    }
}

fn is_web(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
}

fn without_history(text: &str) -> &str {
    text.split_once("/_history/").map_or(text, |(text, _)| text)
}

/// Whether a word has the shape of a resource type.
pub(super) fn is_kind(kind: &str) -> bool {
    kind.len() <= 64
        && kind.starts_with(|first: char| first.is_ascii_uppercase())
        && kind.bytes().all(|b| b.is_ascii_alphanumeric())
}

fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= 64
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'))
}

fn search<'r>(kind: &'r str, query: &str) -> Option<Search<'r>> {
    let token = query.strip_prefix("identifier=").filter(|token| !token.contains('&'))?;
    let token = percent_decoded(token)?;
    let (system, value) = token.split_once('|')?;
    (is_kind(kind) && !value.is_empty()).then(|| Search { kind, system: system.to_owned(), value: value.to_owned() })
}

fn percent_decoded(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
            let (high, low) = (digit(rest.next())?, digit(rest.next())?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::{Parsed, Search, base, identity};

    const URN: &str = "urn:uuid:5D4B9DF1-93ae-3bc9-b680-03249990e558";

    #[test]
    fn references_are_taken_apart() {
        assert_eq!(Parsed::of("#a"), Parsed::Local("a"));
        assert_eq!(Parsed::of(URN), Parsed::Global(URN.to_lowercase()));
        assert_eq!(Parsed::of("urn:uuid:5"), Parsed::Unknown);
        assert_eq!(Parsed::of("Patient/1/_history/2"), Parsed::Relative("Patient/1"));
        assert_eq!(Parsed::of("https://h/f/Patient/1/_history/2"), Parsed::Global("https://h/f/Patient/1".into()));
        assert_eq!(Parsed::of("patient 1"), Parsed::Unknown);
        let search = Search { kind: "Practitioner", system: "http://npi".into(), value: "9|9".into() };
        assert_eq!(Parsed::of("Practitioner?identifier=http://npi%7C9%7C9"), Parsed::Search(search));
        assert_eq!(Parsed::of("Practitioner?name=x"), Parsed::Unknown);
    }

    #[test]
    fn identities_come_from_the_best_that_is_there() {
        let of = |url, put, id| identity(url, put, "Patient", id, "import");
        assert_eq!(of(Some(URN), Some("Patient/355"), Some("355")), Ok(URN.to_lowercase()));
        assert_eq!(of(Some("http://h/Patient/1"), None, None), Ok("http://h/Patient/1".into()));
        assert_eq!(of(None, Some("Patient/355"), None), Ok("import/Patient/355".into()));
        assert_eq!(of(None, None, Some("1")), Ok("import/Patient/1".into()));
        assert!(of(None, None, None).is_err());
        assert!(of(Some("nowhere"), None, Some("1")).is_err());
    }

    #[test]
    fn a_base_is_what_stands_before_type_and_id() {
        assert_eq!(base(Some("http://h/fhir/Patient/1")), Some("http://h/fhir"));
        assert_eq!(base(Some(URN)), None);
    }
}
