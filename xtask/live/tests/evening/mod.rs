//! An evening's project: the learner's files in a folder of their own, the server over it, and a browser in front.

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A project of one's own, which borrows everything but the exercises.
pub struct Evening {
    folder: tempfile::TempDir,
    server: Option<Server>,
}

struct Server {
    process: Child,
    address: String,
}

impl Evening {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        for name in [".cargo", "crates", "solutions", "xtask", "Cargo.toml", "Cargo.lock"] {
            std::os::unix::fs::symlink(project().join(name), root.join(name)).expect("linked");
        }
        for chapter in fs::read_dir(project().join("exercises")).expect("exercises").flatten() {
            let to = root.join("exercises").join(chapter.file_name());
            fs::create_dir_all(to.join("src")).expect("made");
            for entry in ["Cargo.toml", "README.md"] {
                fs::copy(chapter.path().join(entry), to.join(entry)).expect("copied");
            }
            for file in fs::read_dir(chapter.path().join("src")).expect("sources").flatten() {
                fs::copy(file.path(), to.join("src").join(file.file_name())).expect("copied");
            }
        }
        Self { folder, server: None }
    }

    /// Saves an exercise with this body in place of its `todo!`, from the stub that is committed.
    pub fn solve(&self, chapter: &str, exercise: &str, body: &str) {
        let solution = project().join(format!("solutions/{chapter}/src/{exercise}.rs"));
        let solution = fs::read_to_string(solution).expect("a solution");
        let (above, rest) = solution.split_once("    // solution: ").expect("a marker");
        let (_, below) = rest.split_once("    // end of solution\n").expect("a marker");
        let file = self.folder.path().join(format!("exercises/{chapter}/src/{exercise}.rs"));
        fs::write(file, format!("{above}    {body}\n{below}")).expect("written");
    }

    /// Saves the solution.
    pub fn solve_rightly(&self, chapter: &str, exercise: &str) {
        let file = format!("{chapter}/src/{exercise}.rs");
        fs::copy(project().join("solutions").join(&file), self.folder.path().join("exercises").join(&file))
            .expect("copied");
    }

    /// Saves all solutions of a chapter.
    pub fn solve_chapter(&self, chapter: &str) {
        for file in fs::read_dir(project().join("solutions").join(chapter).join("src")).expect("solutions").flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            if let Some(exercise) = name.strip_suffix(".rs").filter(|exercise| *exercise != "main") {
                self.solve_rightly(chapter, exercise);
            }
        }
    }

    /// Starts the server, on the port of last time if there was one.
    pub fn start(&mut self) {
        let runner = runner();
        let mut command = Command::new(env!("CARGO_BIN_EXE_nabla-live"));
        command.args(["live", "f_x", "--no-open", "--book"]).arg(book());
        command.env("NABLA_ROOT", self.folder.path()).env("NABLA_RUNNER", &runner).current_dir(self.folder.path());
        if self.server.is_some() {
            command.args(["--port", &self.port().to_string()]);
        }
        let mut process = command.stdout(Stdio::piped()).spawn().expect("the server starts");
        let line = BufReader::new(process.stdout.take().expect("piped")).lines().next().expect("a line").expect("text");
        let address = line.split_once("http://").expect("an address").1.trim().to_owned();
        self.server = Some(Server { process, address: format!("http://{address}") });
    }

    pub fn stop(&mut self) {
        if let Some(server) = &mut self.server {
            let _ = server.process.kill();
            let _ = server.process.wait();
        }
    }

    /// The address of a page of the book.
    pub fn page(&self, page: &str) -> String {
        format!("http://{}/{}/{page}", self.host(), self.token())
    }

    /// The machine and the port.
    pub fn host(&self) -> String {
        self.part(2)
    }

    pub fn port(&self) -> u16 {
        self.host().split_once(':').expect("a port").1.parse().expect("a number")
    }

    /// What nobody can guess.
    pub fn token(&self) -> String {
        self.part(3)
    }

    fn part(&self, index: usize) -> String {
        let address = &self.server.as_ref().expect("a server").address;
        address.split('/').nth(index).expect("a part of an address").to_owned()
    }
}

impl Drop for Evening {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A browser, driven by WebDriver. It ends when this is dropped.
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
    pub client: Client,
}

impl Browser {
    pub async fn open(width: u32, height: u32) -> Self {
        Self::open_with(width, height, &[]).await
    }

    /// One whose owner prefers dark pages.
    pub async fn open_dark(width: u32, height: u32) -> Self {
        Self::open_with(width, height, &["--blink-settings=preferredColorScheme=0"]).await
    }

    async fn open_with(width: u32, height: u32, options: &[&str]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
        let mut driver = Command::new("chromedriver");
        driver.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null());
        let driver = driver.spawn().expect("chromedriver: Debian's package chromium-driver has it");
        let size = format!("--window-size={width},{height}");
        let usual = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", &size];
        let all = [&usual[..], options].concat();
        let wanted = serde_json::json!({ "goog:chromeOptions": { "args": all } });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(wanted.as_object().expect("an object").clone());
        let start = Instant::now();
        let client = loop {
            match builder.connect(&format!("http://127.0.0.1:{port}")).await {
                Ok(client) => break client,
                Err(error) => assert!(start.elapsed() < Duration::from_secs(30), "no browser: {error}"),
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        };
        let session = client.session_id().await.ok().flatten().expect("a session");
        Self { driver, port, session, client }
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str) -> serde_json::Value {
        self.client.execute(script, Vec::new()).await.expect("the script runs")
    }

    /// Waits until a script gives true.
    pub async fn until(&self, script: &str) {
        let start = Instant::now();
        while self.run(&format!("return Boolean({script})")).await != serde_json::Value::Bool(true) {
            let page = self.run("return document.body.innerText").await;
            assert!(
                start.elapsed() < Duration::from_secs(60),
                "never: {script}\n{}",
                page.as_str().unwrap_or_default()
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Drags with the pointer, in so many moves.
    pub async fn drag(&self, from: (f64, f64), to: (f64, f64), moves: u32) {
        let at = |part: f64| (from.0 + part * (to.0 - from.0), from.1 + part * (to.1 - from.1));
        let moved = |(x, y): (f64, f64), duration| PointerAction::MoveTo { duration, x, y };
        let mut actions = MouseActions::new("mouse".to_owned())
            .then(moved(from, None))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
        for step in 1..=moves {
            actions = actions.then(moved(at(f64::from(step) / f64::from(moves)), Some(Duration::from_millis(16))));
        }
        let actions = actions.then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.client.perform_actions(actions).await.expect("dragged");
    }

    /// Presses a key, wherever the focus is.
    pub async fn press(&self, key: char) {
        let actions =
            KeyActions::new("keys".to_owned()).then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
        self.client.perform_actions(actions).await.expect("pressed");
    }

    /// Keeps what is seen under target/screens, to be looked at.
    pub async fn keep(&self, name: &str) {
        let picture = self.client.screenshot().await.expect("a screenshot");
        let folder = runner().ancestors().nth(2).expect("a target folder").join("screens");
        fs::create_dir_all(&folder).expect("made");
        fs::write(folder.join(format!("{name}.png")), picture).expect("written");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Killed alone, the driver would leave its browser behind; this ends it, after a panic too.
        let end = format!("DELETE /session/{} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", self.session);
        let ended = TcpStream::connect(("127.0.0.1", self.port)).and_then(|mut driver| {
            driver.write_all(end.as_bytes())?;
            driver.read(&mut [0; 64])
        });
        let _ = (ended, self.driver.kill(), self.driver.wait());
    }
}

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("two folders up").to_owned()
}

fn book() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/book")
}

/// The runner, whose target folder holds what is built.
fn runner() -> PathBuf {
    Path::new(env!("CARGO_BIN_EXE_nabla-live")).with_file_name("xtask")
}
