use super::{Gate, envelope::Arrival};
use axum::{
    Extension,
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use futures_util::FutureExt as _;
use http::StatusCode;
use std::{panic::AssertUnwindSafe, sync::Arc};

/// A page that fails or takes too long becomes a page that says so; the server goes on.
pub(super) async fn recover(
    State(gate): State<Arc<Gate>>,
    Extension(arrival): Extension<Arrival>,
    request: Request,
    next: Next,
) -> Response {
    // A panic drops everything the request held: nothing broken is seen by another one.
    let answer = AssertUnwindSafe(tokio::time::timeout(gate.patience, next.run(request))).catch_unwind().await;
    match answer {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => {
            tracing::error!("a request took too long and was ended");
            gate.refuse(StatusCode::SERVICE_UNAVAILABLE, &arrival).await
        }
        // The hook has logged where it was; its text may hold personal data.
        Err(_) => gate.refuse(StatusCode::INTERNAL_SERVER_ERROR, &arrival).await,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Gate, envelope};
    use super::recover;
    use crate::{
        config::{Config, Environment, Flags, Key},
        house::House,
    };
    use axum::{Router, body::Body, middleware::from_fn_with_state, routing::get};
    use clinic::{clock::Clock, testing};
    use http::{Request, StatusCode};
    use std::{sync::Arc, time::Duration};
    use tower::ServiceExt as _;

    #[tokio::test]
    async fn a_panic_or_a_wait_becomes_a_page() {
        let db = testing::sqlite("a_panic_or_a_wait").await;
        let folder = tempfile::TempDir::new().unwrap();
        let data = folder.path().to_str().unwrap();
        let flags = Flags::default().with(Key::find("data").unwrap(), data);
        let config = Config::load(&flags, &Environment::default()).unwrap();
        let house = House::of(&config, db.db.clone(), Clock::System, None).await.unwrap();
        // Pages need what the router sets up for them.
        drop(app::router(house.portal.clone(), app::Assets::default()));
        let mut gate = Gate::new(&config, house.portal.clone(), app::Assets::default());
        gate.patience = Duration::from_millis(20);
        let gate = Arc::new(gate);
        let router: Router = Router::new()
            .route("/panic", get(async || -> &'static str { panic!("a name that must not be shown") }))
            .route("/wait", get(std::future::pending::<&'static str>))
            .layer(from_fn_with_state(gate.clone(), recover))
            .layer(from_fn_with_state(gate, envelope::wrap));
        for (path, status) in
            [("/panic", StatusCode::INTERNAL_SERVER_ERROR), ("/wait", StatusCode::SERVICE_UNAVAILABLE)]
        {
            let response = router.clone().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
            assert_eq!(response.status(), status);
            let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();
            let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
            let page = String::from_utf8_lossy(&body).into_owned();
            assert!(page.contains(&id), "the page names the request");
            assert!(!page.contains("a name that"), "and nothing else of it");
        }
    }
}
