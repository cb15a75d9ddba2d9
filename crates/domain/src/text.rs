//! Texts and amounts as they may be recorded: every script, nothing that hides or turns text.

use super::InvalidValue;

/// Longest single line in characters.
const LINE_CHARS_MAX: usize = 300;
/// Longest prose in characters.
const PROSE_CHARS_MAX: usize = 20_000;
/// Most other names of one person; a directory that has more holds something else.
const ALIASES_MAX: usize = 1_000;
/// Largest amount: up to here every cent is exact.
const AMOUNT_MAX: f64 = 1e13;

/// Characters that turn or hide text (Unicode UAX #9), with which one text could look like another.
pub(super) fn turns_text(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A name, a title: one line of 1 to 300 characters, without white space at its ends.
///
/// # Errors
/// [`InvalidValue`].
pub fn line_of_text(text: &str) -> Result<String, InvalidValue> {
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed.chars().count() > LINE_CHARS_MAX {
        return Err(InvalidValue::new(text, "one line of 1 to 300 characters"));
    }
    if trimmed.chars().any(|c| c.is_control() || turns_text(c)) {
        return Err(InvalidValue::new(text, "one line without control or text-direction characters"));
    }
    Ok(trimmed.to_owned())
}

/// A longer text of at most 20,000 characters: lines and tabs are allowed.
///
/// # Errors
/// [`InvalidValue`].
pub fn prose(text: &str) -> Result<String, InvalidValue> {
    if text.chars().count() > PROSE_CHARS_MAX {
        return Err(InvalidValue::new(text, "at most 20000 characters"));
    }
    if text.chars().any(|c| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || turns_text(c)) {
        return Err(InvalidValue::new(text, "a text without control or text-direction characters"));
    }
    Ok(text.to_owned())
}

/// Other names of a person: at most 1,000, each a line of text without `;`, in their order and each once.
///
/// # Errors
/// [`InvalidValue`].
pub fn aliases<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Result<Vec<String>, InvalidValue> {
    let mut names: Vec<String> = Vec::new();
    for text in texts {
        let name = line_of_text(text.as_ref())?;
        // Files hold them in one cell with this sign between.
        if name.contains(';') {
            return Err(InvalidValue::new(name, "another name without a semicolon"));
        }
        if names.len() == ALIASES_MAX {
            return Err(InvalidValue::new(name, "at most 1000 other names"));
        }
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}

/// An amount of money.
///
/// # Errors
/// [`InvalidValue`] below 0, above 10¹³, or when it is not a number.
pub fn amount(value: f64) -> Result<f64, InvalidValue> {
    if (0.0..=AMOUNT_MAX).contains(&value) {
        // Adding 0 makes a negative zero a plain one.
        Ok(value + 0.0)
    } else {
        Err(InvalidValue::new(value.to_string(), "an amount from 0 to 10000000000000"))
    }
}

/// A currency by its ISO 4217 code.
///
/// # Errors
/// [`InvalidValue`].
pub fn currency(text: &str) -> Result<String, InvalidValue> {
    if text.len() == 3 && text.bytes().all(|b| b.is_ascii_alphabetic()) {
        Ok(text.to_ascii_uppercase())
    } else {
        Err(InvalidValue::new(text, "a currency by its three letters, such as CNY"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_hold_every_script_but_nothing_invisible() {
        assert_eq!(line_of_text(" 王𠮷 Ω ").unwrap(), "王𠮷 Ω");
        for bad in ["", " ", "a\u{0}b", "a\nb", "a\u{202e}b", "a\u{2066}b", "a\u{7f}b", &"x".repeat(301)] {
            assert!(line_of_text(bad).is_err(), "{bad:?}");
        }
        assert_eq!(prose("a\r\n\tb").unwrap(), "a\r\n\tb");
        assert!(prose("a\u{8}b").is_err());
    }

    #[test]
    fn other_names_are_few_and_told_apart() {
        assert_eq!(aliases([" 小王", "Fang", "小王"]).unwrap(), ["小王", "Fang"]);
        assert!(aliases(["a;b"]).is_err());
        let many = |n: usize| aliases((0..n).map(|i| i.to_string()));
        assert_eq!((many(1_000).unwrap().len(), many(1_001).is_err()), (1_000, true));
    }

    #[test]
    fn amounts_are_finite_and_not_negative() {
        assert!(amount(-0.0).unwrap().is_sign_positive());
        for bad in [-0.01, 1e14, f64::NAN, f64::INFINITY] {
            assert!(amount(bad).is_err(), "{bad}");
        }
        assert_eq!(currency("cny").unwrap(), "CNY");
        assert!(currency("元").is_err());
    }
}
