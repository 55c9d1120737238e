use crate::{
    hl7::{LabReport, When},
    moment::{Moment, Precision},
};
use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use serde_json::{Value, json};

/// What a message's times mean.
pub(in crate::laboratories) struct Times<'r> {
    report: &'r LabReport,
    zone: Tz,
    /// When the message was written, or came: the order of corrections.
    pub(super) written: DateTime<Utc>,
    /// When it is filed anew, after it was taken out of a record.
    again: Option<DateTime<Utc>>,
}

impl<'r> Times<'r> {
    pub(in crate::laboratories) fn new(
        report: &'r LabReport,
        zone: Tz,
        received_at: DateTime<Utc>,
        again: Option<DateTime<Utc>>,
    ) -> Self {
        let said = report.header.at.map(|at| report.moment(&at, zone));
        // A clock that runs ahead must not keep later corrections out.
        let said = said.filter(|moment| moment.precision == Precision::Time && moment.at <= received_at);
        Self { report, zone, written: said.map_or(received_at, |moment| moment.at), again }
    }

    /// `meta` of what the message becomes. What is filed anew is another version than the one that was taken out.
    pub(super) fn meta(&self) -> Value {
        let written = instant(self.written);
        match self.again {
            Some(again) => json!({ "lastUpdated": written, "versionId": again.timestamp_micros().to_string() }),
            None => json!({ "lastUpdated": written }),
        }
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
    pub(in crate::laboratories) fn instant(&self, when: &When) -> String {
        instant(self.moment(when).at)
    }
}

pub(in crate::laboratories) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
