use super::AppError;
use axum::{
    body::{Body, to_bytes},
    extract::{Form, FromRequest, Request},
    response::IntoResponse as _,
};
use serde::de::DeserializeOwned;

/// A form's fields as typed. Fields that are missing must have defaults, so that a page can name what is wrong.
pub(crate) struct Typed<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Typed<T> {
    type Rejection = AppError;

    async fn from_request(request: Request<Body>, state: &S) -> Result<Self, AppError> {
        let malformed = || AppError::Store(clinic::Error::Invalid("malformed form".to_owned()));
        let (parts, body) = request.into_parts();
        // The server has limited it already.
        let body = to_bytes(body, usize::MAX).await.map_err(|_| malformed())?;
        // Nobody types a NUL, and Postgres takes none.
        if body.contains(&0) || body.windows(3).any(|letters| letters == b"%00") {
            return Err(malformed());
        }
        let request = Request::from_parts(parts, Body::from(body));
        Form::<T>::from_request(request, state).await.map(|Form(typed)| Self(typed)).map_err(|rejection| {
            tracing::debug!(status = %rejection.into_response().status(), "a form was malformed");
            malformed()
        })
    }
}
