//! Cells: from text to values. Each reader says what it expected when it fails.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::domain::{self, Coded, Id, InfluenceLevel, InvalidValue, Probability, YesNoUnknown, start_of_day};
use crate::import::fault::FaultCode;

/// Why a cell has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    pub code: FaultCode,
    pub expected: Cow<'static, str>,
}

pub(super) type CellResult<T> = Result<T, Wrong>;

fn wrong<T>(code: FaultCode, expected: impl Into<Cow<'static, str>>) -> CellResult<T> {
    Err(Wrong { code, expected: expected.into() })
}

/// An identifier.
pub(super) fn id(text: &str) -> CellResult<Id> {
    Id::new(text).or_else(|error| wrong(FaultCode::BadIdentifier, format!("an identifier; {error}")))
}

fn text<T>(read: Result<T, InvalidValue>) -> CellResult<T> {
    read.or_else(|error| wrong(FaultCode::BadText, error.expected))
}

/// A name, a title.
pub(super) fn line(cell: &str) -> CellResult<String> {
    text(domain::line_of_text(cell))
}

/// A longer text.
pub(super) fn prose(cell: &str) -> CellResult<String> {
    text(domain::prose(cell))
}

/// Other names, `;` between.
pub(super) fn aliases(cell: &str) -> CellResult<Vec<String>> {
    text(domain::aliases(cell.split(';').filter(|alias| !alias.trim().is_empty())))
}

/// A word of a closed list.
pub(super) fn word<T: Coded>(text: &str) -> CellResult<T> {
    T::parse(text.trim()).or_else(|error| wrong(FaultCode::UnknownWord, error.expected))
}

/// `yes` or `no`.
pub(super) fn vote(text: &str) -> CellResult<YesNoUnknown> {
    match word::<YesNoUnknown>(text)? {
        YesNoUnknown::Unknown => wrong(FaultCode::UnknownWord, YesNoUnknown::EXPECTED),
        vote @ (YesNoUnknown::Yes | YesNoUnknown::No) => Ok(vote),
    }
}

/// A level of an influence line.
pub(super) fn influence_level(text: &str) -> CellResult<InfluenceLevel> {
    InfluenceLevel::parse_any(text.trim()).or_else(|error| wrong(FaultCode::LevelOutOfScale, error.expected))
}

/// A dimension, also by its Chinese name.
pub(super) fn dimension(text: &str) -> CellResult<domain::Dimension> {
    use domain::Dimension;
    match text.trim() {
        "关系紧密度" => Ok(Dimension::Relationship),
        "方案认可度" => Ok(Dimension::Solution),
        "价格接受度" => Ok(Dimension::Price),
        text => word(text),
    }
}

/// A number; `NaN` and infinities are none.
fn number(text: &str, expected: &'static str) -> CellResult<f64> {
    let text = text.trim();
    let plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    match text.parse::<f64>() {
        Ok(number) if plain && number.is_finite() => Ok(number),
        Ok(number) if plain && number.is_infinite() => wrong(FaultCode::NumberOutOfRange, expected),
        _ => wrong(FaultCode::NotANumber, expected),
    }
}

/// A strength in (0, 1].
pub(super) fn strength(text: &str) -> CellResult<Probability> {
    const EXPECTED: &str = "a strength above 0 and at most 1";
    let number = number(text, EXPECTED)?;
    Probability::new(number).or_else(|_| wrong(FaultCode::NumberOutOfRange, EXPECTED))
}

/// An amount of money.
pub(super) fn amount(text: &str) -> CellResult<f64> {
    const EXPECTED: &str = "an amount from 0 to 10000000000000, without separators";
    let number = number(text, EXPECTED)?;
    domain::amount(number).or_else(|_| wrong(FaultCode::NumberOutOfRange, EXPECTED))
}

/// A whole number within bounds.
pub(super) fn whole(
    text: &str,
    range: std::ops::RangeInclusive<i64>,
    code: FaultCode,
    expected: &'static str,
) -> CellResult<i64> {
    let text = text.trim();
    let digits = text.strip_prefix(['-', '+', '−']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return wrong(FaultCode::NotANumber, expected);
    }
    let negative = text.starts_with(['-', '−']);
    match digits.parse::<i64>().map(|n| if negative { -n } else { n }) {
        Ok(number) if range.contains(&number) => Ok(number),
        _ => wrong(code, expected),
    }
}

/// A currency by its ISO 4217 code.
pub(super) fn currency(cell: &str) -> CellResult<String> {
    domain::currency(cell.trim()).or_else(|error| wrong(FaultCode::UnknownWord, error.expected))
}

/// `YYYY-MM-DD`.
pub(super) fn date(text: &str) -> CellResult<Date> {
    read_date(text.trim().as_bytes()).map_or_else(|| wrong(FaultCode::UnreadableDate, "a date such as 2026-03-02"), Ok)
}

fn read_date(text: &[u8]) -> Option<Date> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
    let digit = |b: u8| b.is_ascii_digit().then(|| i16::from(b - b'0'));
    let year = digit(y1)? * 1000 + digit(y2)? * 100 + digit(y3)? * 10 + digit(y4)?;
    let month = digit(m1)? * 10 + digit(m2)?;
    let day = digit(d1)? * 10 + digit(d2)?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// An instant of RFC 3339, cut to whole milliseconds. `typed`: the cell is a date of a workbook, whose days are midnight UTC.
pub(super) fn instant(text: &str, typed: bool) -> CellResult<Timestamp> {
    let text = text.trim();
    let read = || {
        let bytes = text.as_bytes();
        if typed && bytes.len() == 10 {
            return read_date(bytes).map(start_of_day);
        }
        read_date(bytes.get(..10)?)?;
        let shape =
            matches!(bytes[10..], [b'T' | b't' | b' ', _, _, b':', _, _, b':', _, _, ..]) && !text.contains('[');
        let instant: Timestamp = if shape { text.parse().ok()? } else { return None };
        Timestamp::from_millisecond(instant.as_millisecond()).ok()
    };
    read().map_or_else(
        || wrong(FaultCode::UnreadableInstant, "an instant such as 2026-03-02T09:30:00Z or 2026-03-02T17:30:00+08:00"),
        Ok,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code<T: std::fmt::Debug>(result: CellResult<T>) -> &'static str {
        result.unwrap_err().code.code()
    }

    #[test]
    fn numbers_are_finite_and_in_their_range() {
        assert_eq!(strength("0.5").unwrap().get(), 0.5);
        assert_eq!(strength(" 1 ").unwrap().get(), 1.0);
        for bad in ["NaN", "nan", "inf", "-inf", "Infinity", "0,5", "50%", "0x1", "", "１"] {
            assert_eq!(code(strength(bad)), "NOT_A_NUMBER", "{bad}");
        }
        for bad in ["0", "-0", "-0.1", "1.0000001", "1e999", "1e-999", "-1e999"] {
            assert_eq!(code(strength(bad)), "NUMBER_OUT_OF_RANGE", "{bad}");
        }
        assert_eq!(amount("1250000.5").unwrap(), 1_250_000.5);
        assert!(amount("-0").unwrap().is_sign_positive());
        for bad in ["-1", "1e14", "99999999999999999999999999"] {
            assert_eq!(code(amount(bad)), "NUMBER_OUT_OF_RANGE", "{bad}");
        }
        let importance = |text| whole(text, 1..=3, FaultCode::NumberOutOfRange, "1, 2 or 3");
        assert_eq!(importance("3").unwrap(), 3);
        for bad in ["0", "4", "-1", "99999999999999999999"] {
            assert_eq!(code(importance(bad)), "NUMBER_OUT_OF_RANGE", "{bad}");
        }
        for bad in ["1.5", "x", "", "--1", "1e0"] {
            assert_eq!(code(importance(bad)), "NOT_A_NUMBER", "{bad}");
        }
    }

    #[test]
    fn dates_and_instants_are_strict() {
        assert_eq!(date("2024-02-29").unwrap().to_string(), "2024-02-29");
        for bad in
            ["2023-02-29", "2024-2-9", "29.02.2024", "20240229", "2024-02-29T00:00:00Z", "2024/02/29", "45000", ""]
        {
            assert_eq!(code(date(bad)), "UNREADABLE_DATE", "{bad}");
        }
        let text = |t, typed| instant(t, typed).map(crate::domain::instant_text);
        assert_eq!(text("2024-02-29T08:00:00.1239+08:00", false).unwrap(), "2024-02-29T00:00:00.123Z");
        assert_eq!(text("2024-02-29 08:00:00Z", false).unwrap(), "2024-02-29T08:00:00.000Z");
        assert_eq!(text("2024-02-29", true).unwrap(), "2024-02-29T00:00:00.000Z");
        for bad in [
            "2024-02-29",
            "2024-02-29T08:00:00",
            "2024-02-29T08Z",
            "2024-02-30T08:00:00Z",
            "now",
            "2024-02-29T25:00:00Z",
        ] {
            assert_eq!(code(instant(bad, false)), "UNREADABLE_INSTANT", "{bad}");
        }
    }

    #[test]
    fn texts_hold_every_script_but_nothing_invisible() {
        assert_eq!(line(" 王𠮷 Ω "), Ok("王𠮷 Ω".to_owned()));
        for bad in ["a\u{0}b", "a\nb", "a\u{202e}b", "a\u{2066}b", "a\u{7f}b", &"x".repeat(301)] {
            assert_eq!(code(line(bad)), "BAD_TEXT", "{bad:?}");
        }
        assert_eq!(prose("a\r\n\tb").unwrap(), "a\r\n\tb");
        assert_eq!(code(prose("a\u{8}b")), "BAD_TEXT");
        assert_eq!(aliases("a; b ;;a").unwrap(), ["a", "b"]);
    }

    #[test]
    fn levels_and_dimensions_have_chinese_names() {
        assert_eq!(influence_level("强"), Ok(InfluenceLevel::Strong));
        assert_eq!(influence_level("Deep"), Ok(InfluenceLevel::Deep));
        assert_eq!(code(influence_level("very")), "LEVEL_OUT_OF_SCALE");
        assert_eq!(dimension("价格接受度"), Ok(crate::domain::Dimension::Price));
        assert_eq!(code(vote("unknown")), "UNKNOWN_WORD");
    }
}
