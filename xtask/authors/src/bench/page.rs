//! The live book as a page asks it: how long after a move the picture is there, and after a save the verdict.

use super::lab::copy_solutions;
use super::{EXERCISE, Times, median, shown, target, time};
use anyhow::{Context, bail, ensure};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value as Json;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use xtask::commands::elsewhere::LIVE;
use xtask::course::ExerciseRef;
use xtask::course::project::Project;

/// So often each picture is moved.
const MOVES: u32 = 20;

/// A `live` over a copy of all solutions. It ends when this is dropped.
pub(super) struct Page {
    root: tempfile::TempDir,
    server: Child,
    host: String,
    token: String,
}

impl Page {
    /// Starts it over a project that borrows everything but the learner's files; none where folders cannot be linked.
    pub(super) fn open(project: &Project) -> anyhow::Result<Option<Self>> {
        let Some(root) = solved(project)? else { return Ok(None) };
        let book = root.path().join("book");
        fs::create_dir(&book)?;
        fs::write(book.join("index.html"), "<!doctype html>")?;
        let mut server = Command::new(LIVE.find(project)?)
            .args(["live", EXERCISE.exercise, "--no-open", "--book"])
            .arg(&book)
            .env(nabla_launcher::ROOT, root.path())
            .env(nabla_launcher::RUNNER, nabla_launcher::runner()?)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut said = String::new();
        BufReader::new(server.stdout.take().context("the server cannot be read")?).read_line(&mut said)?;
        let mut parts =
            said.split_once("http://").context("the server says no address")?.1.split('/').map(str::to_owned);
        let (Some(host), Some(token)) = (parts.next(), parts.next()) else { bail!("the server's address is {said}") };
        Ok(Some(Self { root, server, host, token }))
    }

    /// Every exercise's picture, moved from one end of its first control to the other.
    pub(super) fn drag(&self, project: &Project) -> anyhow::Result<bool> {
        let mut slowest = (Duration::ZERO, String::new());
        let (mut times, mut movable, mut largest) = (Vec::new(), 0, 0);
        for place in project.course.all() {
            // The first question waits for the judge, and for the function to be compiled.
            let picture: Json = serde_json::from_str(&self.get(&picture_of(place, ""))?)?;
            let Some(control) = picture["controls"].get(0) else { continue };
            movable += 1;
            let mut own = Vec::new();
            for step in 0..MOVES {
                let part = (f64::from(step) + 0.5) / f64::from(MOVES);
                let query = setting(control, part).context("a control that no page could move")?;
                let mut answer = String::new();
                own.push(time(|| {
                    answer = self.get(&picture_of(place, &query))?;
                    Ok(())
                })?);
                let picture: Json = serde_json::from_str(&answer)?;
                largest = largest.max(picture["svg"].as_str().map_or(0, str::len));
            }
            let mean = own.iter().sum::<Duration>() / MOVES;
            if mean > slowest.0 {
                slowest = (mean, place.id());
            }
            times.extend(own);
        }
        times.sort();
        let late = times.get(times.len() * 95 / 100).copied().unwrap_or_default();
        let (mean, which) = slowest;
        let middle = shown(median(times));
        println!(
            "{:44} {middle:>9}   the slowest: {which}, {}",
            format!("move to picture, {movable} exercises"),
            shown(mean)
        );
        let limit = Duration::from_millis(33);
        let met =
            target("the same, 95th percentile", &shown(late), &format!("at most {}", shown(limit)), late <= limit);
        let kb = largest as f64 / 1000.0;
        Ok(met & target("the largest of these pictures", &format!("{kb:.1} kB"), "under 60 kB", kb < 60.0))
    }

    /// Saves, until the page is told their verdict.
    pub(super) fn save(&self, project: &Project, edits: u32, times: &mut Times) -> anyhow::Result<()> {
        let ExerciseRef { chapter, exercise } = EXERCISE;
        let file = self.root.path().join(format!("exercises/{chapter}/src/{exercise}.rs"));
        let text = fs::read_to_string(project.solutions().file(EXERCISE.chapter, EXERCISE.exercise))?;
        let mut news = BufReader::new(self.ask("news")?).lines();
        for number in 0..=edits {
            let draft = self.root.path().join("draft");
            fs::write(&draft, format!("{text}// page {number} of {}\n", std::process::id()))?;
            let told = time(|| {
                fs::rename(&draft, &file)?;
                for line in &mut news {
                    if line?.starts_with("event: verdict") {
                        return Ok(());
                    }
                }
                bail!("the server ended")
            })?;
            if number > 0 {
                times.told.push(told);
            }
        }
        Ok(())
    }

    fn get(&self, what: &str) -> anyhow::Result<String> {
        let mut answer = String::new();
        self.ask(what)?.read_to_string(&mut answer)?;
        let (head, body) = answer.split_once("\r\n\r\n").context("the server's answer has no end")?;
        ensure!(head.starts_with("HTTP/1.0 200") || head.starts_with("HTTP/1.1 200"), "{what}: {head}\n{body}");
        Ok(body.to_owned())
    }

    fn ask(&self, what: &str) -> anyhow::Result<TcpStream> {
        let mut stream = TcpStream::connect(&self.host)?;
        // In HTTP 1.0 an answer is not cut into pieces, and ends with its connection.
        write!(stream, "GET /{}/_live/{what} HTTP/1.0\r\nHost: {}\r\n\r\n", self.token, self.host)?;
        Ok(stream)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn picture_of(place: ExerciseRef, query: &str) -> String {
    format!("picture/{}?{query}", place.id())
}

/// A control there, so far of the way from one end to the other, as a page asks for it.
fn setting(control: &Json, part: f64) -> Option<String> {
    let name = utf8_percent_encode(control["name"].as_str()?, NON_ALPHANUMERIC);
    let between = |from: f64, to: f64| from + part * (to - from);
    if control["kind"] == "point" {
        let along = |axis: &Json| Some(between(axis.get(0)?.as_f64()?, axis.get(1)?.as_f64()?));
        return Some(format!("{name}={},{}", along(&control["x"])?, along(&control["y"])?));
    }
    let (from, to) = (control["from"].as_f64()?, control["to"].as_f64()?);
    Some(match control["spacing"].as_str()? {
        "log" => format!("{name}={}", between(from.ln(), to.ln()).exp()),
        _ => format!("{name}={}", between(from, to)),
    })
}

/// A project whose exercises are all solved; none where folders cannot be linked.
fn solved(project: &Project) -> anyhow::Result<Option<tempfile::TempDir>> {
    #[cfg(unix)]
    {
        let root = tempfile::tempdir()?;
        copy_solutions(project, &root.path().join("exercises"))?;
        for name in [".cargo", "Cargo.toml", "Cargo.lock", "crates", "solutions", "xtask"] {
            std::os::unix::fs::symlink(project.root.join(name), root.path().join(name))?;
        }
        for chapter in &project.course.chapters {
            for name in ["Cargo.toml", "README.md", "src/main.rs"] {
                let own = root.path().join("exercises").join(&chapter.name).join(name);
                fs::copy(project.root.join("exercises").join(&chapter.name).join(name), own)?;
            }
        }
        Ok(Some(root))
    }
    #[cfg(not(unix))]
    Ok(None)
}
