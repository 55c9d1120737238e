/// The fields of a form, in the order in which they came.
#[derive(Clone, Default)]
pub(super) struct Fields(pub(super) Vec<(String, String)>);

impl Fields {
    /// Fields that a form begins with.
    pub(super) fn of<const N: usize>(fields: [(&str, String); N]) -> Self {
        Self(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// The same with one more.
    #[must_use]
    pub(super) fn and(mut self, name: String, value: String) -> Self {
        self.0.push((name, value));
        self
    }

    /// What stands in a field, without space around it.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// The text of a field, where there is any.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        Some(self.get(name)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// Whether a box is ticked.
    pub(super) fn ticked(&self, name: &str) -> bool {
        self.get(name) == "true"
    }

    /// What follows `prefix` in the names of the boxes that are ticked.
    pub(super) fn all_ticked<'f>(&'f self, prefix: &'f str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(|(_, value)| value == "true").filter_map(move |(name, _)| name.strip_prefix(prefix))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_found_by_how_their_names_begin() {
        let fields =
            Fields::of([("day-1", "true".to_owned()), ("day-2", "false".to_owned()), ("note", " a ".to_owned())])
                .and("day-5".to_owned(), "true".to_owned());
        assert_eq!(fields.all_ticked("day-").collect::<Vec<_>>(), ["1", "5"]);
        assert_eq!((fields.get("note"), fields.text("day-9"), fields.ticked("day-1")), ("a", None, true));
    }
}
