//! "Where is influence in our company, and where is it hidden?" Employees, departments and offices by their reach over decision power
//! (method §7, "Company-wide mining").

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::domain::{AsOf, Department, Id, PerformancePolicy, Person, Policy};
use crate::engine::InfluenceMatrix;
use crate::scoring::seller::may_break_down;

use super::influencers::Language;
use super::recall::Recollection;
use super::snapshot::CompanyGraph;
use super::{Reading, ServiceError};

/// Whose reach is ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReachBy {
    /// Our people, one by one.
    Employees,
    /// Our departments: those who work in each itself.
    Departments,
    /// Our uppermost departments, with everybody below.
    Offices,
}

/// What a ranking is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReachQuestion {
    pub by: ReachBy,
    /// Only people of this department of ours, or of one below it.
    pub department: Option<Id>,
}

/// Who stands at a place of a ranking.
#[derive(Debug, Clone, PartialEq)]
pub enum ReachSubject {
    /// A colleague known by name.
    Employee(Id),
    /// The blind lines of a colleague whose name is withheld.
    Masked,
    /// A department or office.
    Department(Arc<Department>),
}

/// A place of a ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct ReachEntry {
    pub subject: ReachSubject,
    /// The department of an employee.
    pub department: Option<Arc<Department>>,
    /// Σ over key persons: decision power · best route probability.
    pub reach: f64,
    /// Key persons to whom a route leads.
    pub n_key_persons: u32,
    /// The share of those ranked whose reach is less.
    pub percentile: f64,
    /// The title level of an employee, 1 the highest.
    pub title_level: Option<u8>,
    /// The share of the employees with a title level whose title is lower.
    pub title_percentile: Option<f64>,
    /// How many colleagues it is made of.
    pub n_members: u32,
    /// Positions in the matrix of the people it is made of.
    members: Vec<u32>,
}

/// A key person's part in a reach.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReachPart {
    /// The key person's node.
    pub node: u32,
    pub power: f64,
    /// Of the best route.
    pub probability: f64,
    /// The lines of that route.
    pub steps: u8,
}

impl ReachPart {
    /// Decision power times probability.
    pub fn reach(&self) -> f64 {
        self.power * self.probability
    }
}

/// A ranking by reach.
#[derive(Debug, Clone)]
pub struct ReachRanking {
    pub by: ReachBy,
    /// Greatest reach first; equals by identifier, masked colleagues last.
    pub entries: Vec<ReachEntry>,
    /// People who are not told one by one, or in whose department, because the group is too small.
    pub n_not_broken_down: u32,
    /// The decision power of all key persons together: how many customers have any.
    pub total_power: f64,
    pub n_key_persons: u32,
    /// Lines and assessments of other teams that were left out because of who asks.
    pub omitted: u64,
    pub as_of: AsOf,
    pub data_version: i64,
    pub policy: Arc<Policy>,
    company: Arc<CompanyGraph>,
    matrix: Arc<InfluenceMatrix>,
}

/// Somebody whose reach is far above their title.
#[derive(Debug, Clone)]
pub struct HiddenInfluencer {
    /// The place among the entries of the ranking.
    pub at: usize,
    pub gap: f64,
    /// The key persons who count most, with their names.
    pub moves: Vec<(ReachPart, Arc<Person>)>,
}

/// Everybody whose reach is far above their title.
#[derive(Debug, Clone)]
pub struct HiddenInfluencers {
    pub ranking: ReachRanking,
    /// Widest gap first.
    pub found: Vec<HiddenInfluencer>,
    /// Employees without a title level, of whom nothing can be said.
    pub n_without_level: u32,
}

/// Key persons who are named where it is said why somebody is a hidden influencer.
const NAMED: usize = 3;

impl Reading {
    /// Ranks employees, departments or offices by reach, as far as the viewer may see lines.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] while our own company is not recorded, and for a department that is not ours;
    /// [`ServiceError::LimitExceeded`] when the company is larger than may be held in memory; [`ServiceError::Unavailable`] when the
    /// database does not answer.
    pub async fn reach_ranking(&self, question: &ReachQuestion, as_of: AsOf) -> Result<ReachRanking, ServiceError> {
        let (ranking, _) =
            self.consistently("reach_ranking", |r| Box::pin(r.reach_ranking(question.clone(), as_of))).await?;
        Ok(ranking)
    }

    /// Finds the employees whose percentile by reach is at least `mining.hidden_gap` above that by title.
    ///
    /// # Errors
    /// As [`Reading::reach_ranking`].
    pub async fn hidden_influencers(
        &self,
        department: Option<Id>,
        as_of: AsOf,
    ) -> Result<HiddenInfluencers, ServiceError> {
        let (found, _) =
            self.consistently("hidden_influencers", |r| Box::pin(r.hidden(department.clone(), as_of))).await?;
        Ok(found)
    }
}

impl Recollection<'_> {
    async fn reach_ranking(&self, question: ReachQuestion, as_of: AsOf) -> Result<ReachRanking, ServiceError> {
        let company = self.company_graph(as_of).await?;
        let matrix = self.influence_matrix(&company).await?;
        let viewer = self.viewer().person.clone();
        self.service().compute.run(move || ranked(&company, &matrix, &question, &viewer)).await?
    }

    async fn hidden(&self, department: Option<Id>, as_of: AsOf) -> Result<HiddenInfluencers, ServiceError> {
        let question = ReachQuestion { by: ReachBy::Employees, department };
        let ranking = self.reach_ranking(question, as_of).await?;
        let least = ranking.policy.mining.hidden_gap;
        let mut gaps: Vec<(usize, f64)> = Vec::new();
        for (at, entry) in ranking.entries.iter().enumerate() {
            if let (Some(title), ReachSubject::Employee(_)) = (entry.title_percentile, &entry.subject)
                && entry.reach > 0.0
                && entry.percentile - title >= least
            {
                gaps.push((at, entry.percentile - title));
            }
        }
        gaps.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let parts: Vec<Vec<ReachPart>> = gaps.iter().map(|(at, _)| ranking.parts(*at, NAMED)).collect();
        let key = |part: &ReachPart| ranking.company.person(part.node).cloned();
        let mut ids: Vec<Id> = parts.iter().flatten().filter_map(key).collect();
        ids.sort_unstable();
        ids.dedup();
        let people = self.people(&ids).await?;
        let named = |part: ReachPart| Some((part, Arc::clone(people.get(&key(&part)?)?)));
        let found = gaps.into_iter().zip(parts).map(|((at, gap), parts)| HiddenInfluencer {
            at,
            gap,
            moves: parts.into_iter().filter_map(named).collect(),
        });
        let found = found.collect();
        let without = |entry: &&ReachEntry| entry.title_level.is_none() && entry.subject != ReachSubject::Masked;
        let n_without_level = ranking.entries.iter().filter(without).count() as u32;
        Ok(HiddenInfluencers { ranking, found, n_without_level })
    }
}

/// An employee on the way into a ranking.
struct Employee {
    node: u32,
    /// The position in the matrix.
    place: u32,
    department: Option<u32>,
    reach: f64,
    n_key_persons: u32,
}

fn ranked(
    company: &Arc<CompanyGraph>,
    matrix: &Arc<InfluenceMatrix>,
    question: &ReachQuestion,
    viewer: &Id,
) -> Result<ReachRanking, ServiceError> {
    let ledger = company.view().ledger();
    let within = question.department.as_ref().map(|id| ledger.department_of_ours(id)).transpose()?;
    let powers: HashMap<u32, f64> = company.key_persons().iter().map(|key| (key.node, key.power)).collect();
    let power = |node: u32| powers.get(&node).copied().unwrap_or(0.0);
    let employee = |(place, &node): (usize, &u32)| {
        let row = matrix.of_employee(place);
        let n_key_persons = row.len() as u32;
        let reach = row.map(|pair| power(pair.target) * pair.probability()).fold(0.0, |sum, part| sum + part);
        Employee { node, place: place as u32, department: company.department_of(node), reach, n_key_persons }
    };
    let everybody: Vec<Employee> = matrix.employees().iter().enumerate().map(employee).collect();
    let is_within = |department: Option<u32>| {
        within.is_none_or(|asked| department.is_some_and(|own| ledger.is_within_department(own, asked)))
    };
    let asked: Vec<&Employee> = everybody.iter().filter(|e| is_within(e.department)).collect();

    let policy = &company.view().policy().performance;
    let (mut entries, n_not_broken_down) = match question.by {
        ReachBy::Employees => of_employees(company, &everybody, &asked, policy, viewer),
        ReachBy::Departments => of_groups(company, matrix, &asked, policy, |own| own),
        ReachBy::Offices => of_groups(company, matrix, &asked, policy, |own| company.office_of(own)),
    };
    entries.sort_by(|a, b| b.reach.total_cmp(&a.reach).then_with(|| rank(a).cmp(&rank(b))));
    Ok(ReachRanking {
        by: question.by,
        entries,
        n_not_broken_down,
        total_power: company.key_persons().iter().map(|key| key.power).fold(0.0, |sum, power| sum + power),
        n_key_persons: company.key_persons().len() as u32,
        omitted: company.omitted(),
        as_of: company.view().as_of(),
        data_version: company.data_version(),
        policy: Arc::clone(company.view().policy()),
        company: Arc::clone(company),
        matrix: Arc::clone(matrix),
    })
}

/// The order of equals: by identifier; of masked colleagues as they are numbered, which says nothing of who they are.
fn rank(entry: &ReachEntry) -> (u8, &str, &[u32]) {
    match &entry.subject {
        ReachSubject::Employee(id) => (0, id.as_str(), &[]),
        ReachSubject::Department(department) => (0, department.id.as_str(), &[]),
        ReachSubject::Masked => (1, "", &entry.members),
    }
}

/// The share of these values, ascending, that are less.
fn share_below(ascending: &[f64], value: f64) -> f64 {
    if ascending.is_empty() {
        return 0.0;
    }
    ascending.partition_point(|other| *other < value) as f64 / ascending.len() as f64
}

/// The ranking of people; percentiles are among all employees known by name, whoever is asked for.
fn of_employees(
    company: &CompanyGraph,
    everybody: &[Employee],
    asked: &[&Employee],
    policy: &PerformancePolicy,
    viewer: &Id,
) -> (Vec<ReachEntry>, u32) {
    let is_named = |e: &&Employee| company.person(e.node).is_some();
    let mut reaches: Vec<f64> = everybody.iter().filter(is_named).map(|e| e.reach).collect();
    reaches.sort_by(f64::total_cmp);
    // Below: a title of a greater number.
    let level = |e: &Employee| company.title_level_of(e.node);
    let mut titles: Vec<f64> = everybody.iter().filter_map(level).map(|level| -f64::from(level)).collect();
    titles.sort_by(f64::total_cmp);

    let n_named = asked.iter().filter(|e| company.person(e.node).is_some()).count();
    let broken_down = may_break_down(n_named, policy);
    let is_told = |e: &&&Employee| broken_down || company.person(e.node) == Some(viewer);
    let entries: Vec<ReachEntry> = asked
        .iter()
        .filter(is_told)
        .map(|e| {
            let title_level = company.title_level_of(e.node);
            let department = e.department.and_then(|number| company.department(number)).map(Arc::clone);
            ReachEntry {
                subject: company.person(e.node).map_or(ReachSubject::Masked, |id| ReachSubject::Employee(id.clone())),
                department,
                reach: e.reach,
                n_key_persons: e.n_key_persons,
                percentile: share_below(&reaches, e.reach),
                title_level,
                title_percentile: title_level.map(|level| share_below(&titles, -f64::from(level))),
                n_members: 1,
                members: vec![e.place],
            }
        })
        .collect();
    let told = entries.iter().filter(|entry| entry.subject != ReachSubject::Masked).count();
    (entries, (n_named - told) as u32)
}

/// The ranking of groups of people: of each key person the best route of any member counts.
fn of_groups(
    company: &CompanyGraph,
    matrix: &InfluenceMatrix,
    asked: &[&Employee],
    policy: &PerformancePolicy,
    group_of: impl Fn(u32) -> u32,
) -> (Vec<ReachEntry>, u32) {
    let mut groups: BTreeMap<u32, Vec<&Employee>> = BTreeMap::new();
    for employee in asked {
        if let Some(department) = employee.department {
            groups.entry(group_of(department)).or_default().push(employee);
        }
    }
    let (mut entries, mut n_not_broken_down) = (Vec::new(), 0);
    for (number, members) in groups {
        // A masked colleague is a member once more, under a name.
        let n_members = members.iter().filter(|e| company.person(e.node).is_some()).count() as u32;
        let Some(record) = company.department(number) else { continue };
        if !may_break_down(n_members as usize, policy) {
            n_not_broken_down += n_members;
            continue;
        }
        let members: Vec<u32> = members.iter().map(|e| e.place).collect();
        let parts = parts_of(company, matrix, &members);
        entries.push(ReachEntry {
            subject: ReachSubject::Department(Arc::clone(record)),
            department: None,
            reach: parts.iter().map(ReachPart::reach).fold(0.0, |sum, part| sum + part),
            n_key_persons: parts.len() as u32,
            percentile: 0.0,
            title_level: None,
            title_percentile: None,
            n_members,
            members,
        });
    }
    let mut reaches: Vec<f64> = entries.iter().map(|entry| entry.reach).collect();
    reaches.sort_by(f64::total_cmp);
    for entry in &mut entries {
        entry.percentile = share_below(&reaches, entry.reach);
    }
    (entries, n_not_broken_down)
}

/// The key persons whom any of these can move, each by the best route; by node.
fn parts_of(company: &CompanyGraph, matrix: &InfluenceMatrix, members: &[u32]) -> Vec<ReachPart> {
    let mut best: BTreeMap<u32, (f64, u8)> = BTreeMap::new();
    for pair in members.iter().flat_map(|&place| matrix.of_employee(place as usize)) {
        let known = best.entry(pair.target).or_insert((0.0, u8::MAX));
        if pair.probability() > known.0 || (pair.probability() == known.0 && pair.edges < known.1) {
            *known = (pair.probability(), pair.edges);
        }
    }
    let power = |node: u32| company.key_person(node).map_or(0.0, |key| key.power);
    best.into_iter()
        .map(|(node, (probability, steps))| ReachPart { node, power: power(node), probability, steps })
        .collect()
}

impl ReachRanking {
    /// The key persons that make up the reach of an entry, those who count most first, at most so many.
    pub fn parts(&self, entry: usize, first: usize) -> Vec<ReachPart> {
        let mut parts = parts_of(&self.company, &self.matrix, &self.entries[entry].members);
        parts.sort_by(|a, b| b.reach().total_cmp(&a.reach()).then(a.node.cmp(&b.node)));
        parts.truncate(first);
        parts
    }

    /// The identifier of a key person.
    pub fn key_person(&self, part: &ReachPart) -> Option<&Id> {
        self.company.person(part.node)
    }
}

fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent >= 10.0 || percent == 0.0 { format!("{percent:.0} %") } else { format!("{percent:.1} %") }
}

impl HiddenInfluencer {
    /// In plain words why: how far reach and title are apart, and who can be moved.
    pub fn why(&self, ranking: &ReachRanking, language: Language) -> String {
        let entry = &ranking.entries[self.at];
        let (reach, title) = (percent(entry.percentile), percent(entry.title_percentile.unwrap_or(0.0)));
        let moves = self.moves.iter().map(|(part, person)| match language {
            Language::English => format!("{} ({})", person.name, percent(part.probability)),
            Language::Chinese => format!("{}（{}）", person.name, percent(part.probability)),
        });
        let moves: Vec<String> = moves.collect();
        match language {
            Language::English => format!(
                "Reaches more of the customers' decision power than {reach} of all colleagues, but only {title} have a lower \
                 title. Can move {}.",
                moves.join(", ")
            ),
            Language::Chinese => {
                format!(
                    "对客户决策权的影响力超过 {reach} 的同事，但职级只高于 {title} 的同事。能影响{}。",
                    moves.join("、")
                )
            }
        }
    }
}
