//! Controlled substances under any name: also what is typed in words and stands in no formulary.

use super::{Index, Schedule};
use std::collections::HashSet;

impl Index {
    /// The strictest schedule of what a name means, where one of its ingredients occurs in controlled products only. An
    /// ingredient that other products hold too, such as acetaminophen, makes nothing controlled.
    pub fn controlled(&self, name: &str) -> Option<Schedule> {
        let resolved = self.resolve(None, None, name);
        let meant: HashSet<&str> = resolved.ingredients().iter().map(|one| &*one.name).collect();
        if meant.is_empty() {
            return None;
        }
        meant.into_iter().filter_map(|name| self.schedule_of(name)).min()
    }
}
