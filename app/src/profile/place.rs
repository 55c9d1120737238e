use crate::{
    ui::nav::Section,
    web::{AppError, Frame, Here, InChart, Notice, Signed, after},
};
use axum::{extract::FromRequestParts, http::request::Parts, response::Response};
use clinic::{
    accounts::{Clinician, Patient},
    profile::Editor,
};
use leptos::prelude::*;

/// A profile and who may change it: the patient's own at `/profile/…`, or the one of a record that a clinician has opened
/// at `/patients/{patient}/profile/…`. One handler serves both.
pub(crate) struct InProfile {
    /// The record it belongs to.
    pub place: InChart,
    /// Proof that it may be changed.
    pub editor: Editor,
}

impl InProfile {
    /// Whether the patient is here.
    pub fn is_own(&self) -> bool {
        self.editor.is_own()
    }

    /// An address within the profile.
    pub fn href(&self, path: &str) -> String {
        self.place.href(path)
    }

    /// What a browser may fill in: only what is the reader's own.
    pub fn autocomplete(&self, token: &'static str) -> &'static str {
        if self.is_own() { token } else { "off" }
    }

    /// Back to the profile after something was saved.
    pub fn saved(&self, notice: Notice) -> Response {
        after(&self.href("/profile"), Some(notice))
    }

    /// A page below the profile.
    pub async fn show<V: IntoView + 'static>(
        &self,
        here: Here,
        title: String,
        refused: bool,
        content: impl FnOnce() -> V + Send + 'static,
    ) -> Response {
        let lang = here.lang;
        let above = if self.is_own() { lang.t("profile-title") } else { lang.t("profile-title-clinician") };
        let frame =
            Frame::new(here, title).section(Section::Profile).of(&self.place).crumb(self.href("/profile"), above);
        let frame = if refused { frame.refused() } else { frame };
        frame.show(content).await
    }
}

impl<S: Send + Sync> FromRequestParts<S> for InProfile {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        let place = InChart::from_request_parts(parts, state).await?;
        let editor = if place.chart.is_own() {
            let Ok(here) = Here::from_request_parts(parts, state).await;
            let Signed(by): Signed<Patient> = Signed::from_request_parts(parts, state).await?;
            Editor::own(&by, &here.visit.log, here.now)
        } else {
            let Signed(by): Signed<Clinician> = Signed::from_request_parts(parts, state).await?;
            Editor::at_clinic(&by, place.chart.clone())
        };
        Ok(Self { place, editor })
    }
}
