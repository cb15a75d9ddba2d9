//! Who of us can move which key person, and how well: the best route of every employee to every key person.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::cost::Rank;
use super::inward::Inward;
use super::per_thread::PerThread;
use super::progress::Meter;
use super::{Cancelled, Cost, Graph, Progress};

/// What [`influence_matrix`] is asked.
#[derive(Debug, Clone, Copy)]
pub struct InfluenceMatrixProblem<'a> {
    pub graph: &'a Graph,
    /// The key persons, ascending. One who is an employee too is reached like any other, but not by herself.
    pub targets: &'a [u32],
    /// Our employees, ascending: where routes begin, and whom they do not pass.
    pub employees: &'a [u32],
    /// Most edges of a route.
    pub max_edges: u8,
    /// Most pairs of employee and key person to hold; see [`InfluenceMatrix::bytes_of`].
    pub max_pairs: usize,
}

/// The best routes of every employee to every key person, in sparse rows both ways: only pairs with a route are held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InfluenceMatrix {
    targets: Vec<u32>,
    employees: Vec<u32>,
    /// A row for every target, of positions among the employees.
    by_target: Rows,
    /// A row for every employee, of positions among the targets.
    by_employee: Rows,
}

/// One employee's best route to one key person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Influence {
    pub employee: u32,
    pub target: u32,
    /// −ln of the best route's probability, in fixed point.
    pub cost: Cost,
    /// The edges of that route: of several of this cost the fewest.
    pub edges: u8,
}

/// Why there is no matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InfluenceMatrixError {
    /// Stopped by who watched.
    Cancelled,
    /// There are more pairs than `max_pairs`, which is told.
    TooManyPairs(usize),
}

impl From<Cancelled> for InfluenceMatrixError {
    fn from(Cancelled: Cancelled) -> Self {
        Self::Cancelled
    }
}

impl fmt::Display for InfluenceMatrixError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cancelled => Cancelled.fmt(f),
            Self::TooManyPairs(limit) => write!(f, "more than {limit} pairs of employee and key person have a route"),
        }
    }
}

impl std::error::Error for InfluenceMatrixError {}

impl Influence {
    /// The probability of the best route, up to rounding of its cost (a relative error below 10⁻⁹).
    pub fn probability(self) -> f64 {
        self.cost.probability()
    }
}

impl InfluenceMatrix {
    /// The key persons, ascending.
    pub fn targets(&self) -> &[u32] {
        &self.targets
    }

    /// The employees, ascending.
    pub fn employees(&self) -> &[u32] {
        &self.employees
    }

    /// How many pairs have a route.
    pub fn pairs(&self) -> usize {
        self.by_target.cells.len()
    }

    /// The employees who can move the key person at this position of [`Self::targets`], best first: by (cost, edges, employee).
    pub fn of_target(&self, position: usize) -> impl ExactSizeIterator<Item = Influence> + '_ {
        let target = self.targets[position];
        self.by_target.row(position).iter().map(move |cell| cell.influence(self.employees[cell.who as usize], target))
    }

    /// The key persons whom the employee at this position of [`Self::employees`] can move, best first: by (cost, edges, target).
    pub fn of_employee(&self, position: usize) -> impl ExactSizeIterator<Item = Influence> + '_ {
        let employee = self.employees[position];
        self.by_employee.row(position).iter().map(move |cell| cell.influence(employee, self.targets[cell.who as usize]))
    }

    /// The memory that a matrix of so many pairs, key persons and employees takes, in bytes: 24 a pair. While it is made it is
    /// up to 36 a pair and 12 a line of the graph.
    pub fn bytes_of(pairs: usize, targets: usize, employees: usize) -> usize {
        2 * pairs * size_of::<Cell>() + (targets + employees) * (size_of::<u32>() + size_of::<usize>())
    }
}

/// A pair within a row: the other one, and the rank in two halves, which keeps it at 12 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Cell {
    who: u32,
    rank: [u32; 2],
}

impl Cell {
    fn new(who: u32, rank: Rank) -> Self {
        let bits = rank.bits();
        Self { who, rank: [(bits >> 32) as u32, bits as u32] }
    }

    fn rank(self) -> Rank {
        Rank::of_bits(u64::from(self.rank[0]) << 32 | u64::from(self.rank[1]))
    }

    fn order(&self) -> (Rank, u32) {
        (self.rank(), self.who)
    }

    fn influence(self, employee: u32, target: u32) -> Influence {
        Influence { employee, target, cost: self.rank().cost(), edges: self.rank().edges() }
    }
}

/// Sparse rows: row i is `cells[start[i]..start[i + 1]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rows {
    start: Vec<usize>,
    cells: Vec<Cell>,
}

impl Rows {
    fn concatenated(parts: &[Self]) -> Self {
        let mut start = vec![0];
        for part in parts {
            let before = start[start.len() - 1];
            start.extend(part.start[1..].iter().map(|end| before + end));
        }
        let mut cells: Vec<Cell> = rayon::iter::repeat_n(Cell::default(), start[start.len() - 1]).collect();
        let mut rest = cells.as_mut_slice();
        let mut places = Vec::with_capacity(parts.len());
        for part in parts {
            let (place, after) = rest.split_at_mut(part.cells.len());
            places.push((place, &part.cells));
            rest = after;
        }
        places.into_par_iter().for_each(|(place, cells)| place.copy_from_slice(cells));
        Self { start, cells }
    }

    fn row(&self, position: usize) -> &[Cell] {
        &self.cells[self.start[position]..self.start[position + 1]]
    }

    /// The same pairs in rows of the other side, of which there are so many.
    fn transposed(&self, others: usize) -> Self {
        let mut start = vec![0usize; others + 1];
        for cell in &self.cells {
            start[cell.who as usize + 1] += 1;
        }
        for i in 0..others {
            start[i + 1] += start[i];
        }
        let mut next = start.clone();
        let mut cells: Vec<Cell> = rayon::iter::repeat_n(Cell::default(), self.cells.len()).collect();
        for row in 0..self.start.len() - 1 {
            for cell in self.row(row) {
                let slot = &mut next[cell.who as usize];
                cells[*slot] = Cell { who: row as u32, ..*cell };
                *slot += 1;
            }
        }
        let mut rest = cells.as_mut_slice();
        let mut rows = Vec::with_capacity(others);
        for i in 0..others {
            let (row, after) = rest.split_at_mut(start[i + 1] - start[i]);
            rows.push(row);
            rest = after;
        }
        rows.into_par_iter().for_each(|row| row.sort_unstable_by_key(Cell::order));
        Self { start, cells }
    }
}

/// For every employee and every key person the most probable route of at most `max_edges` edges that passes no other employee
/// (method §7): how sure it is and how many edges it has, for every pair that has one. The basis of reach ranking and coverage.
///
/// # Arguments
/// * `problem`: graph, key persons, employees and limits
/// * `progress`: told after every 64 key persons
///
/// # Returns
/// [`InfluenceMatrix`], exact and complete. Its rows are in one total order: cost, edges, then the number of the person. A key
/// person's row names the doors that [`best_routes`](super::best_routes) finds, in its order. The same for any number of threads.
///
/// # Errors
/// [`InfluenceMatrixError`] if there are more pairs than `max_pairs`, or if who watches stops it.
///
/// # Complexity
/// O(L·m) for each key person, m being the edges within L steps of it that the search meets, and sorting the rows; key persons are
/// spread over the threads of the pool this runs in. A thread needs 16 bytes for each person of the graph; for the rest see
/// [`InfluenceMatrix::bytes_of`].
///
/// # References
/// Bellman 1958, by layers back from each key person, so that the number of edges is limited.
///
/// # Examples
/// Employee 0 moves contact 2, who moves key person 3; employee 1 moves 3 herself.
/// ```
/// use guanxi_domain::Probability;
/// use guanxi_engine::{Edge, Graph, InfluenceMatrixProblem, Unwatched, influence_matrix};
///
/// let edge = |from, to, p| Probability::new(p).map(|probability| Edge { from, to, probability, coin: 0 });
/// let graph = Graph::new(4, vec![edge(0, 2, 0.5)?, edge(1, 3, 0.25)?, edge(2, 3, 0.8)?]);
/// let problem = InfluenceMatrixProblem { graph: &graph, targets: &[2, 3], employees: &[0, 1], max_edges: 3, max_pairs: 100 };
/// let matrix = influence_matrix(&problem, &Unwatched)?;
///
/// let of_three: Vec<_> = matrix.of_target(1).map(|i| (i.employee, i.edges, i.probability())).collect();
/// assert_eq!((of_three[0].0, of_three[0].1, of_three[1].0, of_three[1].1), (0, 2, 1, 1));
/// assert!((of_three[0].2 - 0.4).abs() < 1e-9 && (of_three[1].2 - 0.25).abs() < 1e-9);
/// assert_eq!(matrix.of_employee(0).map(|i| i.target).collect::<Vec<_>>(), [2, 3]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Panics
/// If a node is not in the graph, or key persons or employees are not ascending.
pub fn influence_matrix(
    problem: &InfluenceMatrixProblem<'_>,
    progress: &dyn Progress,
) -> Result<InfluenceMatrix, InfluenceMatrixError> {
    let &InfluenceMatrixProblem { graph, targets, employees, max_edges, max_pairs } = problem;
    assert!(targets.is_sorted_by(|a, b| a < b), "key persons are given in ascending order");
    assert!(employees.is_sorted_by(|a, b| a < b), "employees are given in ascending order");
    let mut is_employee = vec![false; graph.nodes() as usize];
    for &employee in employees {
        is_employee[employee as usize] = true;
    }
    let max_edges = max_edges.min(254);
    let inward = Inward::new(graph, targets, &is_employee, max_edges, |head, place| {
        Rank::of_edge(graph.incoming_costs(head)[place])
    });
    let mut position = vec![0u32; graph.nodes() as usize];
    for (here, &employee) in (0u32..).zip(employees) {
        position[employee as usize] = here;
    }

    let (meter, pairs) = (Meter::new(progress, targets.len() as u64), AtomicUsize::new(0));
    let threads = PerThread::new();
    let rows: Result<Vec<Rows>, InfluenceMatrixError> = targets
        .par_chunks(TOGETHER)
        .map(|some| {
            let rows = threads.with(
                || Search::new(graph.nodes()),
                |search| {
                    let mut rows = Rows { start: vec![0], cells: Vec::new() };
                    for &target in some {
                        let before = rows.cells.len();
                        search.row(&inward, &position, target, max_edges, &mut rows.cells);
                        let more = rows.cells.len() - before;
                        if pairs.fetch_add(more, Ordering::Relaxed) + more > max_pairs {
                            return Err(InfluenceMatrixError::TooManyPairs(max_pairs));
                        }
                        rows.start.push(rows.cells.len());
                    }
                    Ok(rows)
                },
            )?;
            meter.advance(some.len() as u64)?;
            Ok(rows)
        })
        .collect();
    let by_target = Rows::concatenated(&rows?);
    let by_employee = by_target.transposed(employees.len());
    Ok(InfluenceMatrix { targets: targets.to_vec(), employees: employees.to_vec(), by_target, by_employee })
}

/// Key persons a thread takes at a time.
const TOGETHER: usize = 64;

/// The search back from one key person after the other.
#[derive(Debug)]
struct Search {
    /// The least rank of a route known so far from each person.
    best: Vec<Rank>,
    /// Those of routes with one edge more, until the layer is done.
    next: Vec<Rank>,
    /// Everybody who has a rank.
    met: Vec<u32>,
    frontier: Vec<(u32, Rank)>,
    improved: Vec<u32>,
    /// The employees among those who have a rank.
    doors: Vec<u32>,
}

impl Search {
    fn new(nodes: u32) -> Self {
        let none = || vec![Rank::NONE; nodes as usize];
        Self {
            best: none(),
            next: none(),
            met: Vec::new(),
            frontier: Vec::new(),
            improved: Vec::new(),
            doors: Vec::new(),
        }
    }

    /// Appends the row of a key person.
    fn row(&mut self, inward: &Inward<Rank>, position: &[u32], target: u32, max_edges: u8, rows: &mut Vec<Cell>) {
        let Self { best, next, met, frontier, improved, doors } = self;
        best[target as usize] = Rank::START;
        met.push(target);
        frontier.clear();
        frontier.push((target, Rank::START));
        doors.clear();
        for layer in 1..=max_edges {
            // A walk through the target costs no less than what is left of it, and has more edges: it never counts.
            for &(v, rest) in &*frontier {
                for (tail, &line) in inward.employees_into(v) {
                    let rank = line.plus(rest);
                    let known = &mut best[tail as usize];
                    if rank < *known {
                        if *known == Rank::NONE {
                            met.push(tail);
                            doors.push(tail);
                        }
                        *known = rank;
                    }
                }
            }
            if layer == max_edges {
                break;
            }
            for &(v, rest) in &*frontier {
                for (tail, &line) in inward.contacts_into(v) {
                    let rank = line.plus(rest);
                    let waiting = &mut next[tail as usize];
                    if rank < best[tail as usize] && rank < *waiting {
                        if *waiting == Rank::NONE {
                            improved.push(tail);
                        }
                        *waiting = rank;
                    }
                }
            }
            frontier.clear();
            for v in improved.drain(..) {
                let rank = std::mem::replace(&mut next[v as usize], Rank::NONE);
                if best[v as usize] == Rank::NONE {
                    met.push(v);
                }
                best[v as usize] = rank;
                frontier.push((v, rank));
            }
            if frontier.is_empty() {
                break;
            }
        }
        let before = rows.len();
        rows.extend(doors.iter().map(|&door| Cell::new(position[door as usize], best[door as usize])));
        rows[before..].sort_unstable_by_key(Cell::order);
        for v in met.drain(..) {
            best[v as usize] = Rank::NONE;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oracle::{self, Case, any_case, edge};
    use crate::{RouteProblem, Unwatched, best_routes};
    use proptest::prelude::*;
    use std::collections::BTreeMap;
    use std::ops::ControlFlow;

    fn problem<'a>(case: &'a Case, targets: &'a [u32]) -> InfluenceMatrixProblem<'a> {
        let Case { graph, doors: employees, max_edges, .. } = case;
        InfluenceMatrixProblem { graph, targets, employees, max_edges: *max_edges, max_pairs: 1_600 }
    }

    fn solve(case: &Case, targets: &[u32]) -> InfluenceMatrix {
        influence_matrix(&problem(case, targets), &Unwatched).unwrap()
    }

    /// For each target the doors of all routes, enumerated and sorted, each with its first.
    fn enumerated(case: &Case, targets: &[u32]) -> Vec<Vec<Influence>> {
        let of_target = |&target: &u32| {
            let mut best: BTreeMap<u32, Influence> = BTreeMap::new();
            for route in oracle::routes(&Case { target, ..case.clone() }) {
                let (employee, edges) = (route.nodes[0], route.steps as u8);
                best.entry(employee).or_insert(Influence { employee, target, cost: route.cost, edges });
            }
            let mut row: Vec<Influence> = best.into_values().collect();
            row.sort_by_key(|i| (i.cost, i.edges, i.employee));
            row
        };
        targets.iter().map(of_target).collect()
    }

    proptest! {
        #[test]
        fn agrees_with_full_enumeration(case in any_case(7), chosen in any::<u8>()) {
            let targets: Vec<u32> = (0..case.graph.nodes()).filter(|v| chosen >> v & 1 == 1).collect();
            let matrix = solve(&case, &targets);
            let expected = enumerated(&case, &targets);
            let found: Vec<Vec<Influence>> = (0..targets.len()).map(|i| matrix.of_target(i).collect()).collect();
            prop_assert_eq!(&found, &expected);
            prop_assert_eq!(matrix.pairs(), expected.iter().map(Vec::len).sum::<usize>());
            for (i, &employee) in case.doors.iter().enumerate() {
                let mut row: Vec<Influence> = expected.iter().flatten().copied().filter(|x| x.employee == employee).collect();
                row.sort_by_key(|x| (x.cost, x.edges, x.target));
                prop_assert_eq!(matrix.of_employee(i).collect::<Vec<_>>(), row);
            }
        }

        /// On graphs too large to enumerate: the doors of every target and their order are those of the question about one.
        #[test]
        fn a_row_is_the_answer_about_one_key_person(case in any_case(40)) {
            let Case { graph, doors, max_edges, .. } = &case;
            let everybody: Vec<u32> = (0..graph.nodes()).collect();
            let matrix = solve(&Case { max_edges: *max_edges, ..case.clone() }, &everybody);
            for &target in &everybody {
                let routes = best_routes(&RouteProblem { graph, target, doors, max_edges: *max_edges, k: 1 });
                let expected: Vec<_> = routes.iter().map(|d| (d.door, d.routes[0].cost, d.routes[0].edges.len())).collect();
                let found: Vec<_> = matrix.of_target(target as usize)
                    .map(|i| (i.employee, i.cost, usize::from(i.edges))).collect();
                prop_assert_eq!(found, expected);
            }
        }

        #[test]
        fn threads_do_not_matter(case in any_case(9)) {
            let everybody: Vec<u32> = (0..case.graph.nodes()).collect();
            let on = |threads| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
                pool.install(|| solve(&case, &everybody))
            };
            prop_assert_eq!(on(1), on(3));
        }
    }

    #[test]
    fn nothing_comes_of_nobody_no_line_or_no_step() {
        let empty = Case { graph: Graph::new(0, vec![]), target: 0, doors: vec![], max_edges: 3 };
        assert_eq!(solve(&empty, &[]).pairs(), 0);
        let case = |max_edges| Case {
            graph: Graph::new(3, vec![edge(0, 1, 1.0, 0), edge(1, 1, 1.0, 0)]),
            target: 0,
            doors: vec![0],
            max_edges,
        };
        let pairs = |max_edges, targets: &[u32]| solve(&case(max_edges), targets).pairs();
        assert_eq!([pairs(0, &[0, 1, 2]), pairs(3, &[0, 2]), pairs(3, &[]), pairs(3, &[0, 1, 2])], [0, 0, 0, 1]);
    }

    #[test]
    fn refuses_more_pairs_than_allowed_and_stops_when_told() {
        let edges = (1..5).map(|v| edge(0, v, 0.5, 0)).collect();
        let case = Case { graph: Graph::new(5, edges), target: 0, doors: vec![0], max_edges: 3 };
        let at_most = |max_pairs| {
            let problem = InfluenceMatrixProblem { max_pairs, ..problem(&case, &[1, 2, 3, 4]) };
            influence_matrix(&problem, &Unwatched).map(|matrix| matrix.pairs())
        };
        assert_eq!((at_most(4), at_most(3)), (Ok(4), Err(InfluenceMatrixError::TooManyPairs(3))));
        let stop = |_, _| ControlFlow::Break(());
        assert_eq!(influence_matrix(&problem(&case, &[1]), &stop), Err(InfluenceMatrixError::Cancelled));
    }
}
