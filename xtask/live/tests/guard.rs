//! Whoever is not the browser with the right address gets nothing.

#![cfg(unix)]

#[expect(dead_code, reason = "the browser is of another test")]
mod evening;

use evening::Evening;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

struct Asked {
    status: u16,
    head: String,
    body: String,
}

/// One request, byte by byte as written, and what comes back.
fn ask(port: u16, request: &str) -> Asked {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("connected");
    stream.write_all(request.as_bytes()).expect("written");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("read");
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or_default();
    Asked { status, head: head.to_lowercase(), body: body.to_owned() }
}

fn get(evening: &Evening, path: &str, headers: &str) -> Asked {
    let host =
        if headers.to_lowercase().contains("host:") { String::new() } else { format!("Host: {}\r\n", evening.host()) };
    ask(evening.port(), &format!("GET {path} HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n"))
}

#[test]
fn nothing_but_the_book_is_given_and_to_nobody_but_the_browser() {
    let mut evening = Evening::new();
    evening.solve("partials", "f_x", "2.0 * x * x * y + 3.0 * y * y");
    evening.start();
    let token = format!("/{}", evening.token());
    let secret = "[package]";

    let page = get(&evening, &format!("{token}/partials/f_x.html"), "");
    assert_eq!(page.status, 200, "{}", page.head);
    for header in [
        "content-security-policy: default-src 'none'; script-src 'self' 'sha256-",
        "x-content-type-options: nosniff",
        "referrer-policy: no-referrer",
        "cross-origin-resource-policy: same-origin",
        "cache-control: no-store",
    ] {
        assert!(page.head.contains(header), "{header} is missing in\n{}", page.head);
    }
    assert!(!page.head.contains("access-control-allow-origin"), "{}", page.head);

    // Another name for this machine, as a page elsewhere would use it.
    for host in ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", "[::1]:80", "localhost"] {
        assert_eq!(get(&evening, &format!("{token}/"), &format!("Host: {host}\r\n")).status, 421, "{host}");
    }
    let two = format!("Host: {0}\r\nHost: evil.example\r\n", evening.host());
    assert!(matches!(get(&evening, &format!("{token}/"), &two).status, 400 | 421));
    assert_eq!(get(&evening, &format!("{token}/"), "Sec-Fetch-Site: cross-site\r\n").status, 404);

    // Without the token.
    for path in
        ["/", "/index.html", "/partials/f_x.html", "/_live/live.js", "/0/index.html", "/x/_live/verdict/partials/f_x"]
    {
        let asked = get(&evening, path, "");
        assert_eq!((asked.status, asked.body.as_str()), (404, ""), "{path}");
    }

    // Only to read.
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE"] {
        let host = evening.host();
        let request = format!(
            "{method} {token}/_live/picture/partials/f_x HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
        assert!(matches!(ask(evening.port(), &request).status, 400 | 404 | 405), "{method}");
    }

    // Nothing else on the disk.
    for path in [
        "../Cargo.toml",
        "../../Cargo.toml",
        "partials/../../../../../Cargo.toml",
        "..%2f..%2fCargo.toml",
        "%2e%2e/%2e%2e/Cargo.toml",
        "..%5c..%5cCargo.toml",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "partials/f_x.html%00.txt",
        "_live/../../../Cargo.toml",
        "_live/verdict/../../Cargo.toml/x",
        "_live/picture/partials/..%2f..%2fCargo.toml",
        "_live/verdict/partials/nothing",
    ] {
        let asked = get(&evening, &format!("{token}/{path}"), "");
        assert!(matches!(asked.status, 400 | 404), "{path}: {}", asked.status);
        assert!(!asked.body.contains(secret) && !asked.body.contains("root:"), "{path}: {}", asked.body);
    }

    // Settings from outside are numbers within bounds, whatever they look like.
    for query in ["", "?x=1e308", "?x=NaN,NaN", "?x=,,,", "?x=%3Cscript%3E", "?x=1&x=2&__proto__=3", "?x=inf,-inf"] {
        let asked = get(&evening, &format!("{token}/_live/picture/partials/f_x{query}"), "");
        assert_eq!(asked.status, 200, "{query}: {}", asked.body);
        assert!(asked.body.contains("<svg") && asked.head.contains("application/json"), "{query}");
    }
}
