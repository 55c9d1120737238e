//! Why something was not done, in full sentences: who was first, and what to do now.

use super::told::when;
use crate::{prescriptions::parts::counted, ui::text::Lang};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clinic::{
    dispensing::{NotDone, PrescriptionAtCounter},
    prescribing::{Happening, NotRenewable, Refused},
};
use rust_decimal::Decimal;

/// What a refusal is told with.
#[derive(Clone, Copy)]
pub(super) struct Telling {
    pub now: DateTime<Utc>,
    pub zone: Tz,
    pub lang: Lang,
}

impl Telling {
    /// Why nothing was done.
    pub fn not_done(self, why: NotDone, of: &PrescriptionAtCounter) -> String {
        let lang = self.lang;
        match why {
            NotDone::Refused(refused) => self.refused(refused, of),
            NotDone::FormUsed { quantity, at } => lang.with(
                "pharmacy-form-used",
                &[("quantity", self.quantity(quantity, of).into()), ("when", self.when(at).into())],
            ),
            NotDone::Asked | NotDone::NotRenewable(NotRenewable::Pending) => lang.t("pharmacy-asked-already"),
            NotDone::Answered => lang.t("pharmacy-answered-already"),
            NotDone::NotRenewable(NotRenewable::OnItsWay) => lang.t("pharmacy-renewal-not-begun"),
            NotDone::NotRenewable(NotRenewable::RefillsLeft { left }) => {
                lang.with("pharmacy-renewal-refills", &[("count", i64::from(left).into())])
            }
            NotDone::NotRenewable(NotRenewable::TooSoon { from }) => {
                lang.with("pharmacy-renewal-from", &[("date", lang.date(from).into())])
            }
            NotDone::NotRenewable(NotRenewable::Cancelled) => self.refused(Refused::Cancelled, of),
            NotDone::NotRenewable(NotRenewable::Rejected) => self.refused(Refused::Rejected, of),
            NotDone::NotRenewable(NotRenewable::Replaced) => lang.t("pharmacy-renewal-replaced"),
        }
    }

    /// Why the prescription does not stand where that can be done.
    pub fn refused(self, refused: Refused, of: &PrescriptionAtCounter) -> String {
        let lang = self.lang;
        match refused {
            Refused::Unsigned => lang.t("pharmacy-not-signed"),
            Refused::Cancelled => self
                .last(&[Happening::Cancelled, Happening::Replaced], of)
                .map_or_else(|| lang.t("pharmacy-cancelled"), |by| lang.with("pharmacy-cancelled-by", &by)),
            Refused::Rejected => self
                .last(&[Happening::Rejected], of)
                .map_or_else(|| lang.t("pharmacy-rejected"), |by| lang.with("pharmacy-rejected-by", &by)),
            Refused::Expired => lang.with("pharmacy-expired-on", &[("date", lang.date(of.standing.expires_on).into())]),
            Refused::Completed => self
                .handed_out(of)
                .map_or_else(|| lang.t("pharmacy-completed"), |by| lang.with("pharmacy-completed-by", &by)),
            Refused::HandedOut => self
                .handed_out(of)
                .map_or_else(|| lang.t("pharmacy-handed-out"), |by| lang.with("pharmacy-handed-out-by", &by)),
            Refused::CancellationPending => {
                let name = of.prescriber.name.clone();
                lang.with("pharmacy-cancellation-first", &[("name", name.into())])
            }
            Refused::NothingPending => lang.t("pharmacy-cancellation-answered"),
            Refused::NoQuantity => lang.t("pharmacy-quantity-nothing"),
            Refused::TooMuch { left } => {
                let left = lang.with("pharmacy-too-much", &[("left", self.quantity(left, of).into())]);
                match self.handed_out(of) {
                    Some(by) => format!("{left} {}", lang.with("pharmacy-last-handed-out", &by)),
                    None => left,
                }
            }
        }
    }

    fn when(self, at: DateTime<Utc>) -> String {
        when(at, self.now, self.zone, self.lang)
    }

    fn quantity(self, quantity: Decimal, of: &PrescriptionAtCounter) -> String {
        counted(&quantity.normalize().to_string(), &of.unit, self.lang)
    }

    fn last(
        self,
        kinds: &[Happening],
        of: &PrescriptionAtCounter,
    ) -> Option<[(&'static str, crate::ui::text::Arg); 2]> {
        let line = of.timeline.iter().rev().find(|line| kinds.contains(&line.kind))?;
        Some([("name", line.actor.clone().into()), ("when", self.when(line.happened_at).into())])
    }

    fn handed_out(self, of: &PrescriptionAtCounter) -> Option<[(&'static str, crate::ui::text::Arg); 3]> {
        let last = of.dispenses.first()?;
        let quantity = counted(&last.quantity, &of.unit, self.lang);
        Some([
            ("name", last.dispenser.clone().into()),
            ("when", self.when(last.dispensed_at).into()),
            ("quantity", quantity.into()),
        ])
    }
}
