//! The few parts of pages that are alive in the browser. Every page works without them.
