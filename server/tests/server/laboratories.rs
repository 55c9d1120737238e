//! Laboratories' messages by HTTP and as files, and the administrator's pages.

mod files;
mod http;
mod pages;
