//! The period of which a test's results are shown: in the address, as a day since when.

use crate::{
    ui::{
        tabs::{Tab, Tabs},
        text::{Lang, key},
    },
    web::segment,
};
use chrono::{DateTime, Months, NaiveDate, NaiveTime, Utc};
use clinic::paging::{Before, Page};
use leptos::prelude::*;
use serde::Deserialize;

/// What a history is asked for by its address: `?from=…&before=…`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    from: String,
    before: String,
}

/// The periods that are offered, in months, with their words.
const PERIODS: [(u32, &str); 3] =
    [(3, key("labs-period-months")), (12, key("labs-period-year")), (60, key("labs-period-years"))];

impl Asked {
    fn day(&self) -> Option<NaiveDate> {
        self.from.parse().ok()
    }

    /// The moment since when results are wanted; `None` for all.
    pub(super) fn since(&self) -> Option<DateTime<Utc>> {
        self.day().map(|day| day.and_time(NaiveTime::MIN).and_utc())
    }

    /// Where the page begins.
    pub(super) fn before(&self) -> Before {
        Before::parse(Some(self.before.as_str()))
    }

    /// The address of the period's first page, where this is another one.
    pub(super) fn newest<T>(&self, path: &str, page: &Page<T>) -> Option<String> {
        (!page.first).then(|| address(path, self.day(), None))
    }

    /// The address of the period's next page, where there is one.
    pub(super) fn older<T>(&self, path: &str, page: &Page<T>) -> Option<String> {
        page.older.map(|older| address(path, self.day(), Some(older)))
    }

    /// Links to the periods that end today.
    pub(super) fn ways(&self, path: &str, today: NaiveDate, lang: Lang) -> impl IntoView + use<> {
        let chosen = self.day();
        let mut tabs: Vec<Tab> = PERIODS
            .iter()
            .filter_map(|(months, words)| {
                let from = today.checked_sub_months(Months::new(*months))?;
                Some(Tab::new(address(path, Some(from), None), lang.t(words), chosen == Some(from)))
            })
            .collect();
        let is_offered = tabs.iter().any(|tab| tab.current);
        if let Some(from) = chosen.filter(|_| !is_offered) {
            let words = lang.with("date-since", &[("date", lang.date(from).into())]);
            tabs.push(Tab::new(address(path, Some(from), None), words, true));
        }
        tabs.push(Tab::new(path, lang.t("labs-period-all"), chosen.is_none()));
        view! { <Tabs label=lang.t("labs-period") tabs=tabs /> }
    }
}

fn address(path: &str, from: Option<NaiveDate>, before: Option<Before>) -> String {
    let mut address = path.to_owned();
    let parts = [from.map(|from| format!("from={from}")), before.map(|at| format!("before={}", segment(&at.token())))];
    for (at, part) in parts.into_iter().flatten().enumerate() {
        address.push(if at == 0 { '?' } else { '&' });
        address.push_str(&part);
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_the_period() {
        let day = NaiveDate::from_ymd_opt(2025, 2, 28);
        assert_eq!(address("/labs/tests/1", day, None), "/labs/tests/1?from=2025-02-28");
        assert!(address("/x", day, Some(Before::START)).starts_with("/x?from=2025-02-28&before="));
        assert_eq!(address("/x", None, None), "/x");
        for nonsense in ["", "x", "2025-02-30", "3m"] {
            assert!(Asked { from: nonsense.to_owned(), before: String::new() }.since().is_none(), "{nonsense}");
        }
        let from = Asked { from: "2025-02-28".to_owned(), before: String::new() };
        assert_eq!(from.since().unwrap().to_rfc3339(), "2025-02-28T00:00:00+00:00");
    }
}
