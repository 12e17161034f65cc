//! Forty submissions as they come in: folders, archives, single files, and what real ones are full of.

use super::material::{draft, solution, stub, with_body, work};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{Cursor, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use zip::write::SimpleFileOptions;

/// How many entries there are, and how many students only the roster knows.
pub const ENTRIES: usize = 40;
pub const GHOSTS: usize = 2;

/// Goes away when it is dropped.
pub struct HandedIn {
    folder: tempfile::TempDir,
}

type Files = Vec<(String, Vec<u8>)>;

fn files(number: usize, before: &str) -> Files {
    work(number).into_iter().map(|(name, text)| (format!("{before}{name}"), text.into_bytes())).collect()
}

/// All that students are given in a folder besides the exercises, with one file changed.
fn handed_out(folder: &str) -> Files {
    let mut files = Files::new();
    for inner in ["", "/figures", "/src", "/tests"] {
        for entry in fs::read_dir(super::root().join(folder.to_owned() + inner)).expect("a folder").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_file() && (inner != "/src" || name == "main.rs") {
                files.push((format!("{folder}{inner}/{name}"), fs::read(entry.path()).expect("read")));
            }
        }
    }
    let manifest = files.iter_mut().find(|(name, _)| name.ends_with("Cargo.toml")).expect("a manifest");
    manifest.1.extend_from_slice(b"rand = \"*\"\n");
    files
}

impl HandedIn {
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn forty() -> Self {
        let class = Self { folder: tempfile::tempdir().expect("a folder") };
        class.tidy();
        class.odd_folders();
        class.odd_archives();
        class.hostile();
        class.write("roster.csv", b"Student;Name\nada;Ada Lovelace\nghost;Nobody\nghost2;=1+1\n");
        class.write(".DS_Store", b"x");
        class.write("__MACOSX/._ada", b"x");
        class
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }

    fn folder(&self, student: &str, files: Files) {
        fs::create_dir_all(self.path().join(student)).expect("made");
        files.into_iter().for_each(|(name, bytes)| self.write(&format!("{student}/{name}"), &bytes));
    }

    fn zip(&self, name: &str, files: Files) {
        let mut zip = zip::ZipWriter::new(File::create(self.path().join(name)).expect("made"));
        for (name, bytes) in files {
            zip.start_file(name, SimpleFileOptions::default()).expect("begun");
            zip.write_all(&bytes).expect("written");
        }
        zip.finish().expect("finished");
    }

    /// Seventeen as one wishes for: folders, zip and tar.gz files.
    fn tidy(&self) {
        self.folder("ada", files(0, ""));
        for number in 1..=10 {
            self.folder(&format!("tidy{number:02}"), files(number, "exercises/"));
        }
        for number in 13..=15 {
            self.zip(&format!("tidy{number}.zip"), files(number, "exercises/"));
        }
        self.zip("tidy16.zip", files(16, "exercises/").into_iter().chain(handed_out("exercises/partials")).collect());
        for number in 17..=18 {
            let packed = self.path().join(format!("tidy{number}.tar.gz"));
            let packer =
                flate2::write::GzEncoder::new(File::create(packed).expect("made"), flate2::Compression::fast());
            let mut tar = tar::Builder::new(packer);
            for (name, bytes) in files(number, "") {
                let mut header = tar::Header::new_gnu();
                header.set_size(bytes.len() as u64);
                tar.append_data(&mut header, name, Cursor::new(bytes)).expect("packed");
            }
            tar.into_inner().and_then(flate2::write::GzEncoder::finish).expect("finished");
        }
    }

    fn odd_folders(&self) {
        let mut mac = files(20, "Homework 1/final/exercises/");
        mac.push(("__MACOSX/Homework 1/._f_x.rs".to_owned(), b"x".to_vec()));
        mac.push(("Homework 1/.DS_Store".to_owned(), b"x".to_vec()));
        self.folder("nested", mac);
        let windows = files(21, "")
            .into_iter()
            .map(|(name, text)| (name, String::from_utf8_lossy(&text).replace('\n', "\r\n").into_bytes()));
        self.folder("windows", windows.collect());
        let marked = |text: String| ["\u{feff}".as_bytes(), text.as_bytes()].concat();
        self.folder("marked", vec![("partials/src/f_x.rs".to_owned(), marked(solution("partials", "f_x")))]);
        let pairs: Vec<u8> = "\u{feff}"
            .encode_utf16()
            .chain(solution("partials", "f_x").encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        self.folder("notepad", vec![("f_x.rs".to_owned(), pairs)]);
        self.folder(
            "renamed",
            vec![
                ("F_X (1).rs".to_owned(), solution("partials", "f_x").into_bytes()),
                ("my answer.rs".to_owned(), solution("partials", "f_y").into_bytes()),
                ("f_xx.rs.txt".to_owned(), b"fn nothing() {}".to_vec()),
            ],
        );
        self.folder("nothing", vec![]);
        self.folder("empty_file", vec![("partials/src/f_x.rs".to_owned(), b"\n  \n".to_vec())]);
        let old = stub("partials", "f_x").replace("pub fn f_x(x: f64, y: f64)", "pub fn f_x(point: (f64, f64))");
        let older = stub("partials", "f_y").replace("///", "/// In this year's words:");
        self.folder(
            "last_year",
            vec![
                ("partials/src/f_x.rs".to_owned(), old.into_bytes()),
                ("partials/src/f_y.rs".to_owned(), older.into_bytes()),
            ],
        );
        let mut whole = files(22, "nabla/exercises/");
        whole.push(("nabla/solutions/partials/src/f_x.rs".to_owned(), b"pub fn f_x() {}".to_vec()));
        whole.push(("nabla/crates/partials/src/f_x.rs".to_owned(), b"use nabla_grading::Exercise;".to_vec()));
        whole.push(("nabla/target/debug/build.rs".to_owned(), b"x".to_vec()));
        whole.push(("nabla/Cargo.toml".to_owned(), b"[package]".to_vec()));
        self.folder("whole_project", whole);
        self.folder(
            "twice",
            vec![
                ("f_x.rs".to_owned(), stub("partials", "f_x").into_bytes()),
                ("new/f_x.rs".to_owned(), solution("partials", "f_x").into_bytes()),
            ],
        );
        self.write("single_f_x.rs", draft("partials", "f_x", 0).as_bytes());
        self.write("single_f_y.rs", solution("partials", "f_y").as_bytes());
        std::os::unix::fs::symlink(self.path().join("ada"), self.path().join("link")).expect("linked");
    }

    fn odd_archives(&self) {
        self.write("broken.zip", b"PK\x03\x04 and no more");
        self.write("rar.rar", b"Rar!\x1a\x07\x00");
        self.write("essay.docx", b"Dear professor");
        self.zip(
            "outside.zip",
            vec![
                ("../../../etc/f_x.rs".to_owned(), solution("partials", "f_x").into_bytes()),
                ("/etc/f_y.rs".to_owned(), solution("partials", "f_y").into_bytes()),
                (
                    "exercises\\partials\\src\\f_xx.rs".to_owned(),
                    solution("partials", "f_x").replace("f_x", "f_xx").into_bytes(),
                ),
            ],
        );
        let bomb = File::create(self.path().join("bomb.tar.gz")).expect("made");
        let mut packer = flate2::write::GzEncoder::new(bomb, flate2::Compression::best());
        let mut header = tar::Header::new_gnu();
        header.set_path("f_x.rs").expect("a name");
        header.set_size(1 << 40);
        header.set_cksum();
        packer.write_all(header.as_bytes()).expect("written");
        let nothing = vec![b' '; 1 << 20];
        (0..300).for_each(|_| packer.write_all(&nothing).expect("written"));
        packer.finish().expect("finished");
    }

    fn hostile(&self) {
        let forever = with_body("partials", "f_x", "    loop { std::hint::black_box((x, y)); }");
        self.folder("hang", vec![("partials/src/f_x.rs".to_owned(), forever.into_bytes())]);
        self.folder("spy", self.spying());
        let loud = with_body(
            "partials",
            "f_x",
            "    println!(\"<script>alert(1)</script>\\n::error::no\\n\\u{1b}[31mred\"); x + y",
        );
        self.folder("=<b>loud & proud", vec![("partials/src/f_x.rs".to_owned(), loud.into_bytes())]);
        self.folder("two\nlines::error::", vec![("f_x.rs".to_owned(), vec![b'/'; 300 << 10])]);
        let strange = self.path().join(OsStr::from_bytes(b"not\xffutf8"));
        fs::create_dir_all(&strange).expect("made");
        fs::write(strange.join("f_x.rs"), b"pub fn f_x(x: f64, y: f64) -> f64 { \xff }").expect("written");
        let pipe = self.path().join("pipe");
        fs::create_dir_all(&pipe).expect("made");
        let made = std::process::Command::new("mkfifo").arg(pipe.join("f_x.rs")).status().expect("mkfifo");
        assert!(made.success());
        std::os::unix::fs::symlink("/etc/passwd", pipe.join("f_y.rs")).expect("linked");
    }

    /// Tries to read what is not a student's to read: while it is compiled, and while it runs.
    fn spying(&self) -> Files {
        let roster = self.path().join("roster.csv").display().to_string();
        let solution = super::root().join("solutions/partials/src/f_x.rs").display().to_string();
        let neighbour = self.path().join("ada/partials/src/f_y.rs").display().to_string();
        let including = format!("    println!(\"{{}}\", include_str!({solution:?}));\n    x + y");
        let reading = [roster, solution, neighbour]
            .map(|path| format!("    println!(\"{{}}\", std::fs::read_to_string({path:?}).unwrap_or_default());"));
        let reading = reading.join("\n") + "\n    x + y";
        vec![
            ("partials/src/f_x.rs".to_owned(), with_body("partials", "f_x", &including).into_bytes()),
            ("partials/src/f_y.rs".to_owned(), with_body("partials", "f_y", &reading).into_bytes()),
        ]
    }
}
