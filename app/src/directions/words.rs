//! The words for the parts of directions and for what is wrong with them.

use crate::ui::text::{Lang, key};
use clinic::directions::{
    DoseUnit, DurationUnit, Fault, Field, Food, Kind, Meant, Part, Reason, Route, Site, TimeOfDay, TimingKind, Weekday,
    amount,
};

/// What is wrong and what to do about it.
pub fn fault(fault: &Fault, lang: Lang) -> String {
    let number = |value| amount(value).into();
    let count = |count: usize| count.into();
    match &fault.kind {
        Kind::Missing => match fault.field {
            Field::Step(_, Part::Day(_)) => lang.t("directions-fault-missing-days"),
            Field::Step(_, Part::At(_)) => lang.t("directions-fault-missing-times"),
            Field::Step(_, Part::Unit | Part::Route | Part::Site | Part::Timing | Part::DurationUnit) => {
                lang.t("directions-fault-missing-choice")
            }
            _ => lang.t("directions-fault-missing"),
        },
        Kind::NotANumber => lang.t("directions-fault-number"),
        Kind::Comma => lang.t("directions-fault-comma"),
        Kind::Write { amount } => lang.with("directions-fault-write", &[("amount", number(*amount))]),
        Kind::TooSmall { least } => lang.with("directions-fault-small", &[("amount", number(*least))]),
        Kind::TooLarge { most } => lang.with("directions-fault-large", &[("amount", number(*most))]),
        Kind::NotWhole => lang.t("directions-fault-whole"),
        Kind::NotAQuarter => lang.t("directions-fault-quarter"),
        Kind::NotAHalf => lang.t("directions-fault-half"),
        Kind::TooManyDecimals { most } => lang.with("directions-fault-decimals", &[("count", i64::from(*most).into())]),
        Kind::NotRising => lang.t("directions-fault-rising"),
        Kind::UnknownChoice => lang.t("directions-fault-unknown"),
        Kind::DoesNotBelong => lang.t("directions-fault-belong"),
        Kind::WrongRoute => lang.t("directions-fault-route"),
        Kind::WrongSite => lang.t("directions-fault-site"),
        Kind::OnlyWithAsNeeded => lang.t("directions-fault-as-needed"),
        Kind::NeedsEnd => lang.t("directions-fault-end"),
        Kind::EveryDay => lang.t("directions-fault-every-day"),
        Kind::Twice => lang.t("directions-fault-twice"),
        Kind::LessThanADose => lang.t("directions-fault-max"),
        Kind::LessThanADay => lang.t("directions-fault-max-day"),
        Kind::TooLong { most } => lang.with("directions-fault-long", &[("count", count(*most))]),
        Kind::Risky(risky) => {
            let instead = instead(risky.meant, lang);
            lang.with("directions-fault-risky", &[("found", risky.found.as_str().into()), ("instead", instead.into())])
        }
        Kind::NotUnderstood { word } => lang.with("directions-fault-understood", &[("found", word.as_str().into())]),
        Kind::Contradicts => lang.t("directions-fault-contradicts"),
        Kind::TooManySteps { most } => lang.with("directions-fault-steps", &[("count", count(*most))]),
    }
}

fn instead(meant: Meant, lang: Lang) -> String {
    match meant {
        Meant::Units => lang.t("directions-instead-units"),
        Meant::Daily => lang.t("directions-instead-daily"),
        Meant::EveryOtherDay => lang.t("directions-instead-other-day"),
        Meant::DrugName => lang.t("directions-instead-drug"),
        Meant::Weekdays => lang.t("directions-instead-weekdays"),
        Meant::Bedtime => lang.t("directions-instead-bedtime"),
        Meant::Milliliters => lang.t("directions-instead-milliliters"),
        Meant::Micrograms => lang.t("directions-instead-micrograms"),
        Meant::Subcutaneous => lang.t("directions-instead-subcutaneous"),
        Meant::Eye => lang.t("directions-instead-eye"),
        Meant::Ear => lang.t("directions-instead-ear"),
        Meant::Stop => lang.t("directions-instead-stop"),
        Meant::Directions => lang.t("directions-instead-directions"),
        Meant::Number(value) => amount(value),
    }
}

/// The key of the words for so many of a counted unit; none for a measure, which is written by its symbol.
pub(super) fn counted(unit: DoseUnit) -> Option<&'static str> {
    Some(match unit {
        DoseUnit::Tablet => key("directions-unit-tablet"),
        DoseUnit::Capsule => key("directions-unit-capsule"),
        DoseUnit::Puff => key("directions-unit-puff"),
        DoseUnit::Drop => key("directions-unit-drop"),
        DoseUnit::Spray => key("directions-unit-spray"),
        DoseUnit::Patch => key("directions-unit-patch"),
        DoseUnit::Suppository => key("directions-unit-suppository"),
        DoseUnit::Application => key("directions-unit-application"),
        DoseUnit::Unit => key("directions-unit-unit"),
        DoseUnit::Lozenge => key("directions-unit-lozenge"),
        DoseUnit::Packet => key("directions-unit-packet"),
        DoseUnit::Injection => key("directions-unit-injection"),
        DoseUnit::Milliliter
        | DoseUnit::Milligram
        | DoseUnit::Microgram
        | DoseUnit::Gram
        | DoseUnit::Milliequivalent => return None,
    })
}

/// The name of a unit in a list to choose from.
pub(super) fn unit(unit: DoseUnit, lang: Lang) -> String {
    match unit {
        DoseUnit::Tablet => lang.t("directions-name-tablet"),
        DoseUnit::Capsule => lang.t("directions-name-capsule"),
        DoseUnit::Puff => lang.t("directions-name-puff"),
        DoseUnit::Drop => lang.t("directions-name-drop"),
        DoseUnit::Spray => lang.t("directions-name-spray"),
        DoseUnit::Patch => lang.t("directions-name-patch"),
        DoseUnit::Suppository => lang.t("directions-name-suppository"),
        DoseUnit::Application => lang.t("directions-name-application"),
        DoseUnit::Unit => lang.t("directions-name-unit"),
        DoseUnit::Lozenge => lang.t("directions-name-lozenge"),
        DoseUnit::Packet => lang.t("directions-name-packet"),
        DoseUnit::Injection => lang.t("directions-name-injection"),
        DoseUnit::Milliliter
        | DoseUnit::Milligram
        | DoseUnit::Microgram
        | DoseUnit::Gram
        | DoseUnit::Milliequivalent => unit.name().to_owned(),
    }
}

/// A route as it stands in a sentence, and in a list to choose from.
pub(super) fn route(route: Route, lang: Lang) -> String {
    match route {
        Route::Oral => lang.t("directions-place-oral"),
        Route::Sublingual => lang.t("directions-place-sublingual"),
        Route::Buccal => lang.t("directions-place-buccal"),
        Route::Mouth => lang.t("directions-place-mouth"),
        Route::Inhaled => lang.t("directions-name-route-inhaled"),
        Route::Nebulized => lang.t("directions-place-nebulized"),
        Route::Nose => lang.t("directions-place-nose"),
        Route::Eye => lang.t("directions-place-eye"),
        Route::Ear => lang.t("directions-place-ear"),
        Route::Skin => lang.t("directions-place-skin"),
        Route::Subcutaneous => lang.t("directions-place-subcutaneous"),
        Route::Intramuscular => lang.t("directions-place-intramuscular"),
        Route::Rectal => lang.t("directions-place-into-rectum"),
        Route::Vaginal => lang.t("directions-place-into-vagina"),
    }
}

/// A place as it stands in a sentence, and in a list to choose from.
pub(super) fn site(site: Site, lang: Lang) -> String {
    match site {
        Site::RightEye => lang.t("directions-place-right-eye"),
        Site::LeftEye => lang.t("directions-place-left-eye"),
        Site::EachEye => lang.t("directions-place-each-eye"),
        Site::RightEar => lang.t("directions-place-right-ear"),
        Site::LeftEar => lang.t("directions-place-left-ear"),
        Site::EachEar => lang.t("directions-place-each-ear"),
        Site::RightNostril => lang.t("directions-place-right-nostril"),
        Site::LeftNostril => lang.t("directions-place-left-nostril"),
        Site::EachNostril => lang.t("directions-place-each-nostril"),
        Site::AffectedArea => lang.t("directions-place-affected-area"),
        Site::Scalp => lang.t("directions-place-scalp"),
        Site::Face => lang.t("directions-place-face"),
    }
}

/// The name of a kind of timing.
pub(super) fn timing(kind: TimingKind, lang: Lang) -> String {
    match kind {
        TimingKind::TimesPerDay => lang.t("directions-name-times-per-day"),
        TimingKind::AtTimes => lang.t("directions-name-at-times"),
        TimingKind::EveryHours => lang.t("directions-name-every-hours"),
        TimingKind::EveryDays => lang.t("directions-name-every-days"),
        TimingKind::Weekdays => lang.t("directions-name-weekdays"),
        TimingKind::Monthly => lang.t("directions-name-monthly"),
        TimingKind::Once => lang.t("directions-name-once"),
    }
}

/// "in the morning".
pub(super) fn time(time: TimeOfDay, lang: Lang) -> String {
    match time {
        TimeOfDay::Morning => lang.t("directions-time-morning"),
        TimeOfDay::Noon => lang.t("directions-time-noon"),
        TimeOfDay::Evening => lang.t("directions-time-evening"),
        TimeOfDay::Bedtime => lang.t("directions-time-bedtime"),
    }
}

/// The name of a day.
pub(super) fn day(day: Weekday, lang: Lang) -> String {
    match day {
        Weekday::Mon => lang.t("directions-day-mon"),
        Weekday::Tue => lang.t("directions-day-tue"),
        Weekday::Wed => lang.t("directions-day-wed"),
        Weekday::Thu => lang.t("directions-day-thu"),
        Weekday::Fri => lang.t("directions-day-fri"),
        Weekday::Sat => lang.t("directions-day-sat"),
        Weekday::Sun => lang.t("directions-day-sun"),
    }
}

/// "with food".
pub(super) fn food(food: Food, lang: Lang) -> String {
    match food {
        Food::WithFood => lang.t("directions-food-with-food"),
        Food::WithMeals => lang.t("directions-food-with-meals"),
        Food::EmptyStomach => lang.t("directions-food-empty-stomach"),
        Food::BeforeMeals => lang.t("directions-food-before-meals"),
        Food::AfterMeals => lang.t("directions-food-after-meals"),
        Food::BeforeBreakfast => lang.t("directions-food-before-breakfast"),
        Food::WithBreakfast => lang.t("directions-food-with-breakfast"),
        Food::WithDinner => lang.t("directions-food-with-dinner"),
    }
}

/// The name of what a duration is counted in.
pub(super) fn duration_unit(unit: DurationUnit, lang: Lang) -> String {
    match unit {
        DurationUnit::Days => lang.t("directions-name-days"),
        DurationUnit::Weeks => lang.t("directions-name-weeks"),
        DurationUnit::Months => lang.t("directions-name-months"),
    }
}

/// A reason as it stands after "for"; one without words in the catalogue as it was typed.
pub(super) fn reason(reason: &Reason, lang: Lang) -> String {
    match reason {
        Reason::Pain => lang.t("directions-reason-pain"),
        Reason::Fever => lang.t("directions-reason-fever"),
        Reason::PainOrFever => lang.t("directions-reason-pain-or-fever"),
        Reason::Headache => lang.t("directions-reason-headache"),
        Reason::ChestPain => lang.t("directions-reason-chest-pain"),
        Reason::Nausea => lang.t("directions-reason-nausea"),
        Reason::Itching => lang.t("directions-reason-itching"),
        Reason::Allergies => lang.t("directions-reason-allergies"),
        Reason::Cough => lang.t("directions-reason-cough"),
        Reason::Wheezing => lang.t("directions-reason-wheezing"),
        Reason::ShortnessOfBreath => lang.t("directions-reason-shortness-of-breath"),
        Reason::Anxiety => lang.t("directions-reason-anxiety"),
        Reason::Sleep => lang.t("directions-reason-sleep"),
        Reason::Constipation => lang.t("directions-reason-constipation"),
        Reason::Diarrhea => lang.t("directions-reason-diarrhea"),
        Reason::Heartburn => lang.t("directions-reason-heartburn"),
        Reason::MuscleSpasms => lang.t("directions-reason-muscle-spasms"),
        Reason::Swelling => lang.t("directions-reason-swelling"),
        Reason::Other(words) => words.clone(),
    }
}
