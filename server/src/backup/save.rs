use super::{End, FORMAT, Header, KeyLine, VERSION, file::Writer, hex};
use crate::{config::Config, house::House};
use clinic::{
    Error,
    audit::{Action, Actor, Event, Subject},
    backup, keys,
};
use std::{collections::BTreeMap, path::Path};

/// What was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Tables.
    pub tables: usize,
    /// Rows in all of them.
    pub rows: u64,
    /// Bytes of the file.
    pub bytes: u64,
}

/// Writes everything of the installation as it is at one moment into `place`, also while a server runs.
///
/// `progress` is told the number of rows from time to time.
pub async fn save(
    config: &Config,
    house: &House,
    place: &Path,
    with_keys: bool,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<Saved, Error> {
    let portal = &house.portal;
    let mut out = Writer::create(place)?;
    let note = if with_keys { "backup with keys" } else { "backup without keys" };
    let event = Event::new(Actor::operator(), Action::Read, Subject::Database).noting(note);
    portal.auditor.commit(vec![event], None).await?;

    out.line(&Header {
        format: FORMAT.to_owned(),
        version: VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        database: portal.db.kind().to_owned(),
        migration: portal.db.migrations().await?.applied,
        taken_at: portal.clock.now().to_rfc3339(),
        seal: portal.keys.seal_id(),
    })?;
    if with_keys {
        for name in keys::FILES {
            let path = config.keys_folder().join(name);
            let bytes = std::fs::read(&path).map_err(Error::file(format!("read {}", path.display())))?;
            out.line(&KeyLine { key: name.to_owned(), hex: hex(&bytes) })?;
        }
    }

    let mut tx = portal.db.snapshot().await?;
    let mut tables = backup::tables(&mut tx).await?;
    tables.retain(|table| !backup::LEFT_OUT.contains(&table.name.as_str()));
    let mut rows = BTreeMap::new();
    let mut all = 0;
    for table in &tables {
        out.line(table)?;
        let count = backup::rows(&mut tx, table, |row| {
            all += 1;
            if all % 1000 == 0 {
                progress(all);
            }
            out.line(&row)
        })
        .await?;
        rows.insert(table.name.clone(), count);
    }
    tx.rollback().await?;
    progress(all);
    let sha256 = out.digest();
    out.line(&End { rows, sha256 })?;
    let bytes = out.finish()?;
    Ok(Saved { tables: tables.len(), rows: all, bytes })
}
