//! Recorded influence lines, of all times, in few bytes each.

use crate::domain::{Coded as _, InfluenceLevel, Polarity, Probability, Strength, Visibility};
use crate::service::ledger::numbers::NONE;

/// A recorded line as it counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recorded {
    pub from: u32,
    pub to: u32,
    /// The hash of the line's identifier.
    pub coin: u64,
    pub strength: Strength,
    pub polarity: Polarity,
    pub visibility: Visibility,
    /// The day of its last evidence, counted from 1970.
    pub observed: Option<i32>,
    /// The day on which it ended.
    pub ended: Option<i32>,
    /// Nobody: it is the beginning's own.
    pub owner: u32,
}

impl Recorded {
    /// Whether the line is true at the end of a day.
    pub fn holds(&self, day: i32) -> bool {
        self.observed.is_none_or(|observed| observed <= day) && self.ended.is_none_or(|ended| ended > day)
    }
}

/// Recorded lines by who is influenced, then by who influences, then as they were given: in order of time.
///
/// A line takes 36 bytes, 4 of them for the way back; one that has ended or is not its beginning's own takes 8 more. What is known of it
/// lies together: whoever looks at the lines into a person looks at all of it, and a large company does not fit the caches.
#[derive(Debug, Default, PartialEq)]
pub struct Influences {
    /// Of each person, where the lines into them end.
    into_ends: Box<[u32]>,
    lines: Box<[Line]>,
    extras: Box<[Extra]>,
    /// Of each person, where the lines out of them end.
    out_ends: Box<[u32]>,
    /// The places of the lines, by who influences.
    outgoing: Box<[u32]>,
}

/// A line in few bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line {
    coin: u64,
    /// A given probability; a level as a number below zero.
    strength: f64,
    pub(super) from: u32,
    /// Day of observation, polarity and visibility.
    seen: u32,
    /// A place among extras, or nothing.
    extra: u32,
}

impl Line {
    /// Packs a line; what few lines have goes to the end of `extras`.
    pub(super) fn packed(line: &Recorded, extras: &mut Vec<Extra>) -> Self {
        let extra = if line.ended.is_none() && line.owner == NONE {
            NONE
        } else {
            extras.push(Extra { ended: line.ended.unwrap_or(i32::MAX), owner: line.owner });
            extras.len() as u32 - 1
        };
        Self {
            coin: line.coin,
            strength: packed_strength(line.strength),
            from: line.from,
            seen: packed_sight(line.observed, line.visibility, line.polarity),
            extra,
        }
    }
}

/// What few lines have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Extra {
    /// `i32::MAX`: it has not.
    pub ended: i32,
    pub owner: u32,
}

/// Added to a day counted from 1970, so that every day that stores hold (years 0000 to 9999) is above zero.
const DAY_SHIFT: i32 = 1 << 20;

fn packed_strength(strength: Strength) -> f64 {
    match strength {
        Strength::Given(probability) => probability.get(),
        Strength::Level(level) => {
            let place =
                InfluenceLevel::ALL.iter().position(|known| *known == level).unwrap_or(InfluenceLevel::ALL.len());
            -1.0 - place as f64
        }
    }
}

fn unpacked_strength(packed: f64) -> Strength {
    if packed < 0.0 {
        Strength::Level(InfluenceLevel::ALL[(-packed - 1.0) as usize])
    } else {
        Strength::Given(Probability::new(packed).expect("what is not below zero was a probability"))
    }
}

fn packed_sight(observed: Option<i32>, visibility: Visibility, polarity: Polarity) -> u32 {
    let day = observed.map_or(0, |day| (day + DAY_SHIFT) as u32);
    let visibility = Visibility::ALL.iter().position(|known| *known == visibility).unwrap_or(0) as u32;
    day << 3 | visibility << 1 | u32::from(polarity == Polarity::Conflict)
}

/// Lines on their way into [`Influences`], person by person.
#[derive(Debug, Default)]
pub struct Builder {
    into_ends: Vec<u32>,
    lines: Vec<Line>,
    extras: Vec<Extra>,
}

impl Builder {
    /// With room for so many people and lines.
    pub fn with_capacity(n: usize, lines: usize) -> Self {
        Self { into_ends: Vec::with_capacity(n), lines: Vec::with_capacity(lines), extras: Vec::new() }
    }

    /// Adds a line into the person whose turn it is. Theirs come ordered by who influences, then in time.
    pub fn push(&mut self, line: &Recorded) {
        self.lines.push(Line::packed(line, &mut self.extras));
    }

    /// Adds the lines into a person of others, with the numbers that people have here.
    pub fn copy(&mut self, of: &Influences, person: u32, number: impl Fn(u32) -> u32) {
        let places = of.lines_into(person);
        for line in &of.lines[places.start as usize..places.end as usize] {
            let mut extra = NONE;
            if let Some(&Extra { ended, owner }) = of.extras.get(line.extra as usize) {
                extra = self.extras.len() as u32;
                self.extras.push(Extra { ended, owner: if owner == NONE { NONE } else { number(owner) } });
            }
            self.lines.push(Line { from: number(line.from), extra, ..*line });
        }
    }

    /// The next person's turn.
    pub fn next(&mut self) {
        self.into_ends.push(self.lines.len() as u32);
    }

    /// The lines.
    pub fn finish(self) -> Influences {
        Influences::in_order(self.into_ends, self.lines, self.extras)
    }
}

/// The way back: where the lines out of each person end, and their places, by who influences.
fn outgoing(n: usize, lines: &[Line]) -> (Box<[u32]>, Box<[u32]>) {
    let mut ends = vec![0_u32; n];
    for line in lines {
        ends[line.from as usize] += 1;
    }
    let mut sum = 0;
    for end in &mut ends {
        sum += *end;
        *end = sum;
    }
    let mut next: Vec<u32> = std::iter::once(0).chain(ends.iter().copied()).take(n).collect();
    let mut places = vec![0_u32; lines.len()];
    for (place, line) in (0_u32..).zip(lines) {
        let slot = &mut next[line.from as usize];
        places[*slot as usize] = place;
        *slot += 1;
    }
    (ends.into(), places.into())
}

impl Influences {
    /// Of lines that are in order, with where the lines into each person end.
    pub(super) fn new(into_ends: Vec<u32>, mut lines: Vec<Line>, extras: &[Extra]) -> Self {
        let mut in_order = Vec::with_capacity(extras.len());
        for line in lines.iter_mut().filter(|line| line.extra != NONE) {
            in_order.push(extras[line.extra as usize]);
            line.extra = in_order.len() as u32 - 1;
        }
        Self::in_order(into_ends, lines, in_order)
    }

    /// Of lines and extras that are in order.
    fn in_order(into_ends: Vec<u32>, lines: Vec<Line>, extras: Vec<Extra>) -> Self {
        let (out_ends, outgoing) = outgoing(into_ends.len(), &lines);
        Self { into_ends: into_ends.into(), lines: lines.into(), extras: extras.into(), out_ends, outgoing }
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// The places of the lines into a person.
    pub fn lines_into(&self, person: u32) -> std::ops::Range<u32> {
        let place = person as usize;
        let start = if place == 0 { 0 } else { self.into_ends[place - 1] };
        start..self.into_ends[place]
    }

    /// The places of the lines from one person to another, in time.
    pub fn between(&self, from: u32, to: u32) -> std::ops::Range<u32> {
        let all = self.lines_into(to);
        let lines = &self.lines[all.start as usize..all.end as usize];
        let begin = lines.partition_point(|line| line.from < from);
        let end = begin + lines[begin..].partition_point(|line| line.from == from);
        all.start + begin as u32..all.start + end as u32
    }

    /// The places of the lines out of a person, each with who is influenced: by them, then in time.
    pub fn out_of(&self, person: u32) -> impl Iterator<Item = (u32, u32)> {
        let place = person as usize;
        let start = if place == 0 { 0 } else { self.out_ends[place - 1] };
        let lines = &self.outgoing[start as usize..self.out_ends[place] as usize];
        lines.iter().map(|&line| (line, self.into_ends.partition_point(|&end| end <= line) as u32))
    }

    /// Who influences by a line.
    pub fn from(&self, line: u32) -> u32 {
        self.lines[line as usize].from
    }

    /// A line.
    pub fn line(&self, line: u32, to: u32) -> Recorded {
        let Line { coin, strength, from, seen, extra } = self.lines[line as usize];
        let extra = self.extras.get(extra as usize);
        Recorded {
            from,
            to,
            coin,
            strength: unpacked_strength(strength),
            polarity: if seen & 1 == 1 { Polarity::Conflict } else { Polarity::Support },
            visibility: Visibility::ALL[(seen >> 1 & 3) as usize],
            observed: (seen >> 3 != 0).then(|| (seen >> 3) as i32 - DAY_SHIFT),
            ended: extra.map(|extra| extra.ended).filter(|ended| *ended != i32::MAX),
            owner: extra.map_or(NONE, |extra| extra.owner),
        }
    }

    /// Bytes held.
    pub fn bytes(&self) -> usize {
        size_of_val(&*self.into_ends)
            + size_of_val(&*self.lines)
            + size_of_val(&*self.extras)
            + size_of_val(&*self.out_ends)
            + size_of_val(&*self.outgoing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line() -> impl Strategy<Value = Recorded> {
        let strength = prop_oneof![
            (f64::MIN_POSITIVE..=1.0).prop_map(|p| Strength::Given(Probability::new(p).unwrap())),
            proptest::sample::select(InfluenceLevel::ALL).prop_map(Strength::Level),
        ];
        let polarity = proptest::sample::select(Polarity::ALL);
        let visibility = proptest::sample::select(Visibility::ALL);
        // From the year 0000 to the year 9999.
        let day = proptest::option::of(-719_528_i32..=2_932_896);
        let owner = prop_oneof![Just(NONE), 0_u32..9];
        (0_u32..9, 0_u32..9, any::<u64>(), strength, polarity, visibility, day.clone(), day, owner).prop_map(
            |(from, to, coin, strength, polarity, visibility, observed, ended, owner)| Recorded {
                from,
                to,
                coin,
                strength,
                polarity,
                visibility,
                observed,
                ended,
                owner,
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_put_in_comes_out(mut lines in proptest::collection::vec(line(), 0..40)) {
            lines.sort_by_key(|line| (line.to, line.from));
            let mut builder = Builder::default();
            for to in 0..9 {
                lines.iter().filter(|line| line.to == to).for_each(|line| builder.push(line));
                builder.next();
            }
            let held = builder.finish();
            let mut again = Builder::default();
            for to in 0..9 {
                again.copy(&held, to, |person| person);
                again.next();
            }
            prop_assert_eq!(&again.finish(), &held);
            let into: Vec<Recorded> =
                (0..9).flat_map(|to| held.lines_into(to).map(move |place| (place, to))).map(|(p, to)| held.line(p, to)).collect();
            prop_assert_eq!(&into, &lines);
            let between: Vec<Recorded> = (0..9)
                .flat_map(|to| (0..9).map(move |from| (from, to)))
                .flat_map(|(from, to)| held.between(from, to).map(move |place| (place, to)))
                .map(|(place, to)| held.line(place, to))
                .collect();
            prop_assert_eq!(&between, &lines);
            let out: Vec<Recorded> =
                (0..9).flat_map(|from| held.out_of(from).collect::<Vec<_>>()).map(|(p, to)| held.line(p, to)).collect();
            lines.sort_by_key(|line| line.from);
            prop_assert_eq!(&out, &lines);
        }
    }
}
