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
/// A line takes 32 bytes, 4 of them for the way back; one that has ended or is not its beginning's own takes 8 more.
#[derive(Debug, Default)]
pub struct Influences {
    /// Of each person, where the lines into them end.
    into_ends: Box<[u32]>,
    from: Box<[u32]>,
    coins: Box<[u64]>,
    /// A given probability; a level as a number below zero.
    strengths: Box<[f64]>,
    /// Day of observation, polarity and visibility.
    seen: Box<[u32]>,
    /// A place among `extras`, or nothing.
    extra: Box<[u32]>,
    extras: Box<[Extra]>,
    /// Of each person, where the lines out of them end.
    out_ends: Box<[u32]>,
    /// The places of the lines, by who influences.
    outgoing: Box<[u32]>,
}

/// What few lines have.
#[derive(Debug, Clone, Copy)]
struct Extra {
    /// `i32::MAX`: it has not.
    ended: i32,
    owner: u32,
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
    match Probability::new(packed) {
        Ok(probability) => Strength::Given(probability),
        Err(_) => Strength::Level(InfluenceLevel::ALL[(-packed - 1.0) as usize]),
    }
}

fn packed_sight(line: &Recorded) -> u32 {
    let day = line.observed.map_or(0, |day| (day + DAY_SHIFT) as u32);
    let visibility = Visibility::ALL.iter().position(|known| *known == line.visibility).unwrap_or(0) as u32;
    day << 3 | visibility << 1 | u32::from(line.polarity == Polarity::Conflict)
}

impl Influences {
    /// Puts lines of `n` people together. They are ordered by who is influenced, by who influences, and in time.
    pub fn new(n: usize, lines: &[Recorded]) -> Self {
        debug_assert!(lines.is_sorted_by_key(|line| (line.to, line.from)));
        let mut extras = Vec::new();
        let extra = lines.iter().map(|line| {
            if line.ended.is_none() && line.owner == NONE {
                return NONE;
            }
            extras.push(Extra { ended: line.ended.unwrap_or(i32::MAX), owner: line.owner });
            extras.len() as u32 - 1
        });
        let extra = extra.collect();
        let (mut into_ends, mut out_ends) = (vec![0_u32; n], vec![0_u32; n]);
        for line in lines {
            into_ends[line.to as usize] += 1;
            out_ends[line.from as usize] += 1;
        }
        let add_up = |ends: &mut [u32]| {
            let mut sum = 0;
            for end in ends {
                sum += *end;
                *end = sum;
            }
        };
        add_up(&mut into_ends);
        add_up(&mut out_ends);
        let mut next: Vec<u32> = std::iter::once(0).chain(out_ends.iter().copied()).take(n).collect();
        let mut outgoing = vec![0_u32; lines.len()];
        for (place, line) in (0_u32..).zip(lines) {
            let slot = &mut next[line.from as usize];
            outgoing[*slot as usize] = place;
            *slot += 1;
        }
        Self {
            into_ends: into_ends.into(),
            from: lines.iter().map(|line| line.from).collect(),
            coins: lines.iter().map(|line| line.coin).collect(),
            strengths: lines.iter().map(|line| packed_strength(line.strength)).collect(),
            seen: lines.iter().map(packed_sight).collect(),
            extra,
            extras: extras.into(),
            out_ends: out_ends.into(),
            outgoing: outgoing.into(),
        }
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.from.len()
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
        let sources = &self.from[all.start as usize..all.end as usize];
        let begin = sources.partition_point(|&other| other < from);
        let end = begin + sources[begin..].partition_point(|&other| other == from);
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
        self.from[line as usize]
    }

    /// A line.
    pub fn line(&self, line: u32, to: u32) -> Recorded {
        let place = line as usize;
        let (seen, extra) = (self.seen[place], self.extras.get(self.extra[place] as usize));
        Recorded {
            from: self.from[place],
            to,
            coin: self.coins[place],
            strength: unpacked_strength(self.strengths[place]),
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
            + size_of_val(&*self.from)
            + size_of_val(&*self.coins)
            + size_of_val(&*self.strengths)
            + size_of_val(&*self.seen)
            + size_of_val(&*self.extra)
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
            let held = Influences::new(9, &lines);
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
