//! The audit trail as administrators search it, and the records opened with a reason.

use crate::web::Route;

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    Vec::new()
}
