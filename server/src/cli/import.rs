mod hl7;
mod rxnorm;

use super::Failure;
use crate::{config::Config, house::House, out, progress};
use clap::{Args, Subcommand};
use clinic::{
    Error,
    audit::{Action, Actor, Event, Outcome, Subject},
    clock::Clock,
    fhir::{self, Counts, Options, Refusal, Report},
};
use indicatif::ProgressBar;
use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

/// Refusals and files that are listed at most; the rest is counted.
const LISTED: usize = 50;

/// The command `import`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Import {
    #[command(subcommand)]
    what: Option<What>,
    /// FHIR R4 Bundles or NDJSON: files, or folders with all that is in them.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The system the records come from; the same id from two systems means two resources.
    #[arg(long, value_name = "NAME", default_value = "import")]
    source: String,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Bring in laboratories' messages: HL7 version 2, ORU^R01.
    ///
    /// Each message is taken, waits for a patient, or is refused by itself; importing it again changes nothing. Exit status 1 when one
    /// was refused.
    Hl7(hl7::Hl7),
    /// Bring in a release of RxNorm, the drugs that can be prescribed, in the place of those there are.
    ///
    /// All of it or nothing. Releases are published each month by the U.S. National Library of Medicine; "Current
    /// Prescribable Content" is free of licences and enough.
    Rxnorm(rxnorm::Rxnorm),
}

impl Import {
    pub(super) async fn run(self, config: &Config) -> Result<(), Failure> {
        match self.what {
            Some(What::Hl7(hl7)) => return hl7.run(config).await,
            Some(What::Rxnorm(rxnorm)) => return rxnorm.run(config).await,
            None => {}
        }
        let house = House::join(config, Clock::System).await?;
        let done = self.bring_in(&house).await;
        house.close().await?;
        let (report, took) = done?;
        tell(&report, took);
        if report.files == 0 && report.refused.is_empty() {
            return Err(Failure::Failed(Error::Invalid(
                "no FHIR file was found there: files end in .json or .ndjson".to_owned(),
            )));
        }
        if report.refused.is_empty() { Ok(()) } else { Err(Failure::Found) }
    }

    async fn bring_in(&self, house: &House) -> Result<(Report, Duration), Error> {
        let portal = &house.portal;
        let event = |note: String| Event::new(Actor::operator(), Action::Create, Subject::Import).noting(note);
        // File names are left out of the trail: they often name a patient.
        portal.auditor.commit(vec![event(format!("begun, {} paths", self.paths.len()))], None).await?;
        let options = Options { source: self.source.clone(), zone: portal.settings.zone };
        let watch = Watch { bar: progress::bytes("Importing") };
        let began = Instant::now();
        let done = fhir::import(&portal.db, &portal.clock, &self.paths, &options, &watch).await;
        watch.bar.finish_and_clear();
        let ended = match &done {
            Ok(report) => {
                let (files, resources, refused) = (report.files, report.total().all(), report.refused.len());
                event(format!("ended, {files} files with {resources} resources, {refused} refusals"))
            }
            Err(_) => event("broken off".to_owned()).ended(Outcome::Failed),
        };
        let noted = portal.auditor.commit(vec![ended], None).await;
        let report = done?;
        noted?;
        Ok((report, began.elapsed()))
    }
}

pub(super) struct Watch {
    pub(super) bar: ProgressBar,
}

impl fhir::Progress for Watch {
    fn begin(&self, _files: usize, bytes: u64) {
        self.bar.set_length(bytes);
    }

    fn file(&self, name: &str) {
        self.bar.set_message(name.to_owned());
    }

    fn advanced(&self, bytes: u64) {
        self.bar.set_position(bytes);
    }
}

fn tell(report: &Report, took: Duration) {
    let mut rows: Vec<Vec<String>> = report.types.iter().map(|(name, counts)| row(name, *counts)).collect();
    if !rows.is_empty() {
        rows.push(row("All", report.total()));
        let heads =
            ["Resources", "Understood", "Kept as they came", "Newer version", "Here already", "Older, left alone"];
        out::table(&heads, &rows, &[1, 2, 3, 4, 5]);
        out::line("");
    }
    let tenths = report.bytes / 100_000;
    let seconds = took.as_secs_f64();
    out::line(format_args!(
        "{} files, {}.{} MB in {seconds:.1} s. Everything is kept as it came, too.",
        report.files,
        tenths / 10,
        tenths % 10
    ));
    if !report.passed_over.is_empty() {
        out::line(format_args!(
            "{} other files were passed over: they are no FHIR files by their name.",
            report.passed_over.len()
        ));
    }
    if report.refused.is_empty() {
        return;
    }
    out::line("");
    out::line("Refused; nothing of these files came in:");
    for Refusal { file, place, resource, reason } in report.refused.iter().take(LISTED) {
        let places: Vec<&str> = [place, resource].into_iter().flatten().map(String::as_str).collect();
        let place = if places.is_empty() { String::new() } else { format!(", {}", places.join(", ")) };
        out::line(format_args!("  {file}{place}: {reason}"));
    }
    let unlisted =
        u64::try_from(report.refused.len().saturating_sub(LISTED)).unwrap_or(u64::MAX) + report.refused_unlisted;
    if unlisted > 0 {
        out::line(format_args!("  and {unlisted} more"));
    }
}

fn row(name: &str, counts: Counts) -> Vec<String> {
    let Counts { understood, kept_only, updated, unchanged, older } = counts;
    let numbers = [understood, kept_only, updated, unchanged, older];
    std::iter::once(name.to_owned()).chain(numbers.map(|number| number.to_string())).collect()
}
