//! Where the contract is run: in memory, or on a real runtime over HTTP.

use std::{
    io::{BufRead, BufReader},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use beeline_config::Shop;
use beeline_memory::Edge;
use chrono::{DateTime, Utc};

use crate::root;

/// A running edge.
pub trait Place {
    /// One request: method, path with query, headers, body → status, body.
    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> (u16, String);
    /// Its time.
    fn now(&self) -> DateTime<Utc>;
}

/// The demo shop's file.
#[must_use]
pub fn demo_shop() -> PathBuf {
    root().join("www/shop/beeline.toml")
}

/// The memory adapter with the demo shop.
pub struct InMemory(pub Edge);

impl InMemory {
    /// Empty, at a fixed time.
    #[must_use]
    pub fn new() -> Self {
        Self::of(Self::shop())
    }

    /// The demo shop.
    #[must_use]
    pub fn shop() -> Shop {
        let text = std::fs::read_to_string(demo_shop()).expect("the demo shop has a file");
        beeline_config::parse(&text).unwrap_or_else(|problems| panic!("{problems:?}"))
    }

    /// Another shop, at the same time.
    #[must_use]
    pub fn of(shop: Shop) -> Self {
        let now = DateTime::parse_from_rfc3339("2026-11-23T09:30:00Z").expect("a time").to_utc();
        Self(Edge::new(vec![shop], now))
    }
}

impl Default for InMemory {
    fn default() -> Self {
        Self::new()
    }
}

impl Place for InMemory {
    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> (u16, String) {
        let mut request = http::Request::builder().method(method).uri(path).header("host", "127.0.0.1:1");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = self.0.serve(request.body(body.to_vec()).expect("a request"));
        (answer.status, answer.body)
    }

    fn now(&self) -> DateTime<Utc> {
        self.0.time()
    }
}

/// The built module on workerd, with a folder of its own.
pub struct Workerd {
    child: Child,
    address: String,
    data: PathBuf,
    shop: PathBuf,
    killed: bool,
}

impl Workerd {
    /// Starts it with the demo shop on a free port and waits until it is ready.
    #[must_use]
    pub fn start(name: &str) -> Self {
        Self::over(&Self::folder(name), &demo_shop())
    }

    /// Starts it with another shop's file.
    #[must_use]
    pub fn start_as(name: &str, shop: &str) -> Self {
        let data = Self::folder(name);
        let path = data.join("beeline.toml");
        std::fs::create_dir_all(&data)
            .and_then(|()| std::fs::write(&path, shop))
            .expect("the folder is ours");
        Self::over(&data, &path)
    }

    fn folder(name: &str) -> PathBuf {
        let data = root().join("target/tests").join(format!("{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&data);
        data
    }

    /// Starts it over what is already there.
    fn over(data: &Path, shop: &Path) -> Self {
        let built = root().join("pkg/edge/index_bg.wasm");
        assert!(
            built.exists(),
            "{} is missing: run `cargo xtask build` first; `cargo xtask test` does",
            built.display()
        );
        let mut child = Command::new("node")
            .arg("xtask/js/serve.mjs")
            .arg("0")
            .arg(data)
            .arg("BEELINE_REHEARSE")
            .arg(shop)
            .env("BEELINE_REHEARSE", "1")
            .current_dir(root())
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()
            .expect("node starts");
        let mut lines = BufReader::new(child.stdout.take().expect("stdout is piped")).lines();
        let ready = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix("READY ").map(str::to_owned));
        let address = ready.expect("the runtime says READY");
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address, data: data.to_owned(), shop: shop.to_owned(), killed: false }
    }

    /// Where it answers: another port after each start.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Ends it without a word, as a power cut would, and starts it again over the same folder.
    #[must_use]
    pub fn cut(mut self) -> Self {
        self.kill();
        let (data, shop) = (std::mem::take(&mut self.data), std::mem::take(&mut self.shop));
        Self::over(&data, &shop)
    }
}

impl Workerd {
    /// Kills the launcher and the runtime under it: they are a process group of their own.
    fn kill(&mut self) {
        // Once: the number of a process that is gone may be another's.
        if std::mem::replace(&mut self.killed, true) {
            return;
        }
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.child.wait();
    }
}

impl Drop for Workerd {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Place for Workerd {
    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> (u16, String) {
        request(&self.address, method, path, headers, body).expect("the runtime answers")
    }

    fn now(&self) -> DateTime<Utc> {
        DateTime::from(std::time::SystemTime::now())
    }
}

/// One request to an address; nothing where nothing whole came back.
#[must_use]
pub fn request(
    address: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Option<(u16, String)> {
    // A port whose runtime is gone may be another's by now, who never answers.
    let patience = Some(std::time::Duration::from_secs(20));
    let config = ureq::Agent::config_builder().http_status_as_error(false).timeout_global(patience);
    let agent: ureq::Agent = config.build().into();
    let mut request = http::Request::builder().method(method).uri(format!("{address}{path}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = if method == "GET" {
        agent.run(request.body(()).expect("a request"))
    } else {
        agent.run(request.body(body.to_vec()).expect("a request"))
    };
    let mut answer = answer.ok()?;
    Some((answer.status().as_u16(), answer.body_mut().read_to_string().ok()?))
}
