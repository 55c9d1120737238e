//! Starting other programs: aloud, quietly with a log, or line by line; all of them stop when somebody asks to.

use std::{
    ffi::OsStr,
    fs::{self, File},
    io::{BufRead, BufReader, IsTerminal, Write, stdout},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{interrupt, project, steps};

const POLL: Duration = Duration::from_millis(50);
/// How long a program may take to stop by itself before it is told again, and then killed.
const PATIENCE: Duration = Duration::from_secs(3);

/// A command in the root of the workspace.
pub(crate) fn new(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(project::root());
    command
}

/// Runs a command whose output the reader sees.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let mut child = spawn(command)?;
    let status = wait(&mut child, None)?.context("ran out of time")?;
    check(command, status)
}

/// Runs a command and hands every line of its output to `see` after printing it.
pub(crate) fn run_lines(command: &mut Command, mut see: impl FnMut(&str) + Send) -> Result<()> {
    let mut child = spawn(command.stdout(Stdio::piped()))?;
    let output = child.stdout.take().context("no output to read")?;
    let status = thread::scope(|scope| {
        scope.spawn(move || {
            for line in BufReader::new(output).lines() {
                let Ok(line) = line else { break };
                println!("{line}");
                see(&line);
            }
        });
        wait(&mut child, None)
    })?;
    check(command, status.context("ran out of time")?)
}

/// Runs a command with its output in `target/xtask/NAME.log`, and shows the end of it when it fails.
pub(crate) fn run_quietly(command: &mut Command, name: &str) -> Result<()> {
    if run_within(command, name, None)? == Some(true) {
        return Ok(());
    }
    let log = log_path(name);
    let text = fs::read_to_string(&log).unwrap_or_default();
    let lines: Vec<_> = text.lines().collect();
    for line in &lines[lines.len().saturating_sub(30)..] {
        eprintln!("      | {line}");
    }
    bail!("{} failed; all it said is in {}", describe(command), log.display())
}

/// Runs a command quietly: whether it succeeded, or nothing when it took longer than `limit` and was ended.
pub(crate) fn run_within(command: &mut Command, name: &str, limit: Option<Duration>) -> Result<Option<bool>> {
    let log = log_path(name);
    fs::create_dir_all(project::notes())?;
    let file = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
    let mut child = spawn(command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file))?;
    let mut ticker = Ticker::new();
    let result = wait_with(&mut child, limit, || ticker.tick());
    ticker.clear();
    Ok(result?.map(|status| status.success()))
}

/// What a command prints, without the last line break.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("{} cannot be started", describe(command)))?;
    check(command, output.status)?;
    Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
}

/// Starts a command.
pub(crate) fn spawn(command: &mut Command) -> Result<Child> {
    stdout().flush()?;
    command.spawn().with_context(|| format!("{} cannot be started", describe(command)))
}

/// Asks a program to stop, waits, and ends it when it does not.
pub(crate) fn stop(child: &mut Child) -> Result<()> {
    if wait_until(child, Instant::now())?.is_none() {
        signal(child)?;
        if wait_until(child, Instant::now() + PATIENCE)?.is_none() {
            child.kill()?;
            child.wait()?;
        }
    }
    Ok(())
}

/// The last component of a path, for messages.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn wait(child: &mut Child, limit: Option<Duration>) -> Result<Option<ExitStatus>> {
    wait_with(child, limit, || ())
}

fn wait_with(child: &mut Child, limit: Option<Duration>, mut tick: impl FnMut()) -> Result<Option<ExitStatus>> {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if interrupt::requested() {
            // Ctrl-C in a terminal has reached the program as well: let it end by itself first.
            wait_until(child, Instant::now() + PATIENCE)?;
            stop(child)?;
            interrupt::check()?;
        }
        if limit.is_some_and(|limit| started.elapsed() > limit) {
            stop(child)?;
            return Ok(None);
        }
        tick();
        thread::sleep(POLL);
    }
}

fn wait_until(child: &mut Child, end: Instant) -> Result<Option<ExitStatus>> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= end {
            return Ok(None);
        }
        thread::sleep(POLL);
    }
}

fn signal(child: &Child) -> Result<()> {
    // Without unsafe code, the program `kill` is the way to a signal other than SIGKILL.
    Command::new("kill").args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status()?;
    Ok(())
}

fn check(command: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("{} failed ({status})", describe(command));
    }
    Ok(())
}

fn describe(command: &Command) -> String {
    let program = file_name(Path::new(command.get_program()));
    let arguments: Vec<_> = command.get_args().take(3).map(OsStr::to_string_lossy).collect();
    format!("`{program} {}`", arguments.join(" "))
}

fn log_path(name: &str) -> std::path::PathBuf {
    project::notes().join(format!("{name}.log"))
}

/// Says that a quiet command still runs: every second in place on a terminal, every half minute in a log.
struct Ticker {
    started: Instant,
    said: Duration,
    terminal: bool,
}

impl Ticker {
    fn new() -> Self {
        Self { started: Instant::now(), said: Duration::ZERO, terminal: stdout().is_terminal() }
    }

    fn tick(&mut self) {
        let elapsed = self.started.elapsed();
        let every = Duration::from_secs(if self.terminal { 1 } else { 30 });
        if elapsed < self.said + every {
            return;
        }
        self.said = elapsed;
        if self.terminal {
            print!("\r      working for {} ", steps::seconds(elapsed));
            // A progress line that cannot be written is no reason to stop.
            let _ = stdout().flush();
        } else {
            steps::detail(&format!("working for {}", steps::seconds(elapsed)));
        }
    }

    fn clear(&self) {
        if self.terminal && self.said > Duration::ZERO {
            print!("\r{:40}\r", "");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_takes_too_long_is_ended() -> Result<()> {
        let started = Instant::now();
        let result = run_within(new("sleep").arg("30"), "test-sleep", Some(Duration::from_millis(200)))?;
        assert_eq!(result, None);
        assert!(started.elapsed() < Duration::from_secs(20));
        Ok(())
    }

    #[test]
    fn a_program_that_fails_says_so() -> Result<()> {
        assert_eq!(run_within(&mut new("false"), "test-false", None)?, Some(false));
        assert!(run_quietly(&mut new("false"), "test-false").is_err());
        Ok(())
    }
}
