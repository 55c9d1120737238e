use super::segment;
use clinic::paging::{Before, Page};
use serde::Deserialize;

/// What a list is asked for by its address: `?q=…&show=…&before=…`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
    show: String,
    before: String,
}

impl Asked {
    /// The words searched for.
    pub(crate) fn search(&self) -> String {
        self.q.trim().chars().take(100).collect()
    }

    /// Which part of the list is asked for.
    pub(crate) fn show(&self) -> Option<&str> {
        Some(self.show.as_str()).filter(|show| !show.is_empty())
    }

    /// Where the page begins.
    pub(crate) fn before(&self) -> Before {
        Before::parse(Some(self.before.as_str()))
    }

    /// The address of the same list's first page, where this is another one.
    pub(crate) fn newest<T>(&self, path: &str, page: &Page<T>) -> Option<String> {
        (!page.first).then(|| self.address(path, None))
    }

    /// The address of the same list's next page, where there is one.
    pub(crate) fn older<T>(&self, path: &str, page: &Page<T>) -> Option<String> {
        page.older.map(|older| self.address(path, Some(older)))
    }

    fn address(&self, path: &str, before: Option<Before>) -> String {
        let parts = [
            ("q", self.search()),
            ("show", self.show.clone()),
            ("before", before.map(|before| before.token()).unwrap_or_default()),
        ];
        let mut address = path.to_owned();
        for (name, value) in parts.iter().filter(|(_, value)| !value.is_empty()) {
            address.push(if address.contains('?') { '&' } else { '?' });
            address.push_str(name);
            address.push('=');
            address.push_str(&segment(value));
        }
        address
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_what_was_asked_for() {
        let asked = Asked { q: " ácido & 50% ".to_owned(), show: "all".to_owned(), before: "x".to_owned() };
        assert_eq!(asked.address("/prescriptions", None), "/prescriptions?q=%C3%A1cido%20%26%2050%25&show=all");
        assert_eq!(Asked::default().address("/labs", None), "/labs");
    }
}
