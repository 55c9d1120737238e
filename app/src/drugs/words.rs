use crate::ui::text::Lang;
use clinic::drugs::{Found, Product, Route};

/// How a drug gets into or onto the body.
pub(super) fn route_name(route: Route, lang: Lang) -> String {
    match route {
        Route::Oral => lang.t("drugs-route-oral"),
        Route::Sublingual => lang.t("drugs-route-sublingual"),
        Route::Buccal => lang.t("drugs-route-buccal"),
        Route::Inhaled => lang.t("drugs-route-inhaled"),
        Route::Nasal => lang.t("drugs-route-nasal"),
        Route::Topical => lang.t("drugs-route-topical"),
        Route::Transdermal => lang.t("drugs-route-transdermal"),
        Route::Ophthalmic => lang.t("drugs-route-ophthalmic"),
        Route::Otic => lang.t("drugs-route-otic"),
        Route::Rectal => lang.t("drugs-route-rectal"),
        Route::Vaginal => lang.t("drugs-route-vaginal"),
        Route::Subcutaneous => lang.t("drugs-route-subcutaneous"),
        Route::Intramuscular => lang.t("drugs-route-intramuscular"),
        Route::Intravenous => lang.t("drugs-route-intravenous"),
    }
}

/// That a product is controlled, and in which schedule.
pub(super) fn controlled(product: &Product, lang: Lang) -> Option<String> {
    let schedule = product.schedule.filter(|schedule| schedule.is_controlled())?;
    Some(lang.with("drugs-controlled", &[("schedule", schedule.name().into())]))
}

/// What came of a search, in a sentence; what was guessed is said.
pub(crate) fn said(found: &Found, lang: Lang) -> String {
    let shown = found.hits.len();
    let count = match (found.total, shown) {
        (total, shown) if total > shown => {
            lang.with("drugs-found-many", &[("count", total.into()), ("shown", shown.into())])
        }
        (total, _) => lang.with("drugs-found", &[("count", total.into())]),
    };
    let guesses = found.guesses.iter().map(|guess| {
        let taken = guess.taken.join(", ");
        lang.with("drugs-guess", &[("typed", guess.typed.clone().into()), ("taken", taken.into())])
    });
    guesses.chain([count]).collect::<Vec<_>>().join(" ")
}
