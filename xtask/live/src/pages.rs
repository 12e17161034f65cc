//! The book's own files, and nothing else on the disk: which there are is looked up once, and a path is only ever compared.

use anyhow::{Context, bail};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

const SCRIPT: &str = include_str!("live.js");
const STYLE: &str = include_str!("live.css");

/// Where our own script and style are found beside the book's files.
const OWN: &str = "_live";

/// The files of the book, by their addresses.
#[derive(Debug)]
pub(crate) struct Pages {
    files: HashMap<String, PathBuf>,
    /// What every address begins with.
    prefix: String,
}

impl Pages {
    /// All files under a folder.
    pub(crate) fn of(folder: &Path, prefix: String) -> anyhow::Result<Self> {
        let mut files = HashMap::new();
        gather(folder, "", &mut files).with_context(|| format!("{} cannot be read", folder.display()))?;
        if !files.contains_key("index.html") {
            bail!("{} holds no book", folder.display());
        }
        Ok(Self { files, prefix })
    }

    /// The file at an address below the prefix.
    pub(crate) fn answer(&self, address: &str) -> Response {
        let own = |kind: &'static str, text: &'static str| ([(header::CONTENT_TYPE, kind)], text).into_response();
        let address = if address.is_empty() { "index.html" } else { address };
        match address {
            "_live/live.js" => return own("text/javascript; charset=utf-8", SCRIPT),
            "_live/live.css" => return own("text/css; charset=utf-8", STYLE),
            _ => {}
        }
        let Some(bytes) = self.files.get(address).and_then(|path| fs::read(path).ok()) else {
            return (StatusCode::NOT_FOUND, "There is no such page.").into_response();
        };
        let kind = kind(address);
        if !kind.starts_with("text/html") {
            return ([(header::CONTENT_TYPE, kind)], bytes).into_response();
        }
        let html = String::from_utf8_lossy(&bytes);
        let (page, policy) = (self.with_script(&html), policy(&html));
        ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_SECURITY_POLICY, policy)], page).into_response()
    }

    /// The page with our script and style, which know where the book begins. The policy that the book has for itself, which allows no
    /// question to anybody, gives way to ours.
    fn with_script(&self, html: &str) -> String {
        let prefix = &self.prefix;
        let ours = format!(
            "<link rel=\"stylesheet\" href=\"{prefix}{OWN}/live.css\">\
             <script src=\"{prefix}{OWN}/live.js\" data-root=\"{prefix}\" defer></script></head>"
        );
        without_policy(html).replacen("</head>", &ours, 1)
    }
}

/// A page without the policy in its head.
fn without_policy(html: &str) -> String {
    let Some((before, rest)) = html.split_once("<meta http-equiv=\"Content-Security-Policy\"") else {
        return html.to_owned();
    };
    let after = rest.split_once('>').map_or(rest, |(_, after)| after);
    format!("{before}{after}")
}

fn gather(folder: &Path, below: &str, files: &mut HashMap<String, PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            gather(&entry.path(), &format!("{name}/"), files)?;
        } else if kind.is_file() {
            files.insert(name, entry.path());
        }
    }
    Ok(())
}

fn kind(address: &str) -> &'static str {
    match address.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "ico" => "image/x-icon",
        _ => "application/octet-stream",
    }
}

/// What a page may load: from here alone, and of scripts inside it just those that it came with.
fn policy(html: &str) -> String {
    let hashes: String = inline_scripts(html)
        .map(|script| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(script.as_bytes()))))
        .collect();
    format!(
        "default-src 'none'; script-src 'self'{hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}

/// The text of each script that stands in the page itself.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (tag, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script>")?;
        (!tag.contains("src=")).then_some(script)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_allows_the_scripts_that_it_holds_and_no_other() {
        let html = "<head><script>one()</script><script src=\"x.js\"></script><script type=\"a\">two()</script></head>";
        assert_eq!(inline_scripts(html).collect::<Vec<_>>(), ["one()", "two()"]);
        let policy = policy(html);
        assert_eq!(policy.matches("'sha256-").count(), 2);
        assert!(!policy.contains("script-src 'self' 'unsafe-inline'"), "{policy}");
    }

    #[test]
    fn nothing_but_the_files_of_the_book_is_found() {
        let folder = std::env::temp_dir().join(format!("nabla-pages-{}", std::process::id()));
        fs::create_dir_all(folder.join("book/partials")).expect("made");
        fs::write(folder.join("secret.txt"), "secret").expect("written");
        fs::write(folder.join("book/index.html"), "<head></head>").expect("written");
        fs::write(folder.join("book/partials/f_x.html"), "<head></head>").expect("written");
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.join("secret.txt"), folder.join("book/link.txt")).expect("linked");
        let pages = Pages::of(&folder.join("book"), "/token/".to_owned()).expect("a book");
        for address in ["", "index.html", "partials/f_x.html", "_live/live.js", "_live/live.css"] {
            assert_eq!(pages.answer(address).status(), StatusCode::OK, "{address}");
        }
        let secret = folder.join("secret.txt").display().to_string();
        for address in
            ["../secret.txt", "partials/../../secret.txt", "..%2fsecret.txt", "link.txt", "/index.html", &secret]
        {
            assert_eq!(pages.answer(address).status(), StatusCode::NOT_FOUND, "{address}");
        }
        fs::remove_dir_all(&folder).expect("removed");
    }
}
