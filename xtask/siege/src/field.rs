//! The field: what attacks would like to read, write and reach, all of it made for them. Nothing else is ever aimed at.

use anyhow::Context;
use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::net::{TcpListener, UdpSocket};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;
use xtask::course::project::Project;

const PREY: &[u8] = b"as it was\n";

/// Everything that is prepared.
pub struct Field {
    folder: tempfile::TempDir,
    /// What a secret's text begins with.
    token: String,
    words: Vec<(&'static str, String)>,
    heard: Arc<Mutex<BTreeSet<String>>>,
}

impl Field {
    /// Lays it out in a temporary folder, and listens.
    pub fn lay_out(project: &Project) -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new().prefix("nabla-siege-").tempdir()?;
        open_to_all(folder.path(), 0o755)?;
        let token = format!("nabla-secret-{:x}", std::process::id());
        let path = |name: &str| folder.path().join(name).display().to_string();
        for name in ["ring", "prey", "class/anna/partials/src", "class/results"] {
            fs::create_dir_all(folder.path().join(name))?;
        }
        for name in ["ring", "prey"] {
            open_to_all(&folder.path().join(name), 0o777)?;
        }
        // Whoever lists the class finds it.
        fs::write(folder.path().join("class").join(&token), "")?;
        let pipe = folder.path().join("ring/pipe");
        let made = std::process::Command::new("mkfifo").args(["-m", "666"]).arg(&pipe).status();
        made.context("`mkfifo` cannot be started")?;
        let secrets = [
            ("secret", "secret.txt"),
            ("roster", "class/roster.csv"),
            ("neighbour", "class/anna/partials/src/f_x.rs"),
            ("results", "class/results/grades.csv"),
        ];
        for (_, name) in secrets {
            // A file that is Rust as well, so that it can be included in every way.
            fs::write(folder.path().join(name), format!("\"{token}-{name}\"\n"))?;
            open_to_all(&folder.path().join(name), 0o666)?;
        }
        let heard = Arc::new(Mutex::new(BTreeSet::new()));
        let mut words: Vec<(&'static str, String)> = secrets.map(|(word, name)| (word, path(name))).to_vec();
        words.extend(listen(folder.path(), &heard).context("siege cannot listen on this machine")?);
        let root = |name: &str| project.root.join(name).display().to_string();
        words.extend([
            ("class", path("class")),
            ("pipe", path("ring/pipe")),
            ("solution", root("solutions/partials/src/f_x.rs")),
            ("judge", root("crates/partials/src/f_x.rs")),
            ("target", project.target.display().to_string()),
            ("pid", std::process::id().to_string()),
            ("swarm", crate::watch::mark()),
        ]);
        Ok(Self { folder, token, words, heard })
    }

    /// A text with every word between two `@` replaced by what stands for it.
    pub fn aimed(&self, attack: &str, text: &str) -> String {
        let mut text = repeated(text).replace("@mark@", &self.mark(attack).display().to_string());
        text = text.replace("@boast@", &boast(attack)).replace("@name@", attack);
        text = text.replace("@prey@", &self.prey(attack).display().to_string());
        for (word, value) in &self.words {
            text = text.replace(&format!("@{word}@"), value);
        }
        text
    }

    /// Where an attack would leave something.
    pub fn mark(&self, attack: &str) -> PathBuf {
        self.folder.path().join("ring").join(attack)
    }

    /// A file that an attack would change.
    fn prey(&self, attack: &str) -> PathBuf {
        self.folder.path().join("prey").join(attack)
    }

    /// Lays out the prey of these attacks anew.
    pub fn lay_prey(&self, attacks: impl Iterator<Item = &'static str>) -> anyhow::Result<()> {
        for attack in attacks {
            let prey = self.prey(attack);
            let _ = fs::remove_file(&prey);
            fs::write(&prey, PREY)?;
            open_to_all(&prey, 0o666)?;
        }
        Ok(())
    }

    /// Whether an attack's prey is as it was laid out a short while ago.
    pub fn is_prey_whole(&self, attack: &str) -> bool {
        use std::os::unix::fs::MetadataExt;
        let prey = self.prey(attack);
        let Ok(data) = fs::symlink_metadata(&prey) else { return false };
        let is_own = fs::metadata(self.folder.path()).is_ok_and(|folder| folder.uid() == data.uid());
        let is_young = data.mtime() > 1_000_000;
        is_own && is_young && data.mode() & 0o7777 == 0o666 && fs::read(prey).is_ok_and(|text| text == PREY)
    }

    /// The folder of everything.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// What betrays that a secret came back: planted ones, or lines that stand in the course's own files alone.
    pub fn tells(&self) -> [&str; 3] {
        [&self.token, "end of solution", "Exercise::new("]
    }

    /// Whoever was heard of since the last call.
    pub fn take_heard(&self) -> BTreeSet<String> {
        std::mem::take(&mut *self.heard.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether every secret still stands as it was written.
    pub fn is_whole(&self) -> bool {
        ["secret.txt", "class/roster.csv", "class/anna/partials/src/f_x.rs", "class/results/grades.csv"].iter().all(
            |name| {
                fs::read_to_string(self.folder.path().join(name))
                    .is_ok_and(|text| text == format!("\"{}-{name}\"\n", self.token))
            },
        )
    }
}

/// A text in which `@times:N:TEXT@` stands for N times TEXT.
fn repeated(text: &str) -> String {
    const MARK: &str = "@times:";
    let mut whole = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(MARK) {
        whole.push_str(before);
        let parts = after.split_once(':').and_then(|(count, after)| {
            let (text, after) = after.split_once('@')?;
            Some((count.parse().ok()?, text, after))
        });
        match parts {
            Some((count, text, after)) => {
                whole.push_str(&text.repeat(count));
                rest = after;
            }
            None => {
                whole.push_str(MARK);
                rest = after;
            }
        }
    }
    whole + rest
}

/// What an attack prints when it has done what it should not.
pub fn boast(attack: &str) -> String {
    format!("nabla-boast-{attack}.")
}

fn open_to_all(path: &Path, mode: u32) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

/// Listens in four ways; whoever says a name is noted.
fn listen(folder: &Path, heard: &Arc<Mutex<BTreeSet<String>>>) -> anyhow::Result<Vec<(&'static str, String)>> {
    use std::os::linux::net::SocketAddrExt;
    use std::os::unix::net::{SocketAddr, UnixDatagram, UnixListener};
    let note = |heard: &Mutex<BTreeSet<String>>, bytes: &[u8]| {
        let name = String::from_utf8_lossy(bytes).trim().to_owned();
        heard.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
    };
    let tcp = TcpListener::bind("127.0.0.1:0")?;
    let udp = UdpSocket::bind("127.0.0.1:0")?;
    let path = folder.join("ring/socket");
    let unix = UnixListener::bind(&path)?;
    open_to_all(&path, 0o777)?;
    let name = format!("nabla-siege-{}", std::process::id());
    let abstract_one = UnixListener::bind_addr(&SocketAddr::from_abstract_name(&name)?)?;
    let letters = folder.join("ring/letters");
    let datagrams = UnixDatagram::bind(&letters)?;
    open_to_all(&letters, 0o777)?;
    let words = vec![
        ("tcp", tcp.local_addr()?.to_string()),
        ("udp", udp.local_addr()?.to_string()),
        ("unix", path.display().to_string()),
        ("letters", letters.display().to_string()),
        ("abstract", name),
    ];
    fn first(mut stream: impl Read) -> Vec<u8> {
        let mut buffer = [0; 256];
        let count = stream.read(&mut buffer).unwrap_or(0);
        buffer[..count].to_vec()
    }
    let one = Arc::clone(heard);
    thread::spawn(move || {
        for stream in tcp.incoming().flatten() {
            let _ = stream.set_read_timeout(Some(Duration::from_millis(500)));
            note(&one, &first(stream));
        }
    });
    for listener in [unix, abstract_one] {
        let one = Arc::clone(heard);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = stream.set_read_timeout(Some(Duration::from_millis(500)));
                note(&one, &first(stream));
            }
        });
    }
    let one = Arc::clone(heard);
    thread::spawn(move || {
        let mut buffer = [0; 256];
        while let Ok(count) = datagrams.recv(&mut buffer) {
            note(&one, &buffer[..count]);
        }
    });
    let one = Arc::clone(heard);
    thread::spawn(move || {
        let mut buffer = [0; 256];
        while let Ok((count, _)) = udp.recv_from(&mut buffer) {
            note(&one, &buffer[..count]);
        }
    });
    Ok(words)
}
