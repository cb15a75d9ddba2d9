//! What the lines that are shown stand on, where they came from the snapshot, which holds no texts.
//!
//! A recorded line is asked for in the store; what follows from contacts or from the organization is told from the snapshot,
//! with the names of departments.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use crate::domain::{Department, Id, Visibility, start_of_day};
use crate::engine::Route;
use crate::store::{Params, Statement, StoreError, Value, statements as st};

use super::super::ServiceError;
use super::super::lines::{self, Line, LineKind, TRUST_SOURCE, reporting_evidence};
use super::super::neighbourhood::{Conflict, Direction, Lines, Numbered};
use super::super::recall::Recollection;
use super::super::records::id_list;
use super::super::snapshot::{Around, Behind, Drawn, Eyes, Facts, Recorded, Tie, Who};
use super::compute::{Computed, Introductions};
use super::part::Excerpt;
use super::surroundings::Surroundings;
use super::{Checked, Held, beside};

/// What is written beside a recorded line.
#[derive(Debug)]
pub(in crate::service) struct Written {
    id: Id,
    kind: Option<String>,
    evidence: Option<Arc<str>>,
    source: Option<Arc<str>>,
    observed_at: Option<Timestamp>,
}

#[derive(Deserialize)]
struct WrittenRow {
    id: String,
    kind: Option<String>,
    evidence: Option<String>,
    source: Option<String>,
    observed_at: Option<String>,
}

/// A line that is shown.
#[derive(Debug, Clone, Copy)]
struct Shown {
    edge: u32,
    from: Who,
    to: u32,
    line: Drawn,
}

/// What a line stands on, as far as the snapshot knows.
enum Stands {
    /// In the store.
    Recorded,
    Told {
        evidence: Arc<str>,
        source: Option<&'static str>,
        last: Option<Date>,
    },
    /// On one of these departments, the first by name.
    Department {
        departments: Vec<u32>,
        last: Option<Date>,
    },
}

/// What is told of the lines of graphs out of the snapshot; others have their lines with them.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub outside: Option<Lines>,
    pub inside: Option<Lines>,
    /// Beside the routes.
    pub conflicts: Option<Excerpt<Conflict>>,
}

impl Recollection<'_> {
    /// Tells of the lines on the routes of a question that was answered from the snapshot, and of the conflicts beside them.
    pub(super) async fn tell(
        &self,
        checked: &Checked,
        surroundings: &mut Surroundings,
        computed: &Computed,
        introductions: Option<&Introductions>,
    ) -> Result<Told, ServiceError> {
        let met = std::mem::take(&mut surroundings.untold);
        let (Some(held), Some(behind)) = (&checked.held, &surroundings.behind) else { return Ok(Told::default()) };
        let shown = computed.shown.values().filter(|shown| shown.wholly);
        let outside = shown_of(&computed.outside, behind, shown.flat_map(|shown| &shown.routes));
        let inside = introductions.and_then(|found| {
            let behind = found.ways.behind.as_ref();
            behind.map(|behind| shown_of(&found.ways.inside, behind, found.routes.values()))
        });
        let from_snapshot = inside.is_some();
        let inside = inside.unwrap_or_default();

        let conflicts = beside::held(checked, held, behind, computed, met);
        let beside = conflicts.iter().flat_map(|conflicts| conflicts.shown.values());
        let written = self.written(held, outside.iter().chain(&inside), beside).await?;
        let n_outside = outside.len();
        let all: Vec<Shown> = outside.into_iter().chain(inside).collect();
        let told = self.told_lines(checked, held, &all, &written).await?;
        let mut lines = all.iter().map(|shown| shown.edge).zip(told);
        let outside = Lines::Shown(lines.by_ref().take(n_outside).collect());
        let inside = from_snapshot.then(|| Lines::Shown(lines.collect()));
        let told = |line: Recorded| Ok(conflict(&held.facts, &line, found(&written, line.coin)?));
        let conflicts = conflicts.map(|conflicts| conflicts.try_map(told));
        Ok(Told { outside: Some(outside), inside, conflicts: conflicts.transpose()? })
    }

    /// What is written beside these lines, by coin; kept for later questions at this data version.
    async fn written(
        &self,
        held: &Held,
        shown: impl Iterator<Item = &Shown>,
        conflicts: impl Iterator<Item = &Recorded>,
    ) -> Result<HashMap<u64, Arc<Written>>, ServiceError> {
        let recorded = shown.filter(|shown| matches!(shown.line.kind, LineKind::Level | LineKind::Probability));
        let wanted = recorded.map(|shown| (shown.line.coin, shown.from.person(), shown.to));
        let wanted = wanted.chain(conflicts.map(|line| (line.coin, line.from, line.to)));
        let (mut written, mut missing) = (HashMap::new(), HashSet::new());
        for (coin, from, to) in wanted {
            match self.generation().written.get(&coin) {
                Some(known) => {
                    written.insert(coin, known);
                }
                None => {
                    missing.insert((from, to));
                }
            }
        }
        if missing.is_empty() {
            return Ok(written);
        }
        let people = &held.facts.people;
        let pair = |(from, to)| id_list([people.id(from), people.id(to)]);
        let statement = &st::influence::BETWEEN;
        let params = Params::new().with("pairs", Value::List(missing.into_iter().map(pair).collect()));
        let mut read = Vec::new();
        for row in self.rows::<WrittenRow>(statement, params).await? {
            let row = Arc::new(Written::new(statement, row)?);
            read.push((row.id.stable_hash(), row));
        }
        written.extend(read.iter().map(|(coin, row)| (*coin, Arc::clone(row))));
        self.remember(move |kept| read.into_iter().for_each(|(coin, row)| kept.written.insert(coin, row)));
        Ok(written)
    }

    /// The lines as they are shown, in their order.
    async fn told_lines(
        &self,
        checked: &Checked,
        held: &Held,
        shown: &[Shown],
        written: &HashMap<u64, Arc<Written>>,
    ) -> Result<Vec<Arc<Line>>, ServiceError> {
        let eyes = held.eyes(&checked.policy, self.viewer(), checked.as_of);
        let mut around = Around::new(&held.facts, held.day, Direction::Into, &held.of_day.small);
        let mut stands = Vec::with_capacity(shown.len());
        for shown in shown {
            let (from, to) = (shown.from.person(), shown.to);
            let ties = around.between(to, from);
            stands.push(stands_on(&eyes, shown.line.kind, ties).ok_or_else(untold)?);
        }
        let departments = stands.iter().flat_map(|stands| match stands {
            Stands::Department { departments, .. } => departments.as_slice(),
            _ => &[],
        });
        let ids: HashSet<u32> = departments.copied().collect();
        let ids: Vec<Id> = ids.into_iter().map(|number| held.facts.departments.id(number).clone()).collect();
        let departments = self.departments(&ids).await?;
        let line =
            |(shown, stands): (&Shown, Stands)| line(&held.facts, shown, stands, written, &departments).map(Arc::new);
        shown.iter().zip(stands).map(line).collect()
    }
}

fn untold() -> ServiceError {
    ServiceError::Internal("a line of the snapshot stands on nothing".to_owned())
}

fn found(written: &HashMap<u64, Arc<Written>>, coin: u64) -> Result<&Written, ServiceError> {
    let missing = || ServiceError::Internal("a line of the snapshot is not in the store".to_owned());
    written.get(&coin).map(|written| &**written).ok_or_else(missing)
}

/// The lines on these routes, each once.
fn shown_of<'r>(numbered: &Numbered, behind: &Behind, routes: impl Iterator<Item = &'r Route>) -> Vec<Shown> {
    let mut edges: Vec<u32> = routes.flat_map(|route| route.edges.iter().copied()).collect();
    edges.sort_unstable();
    edges.dedup();
    let shown = |edge: u32| {
        let ends = numbered.graph.edge(edge);
        let (from, to) = (behind.people[ends.from as usize], behind.people[ends.to as usize]);
        Shown { edge, from, to: to.person(), line: behind.lines[edge as usize] }
    };
    edges.into_iter().map(shown).collect()
}

/// What a line of this kind stands on, of what is between its ends.
fn stands_on(eyes: &Eyes<'_>, kind: LineKind, ties: &[(u32, Tie)]) -> Option<Stands> {
    let mut ties = ties.iter().map(|(_, tie)| *tie);
    match kind {
        LineKind::Level | LineKind::Probability => Some(Stands::Recorded),
        LineKind::Trust => {
            let pair = ties.find_map(|tie| if let Tie::Contacts(pair) = tie { Some(pair) } else { None })?;
            let (evidence, last) = eyes.told_of_trust(pair)?;
            Some(Stands::Told { evidence, source: Some(TRUST_SOURCE), last })
        }
        LineKind::Reporting => {
            let manages = ties.any(|tie| tie == Tie::Manages(true));
            Some(Stands::Told { evidence: reporting_evidence(manages).into(), source: None, last: None })
        }
        LineKind::Board => {
            let mut shared: Vec<(u32, i32)> = ties
                .filter_map(|tie| if let Tie::Board(board, ended) = tie { Some((board, ended)) } else { None })
                .collect();
            let latest = shared.iter().map(|(_, ended)| *ended).max()?;
            shared.retain(|(_, ended)| *ended == latest);
            let last = if latest == i32::MAX { None } else { Some(eyes.date(latest)?) };
            Some(Stands::Department { departments: shared.into_iter().map(|(board, _)| board).collect(), last })
        }
        LineKind::Department => {
            let shared = ties.filter_map(|tie| if let Tie::Colleagues(shared) = tie { Some(shared) } else { None });
            Some(Stands::Department { departments: shared.collect(), last: None })
        }
    }
}

/// A line as it is shown.
fn line(
    facts: &Facts,
    shown: &Shown,
    stands: Stands,
    written: &HashMap<u64, Arc<Written>>,
    departments: &HashMap<Id, Arc<Department>>,
) -> Result<Line, ServiceError> {
    let Drawn { kind, coin, strength, undecayed, cold, age_days } = shown.line;
    let bare = Line {
        kind,
        coin,
        fact: None,
        strength,
        undecayed,
        cold,
        evidence: None,
        source: None,
        last_evidence_at: None,
        age_days,
        visibility: Visibility::Company,
        owner: None,
    };
    Ok(match stands {
        Stands::Recorded => {
            let written = found(written, coin)?;
            let bare = Line { last_evidence_at: written.observed_at, ..bare };
            match shown.from {
                // What is written beside a line can name its owner.
                Who::Masked(..) => bare,
                Who::Person(_) => Line {
                    fact: Some(written.id.clone()),
                    evidence: written.evidence.clone().or_else(|| written.kind.as_deref().map(Arc::from)),
                    source: written.source.clone(),
                    ..bare
                },
            }
        }
        Stands::Told { evidence, source, last } => Line {
            evidence: Some(evidence),
            source: source.map(Arc::from),
            last_evidence_at: last.map(start_of_day),
            ..bare
        },
        Stands::Department { departments: shared, last } => {
            let name = shared.iter().filter_map(|number| departments.get(facts.departments.id(*number)));
            let name = name.map(|department| department.name.as_str()).min().ok_or_else(untold)?;
            Line { evidence: Some(name.into()), last_evidence_at: last.map(start_of_day), ..bare }
        }
    })
}

fn conflict(facts: &Facts, line: &Recorded, written: &Written) -> Conflict {
    let owner = facts.people.get(line.owner).cloned();
    let told = lines::Recorded {
        id: written.id.clone(),
        strength: line.strength,
        polarity: line.polarity,
        kind: written.kind.clone(),
        evidence: written.evidence.as_deref().map(str::to_owned),
        source: written.source.as_deref().map(str::to_owned),
        observed_at: written.observed_at,
        visibility: line.visibility,
        owner,
    };
    Conflict { from: facts.people.id(line.from).clone(), to: facts.people.id(line.to).clone(), line: told }
}

impl Written {
    fn new(statement: &'static Statement, row: WrittenRow) -> Result<Self, StoreError> {
        let wrong = |column: &str, reason: String| StoreError::Decode {
            name: statement.name,
            column: column.to_owned(),
            reason,
        };
        let WrittenRow { id, kind, evidence, source, observed_at } = row;
        let observed_at = observed_at.map(|text| text.parse::<Timestamp>()).transpose();
        Ok(Self {
            id: Id::new(id).map_err(|e| wrong("id", e.to_string()))?,
            kind,
            evidence: evidence.map(Arc::from),
            source: source.map(Arc::from),
            observed_at: observed_at.map_err(|e| wrong("observed_at", e.to_string()))?,
        })
    }
}
