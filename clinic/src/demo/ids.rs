//! Names become ids: the same name is always the same UUID.

use uuid::Uuid;

/// The FHIR id for `demo/<kind>/<key>`, a UUID of version 5.
pub(crate) fn id(kind: &str, key: &str) -> String {
    let namespace = Uuid::new_v5(&Uuid::NAMESPACE_DNS, b"demo.verbena.example");
    Uuid::new_v5(&namespace, format!("demo/{kind}/{key}").as_bytes()).to_string()
}

/// The same id as a reference and `fullUrl`.
pub(crate) fn urn(kind: &str, key: &str) -> String {
    format!("urn:uuid:{}", id(kind, key))
}
