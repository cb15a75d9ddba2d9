//! Reading the snapshot: rows by the position of their columns, people and departments as numbers.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use crate::domain::{Coded, DepartmentKind, Id, InfluenceLevel, InteractionKind, Probability, Strength, Visibility};
use crate::service::ledger::cells::{Cells, places};
use crate::service::ledger::numbers::{Ids, Met, NONE, day_of};
use crate::service::limits::within;
use crate::service::{Reading, ServiceError};
use crate::store::{Statement, StoreError, statements as st};

use super::facts::{Contacted, Employment, Facts, Reports, Seat};
use super::gathered::{Gathered, Keys};
use super::influences::Recorded;
use super::order;

/// Contacts, each with the smaller and the larger number of its pair.
pub type Contacts = Vec<(u32, u32, Contacted)>;

/// The numbers of people, in the order of their identifiers.
#[derive(Debug)]
pub struct People {
    ids: Arc<Ids>,
    numbers: HashMap<Arc<str>, u32>,
}

impl People {
    /// Those of these identifiers.
    pub fn new(ids: Arc<Ids>) -> Self {
        let numbers = ids.iter().zip(0..).map(|(id, number)| (Arc::from(id.as_str()), number)).collect();
        Self { ids, numbers }
    }

    /// The number of somebody. Whoever came since people were read is none of them: the whole is then read again.
    fn number(&self, text: &str, cells: &Cells<'_>) -> Result<u32, StoreError> {
        let number = self.numbers.get(text).copied();
        number.ok_or_else(|| cells.wrong(format!("{text:?} was not there just now")))
    }

    /// Takes the next cell.
    fn take(&self, cells: &mut Cells<'_>) -> Result<u32, StoreError> {
        let text = cells.text()?;
        self.number(text, cells)
    }
}

/// What somebody's memberships are told as.
#[derive(Debug, Default)]
pub struct Seats {
    pub departments: Met,
    /// Of each department as they were met.
    pub kinds: Vec<DepartmentKind>,
    /// With departments as they were met.
    pub seats: Vec<Seat>,
    pub employments: Vec<Employment>,
}

impl Seats {
    /// Adds a membership.
    pub fn add(&mut self, seat: Seat, department: Option<(&Arc<str>, DepartmentKind)>) {
        if seat.ours {
            self.employments.push(Employment { person: seat.person, days: seat.days });
        }
        if let Some((department, kind)) = department {
            self.sit(seat, department, kind);
        }
    }

    /// Adds a seat alone.
    pub fn sit(&mut self, seat: Seat, department: &Arc<str>, kind: DepartmentKind) {
        let department = self.departments.number(department);
        if self.kinds.len() == department as usize {
            self.kinds.push(kind);
        }
        self.seats.push(Seat { department, ..seat });
    }

    /// Puts everything into the facts.
    pub fn into_facts(self, facts: &mut Facts) -> Result<(), ServiceError> {
        let Self { departments, kinds: met, mut seats, employments } = self;
        let (departments, department) = departments.ordered().map_err(stored)?;
        let mut kinds = vec![DepartmentKind::Unit; departments.len()];
        for (number, kind) in (0..).zip(met) {
            kinds[department.of(number) as usize] = kind;
        }
        seats.iter_mut().for_each(|seat| seat.department = department.of(seat.department));
        let n = facts.people.len();
        (facts.seats, facts.members) = order::seats(n, &departments, seats);
        facts.employments = order::employments(n, employments);
        (facts.departments, facts.kinds) = (Arc::new(departments), kinds.into());
        Ok(())
    }
}

/// Keeps how long a part of the reading took; gives the beginning of the next.
fn took(part: &'static str, began: Instant) -> Instant {
    metrics::histogram!("guanxi_snapshot_part_seconds", "part" => part).record(began.elapsed().as_secs_f64());
    Instant::now()
}

/// An identifier that was stored is none.
pub fn stored(error: crate::domain::IdError) -> ServiceError {
    ServiceError::Internal(format!("a stored identifier: {error}"))
}

impl Reading {
    /// Reads every fact that a line of influence can stand on.
    ///
    /// # Errors
    /// [`ServiceError::LimitExceeded`] when there are more lines than may be held; [`ServiceError::NotFound`] while our own
    /// company is not recorded.
    pub(super) async fn read_facts(&self) -> Result<Facts, ServiceError> {
        let own = self.own_organization().await?;
        let began = Instant::now();
        let mut told: Vec<(Id, i64, Option<Visibility>)> = Vec::new();
        let take = |cells: &mut Cells<'_>| {
            let key = cells.integer_or_none()?.ok_or_else(|| cells.wrong("is missing"))?;
            told.push((cells.id()?, key, cells.code_or_none()?));
            Ok(())
        };
        self.each_row(&st::snapshot::PEOPLE, &["key", "id", "consent"], None, take).await?;
        told.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let keys: Vec<(i64, u32)> = told.iter().zip(0..).map(|((_, key, _), number)| (*key, number)).collect();
        let keys = Keys::new(&keys);
        let in_order = told.iter().map(|(.., consent)| *consent).collect();
        let people = People::new(Arc::new(Ids::default().with(told.into_iter().map(|(id, ..)| id).collect()).0));
        let mut n_lines = 0;

        let began = took("people", began);
        let lines = self.read_influences(&people, &keys, &mut n_lines).await?;
        let began = took("lines", began);
        let mut reporting = Vec::new();
        let columns = ["person_id", "manager_id", "from_day", "to_day"];
        let take = |cells: &mut Cells<'_>| {
            let (person, manager) = (people.take(cells)?, people.take(cells)?);
            reporting.push(Reports { person, manager, days: cells.days()? });
            Ok(())
        };
        self.each_row(&st::snapshot::REPORTING, &columns, Some(&mut n_lines), take).await?;
        let mut seats = Seats::default();
        let columns = ["person_id", "organization_id", "department_id", "kind", "from_day", "to_day", "level"];
        let take = |cells: &mut Cells<'_>| {
            let person = people.take(cells)?;
            let ours = **cells.text()? == *own.as_str();
            let department = cells.text_or_none()?;
            let kind: Option<DepartmentKind> = cells.code_or_none()?;
            let department = match (department, kind) {
                (Some(department), Some(kind)) => Some((department, kind)),
                (None, _) => None,
                (Some(_), None) => return Err(cells.wrong("a department has a kind")),
            };
            let days = cells.days()?;
            seats.add(Seat { person, department: NONE, days, level: title_level(cells)?, ours }, department);
            Ok(())
        };
        self.each_row(&st::snapshot::SEATS, &columns, Some(&mut n_lines), take).await?;
        let contacts = self.read_contacts(&people, &mut n_lines).await?;

        took("others", began);
        let facts = move || {
            let began = Instant::now();
            let n = people.ids.len();
            let influences = Arc::new(lines.ordered(n));
            let began = took("order", began);
            let mut facts =
                Facts { own: Some(own), consents: in_order, influences, people: people.ids, ..Facts::default() };
            (facts.managers, facts.reports) = order::reporting(n, reporting);
            seats.into_facts(&mut facts)?;
            (facts.acquaintances, facts.contacts) = order::contacts(n, contacts);
            took("order_others", began);
            Ok(facts)
        };
        self.service().compute.run(facts).await?
    }

    async fn read_influences(&self, people: &People, keys: &Keys, n_lines: &mut u64) -> Result<Gathered, ServiceError> {
        let (statement, most) = (&st::snapshot::INFLUENCES, self.service().limits().graph_lines);
        let mut gathered = Gathered::default();
        let read = self
            .each_packed(statement, |piece| {
                gathered.add(statement, &piece, keys, |owner| people.numbers.get(owner).copied())?;
                *n_lines += piece.len() as u64;
                held(*n_lines, most)
            })
            .await;
        within("lines in the graph of the company", *n_lines, most)?;
        read.map(|()| gathered)
    }

    /// Reads all contacts.
    pub(super) async fn read_contacts(&self, people: &People, n_lines: &mut u64) -> Result<Contacts, ServiceError> {
        let mut contacts = Vec::new();
        let take = |cells: &mut Cells<'_>| {
            let (from, to) = (people.take(cells)?, people.take(cells)?);
            let kind: InteractionKind = cells.code()?;
            let day = cells.day_or(i32::MIN)?;
            let count = u32::try_from(cells.integer_or_none()?.unwrap_or(0)).map_err(|e| cells.wrong(e))?;
            contacts.push(contact(from, to, day, kind, count));
            Ok(())
        };
        self.each_row(&st::snapshot::CONTACTS, &["from_id", "to_id", "kind", "day", "contacts"], Some(n_lines), take)
            .await?;
        Ok(contacts)
    }

    /// Takes the rows of a statement one by one; where they are lines, as long as there are not more than may be held.
    async fn each_row(
        &self,
        statement: &'static Statement,
        columns: &[&str],
        mut n_lines: Option<&mut u64>,
        mut take: impl FnMut(&mut Cells<'_>) -> Result<(), StoreError> + Send,
    ) -> Result<(), ServiceError> {
        let most = self.service().limits().graph_lines;
        let read = self
            .each_piece(statement, |rows| {
                let Some(first) = rows.first() else { return Ok(()) };
                let places = places(statement, columns, first)?;
                for row in &rows {
                    take(&mut Cells { statement, row, places: &places, at: 0 })?;
                }
                let Some(n_lines) = &mut n_lines else { return Ok(()) };
                **n_lines += rows.len() as u64;
                held(**n_lines, most)
            })
            .await;
        if let Some(n_lines) = n_lines {
            within("lines in the graph of the company", *n_lines, most)?;
        }
        read
    }
}

/// Ends the reading of more lines than may be held.
fn held(n_lines: u64, most: u32) -> Result<(), StoreError> {
    let too_many = n_lines > u64::from(most);
    if too_many { Err(StoreError::Rejected("more lines than may be held".to_owned())) } else { Ok(()) }
}

/// A contact, with the smaller and the larger number of its pair.
pub fn contact(from: u32, to: u32, day: i32, kind: InteractionKind, count: u32) -> (u32, u32, Contacted) {
    (from.min(to), from.max(to), Contacted { pair: NONE, day, count, kind, by_first: from < to })
}

/// The title level of the next cell.
fn title_level(cells: &mut Cells<'_>) -> Result<u8, StoreError> {
    let level = cells.integer_or_none()?;
    level.map_or(Ok(u8::MAX), |level| u8::try_from(level).map_err(|e| cells.wrong(e)))
}

/// The strength of a line of which exactly one of these was recorded.
pub fn strength(level: Option<InfluenceLevel>, given: Option<f64>) -> Result<Strength, String> {
    match (level, given) {
        (Some(level), None) => Ok(Strength::Level(level)),
        (None, Some(given)) => Probability::new(given).map(Strength::Given).map_err(|e| e.to_string()),
        _ => Err("exactly one of level and strength must be there".to_owned()),
    }
}

/// What a line tells beside its ends.
pub struct Told {
    pub strength: Strength,
    pub polarity: crate::domain::Polarity,
    pub visibility: Visibility,
    /// Milliseconds since 1970.
    pub observed: Option<i64>,
    pub ended: Option<i64>,
    /// Nobody: it is the beginning's own.
    pub owner: u32,
}

/// A line with the instant of observation and the identifier, which order the lines of a pair.
pub type Line = (Recorded, Option<i64>, Id);

impl Told {
    /// The line.
    pub fn line(self, from: u32, to: u32, id: Id) -> Line {
        let Self { strength, polarity, visibility, observed, ended, owner } = self;
        let line = Recorded {
            from,
            to,
            coin: id.stable_hash(),
            strength,
            polarity,
            visibility,
            observed: observed.map(day_of),
            ended: ended.map(day_of),
            owner: if owner == from { NONE } else { owner },
        };
        (line, observed, id)
    }
}

/// Orders lines by who is influenced, who influences, and in time.
pub fn in_order(lines: &mut [Line]) {
    lines.sort_by(|(a, a_at, a_id), (b, b_at, b_id)| (a.to, a.from, a_at, a_id).cmp(&(b.to, b.from, b_at, b_id)));
}

/// A word of a closed set, where there is one.
pub fn word<T: Coded>(text: Option<&str>) -> Result<Option<T>, ServiceError> {
    text.map(T::parse).transpose().map_err(|e| ServiceError::Internal(format!("a stored word: {e}")))
}
