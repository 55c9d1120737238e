//! Lists that page in the database: newest first, each page beginning after the last row of the one before.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Where a page begins: after the row with this time and id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before {
    /// The time of the row before.
    pub at: DateTime<Utc>,
    /// Its id, for rows of the same time.
    pub id: Uuid,
}

impl Before {
    /// The beginning: before nothing.
    pub const START: Self = Self { at: END_OF_TIME, id: Uuid::max() };

    /// Whether this is the first page.
    pub fn is_start(&self) -> bool {
        *self == Self::START
    }

    /// Writes the place for an address (`?before=…`).
    pub fn token(&self) -> String {
        // The bits of the number: a time before 1970 is negative.
        format!("{:x}-{}", self.at.timestamp_micros().cast_unsigned(), self.id.simple())
    }

    /// Reads a place from an address; anything malformed is the beginning.
    pub fn parse(token: Option<&str>) -> Self {
        token
            .and_then(|token| {
                let (at, id) = token.rsplit_once('-')?;
                let at = DateTime::from_timestamp_micros(u64::from_str_radix(at, 16).ok()?.cast_signed())?;
                Some(Self { at, id: Uuid::parse_str(id).ok()? })
            })
            .unwrap_or(Self::START)
    }
}

/// 9999-12-31: later than any row.
const END_OF_TIME: DateTime<Utc> = match DateTime::from_timestamp(253_402_214_400, 0) {
    Some(at) => at,
    None => DateTime::<Utc>::MAX_UTC,
};

/// One page of a list.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// The rows, in the order they are shown.
    pub rows: Vec<T>,
    /// Where the next (older) page begins, if there is one.
    pub older: Option<Before>,
    /// Whether this is the first page.
    pub first: bool,
}

impl<T> Page<T> {
    /// Makes a page of at most `limit` rows from `limit + 1` that were asked for.
    pub fn cut(mut rows: Vec<T>, limit: i64, before: Before, place: impl Fn(&T) -> (DateTime<Utc>, Uuid)) -> Self {
        let limit = usize::try_from(limit).unwrap_or(0);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let older = rows.last().filter(|_| more).map(|row| {
            let (at, id) = place(row);
            Before { at, id }
        });
        Self { rows, older, first: before.is_start() }
    }
}

/// One page of a list in the order of names. The next one begins after a row's id: names never come into an address.
#[derive(Clone, Debug)]
pub struct ByName<T> {
    /// The rows, in the order they are shown.
    pub rows: Vec<T>,
    /// The id after which the next page begins, if there is one.
    pub next: Option<Uuid>,
    /// Whether this is the first page.
    pub first: bool,
}

impl<T> ByName<T> {
    /// Makes a page of at most `limit` rows from `limit + 1` that were asked for.
    pub fn cut(mut rows: Vec<T>, limit: i64, first: bool, id: impl Fn(&T) -> Uuid) -> Self {
        let limit = usize::try_from(limit).unwrap_or(0);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(id);
        Self { rows, next, first }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_survives_its_token() {
        let place = Before { at: DateTime::from_timestamp_micros(-1_234_567).unwrap(), id: Uuid::from_u128(7) };
        assert_eq!(Before::parse(Some(&place.token())), place);
        assert!(Before::parse(Some("nonsense")).is_start());
        assert!(Before::parse(None).is_start());
    }
}
