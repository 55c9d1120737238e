//! What is the same for laboratories' messages whatever way they come.

use clinic::{
    Error,
    laboratories::{Answer, State},
};

/// What became of a message, for logs and measures.
pub(crate) fn outcome(answer: &Answer) -> &'static str {
    match answer.state {
        _ if answer.is_repeated => "repeated",
        State::Filed => "filed",
        State::Waiting => "waiting",
        State::Refused => "refused",
        State::Declined => "declined",
    }
}

/// Whether it is the database that fails and not the message: later the same message may be taken.
pub(crate) fn passing(error: &Error) -> bool {
    match error {
        Error::Database(error) => !error.as_database_error().is_some_and(|error| {
            error.is_unique_violation()
                || error.is_foreign_key_violation()
                || error.is_check_violation()
                || error.code().is_some_and(|code| is_of_the_data(&code))
        }),
        Error::File { .. } | Error::Migration(_) => true,
        _ => false,
    }
}

/// Whether Postgres says that what was to be stored is at fault (classes of SQLSTATE: data, constraints, limits). SQLite's numbers are shorter.
fn is_of_the_data(code: &str) -> bool {
    code.len() == 5 && ["22", "23", "54"].iter().any(|class| code.starts_with(class))
}
