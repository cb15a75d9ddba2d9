//! The web application as it was built in `ui/dist`, inside the program: every file with its brotli and gzip twins, so that
//! serving compresses nothing. The program builds without it; [`is_built`] then says so.
//!
//! Debug builds read the folder when asked, so that the application may be built again beside a running program.

use std::borrow::Cow;

use rust_embed::RustEmbed;

/// The path of the page that every address of the application begins with.
pub const PAGE: &str = "index.html";

#[derive(RustEmbed)]
#[folder = "../../ui/dist"]
#[exclude = ".*"]
struct Built;

/// How the bytes of a file are compressed (RFC 9110 §8.4.1), the smallest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Brotli,
    Gzip,
}

impl Encoding {
    /// Both, the smaller one first.
    pub const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// Its name in HTTP.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
        }
    }
}

/// A file of the application, ready to be sent.
#[derive(Debug, Clone)]
pub struct File {
    pub bytes: Cow<'static, [u8]>,
    /// How `bytes` are compressed; nothing if they are not.
    pub encoding: Option<Encoding>,
    /// The media type of what they stand for.
    pub media_type: &'static str,
    /// Whether the name changes with the content, so that it may be kept for ever.
    pub immutable: bool,
    /// Changes with the content: SHA-256 of the uncompressed file, in hex, shortened to 32 digits.
    pub tag: String,
}

/// Whether the program was built with the application.
#[must_use]
pub fn is_built() -> bool {
    Built::get(PAGE).is_some()
}

/// The file at a path such as `assets/index-abc.js`, compressed if the reader accepts it and that makes it smaller.
///
/// Nothing where there is no such file: a twin is not one of its own.
#[must_use]
pub fn file(path: &str, accepts: impl Fn(Encoding) -> bool) -> Option<File> {
    let media_type = media_type(path)?;
    let plain = Built::get(path)?;
    let tag = plain.metadata.sha256_hash()[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    let twin = Encoding::ALL
        .into_iter()
        .filter(|encoding| accepts(*encoding))
        .find_map(|encoding| Some((encoding, Built::get(&format!("{path}{}", encoding.suffix()))?)));
    let (encoding, bytes) = match twin {
        Some((encoding, twin)) => (Some(encoding), twin.data),
        None => (None, plain.data),
    };
    Some(File { bytes, encoding, media_type, immutable: path.starts_with("assets/"), tag })
}

/// What is at a path, by how it ends; nothing for what the application does not consist of.
fn media_type(path: &str) -> Option<&'static str> {
    Some(match path.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "ttf" => "font/ttf",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_application_s_own_files_are_there() {
        for path in ["", "index.html.br", "../package.json", "/etc/passwd", "assets/", "assets/none.js", ".gitignore"] {
            assert!(file(path, |_| true).is_none(), "{path:?}");
        }
    }

    #[test]
    fn every_file_is_what_its_name_says_however_it_is_sent() {
        for path in Built::iter().filter(|path| media_type(path).is_some()) {
            let plain = file(&path, |_| false).expect("a file that is listed");
            assert_eq!(plain.encoding, None);
            for encoding in Encoding::ALL {
                let sent = file(&path, |other| other == encoding).expect("the same file");
                assert_eq!((&sent.tag, sent.media_type), (&plain.tag, plain.media_type));
                if sent.encoding.is_some() {
                    assert_eq!(sent.encoding, Some(encoding));
                    assert!(sent.bytes.len() < plain.bytes.len(), "{path} grows");
                }
            }
        }
    }
}
