//! Checks that need more than one row: references, identities used twice, circles, posts, the own organization.
//!
//! Rows come in pieces, kind after kind in the order of dependence, and are forgotten again: what stays is 21 bytes for
//! each identity, and a line of numbers for each reporting line and own post.

mod circles;
mod departments;
mod early;
mod key;
mod people;
mod posts;
mod references;
mod report;
mod reporting;

use std::collections::HashMap;

use crate::domain::{
    Coded as _, Department, DepartmentKind, Id, Membership, OrganizationKind, Period, Record, RecordKind, Unit,
};
use crate::import::fault::FaultCode;
use crate::import::known::Known;
use crate::import::record::{Refused, of_the_future, self_line};
use crate::service::ServiceError;

use departments::Departments;
use early::EarlyAssessments;
use key::{Fingerprint, Key, KeySet, Seen, Sighting};
use people::Addresses;
use posts::Posts;
pub(super) use report::{At, Fate, InputReport, Report};
use reporting::ReportingLines;

const KINDS: usize = RecordKind::ALL.len();

/// A row as it was read.
pub(super) struct Row {
    pub line: u32,
    pub record: Result<Record, Refused>,
}

/// The checks of a run.
pub(super) struct Checker<'k> {
    known: &'k dyn Known,
    /// Identities of this run, per kind.
    seen: [Seen; KINDS],
    /// Identities that the store was found to know, per kind.
    stored: [KeySet; KINDS],
    /// Entities whose rows are refused, per kind.
    refused: [KeySet; KINDS],
    addresses: Addresses,
    departments: Departments,
    posts: Posts,
    reporting: ReportingLines,
    own_organizations: Vec<(Id, At)>,
    own: Option<Key>,
    /// Departments of the own organization in which one has a post.
    own_units: KeySet,
    asked_units: KeySet,
    asked_people: KeySet,
    /// The inputs of the kind that is being read: where their lines begin in the count through all of them.
    starts: Vec<(u32, u32)>,
    last_position: u32,
    /// Influence lines that only their owner may see and that name none.
    pub ownerless_private: u64,
    early: Option<EarlyAssessments>,
}

/// The days of a period as numbers that keep their order; open ends are the smallest and the largest.
fn days(period: Period) -> (i32, i32) {
    (period.from().map_or(i32::MIN, day_number), period.to().map_or(i32::MAX, day_number))
}

fn day_number(day: jiff::civil::Date) -> i32 {
    i32::from(day.year()) * 10_000 + i32::from(day.month()) * 100 + i32::from(day.day())
}

impl<'k> Checker<'k> {
    /// Checks against what is known.
    pub(super) fn new(known: &'k dyn Known) -> Self {
        Self {
            known,
            seen: Default::default(),
            stored: Default::default(),
            refused: Default::default(),
            addresses: Addresses::default(),
            departments: Departments::default(),
            posts: Posts::default(),
            reporting: ReportingLines::default(),
            own_organizations: Vec::new(),
            own: None,
            own_units: KeySet::default(),
            asked_units: KeySet::default(),
            asked_people: KeySet::default(),
            starts: Vec::new(),
            last_position: 0,
            ownerless_private: 0,
            early: None,
        }
    }

    /// Counts assessments of people before the first of their memberships, from here on.
    pub(super) fn watch_for_early_assessments(&mut self) {
        self.early = Some(EarlyAssessments::default());
    }

    /// How many were counted.
    pub(super) fn early_assessments(&self) -> u64 {
        self.early.as_ref().map_or(0, EarlyAssessments::count)
    }

    /// Whether exactly one own organization is known.
    pub(super) fn has_own_organization(&self) -> bool {
        self.own.is_some()
    }

    /// How many rounds writing the departments takes.
    pub(super) fn department_rounds(&self) -> u16 {
        self.departments.rounds()
    }

    /// In which round each department of an input is written, where it is not the first.
    pub(super) fn rounds_of(&self, input: usize) -> HashMap<u32, u16> {
        self.departments.rounds_of(input)
    }

    /// Checks the next rows of an input.
    pub(super) async fn check(&mut self, input: u32, rows: Vec<Row>, report: &mut Report) -> Result<(), ServiceError> {
        let mut records: Vec<(At, Record)> = Vec::with_capacity(rows.len());
        for row in rows {
            let kind = report.inputs[input as usize].sheet.kind;
            let ordinal = u32::try_from(report.inputs[input as usize].read).unwrap_or(u32::MAX);
            report.inputs[input as usize].read += 1;
            let at = At { input, ordinal, line: row.line };
            match row.record {
                Ok(record) => records.push((at, record)),
                Err(refused) => {
                    self.refused[kind as usize].extend(refused.id.as_ref().map(Key::of_id));
                    report.refuse_for(at, refused.faults);
                }
            }
        }
        self.look_up(&mut records, report).await?;
        if let Some(early) = &mut self.early {
            early.learn_stored(self.known, records.iter().map(|(_, record)| record)).await?;
        }
        for (at, record) in &records {
            if report.is_written(*at) {
                self.meet(*at, record, report);
            } else {
                self.refused[record.kind() as usize].insert(Key::of_id(&record.id()));
            }
        }
        self.look_at_posts(&records, report).await
    }

    /// Examines one record whose references are all there.
    fn meet(&mut self, at: At, record: &Record, report: &mut Report) {
        if let Some((column, id)) = self_line(record) {
            return report.refuse(at, FaultCode::SelfLine, column, Some(id.as_str()), "another person");
        }
        if let Some((at_column, instant, expected)) = of_the_future(record, self.known.now()) {
            return report.refuse(at, FaultCode::InTheFuture, at_column, Some(&instant.to_string()), expected);
        }
        let kind = record.kind();
        let fingerprint = Fingerprint::of(record);
        let position = self.position(at);
        match self.seen[kind as usize].meet(fingerprint, position) {
            Sighting::New => self.take(at, record),
            Sighting::Repeated => report.repeat(at),
            Sighting::Different { position } => {
                let (input, line) = self.place(position);
                let elsewhere = if input == at.input {
                    String::new()
                } else {
                    format!(" of {}", report.inputs[input as usize].name)
                };
                let (column, value, what) = identity(record);
                let expected = format!("{what} once, or with the same values; row {line}{elsewhere} has other values");
                report.refuse(at, FaultCode::DuplicateId, column, value.as_deref(), expected);
            }
        }
    }

    /// Remembers what later rows will be held against.
    fn take(&mut self, at: At, record: &Record) {
        if let Some(early) = &mut self.early {
            early.take(record);
        }
        match record {
            Record::Organization(r) if r.kind == OrganizationKind::Own => {
                self.own_organizations.push((r.id.clone(), at));
            }
            Record::Department(r) => {
                self.departments.take(r, at);
                self.take_unit(r);
            }
            Record::Person(r) => self.addresses.take(r),
            Record::Reporting(r) => self.reporting.take(r, at),
            Record::Influence(r) if r.visibility == crate::domain::Visibility::Private && r.owner_id.is_none() => {
                self.ownerless_private += 1;
            }
            _ => {}
        }
    }

    fn take_unit(&mut self, department: &Department) {
        if self.own == Some(Key::of_id(&department.organization_id)) && department.kind == DepartmentKind::Unit {
            self.own_units.insert(Key::of_id(&department.id));
        }
    }

    /// The line of a row, counted through all inputs of its kind.
    fn position(&mut self, at: At) -> u32 {
        let start = match self.starts.last() {
            Some((input, start)) if *input == at.input => *start,
            _ => {
                let start = self.last_position;
                self.starts.push((at.input, start));
                start
            }
        };
        self.last_position = start.saturating_add(at.line);
        self.last_position
    }

    fn place(&self, position: u32) -> (u32, u32) {
        let at = self.starts.partition_point(|(_, start)| *start < position).saturating_sub(1);
        self.starts.get(at).map_or((0, position), |(input, start)| (*input, position - start))
    }

    /// Brings in what the store knows of the posts of people who get one in this piece.
    async fn look_at_posts(&mut self, records: &[(At, Record)], report: &Report) -> Result<(), ServiceError> {
        let memberships: Vec<(At, &Membership)> = records
            .iter()
            .filter_map(|(at, record)| match record {
                Record::Membership(r) if report.is_written(*at) => Some((*at, r)),
                _ => None,
            })
            .collect();
        if self.own.is_none() || memberships.is_empty() {
            return Ok(());
        }
        self.learn_units(memberships.iter().map(|(_, m)| &m.unit)).await?;
        let own: Vec<(At, &Membership)> = memberships.into_iter().filter(|(_, m)| self.is_own_post(&m.unit)).collect();
        let people = posts::not_asked(own.iter().map(|(_, m)| m.person_id.clone()), &mut self.asked_people);
        if !people.is_empty() {
            let stored = self.known.memberships_of(&people).await?;
            self.learn_units(stored.iter().map(|m| &m.unit)).await?;
            for membership in &stored {
                if self.is_own_post(&membership.unit) {
                    self.posts.take(membership, None);
                }
            }
        }
        for (at, membership) in own {
            self.posts.take(membership, Some(at));
        }
        Ok(())
    }

    async fn learn_units(&mut self, units: impl Iterator<Item = &Unit>) -> Result<(), ServiceError> {
        let departments = &self.seen[RecordKind::Department as usize];
        let mut wanted = Vec::new();
        for unit in units {
            if let Unit::Department(id) = unit
                && !departments.contains(Key::of_id(id))
                && self.asked_units.insert(Key::of_id(id))
            {
                wanted.push(id.clone());
            }
        }
        if !wanted.is_empty() {
            for department in self.known.departments(&wanted).await? {
                self.take_unit(&department);
            }
        }
        Ok(())
    }

    fn is_own_post(&self, unit: &Unit) -> bool {
        match unit {
            Unit::Organization(id) => self.own == Some(Key::of_id(id)),
            Unit::Department(id) => self.own_units.contains(&Key::of_id(id)),
        }
    }

    /// Ends a kind: what can only be told when all its rows are known. Called for every kind, in order.
    pub(super) async fn end_kind(&mut self, kind: RecordKind, report: &mut Report) -> Result<(), ServiceError> {
        let at = kind as usize;
        match kind {
            RecordKind::Organization => self.settle_own_organization(report).await?,
            RecordKind::Department => {
                self.departments.finish(self.known, &mut self.seen[at], &mut self.refused[at], report).await?;
            }
            RecordKind::Membership => self.posts.finish(&self.seen[at], report),
            RecordKind::Reporting => self.reporting.finish(self.known, &self.seen[at], report).await?,
            _ => {}
        }
        let is_referred_to = matches!(
            kind,
            RecordKind::Organization | RecordKind::Department | RecordKind::Person | RecordKind::Opportunity
        );
        if !is_referred_to {
            self.seen[at] = Seen::default();
        }
        self.starts.clear();
        self.last_position = 0;
        Ok(())
    }

    async fn settle_own_organization(&mut self, report: &mut Report) -> Result<(), ServiceError> {
        let at = RecordKind::Organization as usize;
        let stored = self.known.own_organizations().await?;
        let stored: Vec<Key> = stored.iter().map(Key::of_id).filter(|key| !self.seen[at].contains(*key)).collect();
        self.own = stored.first().copied();
        for (id, place) in std::mem::take(&mut self.own_organizations) {
            let key = Key::of_id(&id);
            if self.own.is_none() {
                self.own = Some(key);
                continue;
            }
            let expected = "a single organization of kind own, in this import and the store together";
            report.refuse(place, FaultCode::SecondOwnOrganization, "kind", Some("own"), expected);
            self.seen[at].forget(key);
            self.refused[at].insert(key);
        }
        // A store that holds several does not say which departments are ours.
        if stored.len() > 1 {
            self.own = None;
        }
        Ok(())
    }
}

/// How a record is told from others of its kind: the column to look at, the value, and what must be there once.
fn identity(record: &Record) -> (&'static str, Option<String>, &'static str) {
    match record {
        Record::Organization(_) | Record::Department(_) | Record::Person(_) | Record::Opportunity(_) => {
            ("id", Some(record.id().to_string()), "each id")
        }
        Record::Interaction(r) => match &r.id {
            Some(id) => ("id", Some(id.to_string()), "each id"),
            None => ("at", None, "each from, to, at and kind"),
        },
        Record::Membership(_) => ("person_id", None, "each person, unit and from"),
        Record::Reporting(_) => ("person_id", None, "each person, manager, scope and from"),
        Record::Influence(_) => {
            ("from_id", None, "each from, to, polarity, kind, source, owner and observed_at by level or by strength")
        }
        Record::DecisionRole(_) => ("person_id", None, "each opportunity, person, role and from"),
        Record::Assessment(_) => ("person_id", None, "each person, vendor, dimension, opportunity, at and by"),
        Record::Signal(_) => ("opportunity_id", None, "each opportunity, signal, at and by"),
        Record::Target(_) => ("person_id", None, "each person, from, to and currency"),
        Record::Endorsement(_) => ("person_id", None, "each person, at and by"),
    }
}
