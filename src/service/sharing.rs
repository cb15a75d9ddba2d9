//! "Who shares, and does it help?" Lines that were contributed, routes that were asked for and used, and what came of them (method §7,
//! "Sharing and incentives").
//!
//! Only lines that everybody may see count for anybody but their owner: a count of others would tell that they exist. Departments of
//! fewer people than `performance.group_min` are not told apart, and a leaderboard names only who joined it, once as many have.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use backon::Retryable as _;
use jiff::Timestamp;
use serde::Deserialize;

use crate::domain::{AsOf, Coded as _, Department, Id, Policy, Viewer, Visibility, coded, instant_text};
use crate::store::{Params, Row, RowBatch, Statement, StoreError, Value, statements as st};

use super::ledger::{LedgerView, numbers};
use super::recall::Recollection;
use super::snapshot::Facts;
use super::{Reading, RequestKey, Service, ServiceError, WriteMode, once};

coded! {
    /// How far the use of a route has come.
    pub enum RouteStep expects "a step: asked or used" {
        /// The door was asked for help.
        Asked = "asked",
        /// The door helped on the way to the key person.
        Used = "used",
    }
}

coded! {
    /// What came of a route that was used.
    pub enum RouteOutcome expects "an outcome: helped, no_effect or harmed" {
        /// It moved the key person.
        Helped = "helped",
        /// It changed nothing.
        NoEffect = "no_effect",
        /// It made things worse.
        Harmed = "harmed",
    }
}

/// A route that somebody asked for or used.
#[derive(Debug, Clone, PartialEq)]
pub struct RouteUse {
    pub key_person: Id,
    /// The colleague whose route it is.
    pub door: Id,
    pub step: RouteStep,
    /// Of one that was used, if it is known yet.
    pub outcome: Option<RouteOutcome>,
}

/// What somebody gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Contribution {
    /// Current influence lines of their own.
    pub lines: u32,
    /// How often they were asked for a route.
    pub asked: u32,
    /// How often a route of theirs was used.
    pub used: u32,
    /// How often that helped.
    pub helped: u32,
}

impl Contribution {
    fn add(&mut self, other: Self) {
        let Self { lines, asked, used, helped } = other;
        self.lines += lines;
        self.asked += asked;
        self.used += used;
        self.helped += helped;
    }
}

/// What the people of a department gave.
#[derive(Debug, Clone, PartialEq)]
pub struct DepartmentSharing {
    pub department: Arc<Department>,
    pub people: u32,
    pub given: Contribution,
}

/// Somebody on the leaderboard.
#[derive(Debug, Clone, PartialEq)]
pub struct Leader {
    pub person: Id,
    pub given: Contribution,
}

/// Who shared, in a time.
#[derive(Debug, Clone, PartialEq)]
pub struct SharingAnswer {
    /// The viewer's own, lines of every visibility among them.
    pub mine: Contribution,
    /// Whether the viewer is on the leaderboard.
    pub joined: bool,
    /// Everybody's.
    pub total: Contribution,
    /// By what helped, was used, was asked for, and by lines; of equals by identifier.
    pub departments: Vec<DepartmentSharing>,
    /// People of departments too small to be told apart, or of none.
    pub n_not_broken_down: u32,
    /// In the order of the departments; empty while too few joined.
    pub leaderboard: Vec<Leader>,
    pub n_joined: u32,
    /// From this moment on routes count.
    pub since: AsOf,
    pub as_of: AsOf,
    pub data_version: i64,
    pub policy: Arc<Policy>,
}

#[derive(Deserialize)]
struct NoteRow {
    door_id: String,
    step: String,
    outcome: Option<String>,
}

#[derive(Deserialize)]
struct JoinedRow {
    person_id: String,
}

/// A note, as far as it counts.
struct Note {
    door: Id,
    step: RouteStep,
    outcome: Option<RouteOutcome>,
}

impl Note {
    fn from_row(statement: &'static Statement, row: Row) -> Result<Self, StoreError> {
        let row: NoteRow = row.decode(statement)?;
        let wrong = |column: &str, reason: &dyn std::fmt::Display| StoreError::Decode {
            name: statement.name,
            column: column.to_owned(),
            reason: reason.to_string(),
        };
        Ok(Self {
            door: Id::new(row.door_id).map_err(|e| wrong("door_id", &e))?,
            step: RouteStep::parse(&row.step).map_err(|e| wrong("step", &e))?,
            outcome: row.outcome.map(|o| RouteOutcome::parse(&o)).transpose().map_err(|e| wrong("outcome", &e))?,
        })
    }
}

impl Service {
    /// Notes that the viewer asked for a route, or used one.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] for unknown people; [`ServiceError::BadInput`] when the door does not work for us, the key person
    /// does, or an outcome is given of what was only asked for; [`ServiceError::Conflict`] when the key was used for something else.
    pub async fn note_route_use(
        &self,
        viewer: &Viewer,
        key: &RequestKey,
        used: &RouteUse,
        now: Timestamp,
    ) -> Result<(), ServiceError> {
        if used.step == RouteStep::Asked && used.outcome.is_some() {
            return Err(ServiceError::bad_input("outcome", "only a route that was used has an outcome"));
        }
        let reading = self.reading(viewer.clone(), now);
        let people = [used.key_person.clone(), used.door.clone()];
        let known = reading.people(&people).await?;
        if let Some(missing) = people.iter().find(|id| !known.contains_key(*id)) {
            return Err(ServiceError::NotFound { what: "person", id: missing.to_string() });
        }
        let own = reading.own_organization().await?;
        let posts = reading.memberships_at(&people, reading.now()).await?;
        let ours = |person: &Id| posts.iter().any(|(at, post)| *at == own && post.person_id == *person);
        if !ours(&used.door) {
            return Err(ServiceError::bad_input("door", format!("{} does not work for us", used.door)));
        }
        if ours(&used.key_person) {
            let message = format!("{} works for us; a key person is a contact", used.key_person);
            return Err(ServiceError::bad_input("keyPerson", message));
        }
        let (key, digest) = (key.stored(viewer), format!("route {used:?}"));
        let mut rows = RowBatch::new(&["id", "at", "by_id", "key_person_id", "door_id", "step", "outcome"]);
        rows.push([
            Value::from(key.as_str()),
            Value::from(instant_text(now)),
            Value::from(viewer.person.as_str()),
            Value::from(used.key_person.as_str()),
            Value::from(used.door.as_str()),
            Value::from(used.step.code()),
            used.outcome.map_or(Value::Null, |outcome| Value::from(outcome.code())),
        ]);
        self.write_once(&key, &digest, &st::sharing::NOTE, &rows, now).await
    }

    /// Puts the viewer on the leaderboards, or takes them off.
    ///
    /// # Errors
    /// [`ServiceError::Conflict`] when the key was used for something else, or another writer stayed in the way.
    pub async fn join_leaderboard(
        &self,
        viewer: &Viewer,
        key: &RequestKey,
        join: bool,
        now: Timestamp,
    ) -> Result<(), ServiceError> {
        let (key, digest) = (key.stored(viewer), format!("leaderboard {join}"));
        let person = Value::from(viewer.person.as_str());
        let (statement, rows) = if join {
            let mut rows = RowBatch::new(&["person_id", "joined_at"]);
            rows.push([person, Value::from(instant_text(now))]);
            (&st::sharing::JOIN, rows)
        } else {
            let mut rows = RowBatch::new(&["person_id"]);
            rows.push([person]);
            (&st::sharing::LEAVE, rows)
        };
        self.write_once(&key, &digest, statement, &rows, now).await
    }

    async fn write_once(
        &self,
        key: &Id,
        digest: &str,
        statement: &'static Statement,
        rows: &RowBatch,
        now: Timestamp,
    ) -> Result<(), ServiceError> {
        let write = || async {
            let mut recorder = self.record(now, WriteMode::Single).await?;
            if recorder.answered(key, digest).await?.is_none() {
                recorder.run(statement, Params::new().with_rows(rows.clone())).await?;
                recorder.keep_answer(key, digest, "done".to_owned(), now).await?;
            }
            recorder.finish().await.map(drop)
        };
        write.retry(once::again()).when(once::met_another).await
    }
}

impl Reading {
    /// Who shared: lines as of a moment, routes in the days before it.
    ///
    /// # Errors
    /// [`ServiceError::BadInput`] for a time of less than a day; [`ServiceError::Unavailable`] when the database does not answer.
    pub async fn sharing(&self, days: u32, as_of: AsOf) -> Result<SharingAnswer, ServiceError> {
        if days == 0 || days > 36_500 {
            return Err(ServiceError::bad_input("days", "1 to 36500 days are expected"));
        }
        let (mut answer, version) = self.consistently("sharing", |r| Box::pin(r.shared(days, as_of))).await?;
        answer.data_version = version;
        Ok(answer)
    }
}

impl Recollection<'_> {
    async fn shared(&self, days: u32, as_of: AsOf) -> Result<SharingAnswer, ServiceError> {
        let before = as_of.instant().checked_sub(jiff::SignedDuration::from_hours(24 * i64::from(days)));
        let since = AsOf::new(before.unwrap_or(Timestamp::MIN));
        let params = Params::new().with("since", since.instant_text()).with("until", as_of.instant_text());
        let notes = self.run(&st::sharing::NOTES, params).await?;
        let notes = notes.into_iter().map(|row| Note::from_row(&st::sharing::NOTES, row));
        let notes: Vec<Note> = notes.collect::<Result<_, _>>()?;
        let joined: Vec<JoinedRow> = self.rows(&st::sharing::JOINED, Params::new()).await?;
        let id = |row: JoinedRow| Id::new(row.person_id).map_err(|e| ServiceError::Internal(e.to_string()));
        let joined: BTreeSet<Id> = joined.into_iter().map(id).collect::<Result<_, _>>()?;
        let (facts, ledger) = (self.facts().await?, self.ledger().await?);
        let policy = Arc::clone(&self.service().policy);
        let day = numbers::day_as_of(as_of)?;
        let view = LedgerView::new(&ledger, &policy, self.viewer(), as_of);
        let viewer = self.viewer().person.clone();
        self.service().compute.run(move || counted(&facts, &view, &viewer, day, since, &notes, &joined)).await
    }
}

fn counted(
    facts: &Facts,
    view: &LedgerView,
    viewer: &Id,
    day: i32,
    since: AsOf,
    notes: &[Note],
    joined: &BTreeSet<Id>,
) -> SharingAnswer {
    let mut given: HashMap<u32, Contribution> = HashMap::new();
    let mut mine = 0;
    let me = facts.people.number(viewer);
    for to in 0..facts.people.len() as u32 {
        for place in facts.influences.lines_into(to) {
            let line = facts.influences.line(place, to);
            let owner = if line.owner == numbers::NONE { line.from } else { line.owner };
            if !line.holds(day) || !facts.is_employee(owner, day) {
                continue;
            }
            mine += u32::from(Some(owner) == me);
            if line.visibility == Visibility::Company {
                given.entry(owner).or_default().lines += 1;
            }
        }
    }
    for note in notes {
        let Some(door) = facts.people.number(&note.door) else { continue };
        let given = given.entry(door).or_default();
        match note.step {
            RouteStep::Asked => given.asked += 1,
            RouteStep::Used => {
                given.used += 1;
                given.helped += u32::from(note.outcome == Some(RouteOutcome::Helped));
            }
        }
    }
    let group_min = view.policy().performance.group_min as u32;
    let mut departments: BTreeMap<u32, (u32, Contribution)> = BTreeMap::new();
    let (mut total, mut placeless) = (Contribution::default(), 0);
    for person in (0..facts.people.len() as u32).filter(|person| facts.is_employee(*person, day)) {
        let part = given.get(&person).copied().unwrap_or_default();
        total.add(part);
        let number = view.ledger().people().number(facts.people.id(person));
        match number.and_then(|number| view.department_of(number)) {
            None => placeless += 1,
            Some(department) => {
                let (people, sum) = departments.entry(department).or_default();
                *people += 1;
                sum.add(part);
            }
        }
    }
    let hidden: u32 = departments.values().filter(|(people, _)| *people < group_min).map(|(people, _)| people).sum();
    let told = departments.into_iter().filter(|(_, (people, _))| *people >= group_min);
    let told = told.filter_map(|(number, (people, given))| {
        let department = Arc::clone(view.ledger().department(number)?);
        Some(DepartmentSharing { department, people, given })
    });
    let mut departments: Vec<DepartmentSharing> = told.collect();
    let rank = |given: &Contribution| std::cmp::Reverse((given.helped, given.used, given.asked, given.lines));
    departments.sort_by(|a, b| rank(&a.given).cmp(&rank(&b.given)).then_with(|| a.department.id.cmp(&b.department.id)));
    let leader = |person: &Id| {
        let number = facts.people.number(person).filter(|number| facts.is_employee(*number, day))?;
        Some(Leader { person: person.clone(), given: given.get(&number).copied().unwrap_or_default() })
    };
    let mut leaderboard: Vec<Leader> = joined.iter().filter_map(leader).collect();
    let n_joined = leaderboard.len() as u32;
    if n_joined < group_min {
        leaderboard.clear();
    }
    leaderboard.sort_by(|a, b| rank(&a.given).cmp(&rank(&b.given)).then_with(|| a.person.cmp(&b.person)));
    let of_me = me.and_then(|me| given.get(&me)).copied().unwrap_or_default();
    SharingAnswer {
        mine: Contribution { lines: mine, ..of_me },
        joined: joined.contains(viewer),
        total,
        departments,
        n_not_broken_down: hidden + placeless,
        leaderboard,
        n_joined,
        since,
        as_of: view.as_of(),
        data_version: 0,
        policy: Arc::clone(view.policy()),
    }
}
