//! Mail: what administrators see of it, and what it says.

use crate::web::Route;

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    Vec::new()
}
