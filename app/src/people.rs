//! The people who work here: invitations, roles, the right to prescribe.

use crate::web::Route;

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    Vec::new()
}
