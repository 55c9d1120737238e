//! Which release it is.

use crate::Error;
use chrono::{DateTime, NaiveDate, Utc};
use std::path::Path;

/// A release of RxNorm.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Release {
    /// Its version, as it calls itself.
    pub version: String,
    /// The day of its data.
    pub dated: NaiveDate,
}

impl Release {
    /// Which release lies in `folder`: what is said, else what RXNSAB.RRF or the folder's name says, else the newest day of
    /// its files.
    pub fn of(folder: &Path, version: Option<String>, dated: Option<NaiveDate>) -> Result<Self, Error> {
        let found = match (&version, dated) {
            (Some(version), Some(dated)) => return Ok(Self { version: version.clone(), dated }),
            _ => named(folder),
        };
        let day = match dated.or_else(|| found.as_ref().map(|release| release.dated)) {
            Some(day) => day,
            None => newest_day(folder)?,
        };
        let name = version.or(found.map(|release| release.version));
        Ok(Self { version: name.unwrap_or_else(|| format!("files of {day}")), dated: day })
    }
}

fn named(folder: &Path) -> Option<Release> {
    if let Some(release) = [folder.to_owned(), folder.join("rrf")].iter().find_map(|folder| of_sources(folder)) {
        return Some(release);
    }
    let names = [Some(folder), folder.parent()].into_iter().flatten().filter_map(Path::file_name);
    names.filter_map(std::ffi::OsStr::to_str).find_map(of_name)
}

/// The file about sources has a line for RxNorm itself, whose version ends in a day such as `_251006F`.
fn of_sources(folder: &Path) -> Option<Release> {
    let text = std::fs::read_to_string(folder.join("RXNSAB.RRF")).ok()?;
    text.lines().find_map(|line| {
        let columns: Vec<&str> = line.split('|').collect();
        let [_, _, _, abbreviation, _, _, version, ..] = columns.as_slice() else { return None };
        (*abbreviation == "RXNORM").then_some(())?;
        let day = version.rsplit('_').next()?.get(..6)?;
        Some(Release { version: (*version).to_owned(), dated: NaiveDate::parse_from_str(day, "%y%m%d").ok()? })
    })
}

/// Releases are packed as `RxNorm_full_10062025`.
fn of_name(name: &str) -> Option<Release> {
    let day = name.rsplit('_').next().filter(|day| day.len() == 8)?;
    let dated = NaiveDate::parse_from_str(day, "%m%d%Y").ok()?;
    Some(Release { version: name.to_owned(), dated })
}

fn newest_day(folder: &Path) -> Result<NaiveDate, Error> {
    let inner = folder.join("rrf");
    let folder = if inner.join("RXNCONSO.RRF").exists() { &inner } else { folder };
    let fail = || Error::file(format!("read {}", folder.display()));
    let mut newest: Option<DateTime<Utc>> = None;
    for entry in std::fs::read_dir(folder).map_err(fail())? {
        let about = entry.and_then(|entry| entry.metadata()).map_err(fail())?;
        newest = newest.max(Some(DateTime::<Utc>::from(about.modified().map_err(fail())?)));
    }
    newest.map(|newest| newest.date_naive()).ok_or_else(|| {
        Error::Invalid(format!("{} is empty: name the folder of an unpacked RxNorm release", folder.display()))
    })
}

#[cfg(test)]
mod tests {
    use super::{Release, of_name};
    use chrono::NaiveDate;

    #[test]
    fn the_release_is_told_by_what_there_is() {
        let day = |month, day| NaiveDate::from_ymd_opt(2025, month, day).unwrap();
        assert_eq!(of_name("RxNorm_full_prescribe_10062025").unwrap().dated, day(10, 6));
        assert_eq!(of_name("RxNorm_full"), None);
        let home = tempfile::TempDir::new().unwrap();
        let folder = home.path().join("RxNorm_full_10062025");
        std::fs::create_dir(&folder).unwrap();
        let release = Release::of(&folder, None, None).unwrap();
        assert_eq!((release.version.as_str(), release.dated), ("RxNorm_full_10062025", day(10, 6)));
        std::fs::write(folder.join("RXNSAB.RRF"), "|C1|RXNORM_20AA_251103F|RXNORM|RxNorm|RXNORM|20AA_251103F||\n")
            .unwrap();
        let release = Release::of(&folder, None, None).unwrap();
        assert_eq!((release.version.as_str(), release.dated), ("20AA_251103F", day(11, 3)));
        let release = Release::of(&folder, Some("mine".to_owned()), None).unwrap();
        assert_eq!((release.version.as_str(), release.dated), ("mine", day(11, 3)));
        let plain = home.path().join("plain");
        std::fs::create_dir(&plain).unwrap();
        assert!(Release::of(&plain, None, None).is_err());
        std::fs::write(plain.join("RXNCONSO.RRF"), "").unwrap();
        assert!(Release::of(&plain, None, None).unwrap().version.starts_with("files of "));
    }
}
