use super::AppError;
use axum::{
    body::Body,
    extract::{Form, FromRequest, Request},
    response::IntoResponse as _,
};
use serde::de::DeserializeOwned;

/// A form's fields as typed. Fields that are missing must have defaults, so that a page can name what is wrong.
pub(crate) struct Typed<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Typed<T> {
    type Rejection = AppError;

    async fn from_request(request: Request<Body>, state: &S) -> Result<Self, AppError> {
        Form::<T>::from_request(request, state).await.map(|Form(typed)| Self(typed)).map_err(|rejection| {
            tracing::debug!(status = %rejection.into_response().status(), "a form was malformed");
            AppError::Store(clinic::Error::Invalid("malformed form".to_owned()))
        })
    }
}
