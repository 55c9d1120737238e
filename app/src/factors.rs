//! Second factors: setting them up, giving one at sign-in and when an action asks for it, and the own devices.

use crate::web::Route;

/// The pages and actions of this feature.
pub(crate) fn routes() -> Vec<Route> {
    Vec::new()
}
