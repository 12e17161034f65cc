//! Who may ask: this machine's browser, by the address that it was given, and only to read.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// What an address must have to be answered.
#[derive(Debug)]
pub(crate) struct Guard {
    /// `127.0.0.1:PORT`, and the same by name.
    hosts: [String; 2],
    /// The first part of every path; nobody can guess it.
    token: String,
}

impl Guard {
    pub(crate) fn new(port: u16, token: String) -> Self {
        Self { hosts: [format!("127.0.0.1:{port}"), format!("localhost:{port}")], token }
    }

    /// Whether a request comes from where it should: a page elsewhere that has got at this port by a name of its own sends that
    /// name, and knows no token.
    fn admits(&self, method: &Method, headers: &HeaderMap, path: &str) -> Result<(), StatusCode> {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        if headers.get_all(header::HOST).iter().count() != 1
            || !self.hosts.iter().any(|known| Some(known.as_str()) == host)
        {
            return Err(StatusCode::MISDIRECTED_REQUEST);
        }
        let from_elsewhere = headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site");
        let is_ours = path
            .strip_prefix('/')
            .and_then(|path| path.split('/').next())
            .is_some_and(|first| same(first, &self.token));
        if from_elsewhere || !is_ours {
            return Err(StatusCode::NOT_FOUND);
        }
        if method != Method::GET {
            return Err(StatusCode::METHOD_NOT_ALLOWED);
        }
        Ok(())
    }
}

/// Compared to the end, however early they differ: how long it takes tells nothing.
fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

/// Turns away what has no business here, and tells the browser to load nothing from elsewhere.
pub(crate) async fn keep(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    let mut response = match guard.admits(request.method(), request.headers(), request.uri().path()) {
        Ok(()) => next.run(request).await,
        Err(code) => code.into_response(),
    };
    const ALWAYS: [(HeaderName, &str); 4] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ];
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    // A page brings its own, which allows just the scripts that it holds.
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static("default-src 'none'"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(method: &Method, host: Option<&str>, path: &str) -> Result<(), StatusCode> {
        let guard = Guard::new(7000, "secret".to_owned());
        let mut headers = HeaderMap::new();
        if let Some(host) = host {
            headers.insert(header::HOST, HeaderValue::from_str(host).expect("a header"));
        }
        guard.admits(method, &headers, path)
    }

    #[test]
    fn only_this_machines_address_with_its_token_is_answered() {
        assert_eq!(asked(&Method::GET, Some("127.0.0.1:7000"), "/secret/"), Ok(()));
        assert_eq!(asked(&Method::GET, Some("localhost:7000"), "/secret/partials/f_x.html"), Ok(()));
        for host in
            [None, Some("127.0.0.1"), Some("127.0.0.1:7001"), Some("evil.example:7000"), Some("127.0.0.1:7000.evil")]
        {
            assert_eq!(asked(&Method::GET, host, "/secret/"), Err(StatusCode::MISDIRECTED_REQUEST), "{host:?}");
        }
        for path in ["/", "/secre/", "/secrets/", "/SECRET/", "//secret/", "/%73ecret/"] {
            assert_eq!(asked(&Method::GET, Some("127.0.0.1:7000"), path), Err(StatusCode::NOT_FOUND), "{path}");
        }
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS, Method::HEAD] {
            assert_eq!(asked(&method, Some("localhost:7000"), "/secret/"), Err(StatusCode::METHOD_NOT_ALLOWED));
        }
    }
}
