use crate::{
    ui::{button::LinkButton, empty::Empty, icon::Symbol, nav::Section, page::PageHead},
    web::{Frame, Here},
};
use axum::response::Response;
use clinic::{
    Error,
    accounts::Pharmacist,
    dispensing::{Counter, counter},
    ids::PrescriptionId,
};
use leptos::prelude::*;

/// The counter at which a prescription is worked on: of a pharmacist who is signed in, or of a pharmacy that holds a link.
pub(super) struct At {
    /// Proof of who stands there.
    pub counter: Counter,
    /// Which prescription.
    pub id: PrescriptionId,
    /// What the addresses of its actions begin with.
    pub base: String,
    /// The code that opened it; with a link each form carries it again.
    pub code: Option<String>,
}

impl At {
    /// The prescription in the address, for a pharmacist.
    ///
    /// # Errors
    /// `NotFound` when nobody has entered the pharmacist's pharmacy.
    pub async fn signed_in(here: &Here, by: &Pharmacist) -> Result<Self, Error> {
        let id: PrescriptionId = here.id("id")?;
        let counter = counter_of(here, by).await?.ok_or(Error::NotFound)?;
        Ok(Self { counter, id, base: format!("{}/prescriptions/{id}", Section::Pharmacy.href()), code: None })
    }

    /// The address of an action.
    pub fn href(&self, action: &str) -> String {
        format!("{}/{action}", self.base)
    }

    /// The fields that every form carries.
    pub fn hidden(&self) -> Vec<(&'static str, String)> {
        self.code.iter().map(|code| ("code", code.clone())).collect()
    }
}

/// The counter at which a pharmacist works.
pub(super) async fn counter_of(here: &Here, by: &Pharmacist) -> Result<Option<Counter>, Error> {
    counter(&mut here.read().await?, by, &here.visit.log).await
}

/// What a pharmacist is told whose pharmacy nobody has entered.
pub(super) async fn no_pharmacy(here: Here) -> Response {
    let lang = here.lang;
    let phone = here.portal.settings.clinic_phone.clone();
    Frame::new(here, lang.t("pharmacy-title"))
        .section(Section::Pharmacy)
        .show(move || {
            view! {
                <PageHead title=lang.t("pharmacy-title") />
                <Empty icon=Symbol::Place title=lang.t("pharmacy-none")>
                    <p>{lang.t("pharmacy-none-advice")}</p>
                    {phone.map(|phone| view! { <p>{lang.with("error-call", &[("phone", phone.into())])}</p> })}
                    <p>
                        <LinkButton href=Section::Pharmacy.href()>{lang.t("pharmacy-look-again")}</LinkButton>
                    </p>
                </Empty>
            }
        })
        .await
}
