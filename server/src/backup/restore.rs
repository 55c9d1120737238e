use super::{End, FORMAT, Header, KeyLine, VERSION, file::Reader};
use crate::{
    config::Config,
    house::{self, House},
    lock::Lock,
};
use clinic::{
    Error,
    audit::{self, Action, Actor, Event, Subject, Verdict},
    backup::{self, Loader, Table},
    clock::Clock,
    db::Db,
    drugs::{self, Origin},
    keys::{self, Keys},
    mail::{HeldBack, hold_back_restored},
};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fs::OpenOptions,
    io::Write as _,
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::Path,
};

/// What happens to mails that waited when the backup was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitingMail {
    /// They are stopped: they may have been sent since, and this may be a trial. Administrators decide.
    HeldBack,
    /// They are sent: the installation has moved and did nothing after the backup.
    Sent,
}

/// What was restored.
#[derive(Clone, Debug)]
pub struct Restored {
    /// Rows in all tables.
    pub rows: u64,
    /// When the backup was taken, as it says.
    pub taken_at: String,
    /// The database it was taken from, as it says.
    pub database: String,
    /// The mails that waited and are not sent by themselves.
    pub held_back: HeldBack,
    /// The check of the audit trail afterwards.
    pub verdict: Verdict,
}

/// Puts a backup into an installation that is empty.
///
/// The whole file is checked before anything is written. `progress` is told the number of rows from time to time.
///
/// # Errors
/// `Invalid` when the file is damaged or too new, the database is not empty, or other keys are in place.
pub async fn restore(
    config: &Config,
    clock: Clock,
    from: &Path,
    waiting: WaitingMail,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<Restored, Error> {
    let Contents { header, keys, end } = examine(from)?;
    house::make_data_folder(&config.data)?;
    let lock = Lock::take(&config.data)?;
    let db = house::connect(config).await?;
    make_ready(&db, &header).await?;
    put_keys(config, &header, &keys)?;

    let rows = load(&db, from, &end, progress).await?;
    db.migrate().await?;
    // The mark of a trail that was here before does not fit the one that is here now.
    let head = config.audit_head();
    match std::fs::remove_file(&head) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(Error::file(format!("remove {}", head.display()))(error));
        }
        _ => {}
    }
    let house = House::of(config, db.clone(), clock.clone(), Some(lock)).await?;
    let held_back = match waiting {
        WaitingMail::HeldBack => hold_back_restored(&db, &house.portal.auditor, clock.now()).await?,
        WaitingMail::Sent => HeldBack::default(),
    };
    let event = Event::new(Actor::operator(), Action::Create, Subject::Database).noting("restore");
    house.portal.auditor.commit(vec![event], None).await?;
    let verdict = audit::verify(&db, &house.portal.keys, &head).await?;
    house.close().await?;
    Ok(Restored { rows, taken_at: header.taken_at, database: header.database, held_back, verdict })
}

struct Contents {
    header: Header,
    keys: Vec<(&'static str, Vec<u8>)>,
    end: End,
}

/// Reads the whole file once: is it what was written, and to its end?
fn examine(from: &Path) -> Result<Contents, Error> {
    let mut file = Reader::open(from)?;
    let first = file.next()?.and_then(|line| serde_json::from_slice::<Header>(line).ok());
    let header = first
        .filter(|header| header.format == FORMAT)
        .ok_or_else(|| file.damaged("its first line is not a backup's"))?;
    if header.version != VERSION {
        return Err(Error::Invalid(format!(
            "this backup has version {} of the format, this program reads {VERSION}: use the program it was made with ({})",
            header.version, header.program
        )));
    }
    let mut keys = Vec::new();
    let mut end: Option<End> = None;
    while let Some(line) = file.next()? {
        if end.is_some() {
            return Err(file.damaged("something follows its end"));
        }
        match line.first() {
            Some(b'[') => continue,
            Some(b'{') => {}
            _ => return Err(file.damaged("a line is not JSON")),
        }
        if let Ok(KeyLine { key, hex }) = serde_json::from_slice(line) {
            let name = keys::FILES.into_iter().find(|name| *name == key);
            match name.zip(bytes(&hex)) {
                Some(key) => keys.push(key),
                None => return Err(file.damaged("a key is not one of this program's")),
            }
        } else if let Ok(found) = serde_json::from_slice::<End>(line) {
            if found.sha256 != file.digest_before() {
                return Err(file.damaged("its content does not fit its checksum"));
            }
            end = Some(found);
        }
    }
    let end = end.ok_or_else(|| file.damaged("its end is missing"))?;
    Ok(Contents { header, keys, end })
}

/// Makes sure the database is empty, and brings its tables to the state the backup was taken in.
async fn make_ready(db: &Db, header: &Header) -> Result<(), Error> {
    let state = db.migrations().await?;
    if header.migration > state.known {
        return Err(Error::Invalid(format!(
            "this backup is at migration {}, this program knows {}: use the newer program that made it",
            header.migration, state.known
        )));
    }
    let mut tx = db.snapshot().await?;
    // The formulary that came with the program is no reason to refuse: nobody entered it.
    let mut tables = backup::tables(&mut tx).await?;
    let is_drugs = |table: &Table| drugs::TABLES.contains(&table.name.as_str());
    if tables.iter().any(is_drugs)
        && drugs::source(&mut tx).await?.is_none_or(|source| source.origin == Origin::Starter)
    {
        tables.retain(|table| !is_drugs(table));
    }
    let used = backup::first_in_use(&mut tx, &tables).await?;
    tx.rollback().await?;
    if let Some(table) = used {
        return Err(Error::Invalid(format!(
            "the database is not empty ({table} has rows), and a restore never overwrites: name an empty folder with --data, \
             or an empty database with DATABASE_URL"
        )));
    }
    if state.applied > header.migration {
        return Err(Error::Invalid(format!(
            "the tables here are at migration {}, the backup is of {}: restore into a new folder or database, and they are \
             brought up to date afterwards",
            state.applied, header.migration
        )));
    }
    db.migrate_to(header.migration).await
}

/// Writes the backup's keys where there are none; never over others.
fn put_keys(config: &Config, header: &Header, keys: &[(&'static str, Vec<u8>)]) -> Result<(), Error> {
    let folder = config.keys_folder();
    if keys.is_empty() {
        let missing = house::missing_keys(config);
        if !missing.is_empty() || Keys::open(&folder)?.seal_id() != header.seal {
            return Err(Error::Invalid(format!(
                "this backup holds no keys: put the keys of that installation into {} first",
                folder.display()
            )));
        }
        return Ok(());
    }
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&folder)
        .map_err(Error::file(format!("make {}", folder.display())))?;
    for (name, bytes) in keys {
        let path = folder.join(name);
        match std::fs::read(&path) {
            Ok(present) if present == *bytes => {}
            Ok(_) => {
                return Err(Error::Invalid(format!(
                    "{} is another key than the backup's; restore into an empty folder, named with --data",
                    path.display()
                )));
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let write = || {
                    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
                    file.write_all(bytes)?;
                    file.sync_all()
                };
                write().map_err(Error::file(format!("write {}", path.display())))?;
            }
            Err(error) => return Err(Error::file(format!("read {}", path.display()))(error)),
        }
    }
    Ok(())
}

/// Loads all rows in one transaction: whatever happens, the database is whole or still empty.
async fn load(db: &Db, from: &Path, end: &End, progress: &mut (dyn FnMut(u64) + Send)) -> Result<u64, Error> {
    let mut file = Reader::open(from)?;
    let mut tx = db.begin().await?;
    let known = backup::tables(&mut tx).await?;
    if known.iter().any(|table| drugs::TABLES.contains(&table.name.as_str())) {
        drugs::clear(&mut tx).await?;
    }
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let mut current: Option<(String, Loader)> = None;
    let mut all = 0;
    loop {
        let Some(line) = file.next()? else { break };
        if line.first() == Some(&b'[') {
            let row: Option<Vec<Value>> = serde_json::from_slice(line).ok();
            let (Some(row), Some((name, loader))) = (row, current.as_mut()) else {
                return Err(file.damaged("a row is out of place"));
            };
            loader.push(&mut tx, row).await?;
            if let Some(count) = counts.get_mut(name) {
                *count += 1;
            }
            all += 1;
            if all % 1000 == 0 {
                progress(all);
            }
        } else if let Ok(table) = serde_json::from_slice::<Table>(line) {
            if let Some((_, mut done)) = current.take() {
                done.flush(&mut tx).await?;
            }
            counts.insert(table.name.clone(), 0);
            current = Some((table.name.clone(), Loader::new(table, &known)?));
        }
    }
    if let Some((_, mut done)) = current.take() {
        done.flush(&mut tx).await?;
    }
    if counts != end.rows {
        return Err(file.damaged("it holds other rows than it counts"));
    }
    tx.commit().await?;
    progress(all);
    Ok(all)
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        hex.chars().map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    Some(digits?.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte * 16 + digit)).collect())
}
