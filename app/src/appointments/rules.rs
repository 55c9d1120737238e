use crate::web::Here;
use chrono::Duration;
use clinic::appointments::Rules;

/// What the clinic has decided about its calendar.
pub(crate) fn rules(here: &Here) -> Rules {
    Rules { zone: here.portal.settings.zone, change_until: Duration::hours(24), offer_lasts: Duration::hours(2) }
}

/// What addresses of video visits begin with, where the clinic has set it.
pub(crate) fn video_base(_here: &Here) -> Option<String> {
    None
}
