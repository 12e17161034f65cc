//! The live book in a real browser. Needs Debian's `chromium` and `chromium-driver`, so it is asked for:
//! `cargo test -p nabla-live --test browser -- --ignored`; what was seen lies under `target/screens/`.

#![cfg(unix)]

mod evening;

use evening::{Browser, Evening};

#[tokio::test(flavor = "current_thread")]
#[ignore = "needs chromium and chromedriver"]
async fn a_save_is_seen_and_a_restart_survived() {
    let mut evening = Evening::new();
    evening.solve("partials", "f_x", "2.0 * x * x * y + 3.0 * y * y");
    evening.start();
    let browser = Browser::open(1200, 1400).await;
    browser.client.goto(&evening.page("partials/f_x.html")).await.expect("opened");
    browser.until("window.hasOwnScript && document.querySelector('.live-headline')?.textContent.includes('kept the exponent')").await;
    browser.until("document.querySelector('.live-drawing svg')").await;
    browser.keep("wrong").await;
    evening.solve_rightly("partials", "f_x");
    browser.until("document.querySelector('.live-headline').textContent.includes('right')").await;
    browser.keep("right").await;
    evening.solve("partials", "f_x", "let n: i32 = x; y");
    browser.until("document.querySelector('.live-headline').textContent.includes('does not compile')").await;
    browser.keep("does-not-compile").await;
    evening.stop();
    browser.until("!document.querySelector('.live-away').hidden").await;
    evening.solve_rightly("partials", "f_x");
    evening.start();
    browser.until("document.querySelector('.live-away').hidden && document.querySelector('.live-headline').textContent.includes('right')").await;
}
