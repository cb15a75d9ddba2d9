//! "What changed?" The same question at two dates: whose reach grew or fell, which key persons we reach better or worse, and which
//! lines made the difference, line by line.
//!
//! Both answers are of today's data, as this viewer may see it: what was learned late counts at the date at which it was true.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::{AsOf, Id, Policy, coded};
use crate::engine::{RouteProblem, best_routes};
use crate::service::influencers::Language;
use crate::service::lines::LineKind;
use crate::service::neighbourhood::Node;
use crate::service::recall::Recollection;
use crate::service::{Reading, ServiceError};

use super::{Colleague, Routes};

coded! {
    /// What became of a line.
    pub enum LineChangeKind expects "a change of a line: new, ended, stronger, weaker or replaced" {
        /// There was none.
        New = "new",
        /// There is none any more.
        Ended = "ended",
        /// It is seen anew, or contacts grew.
        Stronger = "stronger",
        /// It faded with the age of its evidence.
        Weaker = "weaker",
        /// It stands on something else.
        Replaced = "replaced",
    }
}

/// A line at a date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LineState {
    pub kind: LineKind,
    /// Decayed to the date.
    pub strength: f64,
    pub cold: bool,
}

/// A line that is not as it was.
#[derive(Debug, Clone, PartialEq)]
pub struct LineChange {
    pub from: Colleague,
    pub to: Colleague,
    pub kind: LineChangeKind,
    pub before: Option<LineState>,
    pub after: Option<LineState>,
}

/// A key person whom we reach better or worse.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyPersonChange {
    pub person: Id,
    /// The best route of anybody, and whose; absent where there was none.
    pub before: Option<(Colleague, f64)>,
    pub after: Option<(Colleague, f64)>,
    /// Decision power then and now; 0 for who was or is no key person.
    pub power: [f64; 2],
    /// Of the lines of the best routes then and now, those that changed.
    pub lines: Vec<LineChange>,
}

/// An employee whose reach grew or fell.
#[derive(Debug, Clone, PartialEq)]
pub struct EmployeeChange {
    pub employee: Colleague,
    /// Σ decision power · best route, then and now.
    pub reach: [f64; 2],
    /// Key persons who make the difference, the greatest first.
    pub key_persons: Vec<PowerChange>,
}

/// What a key person adds to an employee's reach, then and now.
#[derive(Debug, Clone, PartialEq)]
pub struct PowerChange {
    pub person: Id,
    pub reach: [f64; 2],
}

/// What changed between two dates.
#[derive(Debug, Clone, PartialEq)]
pub struct CompanyChangesAnswer {
    /// The greatest difference of reach over decision power first.
    pub key_persons: Vec<KeyPersonChange>,
    /// The greatest difference first.
    pub employees: Vec<EmployeeChange>,
    /// The greatest difference of strength first.
    pub lines: Vec<LineChange>,
    /// Σ decision power · best route of anybody, then and now.
    pub reach: [f64; 2],
    pub n_key_persons: [u32; 2],
    pub n_employees: [u32; 2],
    pub n_lines: [u64; 2],
    pub from: AsOf,
    pub to: AsOf,
    pub omitted: u64,
    pub data_version: i64,
    pub policy: Arc<Policy>,
}

/// Key persons told under an employee.
const TOLD: usize = 5;
/// Less is rounding.
const SAME: f64 = 1e-9;

impl Reading {
    /// What changed from one moment to another.
    ///
    /// # Errors
    /// [`ServiceError::BadInput`] when the second moment is not after the first; those of the company's graph.
    pub async fn company_changes(&self, from: AsOf, to: AsOf) -> Result<CompanyChangesAnswer, ServiceError> {
        if to.instant() <= from.instant() {
            return Err(ServiceError::bad_input("to", "is not after from"));
        }
        let (mut answer, version) = self.consistently("changes", |r| Box::pin(r.changes_between(from, to))).await?;
        answer.data_version = version;
        Ok(answer)
    }
}

impl Recollection<'_> {
    async fn changes_between(&self, from: AsOf, to: AsOf) -> Result<CompanyChangesAnswer, ServiceError> {
        let (then, now) = (self.routes_of_all(from).await?, self.routes_of_all(to).await?);
        self.service().compute.run(move || compare(&then, &now)).await
    }
}

/// The best door of a key person, by node, and the probability of its route; absent where nobody has one.
type BestDoor = Option<(u32, f64)>;

/// People of both dates, by what tells them apart at either.
type Ends = (Node, Node);

struct Side<'a> {
    routes: &'a Routes,
    lines: BTreeMap<Ends, LineState>,
    /// Of each key person: power, and the best door.
    keys: BTreeMap<Id, (u32, f64, BestDoor)>,
    /// Of each employee: what each key person adds.
    reach: BTreeMap<Node, BTreeMap<Id, f64>>,
}

impl<'a> Side<'a> {
    fn new(routes: &'a Routes) -> Self {
        let Routes { company, matrix } = routes;
        let drawn = company.drawn();
        let lines = (0..drawn.n_lines() as u32).map(|edge| {
            let line = drawn.line(edge);
            let state = LineState { kind: line.kind, strength: line.strength.get(), cold: line.cold };
            ((drawn.node(line.from), drawn.node(line.to)), state)
        });
        let keys = company.key_persons().iter().enumerate().map(|(at, key)| {
            let best = matrix.of_target(at).next().map(|found| (found.employee, found.probability()));
            (routes.key_person(key.node).clone(), (key.node, key.power, best))
        });
        let reach = matrix.employees().iter().enumerate().map(|(at, employee)| {
            let parts = matrix.of_employee(at).map(|found| {
                let power = company.key_person(found.target).map_or(0.0, |key| key.power);
                (routes.key_person(found.target).clone(), power * found.probability())
            });
            (drawn.node(*employee), parts.collect())
        });
        Self { lines: lines.collect(), keys: keys.collect(), reach: reach.collect(), routes }
    }

    fn total(&self) -> f64 {
        self.keys.values().map(|(_, power, best)| power * best.map_or(0.0, |(_, probability)| probability)).sum()
    }

    fn colleague(&self, node: u32) -> Colleague {
        Colleague::of(&self.routes.company, node)
    }

    /// The lines of the best route of anybody to a key person.
    fn route(&self, person: &Id) -> Vec<Ends> {
        let Some(&(target, _, Some((door, _)))) = self.keys.get(person) else { return Vec::new() };
        let company = &self.routes.company;
        let (graph, drawn) = (company.drawn().graph(), company.drawn());
        let problem = RouteProblem { graph, target, doors: drawn.employees(), max_edges: company.max_edges(), k: 1 };
        let found = best_routes(&problem).into_iter().find(|found| found.door == door);
        let edges = found.and_then(|found| found.routes.into_iter().next()).map(|route| route.edges);
        let ends = |edge: u32| {
            let line = drawn.line(edge);
            (drawn.node(line.from), drawn.node(line.to))
        };
        edges.unwrap_or_default().into_iter().map(ends).collect()
    }

    fn named(&self, node: &Node) -> Option<Colleague> {
        match node {
            Node::Person(id) => self.routes.company.drawn().number(id).map(|number| self.colleague(number)),
            Node::Masked(_) => {
                let drawn = self.routes.company.drawn();
                let masked = drawn.employees().iter().copied().rev().take_while(|e| drawn.is_masked(*e));
                masked.into_iter().find(|e| drawn.node(*e) == *node).map(|e| self.colleague(e))
            }
        }
    }
}

fn compare(then: &Routes, now: &Routes) -> CompanyChangesAnswer {
    let (before, after) = (Side::new(then), Side::new(now));
    let changed = changed_lines(&before, &after);
    let line = |ends: &Ends| changed.get(ends).map(|(kind, states)| line_change(&before, &after, ends, *kind, *states));
    let mut key_persons: Vec<KeyPersonChange> = Vec::new();
    let everybody: BTreeSet<&Id> = before.keys.keys().chain(after.keys.keys()).collect();
    for person in everybody {
        let of = |side: &Side<'_>| side.keys.get(person).map_or((0.0, None), |(_, power, best)| (*power, *best));
        let ((power, best), (power_now, best_now)) = (of(&before), of(&after));
        let weight = |best: BestDoor| best.map_or(0.0, |(_, probability)| probability);
        if (power * weight(best) - power_now * weight(best_now)).abs() < SAME {
            continue;
        }
        let ends: BTreeSet<Ends> = before.route(person).into_iter().chain(after.route(person)).collect();
        let door = |side: &Side<'_>, best: BestDoor| best.map(|(door, p)| (side.colleague(door), p));
        key_persons.push(KeyPersonChange {
            person: person.clone(),
            before: door(&before, best),
            after: door(&after, best_now),
            power: [power, power_now],
            lines: ends.iter().filter_map(line).collect(),
        });
    }
    let moved = |change: &KeyPersonChange| {
        let reach = |door: &Option<(Colleague, f64)>, power: f64| power * door.as_ref().map_or(0.0, |(_, p)| *p);
        (reach(&change.after, change.power[1]) - reach(&change.before, change.power[0])).abs()
    };
    key_persons.sort_by(|a, b| moved(b).total_cmp(&moved(a)).then_with(|| a.person.cmp(&b.person)));

    let mut lines: Vec<LineChange> =
        changed.iter().map(|(ends, (kind, states))| line_change(&before, &after, ends, *kind, *states)).collect();
    let difference = |change: &LineChange| {
        let strength = |state: &Option<LineState>| state.map_or(0.0, |state| state.strength);
        (strength(&change.after) - strength(&change.before)).abs()
    };
    lines.sort_by(|a, b| difference(b).total_cmp(&difference(a)));
    CompanyChangesAnswer {
        key_persons,
        employees: employees(&before, &after),
        lines,
        reach: [before.total(), after.total()],
        n_key_persons: [before.keys.len() as u32, after.keys.len() as u32],
        n_employees: [before.reach.len() as u32, after.reach.len() as u32],
        n_lines: [before.lines.len() as u64, after.lines.len() as u64],
        from: then.company.view().as_of(),
        to: now.company.view().as_of(),
        omitted: now.company.omitted(),
        data_version: 0,
        policy: Arc::clone(now.company.view().policy()),
    }
}

type Changed = BTreeMap<Ends, (LineChangeKind, [Option<LineState>; 2])>;

fn changed_lines(before: &Side<'_>, after: &Side<'_>) -> Changed {
    let all: BTreeSet<&Ends> = before.lines.keys().chain(after.lines.keys()).collect();
    let kind = |states: [Option<LineState>; 2]| match states {
        [None, Some(_)] => Some(LineChangeKind::New),
        [Some(_), None] => Some(LineChangeKind::Ended),
        [Some(a), Some(b)] if a.kind != b.kind => Some(LineChangeKind::Replaced),
        [Some(a), Some(b)] if b.strength > a.strength + SAME => Some(LineChangeKind::Stronger),
        [Some(a), Some(b)] if b.strength < a.strength - SAME => Some(LineChangeKind::Weaker),
        _ => None,
    };
    let states = |ends: &Ends| [before.lines.get(ends).copied(), after.lines.get(ends).copied()];
    all.into_iter().filter_map(|ends| Some((ends.clone(), (kind(states(ends))?, states(ends))))).collect()
}

fn line_change(
    before: &Side<'_>,
    after: &Side<'_>,
    ends: &Ends,
    kind: LineChangeKind,
    [then, now]: [Option<LineState>; 2],
) -> LineChange {
    let colleague = |node: &Node| {
        let found = after.named(node).or_else(|| before.named(node));
        found.unwrap_or_else(|| Colleague { node: node.clone(), department: None })
    };
    LineChange { from: colleague(&ends.0), to: colleague(&ends.1), kind, before: then, after: now }
}

fn employees(before: &Side<'_>, after: &Side<'_>) -> Vec<EmployeeChange> {
    let everybody: BTreeSet<&Node> = before.reach.keys().chain(after.reach.keys()).collect();
    let nothing = BTreeMap::new();
    let mut changes: Vec<EmployeeChange> = Vec::new();
    for node in everybody {
        let [a, b] = [before, after].map(|side| side.reach.get(node).unwrap_or(&nothing));
        let keys: BTreeSet<&Id> = a.keys().chain(b.keys()).collect();
        let part = |parts: &BTreeMap<Id, f64>, key: &Id| parts.get(key).copied().unwrap_or(0.0);
        let mut parts: Vec<PowerChange> = keys
            .into_iter()
            .map(|key| PowerChange { person: key.clone(), reach: [part(a, key), part(b, key)] })
            .filter(|change| (change.reach[1] - change.reach[0]).abs() >= SAME)
            .collect();
        let difference = |change: &PowerChange| (change.reach[1] - change.reach[0]).abs();
        parts.sort_by(|a, b| difference(b).total_cmp(&difference(a)).then_with(|| a.person.cmp(&b.person)));
        // The sum over nothing is −0, which would be written as such.
        let reach = [a, b].map(|parts| parts.values().sum::<f64>() + 0.0);
        if (reach[1] - reach[0]).abs() >= SAME {
            parts.truncate(TOLD);
            let employee = after.named(node).or_else(|| before.named(node));
            let employee = employee.unwrap_or_else(|| Colleague { node: node.clone(), department: None });
            changes.push(EmployeeChange { employee, reach, key_persons: parts });
        }
    }
    let difference = |change: &EmployeeChange| (change.reach[1] - change.reach[0]).abs();
    changes.sort_by(|a, b| difference(b).total_cmp(&difference(a)));
    changes
}

impl LineChange {
    /// What became of the line, in plain words; whose it is, is told beside.
    pub fn text(&self, language: Language) -> String {
        let percent = |state: Option<LineState>| format!("{:.0} %", 100.0 * state.map_or(0.0, |state| state.strength));
        let (then, now) = (percent(self.before), percent(self.after));
        let (old, new) = (kind_name(self.before, language), kind_name(self.after, language));
        match (language, self.kind) {
            (Language::English, LineChangeKind::New) => format!("New line ({new}): {now}."),
            (Language::English, LineChangeKind::Ended) => format!("The line ({old}) is over; it was {then}."),
            (Language::English, LineChangeKind::Stronger) => format!("Seen anew ({new}): from {then} to {now}."),
            (Language::English, LineChangeKind::Weaker) => {
                format!("Faded, because nothing new was seen ({new}): from {then} to {now}.")
            }
            (Language::English, LineChangeKind::Replaced) => {
                format!("Stands on something else: from {old}, {then}, to {new}, {now}.")
            }
            (Language::Chinese, LineChangeKind::New) => format!("新增关系（{new}）：{now}。"),
            (Language::Chinese, LineChangeKind::Ended) => format!("关系（{old}）已结束，原为{then}。"),
            (Language::Chinese, LineChangeKind::Stronger) => format!("有新的往来（{new}）：由{then}升至{now}。"),
            (Language::Chinese, LineChangeKind::Weaker) => {
                format!("因没有新的往来而减弱（{new}）：由{then}降至{now}。")
            }
            (Language::Chinese, LineChangeKind::Replaced) => format!("依据改变：由{old}（{then}）变为{new}（{now}）。"),
        }
    }
}

fn kind_name(state: Option<LineState>, language: Language) -> &'static str {
    match (language, state.map(|state| state.kind)) {
        (_, None) => "",
        (Language::English, Some(LineKind::Level)) => "recorded level",
        (Language::English, Some(LineKind::Probability)) => "recorded probability",
        (Language::English, Some(LineKind::Trust)) => "trust from contacts",
        (Language::English, Some(LineKind::Reporting)) => "reporting line",
        (Language::English, Some(LineKind::Board)) => "shared board",
        (Language::English, Some(LineKind::Department)) => "same department",
        (Language::Chinese, Some(LineKind::Level)) => "记录的等级",
        (Language::Chinese, Some(LineKind::Probability)) => "记录的概率",
        (Language::Chinese, Some(LineKind::Trust)) => "往来形成的信任",
        (Language::Chinese, Some(LineKind::Reporting)) => "汇报关系",
        (Language::Chinese, Some(LineKind::Board)) => "同一董事会",
        (Language::Chinese, Some(LineKind::Department)) => "同一部门",
    }
}
