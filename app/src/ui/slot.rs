//! A place in a component for something else to stand in.

use leptos::prelude::*;

/// Any view, or nothing; made from whatever can be shown, so that pages write `aside=view! { … }`.
#[derive(Default)]
pub struct Slot(Option<AnyView>);

impl Slot {
    /// What stands in it.
    pub fn into_view(self) -> Option<AnyView> {
        self.0
    }

    /// Whether nothing was placed in it.
    pub const fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

impl<V: IntoView + 'static> From<V> for Slot {
    fn from(view: V) -> Self {
        Self(Some(view.into_any()))
    }
}
