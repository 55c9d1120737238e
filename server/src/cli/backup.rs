use super::Failure;
use crate::{
    backup::{self, WaitingMail},
    config::Config,
    house::House,
    out, progress,
};
use clap::Args;
use clinic::clock::Clock;
use std::path::PathBuf;

/// The command `backup`.
#[derive(Debug, Args)]
pub(super) struct Backup {
    /// The file to write; it must not exist yet.
    file: PathBuf,
    /// Leave the keys out; then restoring needs the keys of this installation from elsewhere.
    #[arg(long)]
    without_keys: bool,
}

impl Backup {
    pub(super) async fn run(self, config: &Config) -> Result<(), Failure> {
        let house = House::join(config, Clock::System).await?;
        let bar = progress::counting("Saving");
        let saved =
            backup::save(config, &house, &self.file, !self.without_keys, &mut |rows| bar.set_position(rows)).await;
        bar.finish_and_clear();
        house.close().await?;
        let saved = saved?;
        let file = self.file.display();
        out::line(format_args!("{file}: {} rows of {} tables, {} bytes.", saved.rows, saved.tables, saved.bytes));
        if !self.without_keys {
            out::line("It holds records and keys: keep it where only you can read it.");
        }
        Ok(())
    }
}

/// The command `restore`.
#[derive(Debug, Args)]
pub(super) struct Restore {
    /// The file that `backup` wrote.
    file: PathBuf,
    /// Send the mails that waited when the backup was taken: only where the installation moves here and did nothing after it.
    /// Without this they are stopped.
    #[arg(long)]
    send_mail: bool,
}

impl Restore {
    pub(super) async fn run(self, config: &Config) -> Result<(), Failure> {
        let bar = progress::counting("Restoring");
        let waiting = if self.send_mail { WaitingMail::Sent } else { WaitingMail::HeldBack };
        let restored =
            backup::restore(config, Clock::System, &self.file, waiting, &mut |rows| bar.set_position(rows)).await;
        bar.finish_and_clear();
        let restored = restored?;
        out::line(format_args!(
            "{} rows restored, as they were on {} in {}.",
            restored.rows, restored.taken_at, restored.database
        ));
        if restored.held_back.mails > 0 {
            out::line(format_args!(
                "Mails stopped: {}. They waited when the backup was taken and may have been sent since: an administrator finds \
                 them in the portal under System, Mail, Delivery log, and sends what is still to be sent.",
                restored.held_back.mails
            ));
        }
        if restored.held_back.prescriptions > 0 {
            out::line(format_args!(
                "Of these, prescriptions on their way to a pharmacy: {}. They are on paper now, and their prescribers find a \
                 notice in their inbox.",
                restored.held_back.prescriptions
            ));
        }
        if restored.verdict.findings.is_empty() {
            out::line("The audit trail is whole.");
            return Ok(());
        }
        restored.verdict.findings.iter().for_each(out::line);
        out::line("The audit trail is NOT whole; it was not when the backup was taken either.");
        Err(Failure::Found)
    }
}
