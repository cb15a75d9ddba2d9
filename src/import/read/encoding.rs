//! From the bytes of a file to UTF-8, streamed: UTF-8 if all of the file is, else GB18030, else nothing.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use encoding_rs::{CoderResult, Decoder, DecoderResult, GB18030};

const PIECE: usize = 64 * 1024;

/// How the text of a file is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Encoding {
    Utf8,
    Gb18030,
}

/// Why the encoding of a file cannot be told.
#[derive(Debug, thiserror::Error)]
pub(in crate::import) enum EncodingError {
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error("the file is UTF-16")]
    Utf16,
    #[error("byte {utf8} is not UTF-8, and byte {gb18030} is not GB18030")]
    Neither { utf8: u64, gb18030: u64 },
}

/// Reads the whole file once and tells its encoding. Bytes are counted from 0.
pub(in crate::import) fn detect(path: &Path) -> Result<Encoding, EncodingError> {
    let mut file = File::open(path)?;
    let mut mark = Vec::with_capacity(2);
    file.by_ref().take(2).read_to_end(&mut mark)?;
    if mark == [0xff, 0xfe] || mark == [0xfe, 0xff] {
        return Err(EncodingError::Utf16);
    }
    let Some(utf8) = first_not_utf8(File::open(path)?)? else { return Ok(Encoding::Utf8) };
    match first_not_gb18030(File::open(path)?)? {
        None => Ok(Encoding::Gb18030),
        Some(gb18030) => Err(EncodingError::Neither { utf8, gb18030 }),
    }
}

fn first_not_utf8(mut source: impl Read) -> io::Result<Option<u64>> {
    let mut buffer = vec![0; PIECE];
    let (mut carried, mut before) = (0, 0);
    loop {
        let read = source.read(&mut buffer[carried..])?;
        let filled = carried + read;
        match std::str::from_utf8(&buffer[..filled]) {
            Ok(_) => carried = 0,
            // A character that a later piece may complete.
            Err(error) if error.error_len().is_none() && read > 0 => {
                let valid = error.valid_up_to();
                buffer.copy_within(valid..filled, 0);
                carried = filled - valid;
            }
            Err(error) => return Ok(Some(before + error.valid_up_to() as u64)),
        }
        if read == 0 {
            return Ok(None);
        }
        before += (filled - carried) as u64;
    }
}

fn first_not_gb18030(mut source: impl Read) -> io::Result<Option<u64>> {
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let (mut input, mut output) = (vec![0; PIECE], vec![0; 4 * PIECE]);
    let mut consumed = 0;
    loop {
        let read = source.read(&mut input)?;
        let mut at = 0;
        loop {
            let (result, taken, _) =
                decoder.decode_to_utf8_without_replacement(&input[at..read], &mut output, read == 0);
            at += taken;
            consumed += taken as u64;
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(bad, beyond) => {
                    return Ok(Some(consumed.saturating_sub(u64::from(bad) + u64::from(beyond))));
                }
            }
        }
        if read == 0 {
            return Ok(None);
        }
    }
}

/// A file as a stream of UTF-8, and how many of its own bytes were read.
pub(in crate::import) struct TextStream {
    source: BufReader<File>,
    decoder: Option<Decoder>,
    input: Vec<u8>,
    at: usize,
    filled: usize,
    bytes_read: u64,
    ended: bool,
}

impl TextStream {
    /// Opens a file whose encoding is known.
    pub(in crate::import) fn open(path: &Path, encoding: Encoding) -> io::Result<Self> {
        let decoder = match encoding {
            Encoding::Utf8 => None,
            Encoding::Gb18030 => Some(GB18030.new_decoder_without_bom_handling()),
        };
        let input = if decoder.is_some() { vec![0; PIECE] } else { Vec::new() };
        Ok(Self {
            source: BufReader::new(File::open(path)?),
            decoder,
            input,
            at: 0,
            filled: 0,
            bytes_read: 0,
            ended: false,
        })
    }

    /// Bytes of the file that were read so far.
    pub(in crate::import) fn bytes_read(&self) -> u64 {
        self.bytes_read
    }
}

impl Read for TextStream {
    fn read(&mut self, output: &mut [u8]) -> io::Result<usize> {
        let Some(decoder) = &mut self.decoder else {
            let read = self.source.read(output)?;
            self.bytes_read += read as u64;
            return Ok(read);
        };
        while !self.ended {
            if self.at == self.filled {
                self.filled = self.source.read(&mut self.input)?;
                self.at = 0;
                self.bytes_read += self.filled as u64;
            }
            let last = self.filled == 0;
            // Replacement cannot happen: the file was read through once before without a malformed sequence.
            let (result, taken, written, _) = decoder.decode_to_utf8(&self.input[self.at..self.filled], output, last);
            self.at += taken;
            self.ended = last && result == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
            if result == CoderResult::OutputFull {
                return Err(io::Error::other("no room for one character"));
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands out one byte at a time, so that every boundary is met.
    struct Dripping<'a>(&'a [u8]);
    impl Read for Dripping<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let Some((first, rest)) = self.0.split_first() else { return Ok(0) };
            buffer[0] = *first;
            self.0 = rest;
            Ok(1)
        }
    }

    #[test]
    fn utf8_is_checked_across_pieces_and_the_first_bad_byte_is_named() {
        assert_eq!(first_not_utf8(Dripping("a王𠮷b".as_bytes())).unwrap(), None);
        assert_eq!(first_not_utf8(Dripping(b"ab\xffc")).unwrap(), Some(2));
        assert_eq!(first_not_utf8(Dripping(b"ab\xe7\x8e")).unwrap(), Some(2));
    }

    #[test]
    fn a_long_gb18030_file_is_decoded_whole_through_a_small_buffer() {
        let text = "id,name\np1,王芳𠮷\n".repeat(20_000);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("people.csv");
        std::fs::write(&path, GB18030.encode(&text).0).unwrap();
        assert_eq!(detect(&path).unwrap(), Encoding::Gb18030);
        let mut stream = TextStream::open(&path, Encoding::Gb18030).unwrap();
        let (mut decoded, mut buffer) = (Vec::new(), [0; 7]);
        loop {
            let read = stream.read(&mut buffer).unwrap();
            if read == 0 {
                break;
            }
            decoded.extend_from_slice(&buffer[..read]);
        }
        assert_eq!(stream.read(&mut buffer).unwrap(), 0);
        assert!(decoded == text.as_bytes());
        assert_eq!(stream.bytes_read(), std::fs::metadata(&path).unwrap().len());
    }

    #[test]
    fn gb18030_is_checked_and_the_first_bad_byte_is_named() {
        let (bytes, _, _) = GB18030.encode("王芳,𠮷");
        assert_eq!(first_not_gb18030(Dripping(&bytes)).unwrap(), None);
        assert_eq!(first_not_gb18030(Dripping(b"ab\xffc")).unwrap(), Some(2));
        assert_eq!(first_not_gb18030(Dripping(b"ab\x81")).unwrap(), Some(2));
    }
}
