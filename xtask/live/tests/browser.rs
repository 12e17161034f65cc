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

/// Past the question, to the picture.
async fn skip_the_question(browser: &Browser) {
    browser.until("document.querySelector('.live-drawing svg')").await;
    browser
        .run("const skip = document.querySelector('.live-waits .live-question button[type=button]'); if (skip) skip.click();")
        .await;
    browser.until("!document.querySelector('.live-waits')").await;
}

#[tokio::test(flavor = "current_thread")]
#[ignore = "needs chromium and chromedriver"]
async fn a_picture_follows_the_pointer_and_the_keys() {
    let mut evening = Evening::new();
    // It calls others of its chapter.
    evening.solve_chapter("mse-descent");
    evening.start();
    let browser = Browser::open(1600, 1500).await;
    browser.client.goto(&evening.page("mse-descent/descend.html")).await.expect("opened");
    browser.until("document.querySelector('.live-question button')").await;
    browser.keep("predict").await;
    browser.run("const field = document.querySelector('.live-question input'); field.value = '77'; field.form.requestSubmit();").await;
    browser.until("document.querySelector('.live-question').innerText.includes('You predicted 77')").await;
    browser.keep("untouched").await;

    // The start, dragged to the left; how long each picture took is asked of the page.
    let handle = "document.querySelector('.live-handles circle')";
    let before = browser.run("return document.querySelector('.live-drawing').innerHTML").await;
    browser
        .run(
            "window.took = []; new MutationObserver(() => window.took.push(Number(document.querySelector('.live').dataset.milliseconds)))\
             .observe(document.querySelector('.live'), { attributes: true, attributeFilter: ['data-milliseconds'] });",
        )
        .await;
    let spot = browser
        .run(&format!(
            "const box = {handle}.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]"
        ))
        .await;
    let (x, y) = (spot[0].as_f64().expect("a number"), spot[1].as_f64().expect("a number"));
    browser.drag((x, y), (x - 120.0, y - 40.0), 40).await;
    browser
        .until(&format!("{handle}.getAttribute('aria-valuetext') && document.querySelector('.live-drawing svg')"))
        .await;
    let after = browser.run("return document.querySelector('.live-drawing').innerHTML").await;
    assert_ne!(before, after, "the picture follows");
    browser.keep("dragged").await;
    let took = browser.run("return window.took").await;
    let mut took: Vec<f64> = took.as_array().expect("a list").iter().filter_map(serde_json::Value::as_f64).collect();
    took.sort_by(f64::total_cmp);
    assert!(took.len() >= 5, "{took:?}");
    println!(
        "{} pictures while dragging: median {} ms, 95th percentile {} ms",
        took.len(),
        took[took.len() / 2],
        took[took.len() * 19 / 20]
    );

    // The same by keys.
    let told = browser.run(&format!("{handle}.focus(); return {handle}.getAttribute('aria-valuetext')")).await;
    browser.press('\u{e014}').await;
    browser.until(&format!("{handle}.getAttribute('aria-valuetext') !== {told}")).await;

    // A famous failure, and back.
    browser.run("[...document.querySelectorAll('.live-presets button')][0].click()").await;
    browser.until("document.querySelector('.live-presets button:last-child').textContent === 'as it was'").await;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    browser.keep("preset").await;
    browser.run("document.querySelector('.live-presets button:last-child').click()").await;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    let again = browser.run("return document.querySelector('.live-drawing').innerHTML").await;
    assert_eq!(before, again, "as it was");
}

#[tokio::test(flavor = "current_thread")]
#[ignore = "needs chromium and chromedriver"]
async fn what_hangs_or_panics_says_so_where_it_does_and_the_rest_goes_on() {
    let mut evening = Evening::new();
    evening.solve(
        "partials",
        "f_x",
        "if x > 4.0 && x < 5.0 { panic!(\"not at {x}\") } while x > 5.5 && x < 6.5 {} 2.0 * x * y + 3.0 * y * y",
    );
    evening.start();
    let browser = Browser::open(420, 1400).await;
    browser.client.goto(&evening.page("partials/f_x.html")).await.expect("opened");
    skip_the_question(&browser).await;
    browser.keep("narrow").await;
    let ask = |x: f64| {
        let root = evening.page("_live/picture/partials/f_x");
        format!(
            "return fetch('{root}?p={x}').then((answer) => answer.json()).then((picture) => [picture.svg !== null, picture.trouble])"
        )
    };
    let calm = browser.run(&ask(2.0)).await;
    assert_eq!(calm, serde_json::json!([true, null]));
    for (x, says) in [(4.5, "panicked: not at 4.5"), (6.0, "no answer")] {
        let troubled = browser.run(&ask(x)).await;
        let told = troubled[1].as_str().unwrap_or_default();
        // Where the bounds of the point end before, it is asked there.
        if !told.is_empty() {
            assert!(told.contains(says) && told.starts_with("f_x("), "{troubled}");
        }
    }
    assert_eq!(browser.run(&ask(2.0)).await, calm, "the rest goes on");
}

#[tokio::test(flavor = "current_thread")]
#[ignore = "needs chromium and chromedriver"]
async fn it_is_dark_where_the_reader_wants_it_dark() {
    let mut evening = Evening::new();
    evening.solve_rightly("partials", "f_x");
    evening.start();
    let browser = Browser::open_dark(1200, 1400).await;
    browser.client.goto(&evening.page("partials/f_x.html")).await.expect("opened");
    skip_the_question(&browser).await;
    browser.keep("dark").await;
    let colour = browser.run("return getComputedStyle(document.querySelector('.live')).color").await;
    assert_eq!(colour, "rgb(255, 255, 255)", "the words are light");
}
