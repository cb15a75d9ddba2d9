//! Which media type a request has and which one its answer gets (GraphQL over HTTP, RFC 9110 §12.5.1).

use axum::http::{HeaderMap, HeaderValue, header};

/// The media types an answer may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MediaType {
    /// `application/graphql-response+json`: the status says whether the request was executed.
    GraphqlResponse,
    /// `application/json`: the status of a well-formed request is 200.
    Json,
}

impl MediaType {
    pub(super) fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        })
    }

    fn subtype(self) -> &'static str {
        match self {
            Self::GraphqlResponse => "graphql-response+json",
            Self::Json => "json",
        }
    }
}

/// One entry of an `Accept` header, or the value of `Content-Type`.
struct Range<'a> {
    main: &'a str,
    sub: &'a str,
    /// 0 to 1000.
    quality: u32,
    utf8: bool,
}

fn parse_range(text: &str) -> Option<Range<'_>> {
    let mut parts = text.split(';').map(str::trim);
    let (main, sub) = parts.next()?.split_once('/')?;
    let mut range = Range { main: main.trim(), sub: sub.trim(), quality: 1000, utf8: true };
    for parameter in parts.filter(|part| !part.is_empty()) {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches('"');
        match name.trim().to_ascii_lowercase().as_str() {
            "q" => {
                let quality: f64 = value.parse().ok()?;
                if !(0.0..=1.0).contains(&quality) {
                    return None;
                }
                range.quality = (quality * 1000.0).round() as u32;
            }
            "charset" => range.utf8 = value.eq_ignore_ascii_case("utf-8") || value.eq_ignore_ascii_case("utf8"),
            _ => {}
        }
    }
    Some(range)
}

/// How closely a range names a media type: 0 not at all, 1 `*/*`, 2 `application/*`, 3 exactly.
fn closeness(range: &Range<'_>, media: MediaType) -> u32 {
    let application = range.main.eq_ignore_ascii_case("application");
    match (range.main, range.sub) {
        ("*", "*") => 1,
        (_, "*") if application => 2,
        (_, sub) if application && range.utf8 && sub.eq_ignore_ascii_case(media.subtype()) => 3,
        _ => 0,
    }
}

/// The media type of the answer: the one with the highest quality, of equals the one named more closely, then the one
/// named first. Nothing when neither is accepted; without a header the answer is `application/graphql-response+json`.
pub(super) fn accepted(headers: &HeaderMap) -> Option<MediaType> {
    let mut values = headers.get_all(header::ACCEPT).iter().peekable();
    if values.peek().is_none() {
        return Some(MediaType::GraphqlResponse);
    }
    let ranges: Vec<Range<'_>> = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(','))
        .filter_map(parse_range)
        .collect();
    let rank = |media: MediaType| {
        let (place, range) = ranges
            .iter()
            .enumerate()
            .filter(|(_, range)| closeness(range, media) > 0)
            .max_by_key(|(place, range)| (closeness(range, media), std::cmp::Reverse(*place)))?;
        (range.quality > 0).then_some((range.quality, closeness(range, media), std::cmp::Reverse(place)))
    };
    match (rank(MediaType::GraphqlResponse), rank(MediaType::Json)) {
        (None, None) => None,
        (graphql, json) if graphql >= json => Some(MediaType::GraphqlResponse),
        _ => Some(MediaType::Json),
    }
}

/// Whether the reader takes the answer compressed in this manner (RFC 9110 §12.5.3): it is named, or `*` is, and not refused.
/// Without a header nothing is compressed: such a reader is a program that may not know how to unpack.
pub(super) fn accepts_encoding(headers: &HeaderMap, name: &str) -> bool {
    let entries = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let mut any = false;
    for entry in entries.flat_map(|text| text.split(',')) {
        let (coding, quality) = entry.split_once(';').unwrap_or((entry, "q=1"));
        let quality = quality.trim().strip_prefix("q=").and_then(|value| value.parse::<f64>().ok()).unwrap_or(0.0);
        match coding.trim() {
            coding if coding.eq_ignore_ascii_case(name) => return quality > 0.0,
            "*" => any = quality > 0.0,
            _ => {}
        }
    }
    any
}

/// Whether the reader asks for a page, as a browser does that goes to an address: HTML is named, not only `*/*`.
pub(super) fn wants_page(headers: &HeaderMap) -> bool {
    let accept = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    accept.flat_map(|text| text.split(',')).filter_map(parse_range).any(|range| {
        range.main.eq_ignore_ascii_case("text") && range.sub.eq_ignore_ascii_case("html") && range.quality > 0
    })
}

/// Whether the body is said to be JSON in UTF-8.
pub(super) fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(parse_range)
        .is_some_and(|range| closeness(&range, MediaType::Json) == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accept(text: &str) -> Option<MediaType> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, text.parse().unwrap());
        accepted(&headers)
    }

    #[test]
    fn accept_is_followed() {
        use MediaType::{GraphqlResponse, Json};
        assert_eq!(accepted(&HeaderMap::new()), Some(GraphqlResponse));
        for (text, expected) in [
            ("*/*", Some(GraphqlResponse)),
            ("application/*", Some(GraphqlResponse)),
            ("application/json", Some(Json)),
            ("Application/JSON; charset=UTF-8", Some(Json)),
            (
                "application/graphql-response+json; charset=utf-8, application/json; charset=utf-8",
                Some(GraphqlResponse),
            ),
            ("application/json, application/graphql-response+json", Some(Json)),
            ("application/json;q=0.5, application/graphql-response+json;q=0.4", Some(Json)),
            ("application/json, text/plain, */*", Some(Json)),
            ("text/html, */*;q=0.1", Some(GraphqlResponse)),
            ("application/graphql-response+json;q=0, */*", Some(Json)),
            ("application/json;q=0, application/graphql-response+json;q=0, */*", None),
            ("application/json; charset=latin1", None),
            ("text/html", None),
            ("application/json;q=2", None),
            ("", None),
            ("nonsense", None),
        ] {
            assert_eq!(accept(text), expected, "{text:?}");
        }
    }

    #[test]
    fn encodings_are_those_that_are_named_and_not_refused() {
        for (text, brotli, gzip) in [
            ("gzip, deflate, br, zstd", true, true),
            ("GZIP", false, true),
            ("br;q=0, *", false, true),
            ("*;q=0", false, false),
            ("br;q=0.5, gzip; q=0", true, false),
            ("*", true, true),
            ("identity", false, false),
            ("br;q=many", false, false),
            ("", false, false),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, text.parse().unwrap())]);
            let accepts = |name| accepts_encoding(&headers, name);
            assert_eq!((accepts("br"), accepts("gzip")), (brotli, gzip), "{text:?}");
        }
        assert!(!accepts_encoding(&HeaderMap::new(), "gzip"));
    }

    #[test]
    fn a_page_is_for_whoever_names_it() {
        for (text, expected) in [
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true),
            ("*/*", false),
            ("text/html;q=0, */*", false),
            ("application/json", false),
        ] {
            assert_eq!(
                wants_page(&HeaderMap::from_iter([(header::ACCEPT, text.parse().unwrap())])),
                expected,
                "{text:?}"
            );
        }
        assert!(!wants_page(&HeaderMap::new()));
    }

    #[test]
    fn only_json_is_json() {
        for (text, expected) in [
            ("application/json", true),
            ("application/json; charset=utf-8", true),
            ("application/json; charset=utf-16", false),
            ("text/plain", false),
            ("application/graphql", false),
            ("application/*", false),
            ("multipart/form-data; boundary=x", false),
            ("application/x-www-form-urlencoded", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, text.parse().unwrap());
            assert_eq!(is_json(&headers), expected, "{text:?}");
        }
        assert!(!is_json(&HeaderMap::new()));
    }
}
