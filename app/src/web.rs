//! The way of a request: who asks, what they may see, the frame around it, and what is said when something is wrong.

mod asked;
mod error;
mod flash;
mod form;
mod fragment;
mod frame;
mod guard;
mod here;
mod notices;
mod routes;
mod segment;
mod shell;

pub(crate) use asked::Asked;
pub use error::error_page;
pub(crate) use error::{Answer, AppError};
pub(crate) use flash::{after, remember_form, remember_way, set_cookie, take_way};
pub(crate) use form::Typed;
pub(crate) use fragment::fragment;
pub(crate) use frame::{Frame, birth_words, role_name, sex_name};
pub(crate) use guard::{Fresh, InChart, Signed};
pub(crate) use here::Here;
pub use here::{Visit, session_cookie, wanted_language};
pub(crate) use notices::Notice;
pub(crate) use routes::{Route, chart_pages, helped_pages};
pub use routes::{RouteName, router, routes};
pub(crate) use segment::segment;
pub use shell::Assets;
