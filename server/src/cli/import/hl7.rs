use super::Failure;
use crate::{config::Config, house::House, laboratory::passing, out, progress};
use clap::Args;
use clinic::{
    Error,
    audit::{Action, Actor, Event, Outcome, Subject},
    clock::Clock,
    hl7::{FilePart, is_likely, pieces},
    ids::LaboratoryId,
    laboratories::{self, Answer, Noted, State, Way},
};
use indicatif::ProgressBar;
use std::{
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// Refusals that are listed at most; the rest is counted.
const LISTED: usize = 50;
/// Bytes that are looked at to tell whether a file of a folder holds messages.
const BEGINNING: u64 = 512;

/// The command `import hl7`.
#[derive(Debug, Args)]
pub(super) struct Hl7 {
    /// Files of messages, or folders with all that is in them. A file holds one message, several ones after another, a batch, or frames
    /// as they go over a connection.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The laboratory the messages are from, where they do not name it themselves.
    #[arg(long, value_name = "NAME")]
    laboratory: Option<String>,
}

/// What came of an import.
#[derive(Default)]
struct Report {
    files: usize,
    passed_over: usize,
    filed: usize,
    waiting: usize,
    repeated: usize,
    refused: usize,
    listed: Vec<String>,
}

impl Hl7 {
    pub(super) async fn run(self, config: &Config) -> Result<(), Failure> {
        let house = House::join(config, Clock::System).await?;
        let done = self.bring_in(&house, config.message_bytes).await;
        house.close().await?;
        let (report, took) = done?;
        tell(&report, took);
        if report.files == 0 && report.refused == 0 {
            return Err(Failure::Failed(Error::Invalid("no file with messages was found there".to_owned())));
        }
        if report.refused == 0 { Ok(()) } else { Err(Failure::Found) }
    }

    async fn bring_in(&self, house: &House, message_bytes: usize) -> Result<(Report, Duration), Error> {
        let portal = &house.portal;
        let laboratory = match &self.laboratory {
            None => None,
            Some(name) => match laboratories::named(&mut portal.db.read().await?, name).await {
                Err(Error::NotFound) => {
                    return Err(Error::Invalid(format!(
                        "there is no laboratory {name:?}; `verbena laboratory list` names those there are"
                    )));
                }
                found => Some(found?.id),
            },
        };
        let event = |note: String| Event::new(Actor::operator(), Action::Create, Subject::Import).noting(note);
        // File names are left out of the trail: they often name a patient.
        portal.auditor.commit(vec![event(format!("HL7 begun, {} paths", self.paths.len()))], None).await?;
        let began = Instant::now();
        let mut report = Report::default();
        let bar = progress::bytes("Importing");
        let done = self.all(house, laboratory, message_bytes, &mut report, &bar).await;
        bar.finish_and_clear();
        let Report { files, filed, waiting, repeated, refused, .. } = report;
        let counts = format!("{files} files, {filed} filed, {waiting} waiting, {repeated} repeated, {refused} refused");
        let ended = match &done {
            Ok(()) => event(format!("HL7 ended, {counts}")),
            Err(_) => event(format!("HL7 broken off, {counts}")).ended(Outcome::Failed),
        };
        let noted = portal.auditor.commit(vec![ended], None).await;
        done?;
        noted?;
        Ok((report, began.elapsed()))
    }

    async fn all(
        &self,
        house: &House,
        laboratory: Option<LaboratoryId>,
        message_bytes: usize,
        report: &mut Report,
        bar: &ProgressBar,
    ) -> Result<(), Error> {
        let files = collect(&self.paths, report);
        bar.set_length(files.iter().filter_map(|file| fs::metadata(file).ok()).map(|about| about.len()).sum());
        for path in files {
            let name = path.display().to_string();
            let bytes = match fs::read(&path) {
                Ok(bytes) => bytes,
                Err(error) => {
                    report.refuse(format!("{name}: cannot be read: {error}"));
                    continue;
                }
            };
            report.files += 1;
            let pieces = pieces(&bytes);
            if pieces.is_empty() {
                report.refuse(format!("{name}: it holds no message"));
            }
            for piece in pieces {
                let place = format!("{name}, line {}", piece.line);
                match piece.what {
                    FilePart::Message(message) if message.len() > message_bytes => {
                        report.refuse(format!("{place}: the message is larger than mllp_message_bytes"));
                    }
                    FilePart::Message(message) => {
                        match laboratories::accept(&house.portal, Way::File(laboratory), &message).await {
                            Ok(answer) => report.note(&place, &answer),
                            // What came in already stays; the same command goes on later.
                            Err(error) if passing(&error) => return Err(error),
                            Err(error) => report.refuse(format!("{place}: cannot be stored: {error}")),
                        }
                    }
                    FilePart::Stray => {
                        report.refuse(format!("{place}: these lines belong to no message: one begins with MSH"));
                    }
                    FilePart::Half => report.refuse(format!("{place}: the end of this message is missing")),
                }
            }
            bar.inc(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        }
        Ok(())
    }
}

impl Report {
    fn refuse(&mut self, why: String) {
        self.refused += 1;
        if self.listed.len() < LISTED {
            self.listed.push(why);
        }
    }

    fn note(&mut self, place: &str, answer: &Answer) {
        match answer.state {
            State::Refused => {
                let faults: Vec<String> =
                    answer.faults.iter().map(Noted::from).filter(|fault| fault.is_error).map(says).collect();
                let named = match answer.control_id.as_str() {
                    "" => String::new(),
                    id => format!(", message {id}"),
                };
                self.refuse(format!("{place}{named}: {}", faults.join(" ")));
            }
            _ if answer.is_repeated => self.repeated += 1,
            State::Waiting => self.waiting += 1,
            State::Filed => self.filed += 1,
            // It was here before, or it could not have been declined.
            State::Declined => self.repeated += 1,
        }
    }
}

fn says(fault: Noted) -> String {
    let Noted { code, place, says, .. } = fault;
    let place = if place.is_empty() { String::new() } else { format!("{place}: ") };
    format!("{place}{says} ({code})")
}

/// The files, those of folders in the order of their names and as far as they begin like messages.
fn collect(paths: &[PathBuf], report: &mut Report) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        let result = match fs::metadata(path) {
            Ok(about) if about.is_dir() => folder(path, report, &mut files),
            Ok(_) => {
                files.push(path.clone());
                Ok(())
            }
            Err(error) => Err(error),
        };
        if let Err(error) = result {
            report.refuse(format!("{}: cannot be read: {error}", path.display()));
        }
    }
    files
}

fn folder(path: &Path, report: &mut Report, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries = fs::read_dir(path)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        // Links to folders are not followed: they may lead round in a circle.
        let result = match entry.file_type() {
            Ok(kind) if kind.is_dir() => folder(&path, report, files),
            Ok(_) => match begins_like_messages(&path) {
                Ok(true) => {
                    files.push(path.clone());
                    Ok(())
                }
                Ok(false) => {
                    report.passed_over += 1;
                    Ok(())
                }
                Err(error) => Err(error),
            },
            Err(error) => Err(error),
        };
        if let Err(error) = result {
            report.refuse(format!("{}: cannot be read: {error}", path.display()));
        }
    }
    Ok(())
}

fn begins_like_messages(path: &Path) -> io::Result<bool> {
    let mut beginning = Vec::new();
    fs::File::open(path)?.take(BEGINNING).read_to_end(&mut beginning)?;
    Ok(is_likely(&beginning))
}

fn tell(report: &Report, took: Duration) {
    let rows = [
        ("In a record", report.filed),
        ("Waiting for a patient", report.waiting),
        ("Here already", report.repeated),
        ("Refused", report.refused),
    ];
    let rows: Vec<Vec<String>> = rows.iter().map(|(what, count)| vec![(*what).to_owned(), count.to_string()]).collect();
    out::table(&["Messages", "Number"], &rows, &[1]);
    out::line("");
    out::line(format_args!("{} files in {:.1} s.", report.files, took.as_secs_f64()));
    if report.passed_over > 0 {
        out::line(format_args!(
            "{} other files were passed over: they do not begin like messages.",
            report.passed_over
        ));
    }
    if report.waiting > 0 {
        out::line("Whose the waiting ones are, staff decides in the portal.");
    }
    if report.refused == 0 {
        return;
    }
    out::line("");
    out::line("Refused:");
    report.listed.iter().for_each(|line| out::line(format_args!("  {line}")));
    let more = report.refused.saturating_sub(report.listed.len());
    if more > 0 {
        out::line(format_args!("  and {more} more"));
    }
}
