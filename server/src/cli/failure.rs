use crate::config::Problems;
use clinic::Error;
use std::process::ExitCode;

/// Why a command did not do what was wanted.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line or the configuration cannot be used.
    Usage(String),
    /// It was tried and failed.
    Failed(Error),
    /// It was done and found something wrong, which was said already.
    Found,
}

impl Failure {
    /// What to say, if it was not said already.
    pub(super) fn text(&self) -> Option<String> {
        match self {
            Self::Usage(text) => Some(text.clone()),
            Self::Failed(error) => Some(error.to_string()),
            Self::Found => None,
        }
    }

    /// The exit status.
    pub(super) fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Usage(_) => 2,
            Self::Failed(_) | Self::Found => 1,
        })
    }
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self::Usage(problems.to_string())
    }
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}
