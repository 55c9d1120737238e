use super::{
    choosing::{Choosing, ChosenFor, PharmacyAsked, PharmacyFields},
    place::InProfile,
};
use crate::{
    ui::{
        button::{PostButton, Weight},
        page::{PageHead, Part},
        text::Lang,
    },
    web::{Answer, Here, Notice, Typed},
};
use axum::extract::Query;
use clinic::{
    Error,
    profile::{Pharmacy, pharmacy, set_pharmacy},
};
use leptos::prelude::*;

/// The pharmacies to choose from.
pub(crate) async fn page(here: Here, at: InProfile, Query(asked): Query<PharmacyAsked>) -> Answer {
    list(here, &at, asked, None).await
}

/// Keeps the pharmacy, or that there is none.
pub(crate) async fn save(here: Here, at: InProfile, Typed(typed): Typed<PharmacyFields>) -> Answer {
    let portal = &here.portal;
    let kept = match typed.chosen() {
        None => Err(Error::Invalid(String::new())),
        Some(pharmacy) => set_pharmacy(&portal.db, &portal.auditor, &at.editor, pharmacy).await,
    };
    match kept {
        Ok(()) => Ok(at.saved(Notice::ProfileSaved)),
        Err(Error::Invalid(_)) => {
            let missing = here.lang.t("profile-pharmacy-missing");
            list(here, &at, PharmacyAsked::default(), Some(missing)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn list(here: Here, at: &InProfile, asked: PharmacyAsked, error: Option<String>) -> Answer {
    let mut q = here.read().await?;
    let present = pharmacy(&mut q, &at.place.chart).await?;
    let choosing = Choosing::find(&mut q, asked).await?;
    drop(q);
    let lang = here.lang;
    let (path, back) = (at.href("/profile/pharmacy"), at.href("/profile"));
    let lead = at.is_own().then(|| lang.t("profile-pharmacy-lead"));
    let shown = at.show(here, lang.t("profile-pharmacy"), error.is_some(), move || {
        let of = ChosenFor {
            path: path.clone(),
            back,
            button: lang.t("profile-pharmacy-button"),
            advice: lang.t("profile-pharmacy-empty-advice"),
            present: present.as_ref().map(|pharmacy| pharmacy.id),
            error,
        };
        view! {
            <PageHead title=lang.t("profile-pharmacy") lead=lead />
            {present.map(|pharmacy| now(pharmacy, path, lang))}
            <Part title=lang.t("profile-pharmacy-choose-title") id="choose">
                {choosing.view(of, lang)}
            </Part>
        }
    });
    Ok(shown.await)
}

fn now(pharmacy: Pharmacy, action: String, lang: Lang) -> impl IntoView {
    let about = about(&pharmacy);
    view! {
        <Part title=lang.t("profile-pharmacy-now") id="now">
            <p>
                <strong>{pharmacy.name}</strong>
                <span class="line">{about}</span>
            </p>
            <PostButton action=action fields=vec![("pharmacy", "none".to_owned())] weight=Weight::Secondary>
                {lang.t("profile-pharmacy-none-button")}
            </PostButton>
        </Part>
    }
}

/// Where a pharmacy is and its telephone, in one line.
pub(crate) fn about(pharmacy: &Pharmacy) -> String {
    let street = pharmacy.address_lines.as_ref().map(|lines| lines.replace('\n', ", "));
    let town = [&pharmacy.city, &pharmacy.state].into_iter().flatten().cloned().collect::<Vec<_>>().join(", ");
    let parts = [street, Some(town).filter(|town| !town.is_empty()), pharmacy.phone.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
