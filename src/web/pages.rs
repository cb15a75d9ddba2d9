//! The web application: its files as they were built, and its page for every address that is none of the service's own.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use super::{answer, negotiation};
use crate::ui::{self, Encoding, File};

/// What the browser may do with the page: scripts, pictures and requests of our own alone. Ant Design puts its styles into the
/// page at run time, hence `'unsafe-inline'` there; exported pictures are drawn from `blob:` and `data:`.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; \
     connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
);
/// A file whose name changes with its content is fetched once; the others are asked about each time.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

const NOT_BUILT: &str = "This build of Guanxi has no web application.\n\n\
    To have one, install Node 20.19 or newer with npm and run `make run`, or: cd ui && npm ci && npm run build, then build \
    the program again.\n\nThe API is at /graphql.\n";

/// Answers what no other route does: a file of the application, its page to a browser that goes to an address, 404 otherwise.
pub(super) async fn answer(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return answer::no_such_path().await;
    }
    let path = uri.path().trim_start_matches('/');
    let accepts = |encoding: Encoding| negotiation::accepts_encoding(&headers, encoding.name());
    if let Some(file) = ui::file(path, accepts) {
        return send(file, &headers);
    }
    if path.starts_with("assets/") || !negotiation::wants_page(&headers) {
        return answer::no_such_path().await;
    }
    match ui::file(ui::PAGE, accepts) {
        Some(page) => send(page, &headers),
        None => {
            (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], NOT_BUILT).into_response()
        }
    }
}

fn send(file: File, headers: &HeaderMap) -> Response {
    let tag = format!("\"{}{}\"", file.tag, file.encoding.map_or("", |encoding| encoding.name()));
    let unchanged = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|known| known.trim().trim_start_matches("W/") == tag);
    let mut response = if unchanged {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = Response::new(Body::from(bytes::Bytes::from(file.bytes.into_owned())));
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(file.media_type));
        if let Some(encoding) = file.encoding {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding.name()));
        }
        response
    };
    let told = response.headers_mut();
    told.insert(header::ETAG, HeaderValue::try_from(tag).expect("hex digits and a name"));
    told.insert(header::CACHE_CONTROL, if file.immutable { FOR_EVER } else { ASK_AGAIN });
    told.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    told.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    told.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    told.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    told.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    response
}
