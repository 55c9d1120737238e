//! The style sheets: every `@import` of the entry file in one file, minified.

use std::path::Path;

use anyhow::{Result, anyhow};
use lightningcss::{
    bundler::{Bundler, FileProvider},
    printer::PrinterOptions,
    stylesheet::{MinifyOptions, ParserOptions},
    targets::{Browsers, Targets},
};

use crate::{
    asset::{self, Effort},
    manifest::{self, Manifest},
};

/// Bundles `entry` into `pkg` and notes its name.
pub(crate) fn build(entry: &Path, pkg: &Path, effort: Effort, manifest: &mut Manifest) -> Result<()> {
    let css = bundle(entry, effort)?;
    let file = format!("style.{}.css", asset::short_hash(css.as_bytes()));
    asset::write(&pkg.join(&file), css.as_bytes(), effort)?;
    manifest.css = manifest::address(&file);
    Ok(())
}

fn bundle(entry: &Path, effort: Effort) -> Result<String> {
    let files = FileProvider::new();
    let mut sheet = Bundler::new(&files, None, ParserOptions::default())
        .bundle(entry)
        .map_err(|error| anyhow!("the style sheets cannot be bundled: {error}"))?;
    let targets = Targets::from(oldest_browsers());
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .map_err(|error| anyhow!("the style sheets cannot be minified: {error}"))?;
    let printed = sheet
        .to_css(PrinterOptions { minify: effort == Effort::Release, targets, ..PrinterOptions::default() })
        .map_err(|error| anyhow!("the style sheets cannot be written: {error}"))?;
    Ok(printed.code)
}

/// The first browsers with cascade layers, which the sheets cannot do without.
fn oldest_browsers() -> Browsers {
    const fn version(major: u32, minor: u32) -> u32 {
        major << 16 | minor << 8
    }
    Browsers {
        android: Some(version(99, 0)),
        chrome: Some(version(99, 0)),
        edge: Some(version(99, 0)),
        firefox: Some(version(97, 0)),
        ios_saf: Some(version(15, 4)),
        safari: Some(version(15, 4)),
        samsung: Some(version(18, 0)),
        ..Browsers::default()
    }
}
