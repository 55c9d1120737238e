//! Names become ids: the same name is always the same UUID.

use std::cell::RefCell;
use std::collections::HashMap;

use uuid::Uuid;

/// The UUID of version 5 for the DNS name `demo.verbena.example`.
const NAMESPACE: Uuid = Uuid::from_u128(0x2c45_6884_c17a_5938_8c7d_6b8f_d79f_5f54);

/// The FHIR id for `demo/<kind>/<key>`, a UUID of version 5.
pub(crate) fn id(kind: &str, key: &str) -> String {
    Uuid::new_v5(&NAMESPACE, format!("demo/{kind}/{key}").as_bytes()).to_string()
}

/// The same id as a reference and `fullUrl`; remembered, as the same few people and places are named again and again.
pub(crate) fn urn(kind: &str, key: &str) -> String {
    thread_local! {
        static MADE: RefCell<HashMap<String, String>> = RefCell::new(HashMap::new());
    }
    MADE.with_borrow_mut(|made| {
        let name = format!("{kind}/{key}");
        made.entry(name).or_insert_with(|| format!("urn:uuid:{}", id(kind, key))).clone()
    })
}
