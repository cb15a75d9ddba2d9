//! The web application: what its addresses answer, and in which words to browsers and caches.

use guanxi::ui;

use crate::service::{Answer, Running, start};

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

async fn get(service: &Running, path: &str, headers: &[(&str, &str)]) -> Answer {
    let request = service.client.get(service.url(path));
    Answer::of(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))).await
}

/// Where the program was built without the application, it says so; the tests of the application see that it is there.
#[tokio::test]
async fn every_address_is_the_page_or_says_why_not() {
    let service = start().await;
    for path in ["/", "/ask/con-0000002?at=2026-01-01", "/no/such/screen"] {
        let answer = get(&service, path, &[("accept", BROWSER)]).await;
        if ui::is_built() {
            assert_eq!(answer.status, 200, "{path}");
            assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
            assert_eq!(answer.header("cache-control"), "no-cache");
            assert!(answer.header("content-security-policy").starts_with("default-src 'none'; script-src 'self';"));
            assert!(answer.text.contains("<div id=\"root\">"));
            let tag = answer.header("etag").to_owned();
            let again = get(&service, path, &[("accept", BROWSER), ("if-none-match", &tag)]).await;
            assert_eq!((again.status, again.text.as_str()), (304, ""));
        } else {
            assert_eq!(answer.status, 404, "{path}");
            assert!(
                answer.text.contains("has no web application") && answer.text.contains("make run"),
                "{}",
                answer.text
            );
        }
    }
}

#[tokio::test]
async fn what_is_no_page_is_not_there() {
    let service = start().await;
    for (path, accept) in [
        ("/assets/none.js", BROWSER),
        ("/assets/none.js", "*/*"),
        ("/nothing", "*/*"),
        ("/nothing", "application/json"),
    ] {
        let answer = get(&service, path, &[("accept", accept)]).await;
        assert_eq!(answer.told(), (404, "NOT_FOUND".to_owned()), "{path} {accept}");
    }
    let posted = Answer::of(service.client.post(service.url("/ask")).header("accept", BROWSER)).await;
    assert_eq!(posted.told(), (404, "NOT_FOUND".to_owned()));
}

#[tokio::test]
async fn files_come_compressed_and_are_kept() {
    let service = start().await;
    let Some(page) = ui::file(ui::PAGE, |_| false) else { return };
    let text = String::from_utf8(page.bytes.into_owned()).unwrap();
    let script = text.split("src=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("the page loads a script");
    let plain = get(&service, script, &[]).await;
    assert_eq!(plain.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(plain.header("content-type"), "text/javascript; charset=utf-8");
    for (accepted, sent) in [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.1", "gzip")] {
        let request = service.client.get(service.url(script)).header("accept-encoding", accepted);
        let response = request.send().await.expect("an answer");
        assert_eq!(response.headers()["content-encoding"], sent);
        assert_eq!(response.headers()["vary"], "accept-encoding");
        let bytes = response.bytes().await.expect("a body");
        assert!(bytes.len() * 2 < plain.text.len(), "{} of {}", bytes.len(), plain.text.len());
    }
}
