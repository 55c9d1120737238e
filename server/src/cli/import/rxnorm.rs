use super::{Failure, Watch};
use crate::{config::Config, house::House, out, progress};
use chrono::NaiveDate;
use clap::Args;
use clinic::{
    Error,
    audit::{Action, Actor, Event, Outcome, Subject},
    clock::Clock,
    drugs::{ImportReport, Release, import_rxnorm},
};
use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

/// Codes that are listed at most; the rest is counted.
const LISTED: usize = 20;

/// The command `import rxnorm`.
#[derive(Debug, Args)]
pub(super) struct Rxnorm {
    /// The folder of an unpacked release, with RXNCONSO.RRF, RXNREL.RRF and RXNSAT.RRF in it or in its folder rrf.
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// The release's version, where neither its files nor the folder's name tell it.
    #[arg(long, value_name = "TEXT")]
    version: Option<String>,
    /// The day of the release's data, as 2026-03-02, where neither its files nor the folder's name tell it.
    #[arg(long, value_name = "DAY")]
    dated: Option<NaiveDate>,
}

impl Rxnorm {
    pub(super) async fn run(self, config: &Config) -> Result<(), Failure> {
        let release = Release::of(&self.folder, self.version.clone(), self.dated)?;
        let house = House::join(config, Clock::System).await?;
        let done = self.bring_in(&house, release).await;
        house.close().await?;
        let (report, took) = done?;
        tell(&report, took);
        Ok(())
    }

    async fn bring_in(&self, house: &House, release: Release) -> Result<(ImportReport, Duration), Error> {
        let portal = &house.portal;
        let event = |note: String| Event::new(Actor::operator(), Action::Create, Subject::Import).noting(note);
        let watch = Watch { bar: progress::bytes("Importing") };
        let began = Instant::now();
        let done = import_rxnorm(&portal.db, &self.folder, release, &watch, portal.clock.now()).await;
        watch.bar.finish_and_clear();
        let ended = match &done {
            Ok(report) => event(format!("RxNorm {}, {} products", report.release.version, report.products)),
            Err(_) => event("RxNorm, refused".to_owned()).ended(Outcome::Failed),
        };
        let noted = portal.auditor.commit(vec![ended], None).await;
        let report = done?;
        noted?;
        Ok((report, began.elapsed()))
    }
}

fn tell(report: &ImportReport, took: Duration) {
    let Release { version, dated } = &report.release;
    out::line(format_args!("RxNorm {version} of {dated} came in, in {:.1} s.", took.as_secs_f64()));
    out::line("");
    let lines = report.lines.iter().map(|(file, lines)| vec![format!("Lines of {file}"), lines.to_string()]);
    let kept = [
        ("Products that can be prescribed", report.products),
        ("Controlled substances among them", report.controlled),
        ("Marked as common", report.common),
        ("Other codes that are understood", report.codes),
        ("Names of ingredients and brands", report.names),
    ];
    let rows = kept.into_iter().chain(report.left_out.iter().map(|(reason, count)| (*reason, *count)));
    let rows: Vec<Vec<String>> = lines
        .chain(rows.map(|(what, count)| {
            let mut what = what.to_owned();
            if report.left_out.iter().any(|(reason, _)| *reason == what) {
                what.insert_str(0, "Left out: ");
            }
            vec![what, count.to_string()]
        }))
        .collect();
    out::table(&["", "Number"], &rows, &[1]);
    if !report.has_schedules {
        out::line("");
        out::line(
            "This release says nothing of controlled substances. Only those that Verbena's own list names are known as such.",
        );
    }
    if !report.common_missing.is_empty() {
        let listed: Vec<String> = report.common_missing.iter().take(LISTED).map(ToString::to_string).collect();
        let more = report.common_missing.len().saturating_sub(LISTED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        out::line("");
        out::line(format_args!(
            "{} common products are not in this release: {}{more}.",
            report.common_missing.len(),
            listed.join(", ")
        ));
    }
    out::line("");
    out::line("A server that runs uses it within a minute.");
}
