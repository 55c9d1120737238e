//! What is wrong with a resource, said with its place in the JSON and never with the value that stands there: values are
//! personal data.

use std::fmt::Write as _;

/// A deserialisation error in words, without the value it is about and without its position.
pub(super) fn what(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
    if text.starts_with("invalid type") || text.starts_with("invalid value") || text.starts_with("unknown variant") {
        let expected = text.rsplit_once(", expected ").map_or("something else", |(_, expected)| expected);
        return format!("expected {expected}");
    }
    text.to_owned()
}

/// The same with the path of the element, such as `valueQuantity.value`.
pub(super) fn described(error: &serde_json::Error, text: &str) -> String {
    let path = path_at(text, error.line(), error.column());
    if path.is_empty() { what(error) } else { format!("{path}: {}", what(error)) }
}

/// The path of the JSON element at a line and column, both counted from one.
fn path_at(text: &str, line: usize, column: usize) -> String {
    let mut end = offset(text, line, column);
    // An error inside an object is reported where that object ends.
    if text.get(..end).is_some_and(|read| read.ends_with(['}', ']'])) {
        end -= 1;
    }
    let mut levels: Vec<Level> = Vec::new();
    let mut word = String::new();
    let (mut in_string, mut escaped) = (false, false);
    for byte in text.bytes().take(end) {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => word.push(char::from(byte)),
            }
            continue;
        }
        match byte {
            b'"' => {
                in_string = true;
                word.clear();
            }
            b'{' => levels.push(Level::Object(String::new())),
            b'[' => levels.push(Level::List(0)),
            // The element that ends here may be the one that is wrong; its parent is named then.
            b'}' | b']' => {
                levels.pop();
            }
            b':' => {
                if let Some(Level::Object(key)) = levels.last_mut() {
                    key.clone_from(&word);
                }
            }
            b',' => {
                if let Some(Level::List(index)) = levels.last_mut() {
                    *index += 1;
                }
            }
            _ => {}
        }
    }
    let mut path = String::new();
    for level in levels {
        match level {
            Level::Object(key)
                if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') => {}
            Level::Object(key) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(&key);
            }
            Level::List(index) => {
                // Writing to a String cannot fail.
                let _ = write!(path, "[{index}]");
            }
        }
    }
    path
}

enum Level {
    Object(String),
    List(usize),
}

fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    before + column
}

#[cfg(test)]
mod tests {
    use super::{described, path_at};
    use crate::fhir::types::Quantity;

    #[test]
    fn the_place_is_named_and_the_value_is_not() {
        #[derive(serde::Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Observation {
            #[expect(dead_code, reason = "only reading it matters")]
            value_quantity: Vec<Quantity>,
        }
        let text = "{\"a\": [1, {\"b\": 2}],\n \"valueQuantity\": [{}, {\"value\": \"Garcia\"}]}";
        let said = described(&serde_json::from_str::<Observation>(text).err().unwrap(), text);
        assert_eq!(said, "valueQuantity[1].value: a number is expected");
        assert_eq!(path_at("{\"a\":{\"b\":[0,1", 1, 14), "a.b[1]");
    }
}
