//! The program itself, just started: how soon it answers, what it holds in memory, what a first visit loads.

use super::{
    Outcome,
    load::{Plan, once},
};
use std::{
    io::{BufRead as _, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// How long it is left alone before its memory is looked at.
const REST: Duration = Duration::from_secs(3);

/// Starts `verbena serve` on a data folder that is in nobody's use, and prints what it needs.
pub(crate) async fn measure(data: &Path, database_url: Option<&str>) -> Outcome<()> {
    let mut command = Command::new(std::env::current_exe()?.with_file_name("verbena"));
    command.arg("serve").env("VERBENA_DATA", data).env("VERBENA_LISTEN", "127.0.0.1:0");
    if let Some(url) = database_url {
        command.env("DATABASE_URL", url);
    }
    let began = Instant::now();
    let mut started = Started(command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?);
    let server = started.address()?;
    let ready = began.elapsed();
    tokio::time::sleep(REST).await;
    let memory = started.resident()?;

    let page = text(server, "/sign-in", false).await?;
    let html = size(server, "/sign-in").await?;
    let css = size(server, named(&page, ".css").ok_or("the page has no style")?).await?;
    let assets = verbena::manifest()?;
    let mut islands = 0;
    for path in [assets.js, assets.wasm].into_iter().flatten() {
        islands += size(server, &path).await?;
    }
    let loads_script = named(&page, ".js").is_some() || named(&page, ".wasm").is_some();
    println!(
        "started: ready in {} ms, {:.0} MB resident after {} s; first page {:.1} KB with its style, {}; islands {:.1} KB",
        ready.as_millis(),
        memory as f64 / 1024.0,
        REST.as_secs(),
        (html + css) as f64 / 1024.0,
        if loads_script { "and script" } else { "no script" },
        islands as f64 / 1024.0,
    );
    Ok(())
}

/// The running program; it ends with this.
struct Started(Child);

impl Started {
    /// Where it says that it is ready.
    fn address(&mut self) -> Outcome<SocketAddr> {
        for line in BufReader::new(self.0.stdout.take().ok_or("it has no output")?).lines() {
            let line = line?;
            if let Some(rest) = line.strip_prefix("Verbena is ready at http://") {
                return Ok(rest.split(' ').next().unwrap_or_default().parse()?);
            }
        }
        Err("it did not start".into())
    }

    /// The memory it holds, in KB.
    fn resident(&self) -> Outcome<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("its memory is not told")?;
        Ok(line.trim().trim_end_matches(" kB").parse()?)
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The address of a file that a page names.
fn named<'p>(page: &'p str, ending: &str) -> Option<&'p str> {
    page.split('"').find(|part| part.starts_with("/pkg/") && part.ends_with(ending))
}

async fn size(server: SocketAddr, path: &str) -> Outcome<usize> {
    Ok(once(&plan(server, path, true)).await?.len())
}

async fn text(server: SocketAddr, path: &str, compressed: bool) -> Outcome<String> {
    Ok(String::from_utf8(once(&plan(server, path, compressed)).await?)?)
}

fn plan(server: SocketAddr, path: &str, compressed: bool) -> Plan {
    Plan {
        server,
        method: "GET".to_owned(),
        path: path.to_owned(),
        body: String::new(),
        cookie: String::new(),
        compressed,
        connections: 1,
        rate: None,
        seconds: 1,
    }
}
