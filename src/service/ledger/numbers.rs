//! Identifiers as numbers, days and instants as whole numbers, and lists by number.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::{AsOf, Id, IdError};
use crate::service::ServiceError;

/// A number that stands for nothing.
pub const NONE: u32 = u32::MAX;

/// Milliseconds of a day in UTC.
const DAY_MS: i64 = 86_400_000;

/// Identifiers in their order; the place of one is its number.
#[derive(Debug, Default, PartialEq)]
pub struct Ids(Box<[Id]>);

impl Ids {
    /// With these, too; the list gives the new number of each that was there.
    pub fn with(&self, mut others: Vec<Id>) -> (Self, Renumbering) {
        others.retain(|id| self.number(id).is_none());
        others.sort_unstable();
        others.dedup();
        let (mut ids, mut renumbered) = (Vec::with_capacity(self.len() + others.len()), Vec::with_capacity(self.len()));
        let mut others = others.into_iter().peekable();
        for id in self.iter() {
            while let Some(other) = others.next_if(|other| other < id) {
                ids.push(other);
            }
            renumbered.push(ids.len() as u32);
            ids.push(id.clone());
        }
        ids.extend(others);
        (Self(ids.into()), Renumbering(renumbered))
    }

    /// The number of an identifier.
    pub fn number(&self, id: &Id) -> Option<u32> {
        self.0.binary_search(id).ok().map(|place| place as u32)
    }

    /// The identifier of a number.
    pub fn id(&self, number: u32) -> &Id {
        &self.0[number as usize]
    }

    /// The identifier of a number that may be none.
    pub fn get(&self, number: u32) -> Option<&Id> {
        self.0.get(number as usize)
    }

    /// How many there are; the numbers are those below.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Id> {
        self.0.iter()
    }

    /// Bytes held, about.
    pub fn bytes(&self) -> usize {
        self.0.iter().map(|id| id.as_str().len() + 16 + size_of::<Id>()).sum()
    }
}

/// Identifiers as they are met, numbered in that order.
#[derive(Debug, Default)]
pub struct Met {
    places: HashMap<Arc<str>, u32>,
}

impl Met {
    /// Identifiers that are met in their order.
    pub fn again(ids: &Ids) -> Self {
        Self { places: ids.iter().zip(0..).map(|(id, place)| (Arc::from(id.as_str()), place)).collect() }
    }

    /// How many were met.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// The number of an identifier, if it was met.
    pub fn get(&self, text: &str) -> Option<u32> {
        self.places.get(text).copied()
    }

    /// The identifiers by their numbers here.
    pub fn texts(&self) -> Vec<&Arc<str>> {
        let mut met: Vec<(&Arc<str>, u32)> = self.places.iter().map(|(text, place)| (text, *place)).collect();
        met.sort_unstable_by_key(|(_, place)| *place);
        met.into_iter().map(|(text, _)| text).collect()
    }

    /// The number of an identifier here.
    pub fn number(&mut self, text: &Arc<str>) -> u32 {
        if let Some(&place) = self.places.get(text) {
            return place;
        }
        let place = self.places.len() as u32;
        self.places.insert(Arc::clone(text), place);
        place
    }

    /// Puts the identifiers into their order; the list gives the number of each as it was met.
    pub fn ordered(self) -> Result<(Ids, Renumbering), IdError> {
        self.ordered_of(|_| true)
    }

    /// As [`Met::ordered`], without those of which `is_used` is false: they have no number any more.
    pub fn ordered_of(self, is_used: impl Fn(u32) -> bool) -> Result<(Ids, Renumbering), IdError> {
        let mut renumbered = vec![NONE; self.places.len()];
        let mut met: Vec<(Arc<str>, u32)> = self.places.into_iter().filter(|(_, place)| is_used(*place)).collect();
        met.sort_unstable();
        let mut ids = Vec::with_capacity(met.len());
        for (number, (text, place)) in met.into_iter().enumerate() {
            renumbered[place as usize] = number as u32;
            ids.push(Id::new(text)?);
        }
        Ok((Ids(ids.into()), Renumbering(renumbered)))
    }
}

/// From the numbers as identifiers were met to those of their order.
pub struct Renumbering(Vec<u32>);

impl Renumbering {
    /// The number in the order; nothing stays nothing.
    pub fn of(&self, met: u32) -> u32 {
        self.0.get(met as usize).copied().unwrap_or(NONE)
    }
}

/// Lists by number, in one piece.
#[derive(Debug, PartialEq)]
pub struct Lists<T> {
    ends: Box<[u32]>,
    items: Box<[T]>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { ends: Box::default(), items: Box::default() }
    }
}

impl<T> Lists<T> {
    /// Puts items that are ordered by their number into the lists of `n` numbers.
    pub fn new(n: usize, items: Vec<T>, number: impl Fn(&T) -> u32) -> Self {
        debug_assert!(items.is_sorted_by_key(&number));
        let mut ends = vec![0_u32; n];
        for item in &items {
            ends[number(item) as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        Self { ends: ends.into(), items: items.into() }
    }

    /// The list of a number; empty for one that there is not.
    pub fn of(&self, number: u32) -> &[T] {
        let place = number as usize;
        let Some(&end) = self.ends.get(place) else { return &[] };
        let start = if place == 0 { 0 } else { self.ends[place - 1] };
        &self.items[start as usize..end as usize]
    }

    /// Everything in the lists, one after the other.
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// Bytes held.
    pub fn bytes(&self) -> usize {
        size_of_val(&*self.ends) + size_of_val(&*self.items)
    }
}

/// The days of a period: from the first (included) until the last (not included).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    pub from: i32,
    pub to: i32,
}

impl Days {
    /// Whether the day is one of them.
    pub fn contains(self, day: i32) -> bool {
        self.from <= day && day < self.to
    }
}

/// The day of an instant, in UTC.
pub fn day_of(instant: i64) -> i32 {
    instant.div_euclid(DAY_MS) as i32
}

/// The day a question is about.
///
/// # Errors
/// [`ServiceError::BadInput`] for one that stores have no text for.
pub fn day_as_of(as_of: AsOf) -> Result<i32, ServiceError> {
    day(&as_of.day_text()).ok_or_else(|| ServiceError::bad_input("asOf", "a day of the years 0000 to 9999 is expected"))
}

/// A day as stores hold it (`YYYY-MM-DD`), counted from 1970.
pub fn day(text: &str) -> Option<i32> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let (year, month, day) = (number([y1, y2, y3, y4])?, number([m1, m2])?, number([d1, d2])?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Years begin in March, so that the leap day is the last; eras of 400 years are alike.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    let of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    Some(era * 146_097 + of_era - 719_468)
}

/// An instant as stores hold it (RFC 3339, UTC, three decimals), in milliseconds since 1970.
pub fn instant(text: &str) -> Option<i64> {
    let (date, time) = text.split_at_checked(10)?;
    let &[b'T', h1, h2, b':', m1, m2, b':', s1, s2, b'.', f1, f2, f3, b'Z'] = time.as_bytes() else { return None };
    let (hours, minutes, seconds) = (number([h1, h2])?, number([m1, m2])?, number([s1, s2])?);
    let of_day = i64::from((hours * 60 + minutes) * 60 + seconds) * 1000 + i64::from(number([f1, f2, f3])?);
    Some(i64::from(day(date)?) * DAY_MS + of_day)
}

fn number<const N: usize>(digits: [u8; N]) -> Option<i32> {
    digits.iter().try_fold(0, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i32::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::instant_text;
    use jiff::Timestamp;
    use jiff::tz::TimeZone;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_day_or_instant_is_none() {
        for text in
            ["", "2026-01-0", "2026-01-011", "2026-13-01", "2026-00-10", "2026/01/01", "２026-1-01", "-026-01-01"]
        {
            assert_eq!(day(text), None, "{text}");
        }
        for text in ["2026-01-01", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.000+00:00", "2026-01-01T00:00:00.0000Z"]
        {
            assert_eq!(instant(text), None, "{text}");
        }
    }

    #[test]
    fn identifiers_are_numbered_in_their_order() {
        let mut met = Met::default();
        let places: Vec<u32> = ["c", "a", "b", "a"].map(Arc::from).iter().map(|text| met.number(text)).collect();
        let (ids, order) = met.ordered().unwrap();
        assert_eq!(places.iter().map(|&place| order.of(place)).collect::<Vec<_>>(), [2, 0, 1, 0]);
        assert_eq!((ids.len(), ids.number(&Id::new("b").unwrap()), order.of(NONE)), (3, Some(1), NONE));
    }

    proptest! {
        #[test]
        fn more_identifiers_are_numbered_in_their_order(
            first in proptest::collection::btree_set("[a-f]{1,2}", 0..12),
            more in proptest::collection::vec("[a-f]{1,2}", 0..12),
        ) {
            let of = |texts: &mut dyn Iterator<Item = &String>| texts.map(|text| Id::new(text).unwrap()).collect::<Vec<_>>();
            let ids = Ids(of(&mut first.iter()).into());
            let (with, renumbered) = ids.with(of(&mut more.iter()));
            let all: std::collections::BTreeSet<&String> = first.iter().chain(&more).collect();
            prop_assert!(with.iter().eq(&of(&mut all.into_iter())));
            for (id, number) in ids.iter().zip(0..) {
                prop_assert_eq!(with.id(renumbered.of(number)), id);
            }
        }

        #[test]
        fn days_and_instants_are_those_of_the_calendar(ms in -62_135_596_800_000_i64..253_402_300_000_000) {
            let at = Timestamp::from_millisecond(ms).unwrap();
            prop_assert_eq!(instant(&instant_text(at)), Some(ms));
            let date = at.to_zoned(TimeZone::UTC).date();
            prop_assert_eq!(day(&date.to_string()), Some(day_of(ms)));
        }

        #[test]
        fn lists_hold_what_was_put_in(mut items in proptest::collection::vec((0_u32..9, 0_u8..9), 0..40)) {
            items.sort_unstable();
            let lists = Lists::new(10, items.clone(), |item| item.0);
            let held: Vec<(u32, u8)> = (0..12).flat_map(|n| lists.of(n).iter().copied()).collect();
            prop_assert_eq!(held, items);
        }
    }
}
