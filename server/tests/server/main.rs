//! Tests of the server, in one program: linking is what takes long.

mod backup;
mod configuration;
mod gate;
mod program;
mod sign_in;
mod support;
