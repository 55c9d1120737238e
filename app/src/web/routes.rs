use super::{Assets, error::explain};
use crate::{
    access, accounts, appointments, audit, calendar, dispensing, drugs, factors, helpers, home, inbox, laboratories,
    labs, mail, matches, patients, people, places, policies, prescribing, prescriptions, profile, record, reviews,
    schedules, signing, system,
};
use axum::{
    Extension, Router,
    handler::Handler,
    http::StatusCode,
    middleware::from_fn,
    routing::{MethodRouter, get, post},
};
use clinic::Portal;
use std::sync::Arc;

/// A page or an action: each feature lists its own.
pub(crate) struct Route {
    name: RouteName,
    handler: MethodRouter,
}

impl Route {
    /// A page.
    pub fn page<H: Handler<T, ()>, T: 'static>(path: &'static str, handler: H) -> Self {
        Self { name: RouteName { method: "GET", path }, handler: get(handler) }
    }

    /// An action.
    pub fn action<H: Handler<T, ()>, T: 'static>(path: &'static str, handler: H) -> Self {
        Self { name: RouteName { method: "POST", path }, handler: post(handler) }
    }
}

/// A page of a record, for its patient and for a clinician who has opened it: `/labs` and `/patients/{patient}/labs`.
macro_rules! chart_pages {
    ($path:literal, $handler:expr) => {
        [
            $crate::web::Route::page($path, $handler),
            $crate::web::Route::page(concat!("/patients/{patient}", $path), $handler),
        ]
    };
}
pub(crate) use chart_pages;

/// A page of a record that someone who helps the patient may open, too: `/labs`, `/patients/{patient}/labs` and
/// `/helping/{patient}/labs`. What it reads must belong to a section that can be given to helpers.
macro_rules! helped_pages {
    ($path:literal, $handler:expr) => {
        [
            $crate::web::Route::page($path, $handler),
            $crate::web::Route::page(concat!("/patients/{patient}", $path), $handler),
            $crate::web::Route::page(concat!("/helping/{patient}", $path), $handler),
        ]
    };
}
pub(crate) use helped_pages;

/// The name of a page or an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RouteName {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The pattern of its path.
    pub path: &'static str,
}

/// Every page and action there is: the router and the test of who may do what are both made from this list.
fn table() -> impl Iterator<Item = Route> {
    [
        accounts::routes(),
        home::routes(),
        labs::routes(),
        inbox::routes(),
        reviews::routes(),
        prescriptions::routes(),
        drugs::routes(),
        prescribing::routes(),
        appointments::routes(),
        calendar::routes(),
        record::routes(),
        profile::routes(),
        access::routes(),
        patients::routes(),
        system::routes(),
        factors::routes(),
        helpers::routes(),
        people::routes(),
        places::routes(),
        policies::routes(),
        audit::routes(),
        mail::routes(),
        signing::routes(),
        dispensing::routes(),
        schedules::routes(),
        matches::routes(),
        laboratories::routes(),
    ]
    .into_iter()
    .flatten()
}

/// The names of all pages and actions.
pub fn routes() -> Vec<RouteName> {
    table().map(|route| route.name).collect()
}

/// All pages and actions. The server puts a [`super::Visit`] into each request before it comes here.
pub fn router(portal: Portal, assets: Assets) -> Router {
    // An error says that it was done before, by another router of the same process.
    let _ = any_spawner::Executor::init_tokio();
    let shared = (portal, Arc::new(assets));
    table()
        .fold(Router::new(), |router, route| router.route(route.name.path, route.handler))
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(from_fn(explain))
        .layer(Extension(shared))
}
