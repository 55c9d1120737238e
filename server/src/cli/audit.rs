use super::Failure;
use crate::{config::Config, house, out};
use clap::Subcommand;
use clinic::{Error, audit, keys::Keys};

/// The command `audit`.
#[derive(Debug, Subcommand)]
pub(super) enum Audit {
    /// Check every row and every block of the trail, and name what was changed, added or deleted.
    ///
    /// Exit status 0: the trail is whole. 1: something is not as it was written.
    Verify,
}

impl Audit {
    pub(super) async fn run(self, config: &Config) -> Result<(), Failure> {
        let Self::Verify = self;
        let missing = house::missing_keys(config);
        if !missing.is_empty() {
            let (files, folder) = (missing.join(", "), config.keys_folder());
            return Err(Failure::Failed(Error::Invalid(format!(
                "without {files} in {} the trail cannot be checked",
                folder.display()
            ))));
        }
        let keys = Keys::open(&config.keys_folder())?;
        let db = house::connect(config).await?;
        let verdict = audit::verify(&db, &keys, &config.audit_head()).await;
        db.close().await;
        let verdict = verdict?;
        out::line(format_args!(
            "{} blocks with {} rows, and {} rows not sealed yet.",
            verdict.blocks, verdict.sealed, verdict.unsealed
        ));
        if verdict.findings.is_empty() {
            out::line("The audit trail is whole.");
            return Ok(());
        }
        verdict.findings.iter().for_each(out::line);
        out::line(format_args!("The audit trail is NOT whole: {} findings.", verdict.findings.len()));
        Err(Failure::Found)
    }
}
