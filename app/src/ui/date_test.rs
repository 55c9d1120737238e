use super::{local, whole_months};
use crate::ui::text::Lang::{En, Es};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::{America, Asia, Tz};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn dates_follow_the_language() {
    let date = day("2026-11-21");
    assert_eq!(En.date(date), "Nov 21, 2026");
    assert_eq!(Es.date(date), "21 nov 2026");
    assert_eq!(En.date_long(date), "Saturday, November 21, 2026");
    assert_eq!(Es.date_long(date), "sábado, 21 de noviembre de 2026");
    assert_eq!(En.month(date), "November 2026");
    assert_eq!(Es.month(date), "noviembre de 2026");
    assert_eq!(Es.weekday_short(date), "sáb");
    assert_eq!(En.date(day("2026-05-03")), "May 3, 2026");
}

#[test]
fn moments_name_the_zone_of_the_place() {
    let afternoon = at("2026-11-21T20:05:00Z");
    assert_eq!(En.moment(afternoon, America::New_York), "Nov 21, 2026, 3:05 PM EST");
    assert_eq!(Es.moment(afternoon, America::New_York), "21 nov 2026, 15:05 EST");
    assert_eq!(En.moment(afternoon, America::Denver), "Nov 21, 2026, 1:05 PM MST");
    assert_eq!(En.time(at("2026-07-21T20:05:00Z"), America::Denver), "2:05 PM MDT");
    assert_eq!(En.time(afternoon, America::Sao_Paulo), "5:05 PM UTC-03:00");
    assert_eq!(En.time(afternoon, Tz::UTC), "8:05 PM UTC");
    assert_eq!(En.zone_name(America::Denver), "Mountain Time (Denver)");
    assert_eq!(Es.zone_name(America::New_York), "hora del este (New York)");
    assert_eq!(En.zone_name(Asia::Kolkata), "Kolkata time");
}

#[test]
fn a_range_says_the_zone_once_unless_it_changes() {
    let from = at("2026-11-21T20:00:00Z");
    assert_eq!(En.time_range(from, at("2026-11-21T20:30:00Z"), America::New_York), "3:00 PM to 3:30 PM EST");
    assert_eq!(Es.time_range(from, at("2026-11-21T20:30:00Z"), America::New_York), "15:00 a 15:30 EST");
    let night = at("2026-11-01T05:30:00Z");
    assert_eq!(En.time_range(night, at("2026-11-01T06:30:00Z"), America::New_York), "1:30 AM EDT to 1:30 AM EST");
}

#[test]
fn distance_in_words() {
    let today = day("2026-11-21");
    for (date, en, es) in [
        ("2026-11-21", "today", "hoy"),
        ("2026-11-22", "tomorrow", "mañana"),
        ("2026-11-20", "yesterday", "ayer"),
        ("2026-11-24", "in 3 days", "en 3 días"),
        ("2026-11-07", "2 weeks ago", "hace 2 semanas"),
        ("2027-01-21", "in 2 months", "en 2 meses"),
        ("2025-11-21", "12 months ago", "hace 12 meses"),
        ("2021-11-22", "4 years ago", "hace 4 años"),
    ] {
        assert_eq!(En.relative(day(date), today), en);
        assert_eq!(Es.relative(day(date), today), es);
    }
    let now = at("2026-11-21T20:00:00Z");
    let ago = |then: &str| En.relative_moment(at(then), now, America::New_York);
    assert_eq!(ago("2026-11-21T20:00:20Z"), "just now");
    assert_eq!(ago("2026-11-21T19:59:00Z"), "1 minute ago");
    assert_eq!(ago("2026-11-21T23:30:00Z"), "in 3 hours");
    assert_eq!(ago("2026-11-21T04:30:00Z"), "yesterday");
}

#[test]
fn age_as_a_clinic_says_it() {
    let today = day("2026-11-21");
    for (birth, en, es) in [
        ("1968-11-21", "58 years", "58 años"),
        ("1968-11-22", "57 years", "57 años"),
        ("2026-04-10", "7 months", "7 meses"),
        ("2025-05-21", "18 months", "18 meses"),
        ("2026-11-09", "12 days", "12 días"),
        ("2026-11-21", "0 days", "0 días"),
        ("2024-11-21", "2 years", "2 años"),
    ] {
        assert_eq!(En.age(day(birth), today), en);
        assert_eq!(Es.age(day(birth), today), es);
    }
    assert_eq!(whole_months(day("2024-02-29"), day("2025-02-28")), 11);
}

#[test]
fn a_day_is_the_day_of_the_place() {
    assert_eq!(local(at("2026-11-22T03:00:00Z"), America::New_York), day("2026-11-21"));
}

proptest! {
    #[test]
    fn every_day_has_words(start in -50_000_i64..50_000, apart in -40_000_i64..40_000) {
        let today = day("2026-11-21") + chrono::TimeDelta::days(start);
        let other = today + chrono::TimeDelta::days(apart);
        for lang in [En, Es] {
            for words in [lang.relative(other, today), lang.age(other, today), lang.date(other)] {
                prop_assert!(!words.is_empty() && !words.contains("date-") && !words.contains('$'));
            }
        }
    }
}
