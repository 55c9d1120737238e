//! Lab results: by panel, by test, one test's history.
