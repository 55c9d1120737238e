use crate::{
    hl7::{LabReport, When},
    moment::{Moment, Precision},
};
use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::Tz;

/// What a message's times mean.
pub(in crate::laboratories) struct Times<'r> {
    report: &'r LabReport,
    zone: Tz,
    /// When the message was written, or came: the order of corrections.
    pub(super) written: DateTime<Utc>,
}

/// What says which of two messages is newer.
#[derive(Clone, Copy)]
pub(in crate::laboratories) enum Written {
    /// The message does (MSH-7), as far as that is before it came.
    Before(DateTime<Utc>),
    /// It counts as written now.
    Now(DateTime<Utc>),
}

impl<'r> Times<'r> {
    pub(in crate::laboratories) fn new(report: &'r LabReport, zone: Tz, written: Written) -> Self {
        let written = match written {
            Written::Now(now) => now,
            Written::Before(received_at) => {
                let said = report.header.at.map(|at| report.moment(&at, zone));
                // A clock that runs ahead must not keep later corrections out.
                let said = said.filter(|moment| moment.precision == Precision::Time && moment.at <= received_at);
                said.map_or(received_at, |moment| moment.at)
            }
        };
        Self { report, zone, written }
    }

    /// When the message counts as written.
    pub(in crate::laboratories) fn written(&self) -> DateTime<Utc> {
        self.written
    }

    pub(super) fn moment(&self, when: &When) -> Moment {
        self.report.moment(when, self.zone)
    }

    /// As FHIR writes it, as exact as it was sent.
    pub(super) fn text(&self, when: &When) -> String {
        let Moment { at, precision } = self.moment(when);
        match precision {
            Precision::Year => at.format("%Y").to_string(),
            Precision::Month => at.format("%Y-%m").to_string(),
            Precision::Day => at.format("%Y-%m-%d").to_string(),
            Precision::Time => instant(at),
        }
    }

    /// As FHIR's instant: what is known to the day counts from its beginning in UTC.
    pub(super) fn instant(&self, when: &When) -> String {
        instant(self.moment(when).at)
    }
}

pub(super) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
