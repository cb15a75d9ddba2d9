//! Reading the snapshot: rows by the position of their columns, people and departments as numbers.

use crate::domain::{DepartmentKind, Id, InfluenceLevel, InteractionKind, Probability, Strength, Visibility};
use crate::service::ledger::cells::{Cells, places};
use crate::service::ledger::numbers::{Lists, Met, NONE, day_of};
use crate::service::limits::within;
use crate::service::{Reading, ServiceError};
use crate::store::{Statement, StoreError, statements as st};

use super::facts::{Acquaintance, Contacted, Employment, Facts, Reports, Seat};
use super::influences::{Influences, Recorded};

/// What was read, by numbers in the order in which identifiers were met.
#[derive(Default)]
struct Heap {
    own: String,
    people: Met,
    departments: Met,
    consents: Vec<Option<Visibility>>,
    /// Each with the instant of observation and the identifier, which order the lines of a pair.
    influences: Vec<(Recorded, Option<i64>, Id)>,
    reporting: Vec<Reports>,
    seats: Vec<Seat>,
    kinds: Vec<DepartmentKind>,
    employments: Vec<Employment>,
    /// From, to, and what was between them.
    contacts: Vec<(u32, u32, Contacted)>,
}

/// What the snapshot is read from.
struct Source {
    statement: &'static Statement,
    /// In the order in which they are taken.
    columns: &'static [&'static str],
    add: fn(&mut Heap, &mut Cells<'_>) -> Result<(), StoreError>,
}

static SOURCES: &[Source] = &[
    Source { statement: &st::snapshot::PEOPLE, columns: &["id", "consent"], add: Heap::person },
    Source {
        statement: &st::snapshot::INFLUENCES,
        columns: &[
            "id",
            "from_id",
            "to_id",
            "level",
            "strength",
            "polarity",
            "observed_at",
            "ended_at",
            "visibility",
            "owner_id",
        ],
        add: Heap::influence,
    },
    Source {
        statement: &st::snapshot::REPORTING,
        columns: &["person_id", "manager_id", "from_day", "to_day"],
        add: Heap::reporting,
    },
    Source {
        statement: &st::snapshot::SEATS,
        columns: &["person_id", "organization_id", "department_id", "kind", "from_day", "to_day", "level"],
        add: Heap::seat,
    },
    Source {
        statement: &st::snapshot::CONTACTS,
        columns: &["from_id", "to_id", "kind", "day", "contacts"],
        add: Heap::contact,
    },
];

impl Reading {
    /// Reads every fact that a line of influence can stand on.
    ///
    /// # Errors
    /// [`ServiceError::LimitExceeded`] when there are more lines than may be held; [`ServiceError::NotFound`] while our own
    /// company is not recorded.
    pub(super) async fn read_facts(&self) -> Result<Facts, ServiceError> {
        let mut heap = Heap { own: self.own_organization().await?.to_string(), ..Heap::default() };
        let most = self.service().limits().graph_lines;
        for source in SOURCES {
            let (statement, mut too_many) = (source.statement, false);
            let read = self
                .each_piece(statement, |rows| {
                    let Some(first) = rows.first() else { return Ok(()) };
                    let places = places(statement, source.columns, first)?;
                    let add = |row| (source.add)(&mut heap, &mut Cells { statement, row, places: &places, at: 0 });
                    rows.iter().try_for_each(add)?;
                    too_many |= heap.lines() > u64::from(most);
                    if too_many { Err(StoreError::Rejected("more lines than may be held".to_owned())) } else { Ok(()) }
                })
                .await;
            within("lines in the graph of the company", heap.lines(), most)?;
            read?;
        }
        self.service().compute.run(move || heap.facts()).await?
    }
}

impl Heap {
    /// Lines so far: what grows with the data.
    fn lines(&self) -> u64 {
        (self.influences.len() + self.reporting.len() + self.seats.len() + self.contacts.len()) as u64
    }

    fn person(&mut self, cells: &mut Cells<'_>) -> Result<(), StoreError> {
        let number = self.people.number(cells.text()?) as usize;
        if self.consents.len() <= number {
            self.consents.resize(number + 1, None);
        }
        self.consents[number] = cells.code_or_none()?;
        Ok(())
    }

    fn influence(&mut self, cells: &mut Cells<'_>) -> Result<(), StoreError> {
        let id = cells.id()?;
        let (from, to) = (self.people.number(cells.text()?), self.people.number(cells.text()?));
        let level: Option<InfluenceLevel> = cells.code_or_none()?;
        let given = cells.number_or_none()?;
        let strength = match (level, given) {
            (Some(level), None) => Strength::Level(level),
            (None, Some(given)) => Strength::Given(Probability::new(given).map_err(|e| cells.wrong(e))?),
            _ => return Err(cells.wrong("exactly one of level and strength must be there")),
        };
        let polarity = cells.code()?;
        let (observed, ended) = (cells.instant_or_none()?, cells.instant_or_none()?);
        let visibility = cells.code()?;
        let owner = cells.text_or_none()?.map_or(NONE, |owner| self.people.number(owner));
        if from == to {
            return Ok(());
        }
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
        self.influences.push((line, observed, id));
        Ok(())
    }

    fn reporting(&mut self, cells: &mut Cells<'_>) -> Result<(), StoreError> {
        let (person, manager) = (self.people.number(cells.text()?), self.people.number(cells.text()?));
        self.reporting.push(Reports { person, manager, days: cells.days()? });
        Ok(())
    }

    fn seat(&mut self, cells: &mut Cells<'_>) -> Result<(), StoreError> {
        let person = self.people.number(cells.text()?);
        let is_ours = **cells.text()? == *self.own;
        let department = cells.text_or_none()?.map(|id| self.departments.number(id));
        let kind: Option<DepartmentKind> = cells.code_or_none()?;
        let days = cells.days()?;
        let level = cells.integer_or_none()?.map(|level| u8::try_from(level).map_err(|e| cells.wrong(e)));
        let level = level.transpose()?.unwrap_or(u8::MAX);
        if is_ours {
            self.employments.push(Employment { person, days });
        }
        if let Some(department) = department {
            let kind = kind.ok_or_else(|| cells.wrong("a department has a kind"))?;
            if self.kinds.len() == department as usize {
                self.kinds.push(kind);
            }
            self.seats.push(Seat { person, department, days, level, ours: is_ours });
        }
        Ok(())
    }

    fn contact(&mut self, cells: &mut Cells<'_>) -> Result<(), StoreError> {
        let (from, to) = (self.people.number(cells.text()?), self.people.number(cells.text()?));
        let kind: InteractionKind = cells.code()?;
        let day = cells.day_or(i32::MIN)?;
        let count = cells.integer_or_none()?.unwrap_or(0);
        let count = u32::try_from(count).map_err(|e| cells.wrong(e))?;
        self.contacts.push((from, to, Contacted { pair: NONE, day, count, kind, by_first: false }));
        Ok(())
    }

    /// Puts everything in order.
    fn facts(self) -> Result<Facts, ServiceError> {
        let internal = |e: crate::domain::IdError| ServiceError::Internal(format!("a stored identifier: {e}"));
        let (people, person) = self.people.ordered().map_err(internal)?;
        let n = people.len();
        let mut consents = vec![None; n];
        for (met, consent) in (0..).zip(self.consents) {
            consents[person.of(met) as usize] = consent;
        }

        let mut lines = self.influences;
        for (line, ..) in &mut lines {
            line.from = person.of(line.from);
            line.to = person.of(line.to);
            line.owner = person.of(line.owner);
        }
        lines.sort_by(|(a, a_at, a_id), (b, b_at, b_id)| (a.to, a.from, a_at, a_id).cmp(&(b.to, b.from, b_at, b_id)));
        let lines: Vec<Recorded> = lines.into_iter().map(|(line, ..)| line).collect();
        let influences = Influences::new(n, &lines);
        drop(lines);

        let mut managers = self.reporting;
        for line in &mut managers {
            line.person = person.of(line.person);
            line.manager = person.of(line.manager);
        }
        let mut reports = managers.clone();
        managers.sort_by_key(|line| (line.person, line.manager));
        reports.sort_by_key(|line| (line.manager, line.person));

        let (departments, department) = self.departments.ordered().map_err(internal)?;
        let mut kinds = vec![DepartmentKind::Unit; departments.len()];
        for (met, kind) in (0..).zip(self.kinds) {
            kinds[department.of(met) as usize] = kind;
        }
        let mut seats = self.seats;
        for seat in &mut seats {
            seat.person = person.of(seat.person);
            seat.department = department.of(seat.department);
        }
        let mut members = seats.clone();
        seats.sort_by_key(|seat| (seat.person, seat.department));
        members.sort_by_key(|seat| (seat.department, seat.person));
        let mut employments = self.employments;
        for employment in &mut employments {
            employment.person = person.of(employment.person);
        }
        employments.sort_by_key(|employment| employment.person);

        let mut contacts = self.contacts;
        for (from, to, contacted) in &mut contacts {
            (*from, *to) = (person.of(*from), person.of(*to));
            contacted.by_first = *from < *to;
            (*from, *to) = (*(&*from).min(&*to), *(&*from).max(&*to));
        }
        contacts.sort_by_key(|(first, second, contacted)| (*first, *second, contacted.day));
        let (mut acquaintances, mut items) = (Vec::new(), Vec::with_capacity(contacts.len()));
        let mut n_pairs = 0_u32;
        for pair in contacts.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let (first, second, _) = pair[0];
            acquaintances.push(Acquaintance { person: first, other: second, pair: n_pairs });
            acquaintances.push(Acquaintance { person: second, other: first, pair: n_pairs });
            items.extend(pair.iter().map(|(_, _, contacted)| Contacted { pair: n_pairs, ..*contacted }));
            n_pairs += 1;
        }
        acquaintances.sort_by_key(|acquaintance| (acquaintance.person, acquaintance.other));

        let n_departments = departments.len();
        Ok(Facts {
            people,
            consents: consents.into(),
            influences,
            managers: Lists::new(n, managers, |line| line.person),
            reports: Lists::new(n, reports, |line| line.manager),
            seats: Lists::new(n, seats, |seat| seat.person),
            members: Lists::new(n_departments, members, |seat| seat.department),
            departments,
            kinds: kinds.into(),
            employments: Lists::new(n, employments, |employment| employment.person),
            acquaintances: Lists::new(n, acquaintances, |acquaintance| acquaintance.person),
            contacts: Lists::new(n_pairs as usize, items, |contacted| contacted.pair),
        })
    }
}
