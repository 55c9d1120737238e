//! Reports of laboratories that wait for a clinician, on both databases.

mod arriving;
mod asking;
mod bench;
mod calling;
mod seeing;
mod telling;
