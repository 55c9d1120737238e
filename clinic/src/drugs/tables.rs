//! What the formulary's tables hold, as the index is made of it.

use super::{Product, Rxcui, model::named};
use std::sync::Arc;

/// A product, and whether it is one of the common ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The product.
    pub product: Product,
    /// Whether it is among the products of the starter, which are the ones most often prescribed.
    pub common: bool,
}

/// A code that is no product and means ingredients all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The code.
    pub rxcui: Rxcui,
    /// What RxNorm calls its kind, such as `SCDC` or `BN`.
    pub tty: String,
    /// What it means.
    pub ingredients: Vec<Meant>,
}

/// An ingredient that a code or a name means.
pub(super) type Meant = (Arc<str>, Option<Rxcui>);

named! {
    /// What kind of name it is.
    NameKind {
        /// The ingredient's own.
        Ingredient = "ingredient",
        /// One of its salts or other exact forms.
        Salt = "salt",
        /// A brand.
        Brand = "brand",
    }
}

/// A name by which ingredients are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As it is written.
    pub name: String,
    /// What kind of name it is.
    pub kind: NameKind,
    /// What it means.
    pub ingredients: Vec<Meant>,
}

/// Everything a source brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Products that can be prescribed.
    pub products: Vec<Entry>,
    /// Other codes.
    pub codes: Vec<Code>,
    /// Names.
    pub names: Vec<Name>,
    /// Whether it is a whole release of RxNorm, and not the starter.
    pub is_release: bool,
}
