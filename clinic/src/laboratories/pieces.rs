//! A resource as it is kept, element by element as text: the digits of its numbers stay as they were sent.

use crate::Error;
use serde_json::{Value, json, value::RawValue};

/// The elements of a resource in their order.
pub(super) struct Pieces(Vec<(String, Box<RawValue>)>);

impl Pieces {
    pub(super) fn read(body: &str) -> Result<Self, Error> {
        let mut reader = serde_json::Deserializer::from_str(body);
        serde::de::Deserializer::deserialize_map(&mut reader, Visitor)
            .map_err(|error| Error::Broken(format!("a kept resource cannot be read: {error}")))
    }

    /// The next version after the one that it says to be.
    pub(super) fn next_version(&self) -> i64 {
        let meta = self.0.iter().find(|(name, _)| name == "meta");
        let meta: Option<Value> = meta.and_then(|(_, meta)| serde_json::from_str(meta.get()).ok());
        let version = meta.and_then(|meta| meta.get("versionId")?.as_str()?.parse::<i64>().ok());
        version.unwrap_or_default().saturating_add(1)
    }

    /// The resource with another value of one of its elements.
    pub(super) fn with(mut self, name: &str, value: &Value) -> Result<Self, Error> {
        let value = serde_json::value::to_raw_value(value).map_err(unwritten)?;
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = value,
            None => self.0.push((name.to_owned(), value)),
        }
        Ok(self)
    }

    /// The resource without some of its elements.
    pub(super) fn without(mut self, names: &[&str]) -> Self {
        self.0.retain(|(name, _)| !names.contains(&name.as_str()));
        self
    }

    pub(super) fn written(&self) -> Result<Box<RawValue>, Error> {
        let fields: Vec<String> =
            self.0.iter().map(|(name, value)| format!("{}:{}", json!(name), value.get())).collect();
        RawValue::from_string(format!("{{{}}}", fields.join(","))).map_err(unwritten)
    }
}

struct Visitor;

impl<'de> serde::de::Visitor<'de> for Visitor {
    type Value = Pieces;

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a resource")
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Pieces, A::Error> {
        let mut pieces = Vec::new();
        while let Some(piece) = map.next_entry()? {
            pieces.push(piece);
        }
        Ok(Pieces(pieces))
    }
}

pub(super) fn unwritten(error: serde_json::Error) -> Error {
    Error::Broken(format!("a report could not be written: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stay_as_they_were_sent() {
        let body = r#"{"status":"preliminary","valueQuantity":{"value":5.10},"meta":{"lastUpdated":"x"}}"#;
        let pieces = Pieces::read(body).unwrap().with("status", &json!("final")).unwrap().without(&["meta"]);
        assert_eq!(pieces.written().unwrap().get(), r#"{"status":"final","valueQuantity":{"value":5.10}}"#);
        assert!(Pieces::read("[1]").is_err());
        assert_eq!(pieces.next_version(), 1);
        assert_eq!(Pieces::read(r#"{"meta":{"versionId":"41"}}"#).unwrap().next_version(), 42);
    }
}
