//! One column of a table as features.

use jiff::civil::{Date, DateTime};

use crate::service::{Direction, Feature};

use super::tally;

/// Most words of a column that get a feature of their own.
const WORDS_MAX: usize = 20;
/// Rarer words are taken together.
const WORD_MIN: usize = 5;
/// Features beyond which columns are left out: a table has rows enough for this many only in the largest companies.
const FEATURES_MAX: usize = 200;
/// Ways to write a day, beside that of ISO 8601.
const DAYS: &[&str] = &["%Y/%m/%d", "%d.%m.%Y", "%m/%d/%Y", "%d/%m/%Y", "%Y年%m月%d日", "%Y.%m.%d"];

/// What became of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnUse {
    /// Says how the deal ended.
    Outcome,
    /// Says whose deal it was.
    Customer,
    /// One feature; another one where cells are empty.
    Numbers {
        /// Empty cells.
        missing: usize,
    },
    /// A feature for each word but the commonest.
    Words {
        features: usize,
        /// Rare words that were taken together.
        pooled: usize,
        /// Empty cells, which count as a word.
        missing: usize,
    },
    /// In no feature.
    LeftOut(Reason),
}

/// Why a column is in no feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// All cells are empty.
    Empty,
    /// All cells are dates or times.
    Date,
    /// Whole numbers of which no two are the same, one after the other.
    Identifier,
    /// Nearly every cell says something else.
    FreeText,
    /// There are features enough.
    TooMany,
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Empty => "empty",
            Self::Date => "dates",
            Self::Identifier => "identifiers",
            Self::FreeText => "free text or identifiers",
            Self::TooMany => "too many features",
        })
    }
}

/// Makes features of a column, and their values for each deal.
pub(super) fn encode(name: &str, cells: &[String], features: &mut Vec<Feature>, values: &mut [Vec<f64>]) -> ColumnUse {
    let filled: Vec<&str> = cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
    let missing = cells.len() - filled.len();
    if filled.is_empty() {
        return ColumnUse::LeftOut(Reason::Empty);
    }
    let room = FEATURES_MAX.saturating_sub(features.len());
    let mut add = |name: String, value: &dyn Fn(&str) -> f64| {
        features.push(Feature { name, direction: Direction::Free });
        for (values, cell) in values.iter_mut().zip(cells) {
            values.push(value(cell));
        }
    };
    if filled.iter().all(|cell| is_date(cell)) {
        return ColumnUse::LeftOut(Reason::Date);
    }
    if let Some(numbers) = filled.iter().map(|cell| number(cell)).collect::<Option<Vec<f64>>>() {
        if is_identifier(name, &numbers) {
            return ColumnUse::LeftOut(Reason::Identifier);
        }
        if room < 2 {
            return ColumnUse::LeftOut(Reason::TooMany);
        }
        let mean = numbers.iter().sum::<f64>() / numbers.len() as f64;
        add(name.to_owned(), &|cell| number(cell).unwrap_or(mean));
        if missing > 0 {
            add(format!("{name} (missing)"), &|cell| f64::from(u8::from(cell.is_empty())));
        }
        return ColumnUse::Numbers { missing };
    }
    let mut words: Vec<(&str, usize)> = tally(filled.iter().copied()).into_iter().collect();
    if words.len() > WORDS_MAX && words.len() * 2 > filled.len() {
        return ColumnUse::LeftOut(Reason::FreeText);
    }
    words.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let own = words.iter().take(WORDS_MAX).take_while(|(_, times)| *times >= WORD_MIN).count();
    // A single rare word need not be taken together with others, and where all are rare there is no commonest.
    let own = if own == 0 || own + 1 == words.len() { words.len().min(WORDS_MAX) } else { own };
    if room < own + 1 {
        return ColumnUse::LeftOut(Reason::TooMany);
    }
    let (own, pooled) = words.split_at(own);
    for (word, _) in &own[1..] {
        add(format!("{name} = {word}"), &|cell| f64::from(u8::from(cell == *word)));
    }
    if !pooled.is_empty() {
        let in_pool = |cell: &str| pooled.iter().any(|(word, _)| cell == *word);
        add(format!("{name} (other)"), &|cell| f64::from(u8::from(in_pool(cell))));
    }
    if missing > 0 {
        add(format!("{name} (missing)"), &|cell| f64::from(u8::from(cell.is_empty())));
    }
    let extra = usize::from(!pooled.is_empty()) + usize::from(missing > 0);
    ColumnUse::Words { features: own.len() - 1 + extra, pooled: pooled.len(), missing }
}

/// A finite number: with or without commas between thousands, and with or without a sign of per cent, which is left away.
fn number(cell: &str) -> Option<f64> {
    let text = cell.strip_suffix(['%', '％']).unwrap_or(cell).trim();
    let thousands = text.contains(',')
        && text.split('.').next().is_some_and(|whole| {
            let mut groups = whole.trim_start_matches(['-', '+']).split(',');
            groups.next().is_some_and(|first| (1..=3).contains(&first.len())) && groups.all(|group| group.len() == 3)
        });
    let plain = if thousands { text.replace(',', "") } else { text.to_owned() };
    // Words such as "inf" and "nan" are words.
    let looks = plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E'));
    plain.parse::<f64>().ok().filter(|number| looks && number.is_finite())
}

fn is_date(cell: &str) -> bool {
    let day = cell.split([' ', 'T']).next().unwrap_or(cell);
    cell.parse::<DateTime>().is_ok()
        || cell.parse::<jiff::Timestamp>().is_ok()
        || day.len() >= 8 && day.parse::<Date>().is_ok()
        || DAYS.iter().any(|form| Date::strptime(form, day).is_ok())
}

/// Whole numbers of which no two are the same: what they count is rows, if they lie close together or the column says so.
fn is_identifier(name: &str, numbers: &[f64]) -> bool {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let distinct = sorted.windows(2).all(|pair| pair[0] != pair[1]) && sorted.len() > 1;
    let whole = sorted.iter().all(|number| number.fract() == 0.0);
    let spread = sorted[sorted.len() - 1] - sorted[0];
    let name = name.to_ascii_lowercase();
    let named = name == "id" || name.ends_with("_id") || name.ends_with(" id") || name.contains("编号");
    distinct && whole && (named || spread < 2.0 * sorted.len() as f64)
}
