//! What matters of the graph for one key person, laid out for going back from it, with every line's employee named.

use crate::Graph;
use crate::coins::Coin;
use crate::inward::Inward;

/// The lines of the whole graph on which routes to any of the key persons can lie.
#[derive(Debug)]
pub(super) struct Lines {
    inward: Inward<Coin>,
    /// For each contact, one more than the fewest edges from an employee over contacts; 0 if there is none within the limit.
    near: Vec<u8>,
    is_employee: Vec<bool>,
    max_edges: u8,
}

impl Lines {
    pub(super) fn new(graph: &Graph, targets: &[u32], employees: &[u32], max_edges: u8) -> Self {
        let max_edges = max_edges.min(254);
        let mut is_employee = vec![false; graph.nodes() as usize];
        for &employee in employees {
            is_employee[employee as usize] = true;
        }
        let coin = |edge: u32| Coin::new(graph.coin(edge), graph.probability(edge));
        let (inward, near) = rayon::join(
            || Inward::by_index(graph, targets, &is_employee, max_edges, coin),
            || steps_from(graph, employees, &is_employee, max_edges),
        );
        Self { inward, near, is_employee, max_edges }
    }

    pub(super) fn max_edges(&self) -> u8 {
        self.max_edges
    }

    pub(super) fn is_employee(&self, node: u32) -> bool {
        self.is_employee[node as usize]
    }
}

/// What [`Lines::near`] holds.
fn steps_from(graph: &Graph, employees: &[u32], is_employee: &[bool], max_edges: u8) -> Vec<u8> {
    let mut near = vec![0; graph.nodes() as usize];
    let mut frontier = employees.to_vec();
    for steps in 1..max_edges {
        let mut next = Vec::new();
        for &head in frontier.iter().flat_map(|&v| graph.heads(v)) {
            if !is_employee[head as usize] && near[head as usize] == 0 {
                near[head as usize] = steps + 1;
                next.push(head);
            }
        }
        if next.is_empty() {
            break;
        }
        frontier = next;
    }
    near
}

/// The part of the graph on which routes to one key person lie. Contacts are numbered as the search back meets them, the key person
/// first, and so are employees.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// The employees who have a line here, as nodes of the graph.
    pub(super) employees: Vec<u32>,
    /// The contacts on routes, the key person first, as nodes of the graph.
    pub(super) contacts: Vec<u32>,
    /// For each contact, the fewest edges from an employee; 0 for the key person.
    pub(super) near: Vec<u8>,
    employee_start: Vec<u32>,
    employee_lines: Vec<(u32, Coin)>,
    contact_start: Vec<u32>,
    contact_lines: Vec<(u32, Coin)>,
}

/// Where people of the graph stand in the present part.
#[derive(Debug)]
pub(super) struct Places {
    /// One more than the number, 0 for nobody.
    number: Vec<u32>,
    /// Of each contact, how many steps the key person is away.
    steps: Vec<u8>,
}

impl Places {
    pub(super) fn new(nodes: u32) -> Self {
        Self { number: vec![0; nodes as usize], steps: Vec::new() }
    }
}

impl Part {
    /// Finds the part of `target`, as if those who are `absent` were not there.
    ///
    /// O(lines of the part and those looked at from its contacts).
    pub(super) fn find(&mut self, lines: &Lines, target: u32, absent: impl Fn(u32) -> bool, places: &mut Places) {
        let Places { number, steps } = places;
        self.clear();
        if !absent(target) && lines.max_edges > 0 {
            self.contacts.push(target);
            steps.push(0);
            number[target as usize] = 1;
            self.near.push(0);
        }
        let mut next = 0;
        while let Some(&v) = self.contacts.get(next) {
            let after = steps[next] + 1;
            next += 1;
            for (tail, &coin) in lines.inward.employees_into(v) {
                if absent(tail) || tail == target {
                    continue;
                }
                let here = &mut number[tail as usize];
                if *here == 0 {
                    self.employees.push(tail);
                    *here = self.employees.len() as u32;
                }
                self.employee_lines.push((*here - 1, coin));
            }
            self.employee_start.push(self.employee_lines.len() as u32);
            for (tail, &coin) in lines.inward.contacts_into(v) {
                let near = lines.near[tail as usize];
                let in_time = near > 0 && u16::from(after) + u16::from(near - 1) <= u16::from(lines.max_edges);
                if !in_time || tail == target || absent(tail) {
                    continue;
                }
                let here = &mut number[tail as usize];
                if *here == 0 {
                    self.contacts.push(tail);
                    steps.push(after);
                    self.near.push(near - 1);
                    *here = self.contacts.len() as u32;
                }
                self.contact_lines.push((*here - 1, coin));
            }
            self.contact_start.push(self.contact_lines.len() as u32);
        }
        for &v in self.contacts.iter().chain(&self.employees) {
            number[v as usize] = 0;
        }
        steps.clear();
    }

    fn clear(&mut self) {
        self.employees.clear();
        self.contacts.clear();
        self.near.clear();
        self.employee_lines.clear();
        self.contact_lines.clear();
        for start in [&mut self.employee_start, &mut self.contact_start] {
            start.clear();
            start.push(0);
        }
    }

    /// The lines into a contact from employees.
    #[inline(always)]
    pub(super) fn employees_into(&self, v: u32) -> &[(u32, Coin)] {
        &self.employee_lines[self.employee_start[v as usize] as usize..self.employee_start[v as usize + 1] as usize]
    }

    /// The lines into a contact from contacts.
    #[inline(always)]
    pub(super) fn contacts_into(&self, v: u32) -> &[(u32, Coin)] {
        &self.contact_lines[self.contact_start[v as usize] as usize..self.contact_start[v as usize + 1] as usize]
    }
}
