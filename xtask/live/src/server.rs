//! The server: on this machine only, and only to read.

use crate::guard::{self, Guard};
use crate::pages::Pages;
use crate::session::Session;
use anyhow::Context;
use axum::extract::{Path as UrlPath, Query, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router, middleware};
use nabla_desk::saves::{self, Seen};
use nabla_grading::figure::Settings;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::convert::Infallible;
use std::fs;
use std::io::Write as _;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use tokio::net::TcpListener;
use tokio_stream::Stream;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::BroadcastStream;
use xtask::cli::LiveOptions;
use xtask::commands::elsewhere;
use xtask::course::ExerciseRef;
use xtask::course::project::Project;
use xtask::exit::ExitOutcome;
use xtask::show::page::Page;
use xtask::terminal::viewer;

/// What the routes share.
#[derive(Clone, Debug)]
struct Desk {
    session: Arc<Session>,
    pages: Arc<Pages>,
}

/// Where the server was last time: a page that is still open finds it again.
#[derive(Debug, Serialize, Deserialize)]
struct Address {
    port: u16,
    token: String,
}

/// `live`
pub(crate) fn run(project: &Project, options: &LiveOptions) -> anyhow::Result<ExitOutcome> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(serve(project, options))?;
    Ok(ExitOutcome::Right)
}

async fn serve(project: &Project, options: &LiveOptions) -> anyhow::Result<()> {
    let first = match &options.name {
        Some(name) => project.course.find_one(name)?,
        None => at(project)?,
    };
    let book = match &options.book {
        Some(folder) => folder.clone(),
        None => book(project)?,
    };
    let (listener, token) = listen(project, options.port).await?;
    let port = listener.local_addr()?.port();
    let prefix = format!("/{token}/");
    let desk = Desk { session: Arc::new(Session::new(project)), pages: Arc::new(Pages::of(&book, prefix.clone())?) };
    watch(&desk.session, project)?;
    let guard = Arc::new(Guard::new(port, token));
    let routes = Router::new()
        .route("/{token}/_live/verdict/{chapter}/{exercise}", get(verdict))
        .route("/{token}/_live/picture/{chapter}/{exercise}", get(picture))
        .route("/{token}/_live/predict/{chapter}/{exercise}", get(predict))
        .route("/{token}/_live/news", get(news))
        .route("/{token}/", get(index))
        .route("/{token}/{*address}", get(page))
        .with_state(desk)
        .layer(middleware::from_fn_with_state(guard, guard::keep));
    let address = format!("http://127.0.0.1:{port}{prefix}{}/{}.html", first.chapter, first.exercise);
    let mut said = Page::for_terminal();
    said.line(format!("the book is at {address}"));
    said.say("", "It answers on this machine only, and only to this address. Ctrl-C ends it.");
    said.print()?;
    if !options.no_open
        && let Err(error) = viewer::view(address.as_ref())
    {
        let mut said = Page::for_terminal();
        said.say("", &format!("note: {error:#}"));
        said.print()?;
    }
    axum::serve(listener, routes).await.context("the server failed")
}

/// The folder of the book, written anew when a lesson or a judge is newer.
fn book(project: &Project) -> anyhow::Result<PathBuf> {
    let folder = project.target.join("book");
    let written = fs::metadata(folder.join("index.html")).and_then(|data| data.modified()).ok();
    let is_newer = |path: &Path| {
        let saved = fs::metadata(path).and_then(|data| data.modified()).ok();
        saved.is_some_and(|saved| written.is_none_or(|written| saved > written))
    };
    let mut sources = project.course.chapters.iter().flat_map(|chapter| {
        let lesson = project.exercises().folder.join(&chapter.name).join("README.md");
        [lesson, project.root.join("crates").join(&chapter.name).join("src")]
    });
    if written.is_none() || sources.any(|source| is_newer(&source)) {
        elsewhere::BOOK.find(project)?;
        let mut said = Page::for_terminal();
        let again = if written.is_some() { " anew, for a lesson or a chapter has changed" } else { ": once" };
        said.say("  ", &format!("Writing the book{again}, in about a minute …"));
        said.print()?;
        elsewhere::BOOK.run(project, &["book"])?;
    }
    Ok(folder)
}

/// The exercise that the learner is at: the first that is not right.
fn at(project: &Project) -> anyhow::Result<ExerciseRef> {
    let places = project.own_exercises()?;
    let state = xtask::store::Store::open(project).state();
    let table = xtask::store::progress::Table::remembered(project, &state, &places);
    let next = table.first_not_right().unwrap_or(0);
    places.get(next).or(places.first()).copied().context("there is no exercise here")
}

/// The port and the token of last time where they are free, so that open pages go on; else others.
async fn listen(project: &Project, port: Option<u16>) -> anyhow::Result<(TcpListener, String)> {
    let file = project.target.join("nabla").join("live.json");
    let before = fs::read(&file).ok().and_then(|bytes| serde_json::from_slice::<Address>(&bytes).ok());
    let before =
        before.filter(|before| before.token.len() == 32 && before.token.bytes().all(|it| it.is_ascii_hexdigit()));
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let wanted = port.or(before.as_ref().map(|before| before.port));
    let listener = match (port, bind(wanted.unwrap_or(0)).await) {
        (_, Ok(listener)) => listener,
        (None, Err(_)) => bind(0).await.context("no port of this machine can be listened on")?,
        (Some(port), Err(error)) => {
            return Err(error)
                .with_context(|| format!("port {port} cannot be listened on; without --port any free one is taken"));
        }
    };
    let token = match before {
        Some(before) => before.token,
        None => token()?,
    };
    let address = Address { port: listener.local_addr()?.port(), token: token.clone() };
    keep(&file, &address)?;
    Ok((listener, token))
}

/// Remembers the address where only its owner can read it.
fn keep(file: &Path, address: &Address) -> anyhow::Result<()> {
    let mut options = fs::File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let cannot = || format!("{} cannot be written. Is the disk full, or `target` read-only?", file.display());
    fs::create_dir_all(file.parent().unwrap_or(file)).with_context(cannot)?;
    options.open(file).with_context(cannot)?.write_all(&serde_json::to_vec(address)?).with_context(cannot)
}

/// 128 bits that nobody can guess.
fn token() -> anyhow::Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("the system gives no random numbers: {error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Every save is judged as it comes, on a thread of its own.
fn watch(session: &Arc<Session>, project: &Project) -> anyhow::Result<()> {
    let places = project.own_exercises()?;
    let session = Arc::clone(session);
    saves::watch(&project.exercises(), &places, false, move |seen| {
        if let Seen::Saves(places) = seen {
            for place in places {
                let session = Arc::clone(&session);
                thread::spawn(move || session.saved(place));
            }
        }
        true
    });
    Ok(())
}

async fn index(State(desk): State<Desk>) -> Response {
    desk.pages.answer("")
}

async fn page(State(desk): State<Desk>, UrlPath((_, address)): UrlPath<(String, String)>) -> Response {
    desk.pages.answer(&address)
}

async fn verdict(
    State(desk): State<Desk>,
    UrlPath((_, chapter, exercise)): UrlPath<(String, String, String)>,
) -> Response {
    answer(desk, chapter, exercise, Session::verdict).await
}

async fn picture(
    State(desk): State<Desk>,
    UrlPath((_, chapter, exercise)): UrlPath<(String, String, String)>,
    Query(asked): Query<HashMap<String, String>>,
) -> Response {
    let settings = asked.iter().fold(Settings::default(), |settings, (name, values)| {
        match values.split(',').map(str::parse).collect::<Result<Vec<f64>, _>>() {
            Ok(values) => settings.with(name, values),
            Err(_) => settings,
        }
    });
    answer(desk, chapter, exercise, move |session, place| session.picture(place, &settings)).await
}

async fn predict(
    State(desk): State<Desk>,
    UrlPath((_, chapter, exercise)): UrlPath<(String, String, String)>,
    Query(asked): Query<HashMap<String, String>>,
) -> Response {
    let words = asked.get("values").cloned().unwrap_or_default();
    answer(desk, chapter, exercise, move |session, place| session.predict(place, &words)).await
}

/// Asks the learner's function on a thread where waiting disturbs nobody.
async fn answer<T: Serialize + Send + 'static>(
    desk: Desk,
    chapter: String,
    exercise: String,
    ask: impl FnOnce(&Session, ExerciseRef) -> anyhow::Result<T> + Send + 'static,
) -> Response {
    let Ok(place) = desk.session.project().course.find_one(&format!("{chapter}/{exercise}")) else {
        return (StatusCode::NOT_FOUND, "There is no such exercise.").into_response();
    };
    let asked = tokio::task::spawn_blocking(move || ask(&desk.session, place)).await;
    match asked.map_err(anyhow::Error::from).flatten() {
        Ok(found) => Json(found).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, format!("{error:#}")).into_response(),
    }
}

/// Every verdict as it comes; the browser comes back by itself when the server was away.
async fn news(State(desk): State<Desk>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let verdicts = BroadcastStream::new(desk.session.news()).filter_map(Result::ok);
    let events = verdicts.map(|verdict| Ok(Event::default().event("verdict").data(verdict.to_string())));
    Sse::new(events).keep_alive(KeepAlive::default())
}
