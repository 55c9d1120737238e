use crate::{ids::AppointmentId, keys::Keys};
use std::fmt::Write as _;

/// The name of the room in which a video visit takes place. Only this installation can make it, so nobody can guess it, and it
/// tells neither who meets nor when; it is stored nowhere.
pub fn video_room(keys: &Keys, id: AppointmentId) -> String {
    let bytes = keys.derive("video-room", id.0.as_bytes());
    bytes.iter().take(20).fold(String::with_capacity(40), |mut name, byte| {
        // Writing into a text cannot fail.
        let _ = write!(name, "{byte:02x}");
        name
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn each_visit_has_a_room_that_nobody_else_can_name() {
        let open = |folder: &std::path::Path| Keys::open(folder).unwrap();
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (first, second) = (AppointmentId(Uuid::from_u128(1)), AppointmentId(Uuid::from_u128(2)));
        let room = video_room(&open(one.path()), first);
        assert_eq!(room, video_room(&open(one.path()), first));
        assert!(room.len() == 40 && room.bytes().all(|byte| byte.is_ascii_hexdigit()), "{room}");
        assert_ne!(room, video_room(&open(one.path()), second));
        assert_ne!(room, video_room(&open(other.path()), first));
    }
}
