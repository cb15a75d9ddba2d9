//! Recorded lines as they come out of the store: gathered column by column, and put in order at the end.
//!
//! There are millions of them. The stores tell people by keys of their own, numbers that hold for one data version, because a
//! number is found faster than a text and costs the store no second look.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::domain::{Coded as _, InfluenceLevel, Polarity, Visibility};
use crate::service::ledger::numbers::{NONE, day_of, instant};
use crate::store::{Cell, Piece, Statement, StoreError};

use super::influences::{Extra, Influences, Line, Recorded};
use super::read::strength;

/// The columns of a line, in the order in which they are taken.
pub const COLUMNS: [&str; 10] =
    ["id", "from_key", "to_key", "level", "strength", "polarity", "observed_at", "ended_at", "visibility", "owner_key"];

/// People ordered by one thread before it takes others.
const PEOPLE_AT_ONCE: usize = 4_096;

/// The numbers of people by the keys of a store.
#[derive(Debug, Default)]
pub struct Keys {
    /// By key, where keys are about as many as people.
    dense: Vec<u32>,
    sparse: HashMap<i64, u32>,
}

impl Keys {
    /// Of these keys and numbers.
    pub fn new(keys: &[(i64, u32)]) -> Self {
        let most = 8 * keys.len() as i64 + 1_024;
        if keys.iter().any(|(key, _)| !(0..most).contains(key)) {
            return Self { dense: Vec::new(), sparse: keys.iter().copied().collect() };
        }
        let mut dense = vec![NONE; keys.iter().map(|(key, _)| *key as usize + 1).max().unwrap_or(0)];
        keys.iter().for_each(|(key, number)| dense[*key as usize] = *number);
        Self { dense, sparse: HashMap::new() }
    }

    /// The number of somebody.
    pub fn number(&self, key: i64) -> Option<u32> {
        if self.dense.is_empty() {
            return self.sparse.get(&key).copied();
        }
        let number = usize::try_from(key).ok().and_then(|key| self.dense.get(key)).copied();
        number.filter(|number| *number != NONE)
    }
}

/// Lines in the order in which they came.
#[derive(Debug, Default)]
pub struct Gathered {
    to: Vec<u32>,
    lines: Vec<Line>,
    extras: Vec<Extra>,
    /// Milliseconds since 1970, before all others where nothing is known.
    observed: Vec<i64>,
    /// The identifiers, one after the other, and where each ends.
    ids: String,
    id_ends: Vec<u64>,
}

/// Reads the cells of one row after the other.
struct Reader<'p> {
    statement: &'static Statement,
    piece: &'p Piece,
    places: [usize; COLUMNS.len()],
    row: usize,
}

impl<'p> Reader<'p> {
    fn cell(&self, column: usize) -> Cell<'p> {
        self.piece.cell(self.row, self.places[column])
    }

    fn wrong(&self, column: usize, reason: impl std::fmt::Display) -> StoreError {
        let column = COLUMNS[column].to_owned();
        StoreError::Decode { name: self.statement.name, column, reason: reason.to_string() }
    }

    fn text(&self, column: usize) -> Result<Option<&'p str>, StoreError> {
        match self.cell(column) {
            Cell::Text(text) => Ok(Some(text)),
            Cell::Null => Ok(None),
            other => Err(self.wrong(column, format!("{other:?} is no text"))),
        }
    }

    fn needed(&self, column: usize) -> Result<&'p str, StoreError> {
        self.text(column)?.ok_or_else(|| self.wrong(column, "is missing"))
    }

    fn number_of(&self, column: usize, keys: &Keys) -> Result<u32, StoreError> {
        let Cell::Int(key) = self.cell(column) else { return Err(self.wrong(column, "is no key")) };
        keys.number(key).ok_or_else(|| self.wrong(column, format!("{key} is the key of nobody who was there just now")))
    }

    fn instant(&self, column: usize) -> Result<Option<i64>, StoreError> {
        let text = self.text(column)?;
        text.map(|text| instant(text).ok_or_else(|| self.wrong(column, "is no instant"))).transpose()
    }
}

impl Gathered {
    /// Adds the lines of a piece.
    pub fn add(
        &mut self,
        statement: &'static Statement,
        piece: &Piece,
        keys: &Keys,
        owner_of: impl Fn(&str) -> Option<u32>,
    ) -> Result<(), StoreError> {
        let mut places = [0; COLUMNS.len()];
        for (place, column) in places.iter_mut().zip(COLUMNS) {
            let missing = || StoreError::Decode {
                name: statement.name,
                column: column.to_owned(),
                reason: "is no column of the answer".to_owned(),
            };
            *place = piece.columns().iter().position(|name| **name == *column).ok_or_else(missing)?;
        }
        let mut reader = Reader { statement, piece, places, row: 0 };
        for row in 0..piece.len() {
            reader.row = row;
            self.add_line(&reader, keys, &owner_of)?;
        }
        Ok(())
    }

    fn add_line(
        &mut self,
        reader: &Reader<'_>,
        keys: &Keys,
        owner_of: impl Fn(&str) -> Option<u32>,
    ) -> Result<(), StoreError> {
        let id = reader.needed(0)?;
        let (from, to) = (reader.number_of(1, keys)?, reader.number_of(2, keys)?);
        let level = reader.text(3)?.map(InfluenceLevel::parse).transpose().map_err(|e| reader.wrong(3, e))?;
        let given = match reader.cell(4) {
            Cell::Null => None,
            Cell::Float(value) => Some(value),
            Cell::Int(value) => Some(value as f64),
            other => return Err(reader.wrong(4, format!("{other:?} is no number"))),
        };
        let strength = strength(level, given).map_err(|e| reader.wrong(4, e))?;
        let polarity = Polarity::parse(reader.needed(5)?).map_err(|e| reader.wrong(5, e))?;
        let (observed, ended) = (reader.instant(6)?, reader.instant(7)?);
        let visibility = Visibility::parse(reader.needed(8)?).map_err(|e| reader.wrong(8, e))?;
        let owner = match reader.cell(9) {
            Cell::Null => NONE,
            Cell::Text(text) => {
                owner_of(text).ok_or_else(|| reader.wrong(9, format!("{text:?} was not there just now")))?
            }
            _ => reader.number_of(9, keys)?,
        };
        if from == to {
            return Ok(());
        }
        let owner = if owner == from { NONE } else { owner };
        let coin = crate::domain::stable_hash(id);
        let (observed_on, ended) = (observed.map(day_of), ended.map(day_of));
        let line = Recorded { from, to, coin, strength, polarity, visibility, observed: observed_on, ended, owner };
        self.to.push(to);
        self.lines.push(Line::packed(&line, &mut self.extras));
        self.observed.push(observed.unwrap_or(i64::MIN));
        self.ids.push_str(id);
        self.id_ends.push(self.ids.len() as u64);
        Ok(())
    }

    fn id(&self, line: u32) -> &str {
        let place = line as usize;
        let begin = if place == 0 { 0 } else { self.id_ends[place - 1] };
        &self.ids[begin as usize..self.id_ends[place] as usize]
    }

    /// The lines in their order: by who is influenced, by who influences, and in time. Runs on the threads of the pool it is called on.
    pub fn ordered(self, n: usize) -> Influences {
        let mut into_ends = vec![0_u32; n];
        for &to in &self.to {
            into_ends[to as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut into_ends {
            sum += *end;
            *end = sum;
        }
        let mut next: Vec<u32> = std::iter::once(0).chain(into_ends.iter().copied()).take(n).collect();
        let mut order = vec![0_u32; self.to.len()];
        for (line, &to) in (0_u32..).zip(&self.to) {
            let slot = &mut next[to as usize];
            order[*slot as usize] = line;
            *slot += 1;
        }
        drop(next);
        let mut of_people: Vec<&mut [u32]> = Vec::with_capacity(n);
        let (mut rest, mut begin) = (order.as_mut_slice(), 0);
        for &end in &into_ends {
            let (lines, others) = rest.split_at_mut((end - begin) as usize);
            of_people.push(lines);
            (rest, begin) = (others, end);
        }
        of_people.par_chunks_mut(PEOPLE_AT_ONCE).for_each(|people| {
            for lines in people.iter_mut().filter(|lines| lines.len() > 1) {
                let rank = |line: u32| (self.lines[line as usize].from, self.observed[line as usize]);
                lines.sort_unstable_by(|a, b| rank(*a).cmp(&rank(*b)).then_with(|| self.id(*a).cmp(self.id(*b))));
            }
        });
        let Self { lines, extras, to, observed, ids, id_ends } = self;
        drop((to, observed, ids, id_ends));
        let in_order = order.par_iter().map(|line| lines[*line as usize]).collect();
        Influences::new(into_ends, in_order, &extras)
    }
}
