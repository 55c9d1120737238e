//! A Postgres of its own for one test run: a temporary folder, a free loopback port, a password nobody knows.

use std::{
    fs::{self, File},
    io::Read,
    net::{TcpListener, TcpStream},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{command, interrupt, packages, project, scratch, stamp, steps};

const USER: &str = "verbena";
/// The account that Debian's package makes for it; Postgres refuses to run as root.
const SYSTEM_USER: &str = "postgres";
const FOLDER_PREFIX: &str = "verbena-postgres-";
const START_LIMIT: Duration = Duration::from_mins(1);

/// A running server, stopped and removed when dropped.
pub(crate) struct Postgres {
    server: Child,
    folder: PathBuf,
    programs: PathBuf,
    url: String,
}

/// The folder of `initdb`, `pg_ctl` and `postgres`, the newest if there are several.
pub(crate) fn programs() -> Result<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = Vec::new();
    if let Ok(versions) = fs::read_dir("/usr/lib/postgresql") {
        for version in versions {
            let version = version?;
            let number = version.file_name().to_string_lossy().parse().unwrap_or(0);
            found.push((number, version.path().join("bin")));
        }
    }
    found.retain(|(_, folder)| folder.join("initdb").is_file());
    if let Some((_, folder)) = found.into_iter().max() {
        return Ok(folder);
    }
    let initdb = project::find_program("initdb").context("initdb is not found")?;
    Ok(fs::canonicalize(initdb)?.parent().context("initdb has no folder")?.to_owned())
}

impl Postgres {
    /// Makes and starts a server, and waits until it answers.
    pub(crate) fn start() -> Result<Self> {
        remove_left_over()?;
        let programs = programs()?;
        let folder = scratch::own(FOLDER_PREFIX);
        make_folder(&folder)?;
        let password = random_password()?;
        init(&programs, &folder, &password).inspect_err(|_| scratch::remove(&folder))?;

        let port = free_port()?;
        let mut server = as_owner(&programs.join("postgres"));
        server.arg("-D").arg(folder.join("data")).args(["-p", &port.to_string()]);
        // Nobody needs this data after a crash, and durability costs most of a test's time.
        let settings = [
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "autovacuum=off",
            "max_connections=200",
        ];
        server.args(settings.iter().flat_map(|setting| ["-c", setting]));
        let log = File::create(project::notes().join("postgres.log"))?;
        // A group of its own: Ctrl-C must reach the tests first, and this server last.
        server.process_group(0);
        let server = command::spawn(server.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log))
            .inspect_err(|_| scratch::remove(&folder))?;
        let url = format!("postgres://{USER}:{password}@127.0.0.1:{port}/postgres");
        let mut postgres = Self { server, folder, programs, url };
        postgres.wait_until_ready(port)?;
        steps::detail(&format!("Postgres answers on 127.0.0.1:{port}"));
        Ok(postgres)
    }

    /// The address of the maintenance database, with the right to create others.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    fn wait_until_ready(&mut self, port: u16) -> Result<()> {
        let started = Instant::now();
        while started.elapsed() < START_LIMIT {
            interrupt::check()?;
            if let Some(status) = self.server.try_wait()? {
                bail!("Postgres ended at once ({status}); it says why in target/xtask/postgres.log");
            }
            let reachable = TcpStream::connect(("127.0.0.1", port)).is_ok();
            if reachable && self.answers(port)? {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        bail!("Postgres did not start within {}", steps::seconds(START_LIMIT))
    }

    fn answers(&self, port: u16) -> Result<bool> {
        let mut ready = command::new(self.programs.join("pg_isready"));
        ready.args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()]);
        Ok(ready.status()?.success())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        stop(&self.programs, &self.folder);
        // Dropping has nobody to tell of an error, and the folder goes in any case.
        let _ = self.server.wait();
        scratch::remove(&self.folder);
    }
}

fn init(programs: &Path, folder: &Path, password: &str) -> Result<()> {
    let file = folder.join("password");
    fs::write(&file, password)?;
    own(&file)?;
    let mut init = as_owner(&programs.join("initdb"));
    init.arg("-D").arg(folder.join("data"));
    init.args(["-U", USER, "-A", "scram-sha-256", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"]);
    init.arg(format!("--pwfile={}", file.display()));
    command::run_quietly(&mut init, "initdb")
}

/// A program run by the account that owns the data.
fn as_owner(program: &Path) -> Command {
    let mut command = if packages::is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", SYSTEM_USER, "--"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.current_dir("/");
    command
}

fn make_folder(folder: &Path) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().mode(0o700).create(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    own(folder)
}

fn own(path: &Path) -> Result<()> {
    if packages::is_root() {
        command::run(Command::new("chown").arg(SYSTEM_USER).arg(path))?;
    }
    Ok(())
}

fn stop(programs: &Path, folder: &Path) {
    let mut stop = as_owner(&programs.join("pg_ctl"));
    stop.arg("-D").arg(folder.join("data")).args(["-m", "immediate", "-s", "stop"]);
    let stopped = stop.stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !stopped.is_ok_and(|status| status.success()) {
        eprintln!("the temporary Postgres in {} could not be stopped", folder.display());
    }
}

/// Stops and removes the servers of test runs that were killed.
fn remove_left_over() -> Result<()> {
    for folder in scratch::left_over(FOLDER_PREFIX) {
        if folder.join("data/postmaster.pid").exists() {
            stop(&programs()?, &folder);
        }
        scratch::remove(&folder);
    }
    Ok(())
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

fn random_password() -> Result<String> {
    let mut bytes = [0; 16];
    File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(stamp::hex(&bytes))
}
