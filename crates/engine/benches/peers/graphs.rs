//! Named, seeded graphs on which everybody is measured.

use std::collections::HashSet;

use guanxi_domain::Probability;
use guanxi_engine::{Edge, Graph};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A graph with its name; for a company graph, who are employees and key persons.
pub struct Input {
    pub name: String,
    pub graph: Graph,
    /// Ascending; empty for R-MAT.
    pub employees: Vec<u32>,
    /// Ascending; empty for R-MAT.
    pub key_persons: Vec<u32>,
}

/// The seed of everything.
const SEED: u64 = 1;

impl Input {
    /// The graph of a name: `rmat-s8`, `rmat-s10`, `rmat-s13`, `rmat-s17`, `rmat-s20`, `company-<people>`.
    pub fn named(name: &str) -> Option<Self> {
        let (nodes, edges, employees, key_persons) = match name {
            "rmat-s8" => rmat(8, 2_000),
            "rmat-s10" => rmat(10, 9_000),
            "rmat-s13" => rmat(13, 78_724),
            "rmat-s17" => rmat(17, 1_138_712),
            "rmat-s20" => rmat(20, 11_600_000),
            _ => company(name.strip_prefix("company-")?.parse().ok().filter(|people| *people >= 1_000)?),
        };
        Some(Self { name: name.to_owned(), graph: Graph::new(nodes, edges), employees, key_persons })
    }

    /// The generator of the questions of a kernel on this graph.
    pub fn random(&self, kernel: &str) -> ChaCha8Rng {
        let text = kernel.bytes().chain(self.name.bytes());
        ChaCha8Rng::seed_from_u64(text.fold(SEED, |hash, byte| hash.wrapping_mul(0x0100_0000_01b3) ^ u64::from(byte)))
    }

    /// `count` people who are moved by somebody, drawn at random: targets.
    pub fn targets(&self, random: &mut impl Rng, count: usize) -> Vec<u32> {
        let graph = &self.graph;
        let everybody: Vec<u32> = (0..graph.nodes()).collect();
        let pool = if self.key_persons.is_empty() { &everybody } else { &self.key_persons };
        let mut moved: Vec<u32> = pool.iter().copied().filter(|&v| !graph.tails(v).is_empty()).collect();
        moved.shuffle(random);
        moved.truncate(count);
        moved
    }
}

type Parts = (u32, Vec<Edge>, Vec<u32>, Vec<u32>);

/// R-MAT (Chakrabarti, Zhan, Faloutsos 2004) with 2^scale nodes, shares 0.57, 0.19, 0.19, 0.05: pairs are drawn until there are `lines`
/// distinct ones without self loops. Nodes are renumbered at random, as ids are; strengths are uniform in (0.02, 0.6).
fn rmat(scale: u32, lines: usize) -> Parts {
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    let mut numbers: Vec<u32> = (0..1 << scale).collect();
    numbers.shuffle(&mut random);
    let mut pairs = HashSet::with_capacity(lines);
    let mut edges = Vec::with_capacity(lines);
    while edges.len() < lines {
        let (mut from, mut to) = (0usize, 0usize);
        for _ in 0..scale {
            let (down, right) = match random.random_range(0..100) {
                0..57 => (0, 0),
                57..76 => (0, 1),
                76..95 => (1, 0),
                _ => (1, 1),
            };
            from = 2 * from + down;
            to = 2 * to + right;
        }
        if from != to && pairs.insert((from as u32, to as u32)) {
            edges.push(line(numbers[from], numbers[to], &mut random));
        }
    }
    (1 << scale, edges, Vec::new(), Vec::new())
}

fn line(from: u32, to: u32, random: &mut impl Rng) -> Edge {
    let probability = Probability::new(random.random_range(0.02..0.6)).expect("a strength is a probability");
    Edge { from, to, probability, coin: random.random() }
}

/// A company that sells: a tenth of the people are employees, the others contacts in organizations of 40; each organization's first
/// two are key persons. Ten lines a person: a fifth of them from an employee to a contact, half inside an organization (towards
/// its first people more often), the others between organizations and among employees.
fn company(people: u32) -> Parts {
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    let employees = people / 10;
    let organizations = (people - employees) / 40;
    let contact = |organization: u32, place: u32| employees + organization * 40 + place;
    let lines = people as usize * 10;
    let mut pairs = HashSet::with_capacity(lines);
    let mut edges = Vec::with_capacity(lines);
    while edges.len() < lines {
        let organization = random.random_range(0..organizations);
        let place = |random: &mut ChaCha8Rng| (random.random::<f64>().powi(2) * 40.0) as u32;
        let to = contact(organization, place(&mut random));
        let (from, to) = match random.random_range(0..10) {
            0..2 => (random.random_range(0..employees), to),
            2..7 => (contact(organization, random.random_range(0..40)), to),
            7..9 => (contact(random.random_range(0..organizations), random.random_range(0..40)), to),
            _ => (random.random_range(0..employees), random.random_range(0..employees)),
        };
        if from != to && pairs.insert((from, to)) {
            edges.push(line(from, to, &mut random));
        }
    }
    let key_persons = (0..organizations).flat_map(|o| [contact(o, 0), contact(o, 1)]).collect();
    (people, edges, (0..employees).collect(), key_persons)
}
