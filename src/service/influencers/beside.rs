//! Conflicts beside the routes of an answer: which, in which order, and those that are shown.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;

use crate::domain::Id;

use super::super::neighbourhood::Conflict;
use super::super::snapshot::{Behind, Recorded, Who};
use super::compute::Computed;
use super::part::{Excerpt, within};
use super::{Checked, Held};

/// Of the conflicts that a walk through the store met.
pub(super) fn live(checked: &Checked, computed: &Computed, met: Vec<Conflict>) -> Option<Excerpt<Conflict>> {
    let outside = &computed.outside;
    let on_routes = computed.on_routes.iter();
    let near = on_routes.flat_map(|(node, rank)| outside.people([*node]).map(move |person| (person.clone(), rank + 1)));
    let near: HashMap<Id, usize> = near.chain([(checked.key_person.id.clone(), 0)]).collect();
    let nearness = |line: &Conflict| near.get(&line.from).into_iter().chain(near.get(&line.to)).min().copied();
    let ends = |a: &Conflict, b: &Conflict| {
        let coin = |line: &Conflict| line.line.id.stable_hash();
        (&a.from, &a.to, coin(a)).cmp(&(&b.from, &b.to, coin(b)))
    };
    Some(excerpt(met, nearness, ends, checked.wanted.conflicts.as_deref()?))
}

/// Of the conflicts that a walk through the snapshot met.
pub(super) fn held(
    checked: &Checked,
    held: &Held,
    behind: &Behind,
    computed: &Computed,
    met: Vec<Recorded>,
) -> Option<Excerpt<Recorded>> {
    let people = &held.facts.people;
    let on_routes = computed.on_routes.iter().filter_map(|(node, rank)| match behind.people[*node as usize] {
        Who::Person(person) => Some((person, rank + 1)),
        Who::Masked(..) => None,
    });
    let key = people.number(&checked.key_person.id);
    let near: HashMap<u32, usize> = on_routes.chain(key.map(|key| (key, 0))).collect();
    let nearness = |line: &Recorded| near.get(&line.from).into_iter().chain(near.get(&line.to)).min().copied();
    let ends = |a: &Recorded, b: &Recorded| {
        let id = |person| people.id(person);
        (id(a.from), id(a.to), a.coin).cmp(&(id(b.from), id(b.to), b.coin))
    };
    Some(excerpt(met, nearness, ends, checked.wanted.conflicts.as_deref()?))
}

/// Those lines that are near at all, the nearest first, of equally near ones by their ends; of these the shown ones.
fn excerpt<L>(
    met: Vec<L>,
    nearness: impl Fn(&L) -> Option<usize>,
    ends: impl Fn(&L, &L) -> Ordering,
    shown: &[Range<usize>],
) -> Excerpt<L> {
    let mut lines: Vec<(usize, L)> = met.into_iter().filter_map(|line| Some((nearness(&line)?, line))).collect();
    lines.sort_unstable_by(|(near, a), (far, b)| near.cmp(far).then_with(|| ends(a, b)));
    let n = lines.len();
    let places = within(shown, n);
    let placed = lines.into_iter().enumerate().map(|(place, (_, line))| (place, line));
    Excerpt { n, shown: placed.filter(|(place, _)| places.contains(place)).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_come_first_and_what_touches_nothing_is_left_out() {
        let met = vec![('d', Some(2)), ('x', None), ('c', Some(2)), ('b', Some(0)), ('a', Some(7))];
        let shown = |places: &[Range<usize>]| {
            let Excerpt { n, shown } = excerpt(met.clone(), |line| line.1, |a, b| a.0.cmp(&b.0), places);
            assert_eq!(n, 4);
            shown.into_iter().map(|(place, (name, _))| format!("{place}{name}")).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown(std::slice::from_ref(&(0..usize::MAX))), "0b 1c 2d 3a");
        assert_eq!(shown(&[3..9, 0..1, 0..1, 20..30]), "0b 3a");
        assert_eq!(shown(&[]), "");
    }
}
