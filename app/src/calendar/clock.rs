//! A time of day as someone types it.

/// Reads "14:30", "2:30 pm", "2 PM" or "0930" as minutes after midnight.
pub(super) fn parse_clock(text: &str) -> Option<i64> {
    let text = text.trim().to_lowercase().replace('.', "");
    let (digits, half) = match text.strip_suffix('m') {
        Some(rest) => match (rest.strip_suffix('a'), rest.strip_suffix('p')) {
            (Some(rest), _) => (rest.trim(), Some(0)),
            (_, Some(rest)) => (rest.trim(), Some(12)),
            _ => return None,
        },
        None => (text.trim(), None),
    };
    let (hour, minute) = match digits.split_once(':') {
        Some((hour, minute)) => (hour, minute),
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, if half.is_some() { "00" } else { "" }),
    };
    let is_number = |part: &str| !part.is_empty() && part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(hour) || !is_number(minute) || minute.len() != 2 {
        return None;
    }
    let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match half {
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
        None => hour,
    };
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_people_type_them() {
        for (text, minutes) in [
            ("14:30", 870),
            ("9:05", 545),
            ("0930", 570),
            (" 2:30 PM ", 870),
            ("2 p.m.", 840),
            ("12 am", 0),
            ("12:15pm", 735),
            ("00:00", 0),
        ] {
            assert_eq!(parse_clock(text), Some(minutes), "{text}");
        }
        for wrong in ["", "24:00", "9", "9:5", "13 pm", "0 am", "noon", "9:60", "-1:00", "9:30:00", "١٢:٠٠"] {
            assert_eq!(parse_clock(wrong), None, "{wrong}");
        }
    }
}
