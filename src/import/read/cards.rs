//! Address books: vCard files of versions 2.1, 3.0 and 4.0, card by card.

use std::fs;
use std::io::Read as _;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use vcard::tree::cst::VcardCst;
use vcard::tree::value::cursor::VcardValueCursor;

use crate::import::fault::{Fault, FaultCode, Place};

use super::input::{text_of, unreadable};

/// Bytes of an address book, pictures included: it is held in memory.
const MAX_BYTES: u64 = 64 << 20;

/// What is taken of a card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::import) struct Card {
    /// The line on which it begins; the first is 1.
    pub line: u32,
    /// The identifier the address book gave it.
    pub uid: Option<String>,
    pub name: String,
    /// The preferred first where the card says so.
    pub addresses: Vec<String>,
    pub phones: Vec<String>,
    /// The company as the card names it, without its departments.
    pub company: Option<String>,
    pub title: Option<String>,
}

/// Reads the cards of a file, in their order. A card that cannot be read is a fault; the others are read.
pub(in crate::import) fn read_cards(path: &Path, name: &Arc<str>) -> (Vec<Card>, Vec<Fault>) {
    let bytes = match bytes_of(path, name) {
        Ok(bytes) => bytes,
        Err(fault) => return (Vec::new(), vec![fault]),
    };
    let (mut cards, mut faults) = (Vec::new(), Vec::new());
    let fault = |line, value: Option<&str>, expected: String| {
        let place = Place { file: name.clone(), row: Some(line), column: None };
        Fault::new(place, FaultCode::UnreadableFile, value, expected)
    };
    for (line, range) in split(&bytes) {
        match VcardCst::parse(&bytes[range]) {
            Err(error) => faults.push(fault(line, None, format!("a card of the vCard format: {error}"))),
            Ok(parsed) => match card(line, parsed) {
                card if card.name.is_empty() => {
                    faults.push(fault(line, None, "a card with a name: FN or N, or a company: ORG".to_owned()));
                }
                card => cards.push(card),
            },
        }
    }
    if cards.is_empty() && faults.is_empty() {
        faults.push(fault(1, None, "an address book in the vCard format: BEGIN:VCARD".to_owned()));
    }
    (cards, faults)
}

/// The file as bytes in which the characters of values are UTF-8, or what the value itself says.
fn bytes_of(path: &Path, name: &Arc<str>) -> Result<Vec<u8>, Fault> {
    let failed = |error: std::io::Error| unreadable(name, &error.to_string());
    let size = fs::metadata(path).map_err(failed)?.len();
    if size > MAX_BYTES {
        return Err(unreadable(name, &format!("it has {size} bytes; an address book has at most {MAX_BYTES}")));
    }
    let mut bytes = fs::read(path).map_err(failed)?;
    let says_charset = bytes.windows(8).any(|window| window.eq_ignore_ascii_case(b"CHARSET="));
    if std::str::from_utf8(&bytes).is_err() && !says_charset {
        bytes.clear();
        text_of(path, name)?.read_to_end(&mut bytes).map_err(failed)?;
    }
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    Ok(bytes)
}

/// Where the cards of a file are, each with the line on which it begins. Cards inside cards belong to the outer one; what stands
/// between cards belongs to the one before.
fn split(bytes: &[u8]) -> Vec<(u32, Range<usize>)> {
    let mut cards: Vec<(u32, Range<usize>)> = Vec::new();
    let (mut depth, mut at) = (0u32, 0);
    for (number, line) in (1u32..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
        let text = line.trim_ascii();
        if text.eq_ignore_ascii_case(b"BEGIN:VCARD") {
            if depth == 0 {
                cards.push((number, at..at));
            }
            depth += 1;
        } else if text.eq_ignore_ascii_case(b"END:VCARD") {
            depth = depth.saturating_sub(1);
        }
        at += line.len();
        if let Some((_, range)) = cards.last_mut() {
            range.end = at;
        }
    }
    cards
}

fn card(line: u32, mut parsed: VcardCst<'_>) -> Card {
    let mut card = Card { line, ..Card::default() };
    let mut structured_name = None;
    let mut preferred = (None, None);
    for property in &mut parsed.props {
        let name = property.bare_name().to_ascii_uppercase();
        let is_preferred = property.params.iter().any(|param| {
            let text = param.name.get();
            text.eq_ignore_ascii_case("PREF")
                || param.values.iter().any(|value| value.get().eq_ignore_ascii_case("PREF"))
        });
        let text = VcardValueCursor { line: property }.charset();
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        match name.as_str() {
            "FN" if card.name.is_empty() => card.name = text.to_owned(),
            "N" => structured_name = Some(in_order(text)),
            "UID" => card.uid = Some(text.to_owned()),
            "EMAIL" => take(&mut card.addresses, &mut preferred.0, text, is_preferred),
            "TEL" => take(&mut card.phones, &mut preferred.1, text.trim_start_matches("tel:"), is_preferred),
            "ORG" => card.company = text.split(';').map(str::trim).find(|part| !part.is_empty()).map(str::to_owned),
            "TITLE" => card.title = Some(text.to_owned()),
            _ => {}
        }
    }
    if card.name.is_empty() {
        card.name = structured_name.unwrap_or_default();
    }
    if card.name.is_empty() {
        card.name = card.company.clone().unwrap_or_default();
    }
    card
}

/// Adds a value once; the first that is preferred goes to the front.
fn take(values: &mut Vec<String>, preferred: &mut Option<()>, text: &str, is_preferred: bool) {
    if values.iter().any(|known| known.eq_ignore_ascii_case(text)) {
        return;
    }
    if is_preferred && preferred.replace(()).is_none() {
        values.insert(0, text.to_owned());
    } else {
        values.push(text.to_owned());
    }
}

/// `family;given;additional` as people of the name write it: the family name first, without a space, where it is Chinese, Japanese or
/// Korean, else last.
fn in_order(structured: &str) -> String {
    let mut parts = structured.split(';').map(str::trim);
    let (family, given) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let eastern = |text: &str| {
        text.chars().any(|c| ('\u{2e80}'..='\u{9fff}').contains(&c) || ('\u{ac00}'..='\u{d7a3}').contains(&c))
    };
    match (family, given) {
        (one, "") | ("", one) => one.to_owned(),
        (family, given) if eastern(family) || eastern(given) => format!("{family}{given}"),
        (family, given) => format!("{given} {family}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (Vec<Card>, Vec<Fault>) {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), bytes).unwrap();
        read_cards(file.path(), &"book.vcf".into())
    }

    #[test]
    fn cards_of_every_version_are_read() {
        let book = "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:1\r\nFN:王芳\r\nEMAIL;TYPE=home:wf@home.example\r\nEMAIL;PREF=1:wang@cu.example\r\n\
                    TEL;VALUE=uri:tel:+86-10-1\r\nORG:华通;采购部\r\nTITLE:总监\r\nEND:VCARD\r\n\
                    BEGIN:VCARD\r\nVERSION:3.0\r\nN:Smith;Ada;;;\r\nitem1.EMAIL;TYPE=INTERNET,PREF:ada@x.example\r\nEND:VCARD\r\n\
                    BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE:=C0=EE;=CB=C4\r\nEND:VCARD\r\n";
        let (cards, faults) = read(book.as_bytes());
        assert!(faults.is_empty(), "{faults:?}");
        let fang = &cards[0];
        assert_eq!((fang.line, fang.uid.as_deref(), &*fang.name), (1, Some("urn:uuid:1"), "王芳"));
        assert_eq!(fang.addresses, ["wang@cu.example", "wf@home.example"]);
        assert_eq!(
            (&*fang.phones[0], fang.company.as_deref(), fang.title.as_deref()),
            ("+86-10-1", Some("华通"), Some("总监"))
        );
        assert_eq!((cards[1].line, &*cards[1].name, &*cards[1].addresses[0]), (11, "Ada Smith", "ada@x.example"));
        assert_eq!(cards[2].name, "李四");
    }

    #[test]
    fn a_broken_card_is_told_by_its_line_and_the_others_are_read() {
        let (cards, faults) =
            read(b"BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCARD\nnonsense\nEND:VCARD\nBEGIN:VCARD\nFN:B\nEND:VCARD\n");
        assert_eq!(cards.iter().map(|card| &*card.name).collect::<Vec<_>>(), ["A", "B"]);
        assert_eq!((faults.len(), faults[0].place.row, faults[0].code), (1, Some(4), FaultCode::UnreadableFile));
        let (cards, faults) = read(b"BEGIN:VCARD\nVERSION:3.0\nTEL:1\nEND:VCARD\n");
        assert!(cards.is_empty() && faults[0].expected.contains("name"), "{faults:?}");
        assert_eq!(read(b"no card").1.len(), 1);
    }

    #[test]
    fn a_card_inside_a_card_is_no_card_of_its_own() {
        let (cards, _) = read(b"BEGIN:VCARD\nVERSION:2.1\nFN:A\nAGENT:\nBEGIN:VCARD\nFN:Inner\nEND:VCARD\nEND:VCARD\n");
        assert_eq!(cards.len(), 1);
    }

    #[test]
    fn text_without_a_charset_may_be_gb18030() {
        let (text, _, _) = encoding_rs::GB18030.encode("BEGIN:VCARD\nFN:王芳\nEND:VCARD\n");
        assert_eq!(read(&text).0[0].name, "王芳");
    }
}
