use crate::ui::text::Lang;
use clinic::drugs::{Found, Product, Route};

/// How a drug gets into or onto the body.
pub(super) fn route_name(route: Route, lang: Lang) -> String {
    lang.t(match route {
        Route::Oral => "drugs-route-oral",
        Route::Sublingual => "drugs-route-sublingual",
        Route::Buccal => "drugs-route-buccal",
        Route::Inhaled => "drugs-route-inhaled",
        Route::Nasal => "drugs-route-nasal",
        Route::Topical => "drugs-route-topical",
        Route::Transdermal => "drugs-route-transdermal",
        Route::Ophthalmic => "drugs-route-ophthalmic",
        Route::Otic => "drugs-route-otic",
        Route::Rectal => "drugs-route-rectal",
        Route::Vaginal => "drugs-route-vaginal",
        Route::Subcutaneous => "drugs-route-subcutaneous",
        Route::Intramuscular => "drugs-route-intramuscular",
        Route::Intravenous => "drugs-route-intravenous",
    })
}

/// That a product is controlled, and in which schedule.
pub(super) fn controlled(product: &Product, lang: Lang) -> Option<String> {
    let schedule = product.schedule.filter(|schedule| schedule.is_controlled())?;
    Some(lang.with("drugs-controlled", &[("schedule", schedule.name().into())]))
}

/// What came of a search, in a sentence; what was guessed is said.
pub(super) fn said(found: &Found, lang: Lang) -> String {
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
