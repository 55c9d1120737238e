//! What the clinic decides for everyone: how long sessions last, when results are released, from which age children decide.

use crate::web::Route;

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    Vec::new()
}
