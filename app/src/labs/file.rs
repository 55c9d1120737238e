//! A report as a PDF: everything that stands on its page, to be kept, printed or given to another doctor.

use super::{
    cells::{change_words, findings, flag, range},
    follows,
    revised::{said, sentences},
    words::{Named, called, named, no_value, status},
};
use crate::{
    paper::{About, Column, Document, Format, Style},
    prescriptions::PDF_POLICY,
    ui::{date::local, text::Lang, when::zone_of},
    web::{Answer, Here, InChart, birth_words},
};
use axum::{http::header, response::IntoResponse as _};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clinic::{
    Error,
    ids::ReportId,
    labs::{self, Compared, Detail, Observation, Person},
    moment::{Moment, Precision},
};

/// What a sheet is made of.
struct Sheet<'s> {
    detail: &'s Detail,
    person: &'s Person,
    /// Until when the reader does not see a result of the report that came later.
    more_until: Option<DateTime<Utc>>,
    clinic_name: &'s str,
    /// The zone of places that name none of their own.
    clinic: Tz,
    made_at: DateTime<Utc>,
    lang: Lang,
}

/// One report as a PDF. The file's name and title hold nothing personal.
///
/// # Errors
/// `NotFound` for a report that its reader does not see yet.
pub(crate) async fn pdf(here: Here, place: InChart) -> Answer {
    let id: ReportId = here.id("id")?;
    let mut q = here.read().await?;
    let detail = labs::report(&mut q, &place.chart, id).await?;
    if detail.report.held_until.is_some() && place.chart.awaits_release() {
        return Err(Error::NotFound.into());
    }
    let person = labs::person(&mut q, &place.chart).await?;
    drop(q);
    let settings = &here.portal.settings;
    let sheet = Sheet {
        detail: &detail,
        person: &person,
        more_until: detail.report.more_until.filter(|_| place.chart.awaits_release()),
        clinic_name: &settings.clinic_name,
        clinic: settings.zone,
        made_at: here.now,
        lang: here.lang,
    };
    let about = [
        (header::CONTENT_TYPE, "application/pdf"),
        (header::CONTENT_DISPOSITION, "inline; filename=\"lab-report.pdf\""),
        (header::CONTENT_SECURITY_POLICY, PDF_POLICY),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((about, sheet.draw()?).into_response())
}

impl Sheet<'_> {
    fn draw(&self) -> Result<Vec<u8>, Error> {
        let lang = self.lang;
        let report = &self.detail.report;
        let Named { name, own } = called(report.code.as_deref(), &report.display, lang);
        let made = lang.moment(self.made_at, self.clinic);
        let mut paper = Document::new(About {
            title: lang.t("labs-pdf-title"),
            lang,
            format: Format::LETTER,
            made_at: self.made_at,
            marks: Vec::new(),
            // A page that lies apart from the others still says whose it is.
            foot: format!("{} · {name} · {}", self.person.name, lang.with("labs-pdf-made", &[("time", made.into())])),
        })?;
        paper.columns(vec![
            Column::new(name, Style::STRONG.sized(15.0), 0.6).heading(1),
            Column::new(self.clinic_name, Style::STRONG.sized(11.0), 0.4).at_end(),
        ]);
        if let Some(own) = own {
            paper.paragraph(&own, Style::LABEL, None);
        }
        paper.rule();
        Self::list(&mut paper, &self.about_person());
        paper.rule();
        Self::list(&mut paper, &self.about_report());
        paper.rule();
        if report.is_withdrawn() {
            paper.paragraph(&lang.t("labs-report-withdrawn"), Style::STRONG, None);
            return paper.finish();
        }
        if let Some(until) = self.more_until {
            let words = lang.with("labs-held-later", &[("date", lang.date(local(until, self.clinic)).into())]);
            paper.paragraph(&words, Style::STRONG, None);
        }
        if let Some(conclusion) = report.conclusion.as_deref().filter(|text| !text.trim().is_empty()) {
            paper.heading(2, &lang.t("labs-conclusion"), Style::STRONG.sized(11.0));
            Self::paragraphs(&mut paper, conclusion);
        }
        paper.gap(6.0);
        paper.heading(2, &lang.t("labs-results"), Style::STRONG.sized(11.0));
        if self.detail.results.is_empty() {
            paper.paragraph(&lang.t("labs-report-empty"), Style::TEXT, None);
        } else {
            self.results(&mut paper);
        }
        self.follows(&mut paper);
        self.notes(&mut paper);
        paper.finish()
    }

    fn about_person(&self) -> Vec<(String, String)> {
        let (lang, person) = (self.lang, self.person);
        let born = person.birth_date.map(|date| birth_words(lang, date, person.birth_date_precision));
        let facts = [
            (lang.t("labs-pdf-patient"), Some(person.name.clone())),
            (lang.t("labs-pdf-born"), born),
            (lang.t("labs-pdf-number"), person.record_number.clone()),
        ];
        facts.into_iter().filter_map(|(label, value)| Some((label, value?))).collect()
    }

    fn about_report(&self) -> Vec<(String, String)> {
        let (lang, report) = (self.lang, &self.detail.report);
        let zone = zone_of(report.zone.as_deref(), self.clinic);
        let moment = |at| lang.when(Moment { at, precision: Precision::Time }, zone);
        let origin = self.detail.origin.as_ref().map(|origin| match &origin.value {
            Some(value) => format!("{}: {value}", origin.test),
            None => origin.test.clone(),
        });
        let state = status(&report.status, lang).map_or_else(|| lang.t("labs-status-final"), |(_, words)| words);
        let facts = [
            (lang.t("labs-origin"), origin),
            (lang.t("labs-taken"), report.taken().map(|when| lang.when(when, zone))),
            (lang.t("labs-specimen"), report.specimen.clone()),
            (lang.t("labs-received"), report.received_at.map(moment)),
            (lang.t("labs-issued"), report.issued_at.map(moment)),
            (lang.t("labs-orderer"), report.orderer.clone()),
            (lang.t("labs-place"), report.location.clone()),
            (lang.t("labs-performer"), report.performer.clone()),
            (lang.t("labs-status"), Some(state)),
        ];
        facts.into_iter().filter_map(|(label, value)| Some((label, value?))).collect()
    }

    fn results(&self, paper: &mut Document) {
        let lang = self.lang;
        let head = [
            (lang.t("labs-column-test"), 0.28),
            (lang.t("labs-column-result"), 0.18),
            (lang.t("labs-column-flag"), 0.14),
            (lang.t("labs-column-range"), 0.18),
            (lang.t("labs-column-change"), 0.22),
        ];
        let rows: Vec<Vec<String>> = self
            .detail
            .results
            .iter()
            .map(|Compared { result, earlier }| {
                let zone = zone_of(result.zone.as_deref(), self.clinic);
                vec![
                    self.name(result),
                    self.value(result),
                    self.marks(result),
                    range(result, lang).unwrap_or_default(),
                    change_words(result, earlier, zone, lang).map(|(_, words)| words).unwrap_or_default(),
                ]
            })
            .collect();
        let head: Vec<(&str, f32)> = head.iter().map(|(name, share)| (name.as_str(), *share)).collect();
        paper.table(&head, &rows);
    }

    fn follows(&self, paper: &mut Document) {
        let lang = self.lang;
        let names = [
            lang.t("labs-column-test"),
            lang.t("labs-column-result"),
            lang.t("labs-column-finding"),
            lang.t("labs-column-comment"),
        ];
        for follow in &self.detail.follows {
            let Some(from) = self.detail.results.iter().find(|row| row.result.id == follow.from) else { continue };
            paper.gap(6.0);
            paper.heading(3, &follows::title(follow, &from.result), Style::STRONG);
            let rows: Vec<Vec<String>> = follow
                .results
                .iter()
                .map(|result| {
                    let note = result.note.clone().unwrap_or_default();
                    vec![self.name(result), self.value(result), self.marks(result), note]
                })
                .collect();
            let head: Vec<(&str, f32)> = names.iter().map(String::as_str).zip([0.34, 0.18, 0.2, 0.28]).collect();
            paper.table(&head, &rows);
            if let Some(conclusion) = &follow.report.conclusion {
                Self::paragraphs(paper, conclusion);
            }
        }
    }

    /// Comments, methods and what was changed, result by result.
    fn notes(&self, paper: &mut Document) {
        let lang = self.lang;
        let inner = self.detail.follows.iter().flat_map(|follow| &follow.results);
        let mut headed = false;
        for (result, is_inner) in
            self.detail.results.iter().map(|row| (&row.result, false)).chain(inner.map(|result| (result, true)))
        {
            let note = result.note.as_deref().filter(|note| !is_inner && !note.trim().is_empty());
            let method = result.method.as_ref();
            let method = method.map(|method| lang.with("labs-method-is", &[("method", method.clone().into())]));
            let changes = sentences(result.id, &self.detail.revisions, self.clinic, lang);
            if note.is_none() && method.is_none() && changes.is_empty() {
                continue;
            }
            if !headed {
                paper.gap(6.0);
                paper.heading(2, &lang.t("labs-column-about"), Style::STRONG.sized(11.0));
                headed = true;
            }
            paper.paragraph(&named(result, lang).name, Style::STRONG, None);
            if let Some(note) = note {
                Self::paragraphs(paper, note);
            }
            for line in changes.iter().chain(&method) {
                paper.paragraph(line, Style::TEXT, None);
            }
            paper.gap(3.0);
        }
    }

    fn list(paper: &mut Document, facts: &[(String, String)]) {
        paper.facts(facts.iter().map(|(label, value)| (label.as_str(), value.as_str(), false)));
    }

    /// A text with the line breaks it was sent with.
    fn paragraphs(paper: &mut Document, text: &str) {
        for line in text.lines() {
            if line.trim().is_empty() {
                paper.gap(4.0);
            } else {
                paper.paragraph(line, Style::TEXT, None);
            }
        }
    }

    /// The everyday name and the laboratory's own.
    fn name(&self, result: &Observation) -> String {
        let Named { name, own } = named(result, self.lang);
        match own {
            Some(own) => format!("{name}\n{own}"),
            None => name,
        }
    }

    fn value(&self, result: &Observation) -> String {
        said(result).unwrap_or_else(|| no_value(result, self.lang))
    }

    fn marks(&self, result: &Observation) -> String {
        let has_value = matches!(result.standing(), labs::Standing::Known | labs::Standing::Missing);
        let state = status(&result.status, self.lang).filter(|_| has_value).map(|(_, words)| words);
        let flag = flag(result).word(self.lang);
        flag.into_iter().chain(findings(result, self.lang)).chain(state).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
#[path = "file_test.rs"]
mod tests;
