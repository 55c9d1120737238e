//! The first look at a resource: what it is and what it refers to, without understanding the rest.

use super::rows::Kind;
use super::types::{CodeableConcept, HumanName, Reference, fhir, name};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, MapAccess, SeqAccess, Visitor},
};
use std::fmt;

/// What the first look finds.
#[derive(Default)]
pub(super) struct Outline {
    pub(super) resource_type: Option<String>,
    pub(super) id: Option<String>,
    /// Whose resource it is said to be.
    pub(super) owner: Option<String>,
    /// Every reference in it, also those of contained resources.
    pub(super) references: Vec<String>,
    /// The ids of contained resources.
    pub(super) contained: Vec<String>,
}

/// Looks through the text of one resource.
pub(super) fn outline(text: &str) -> Result<Outline, serde_json::Error> {
    let mut outline = Outline::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    Look { outline: &mut outline, at: At::Resource }.deserialize(&mut deserializer)?;
    Ok(outline)
}

/// How a resource is called where another one refers to it.
#[derive(Clone, Default)]
pub(super) struct Label {
    pub(super) words: Option<String>,
    pub(super) system: Option<String>,
    pub(super) code: Option<String>,
    /// The reference from a role to the person who has it.
    pub(super) practitioner: Option<String>,
}

fhir! {
    Named { name: Option<String> }
    People { name: Vec<HumanName> }
    Coded { code: Option<CodeableConcept> }
    Role { practitioner: Option<Reference> }
}

/// Reads the name of a resource of a kind that is named; a resource that is wrong has none and is judged later.
pub(super) fn label(kind: Kind, text: &str) -> Label {
    fn read<T: Default + for<'de> Deserialize<'de>>(text: &str) -> T {
        serde_json::from_str(text).unwrap_or_default()
    }
    match kind {
        Kind::Organization | Kind::Location => Label { words: read::<Named>(text).name, ..Label::default() },
        Kind::Practitioner => {
            let people: People = read(text);
            Label { words: name(&people.name).and_then(HumanName::whole), ..Label::default() }
        }
        Kind::PractitionerRole => {
            let role = read::<Role>(text).practitioner.unwrap_or_default();
            Label { words: role.display, practitioner: role.to, ..Label::default() }
        }
        Kind::Condition | Kind::Medication => {
            let concept = read::<Coded>(text).code.unwrap_or_default();
            let (system, code) = concept.coded(super::systems::RXNORM);
            Label { words: concept.words(), system, code, practitioner: None }
        }
        _ => Label::default(),
    }
}

struct Look<'o> {
    outline: &'o mut Outline,
    at: At,
}

/// Where in the resource the look is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Resource,
    ResourceType,
    Id,
    Owner,
    Contained,
    ContainedId,
    Reference { of_owner: bool },
    Elsewhere,
}

impl<'de> DeserializeSeed<'de> for Look<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.at == At::Resource { deserializer.deserialize_map(self) } else { deserializer.deserialize_any(self) }
    }
}

impl<'de> Visitor<'de> for Look<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a resource (a JSON object)")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Key>()? {
            let at = match (self.at, key) {
                (At::Resource, Key::ResourceType) => At::ResourceType,
                (At::Resource, Key::Id) => At::Id,
                (At::Resource, Key::Owner) => At::Owner,
                (At::Resource, Key::Contained) => At::Contained,
                (At::Contained, Key::Id) => At::ContainedId,
                (at, Key::Reference) => At::Reference { of_owner: at == At::Owner },
                _ => At::Elsewhere,
            };
            map.next_value_seed(Look { outline: self.outline, at })?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let at = if self.at == At::Contained { At::Contained } else { At::Elsewhere };
        while list.next_element_seed(Look { outline: self.outline, at })?.is_some() {}
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        match self.at {
            At::ResourceType => self.outline.resource_type = Some(text.to_owned()),
            At::Id => self.outline.id = Some(text.to_owned()),
            At::ContainedId => self.outline.contained.push(text.to_owned()),
            At::Reference { of_owner } => {
                if of_owner {
                    self.outline.owner = Some(text.to_owned());
                }
                self.outline.references.push(text.to_owned());
            }
            _ => {}
        }
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

enum Key {
    ResourceType,
    Id,
    Owner,
    Contained,
    Reference,
    Other,
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;
        impl Visitor<'_> for Name {
            type Value = Key;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            fn visit_str<E>(self, name: &str) -> Result<Key, E> {
                Ok(match name {
                    "resourceType" => Key::ResourceType,
                    "id" => Key::Id,
                    "subject" | "patient" | "beneficiary" => Key::Owner,
                    "contained" => Key::Contained,
                    "reference" => Key::Reference,
                    _ => Key::Other,
                })
            }
        }
        deserializer.deserialize_identifier(Name)
    }
}

#[cfg(test)]
mod tests {
    use super::outline;

    #[test]
    fn everything_referred_to_is_seen() {
        let seen = outline(
            r##"{"subject":{"reference":"Patient/1","display":"x"},"a":[{"b":{"reference":"#c"}}],"id":"7","n":1.5,
                "contained":[{"resourceType":"Medication","id":"c","ingredient":[{"id":"no"}]}],"resourceType":"Basic"}"##,
        )
        .unwrap();
        assert_eq!(seen.resource_type.as_deref(), Some("Basic"));
        assert_eq!(seen.id.as_deref(), Some("7"));
        assert_eq!(seen.owner.as_deref(), Some("Patient/1"));
        assert_eq!(seen.references, ["Patient/1", "#c"]);
        assert_eq!(seen.contained, ["c"]);
    }
}
