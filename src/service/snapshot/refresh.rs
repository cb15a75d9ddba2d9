//! Bringing the snapshot up to date: what a change touched is read again, and takes the place of what it was.
//!
//! Facts are held without their identifiers. So of a changed fact everything is read that is held beside it: all lines into the
//! person, all memberships or managers of the person, all contacts of the pair. A fact never changes the people it is about, because
//! they are part of its natural key; an interaction with an identifier of its own may, and then all contacts are read. What is
//! read goes into the same order as when everything is ([`super::order`]), and the rest is copied, or shared where nothing moved.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::domain::{Coded as _, DepartmentKind, Id, InteractionKind, Polarity, RecordKind, Visibility};
use crate::service::ledger::numbers::{Days, Ids, NONE, Renumbering, day, instant};
use crate::service::rows::statements_of;
use crate::service::{Reading, ServiceError};
use crate::store::{Params, Statement, Value, statements as st};

use super::facts::{Employment, Facts, Reports, Seat};
use super::influences::{Builder, Influences};
use super::order;
use super::read::{Contacts, Line, People, Seats, Told, contact, in_order, stored, strength, word};

/// Records that are read with one statement.
const IDS_AT_ONCE: usize = 2_000;

/// The scope of a reporting line of the line organization, as stores tell it.
const LINE_ORGANIZATION: &str = "customer";

/// What changed, by kind.
type Records = HashMap<RecordKind, HashSet<Id>>;

/// Kinds of which a line of influence knows nothing.
const WITHOUT_LINES: [RecordKind; 6] = [
    RecordKind::Opportunity,
    RecordKind::DecisionRole,
    RecordKind::Assessment,
    RecordKind::Signal,
    RecordKind::Target,
    RecordKind::Endorsement,
];

/// The facts as they are once what changed is read again; nothing where only reading everything tells.
pub(super) async fn refresh(
    reading: &Reading,
    facts: &Arc<Facts>,
    changed: &Records,
) -> Result<Option<Arc<Facts>>, ServiceError> {
    if changed.keys().all(|kind| WITHOUT_LINES.contains(kind)) {
        return Ok(Some(Arc::clone(facts)));
    }
    let own = reading.own_organization().await?;
    if facts.own.as_ref() != Some(&own) {
        return Ok(None);
    }
    let Some(fresh) = Fresh::read(reading, facts, changed).await? else { return Ok(None) };
    let before = Arc::clone(facts);
    Ok(Some(Arc::new(reading.service().compute.run(move || fresh.put_into(&before, &own)).await??)))
}

/// Rows of some facts, and whose facts were read.
struct Read<K, R> {
    of: HashSet<K>,
    rows: Vec<R>,
}

impl<K, R> Read<K, R> {
    fn nothing() -> Self {
        Self { of: HashSet::new(), rows: Vec::new() }
    }
}

/// What was read again; nothing of what did not change.
struct Fresh {
    people: Vec<PersonRow>,
    departments: Vec<DepartmentRow>,
    /// By who is influenced.
    influences: Option<Read<String, InfluenceRow>>,
    /// By who reports.
    reporting: Option<Read<String, ReportingRow>>,
    /// By person.
    memberships: Option<Read<String, MembershipRow>>,
    contacts: Option<FreshContacts>,
}

enum FreshContacts {
    /// Of these pairs, the smaller identifier first.
    OfPairs(Read<(String, String), ContactRow>),
    /// All of them, with the numbers that people have from now on.
    All(Contacts),
}

#[derive(Deserialize)]
struct PersonRow {
    id: String,
    consent: Option<String>,
}

#[derive(Deserialize)]
struct DepartmentRow {
    id: String,
    kind: String,
}

#[derive(Deserialize)]
struct InfluenceRow {
    id: String,
    from_id: String,
    to_id: String,
    level: Option<String>,
    strength: Option<f64>,
    polarity: String,
    observed_at: Option<String>,
    ended_at: Option<String>,
    visibility: String,
    owner_id: Option<String>,
}

#[derive(Deserialize)]
struct ReportingRow {
    person_id: String,
    manager_id: String,
    scope: String,
    from_day: Option<String>,
    to_day: Option<String>,
}

#[derive(Deserialize)]
struct MembershipRow {
    person_id: String,
    department_id: Option<String>,
    organization_id: String,
    level: Option<u8>,
    from_day: Option<String>,
    to_day: Option<String>,
}

#[derive(Deserialize)]
struct InteractionRow {
    from_id: String,
    to_id: String,
    explicit_id: bool,
}

#[derive(Deserialize)]
struct ContactRow {
    from_id: String,
    to_id: String,
    kind: String,
    day: String,
    contacts: u32,
}

/// A pair in the order of its identifiers.
fn pair(from: &str, to: &str) -> (String, String) {
    (from.min(to).to_owned(), from.max(to).to_owned())
}

struct Reader<'r> {
    reading: &'r Reading,
    changed: &'r Records,
}

impl Reader<'_> {
    /// The rows of many identifiers, some at a time.
    async fn rows<T: DeserializeOwned>(
        &self,
        statement: &'static Statement,
        ids: &[Value],
        all_times: Option<&'static str>,
    ) -> Result<Vec<T>, ServiceError> {
        let mut rows = Vec::new();
        for ids in ids.chunks(IDS_AT_ONCE) {
            let params = Params::new().with("ids", ids.to_vec());
            let params = all_times.into_iter().fold(params, |params, name| params.with(name, Value::Null));
            rows.extend(self.reading.rows::<T>(statement, params).await?);
        }
        Ok(rows)
    }

    /// The changed records of a kind; nothing when some are gone.
    async fn changed<T: DeserializeOwned>(&self, kind: RecordKind) -> Result<Option<Vec<T>>, ServiceError> {
        let Some(ids) = self.changed.get(&kind) else { return Ok(Some(Vec::new())) };
        let ids: Vec<Value> = ids.iter().map(|id| id.as_str().into()).collect();
        let rows = self.rows(statements_of(kind).by_ids, &ids, None).await?;
        Ok((rows.len() == ids.len()).then_some(rows))
    }

    /// The facts of a statement about these people, of all times.
    async fn of_people<T: DeserializeOwned>(
        &self,
        statement: &'static Statement,
        all_times: &'static str,
        people: HashSet<String>,
    ) -> Result<Option<Read<String, T>>, ServiceError> {
        if people.is_empty() {
            return Ok(None);
        }
        let ids: Vec<Value> = people.iter().map(|id| id.as_str().into()).collect();
        Ok(Some(Read { rows: self.rows(statement, &ids, Some(all_times)).await?, of: people }))
    }
}

impl Fresh {
    /// Reads again what the changed records touch; nothing when one of them is gone.
    async fn read(reading: &Reading, facts: &Facts, changed: &Records) -> Result<Option<Self>, ServiceError> {
        let reader = Reader { reading, changed };
        let Some(people) = reader.changed::<PersonRow>(RecordKind::Person).await? else { return Ok(None) };
        let Some(mut departments) = reader.changed::<DepartmentRow>(RecordKind::Department).await? else {
            return Ok(None);
        };
        let Some(lines) = reader.changed::<InfluenceRow>(RecordKind::Influence).await? else { return Ok(None) };
        let Some(reports) = reader.changed::<ReportingRow>(RecordKind::Reporting).await? else { return Ok(None) };
        let Some(posts) = reader.changed::<MembershipRow>(RecordKind::Membership).await? else { return Ok(None) };
        let Some(met) = reader.changed::<InteractionRow>(RecordKind::Interaction).await? else { return Ok(None) };

        let into = lines.into_iter().map(|line| line.to_id).collect();
        let influences = reader.of_people(&st::influence::TO_PEOPLE, "as_of", into).await?;
        let of =
            reports.into_iter().filter(|line| line.scope == LINE_ORGANIZATION).map(|line| line.person_id).collect();
        let reporting = reader.of_people(&st::reporting::OF_PEOPLE, "day", of).await?;
        let of = posts.into_iter().map(|post| post.person_id).collect();
        let memberships = reader.of_people::<MembershipRow>(&st::membership::OF_PEOPLE, "day", of).await?;
        if let Some(Read { rows, .. }) = &memberships {
            let is_new = |text: &&String| Id::new(text).is_ok_and(|id| facts.departments.number(&id).is_none());
            let new: BTreeSet<&String> =
                rows.iter().filter_map(|row| row.department_id.as_ref()).filter(is_new).collect();
            let ids: Vec<Value> = new.into_iter().map(|id| id.as_str().into()).collect();
            departments.extend(reader.rows::<DepartmentRow>(&st::department::BY_IDS, &ids, None).await?);
        }
        let contacts = Self::contacts(&reader, facts, &people, met).await?;
        Ok(Some(Self { people, departments, influences, reporting, memberships, contacts }))
    }

    async fn contacts(
        reader: &Reader<'_>,
        facts: &Facts,
        people: &[PersonRow],
        met: Vec<InteractionRow>,
    ) -> Result<Option<FreshContacts>, ServiceError> {
        if met.is_empty() {
            return Ok(None);
        }
        if met.iter().any(|row| row.explicit_id) {
            let (ids, _) = facts.people.with(ids(people)?);
            let contacts = reader.reading.read_contacts(&People::new(Arc::new(ids)), &mut 0).await?;
            return Ok(Some(FreshContacts::All(contacts)));
        }
        let of: HashSet<(String, String)> = met.iter().map(|row| pair(&row.from_id, &row.to_id)).collect();
        let one: HashSet<String> = of.iter().map(|(first, _)| first.clone()).collect();
        let read = reader.of_people::<ContactRow>(&st::interaction::OF_PEOPLE, "as_of", one).await?;
        let mut rows = read.map(|read| read.rows).unwrap_or_default();
        rows.retain(|row| of.contains(&pair(&row.from_id, &row.to_id)));
        Ok(Some(FreshContacts::OfPairs(Read { of, rows })))
    }

    /// The facts with what was read in the place of what it was.
    fn put_into(self, before: &Facts, own: &Id) -> Result<Facts, ServiceError> {
        let Self { people, departments, influences, reporting, memberships, contacts } = self;
        let (ids, numbers) = before.people.with(ids(&people)?);
        let moved = ids.len() != before.people.len();
        let ids = if moved { Arc::new(ids) } else { Arc::clone(&before.people) };
        let put = Put { before, numbers: &numbers, ids: &ids };
        let n = ids.len();
        let mut facts = Facts { people: Arc::clone(&ids), ..before.clone() };
        if !people.is_empty() {
            facts.consents = put.consents(&people)?;
        }
        if moved || influences.is_some() {
            facts.influences = Arc::new(put.influences(influences)?);
        }
        if moved || reporting.is_some() {
            (facts.managers, facts.reports) = order::reporting(n, put.reporting(reporting)?);
        }
        if moved || memberships.is_some() || !departments.is_empty() {
            put.memberships(memberships, &departments, own)?.into_facts(&mut facts)?;
        }
        if moved || contacts.is_some() {
            (facts.acquaintances, facts.contacts) = order::contacts(n, put.contacts(contacts)?);
        }
        Ok(facts)
    }
}

fn ids(people: &[PersonRow]) -> Result<Vec<Id>, ServiceError> {
    people.iter().map(|row| Id::new(&row.id).map_err(stored)).collect()
}

/// A cell that does not read.
fn wrong(reason: impl std::fmt::Display) -> ServiceError {
    ServiceError::Internal(format!("a stored fact: {reason}"))
}

fn days(from: Option<&str>, to: Option<&str>) -> Result<Days, ServiceError> {
    let read = |text: Option<&str>, open| text.map_or(Ok(open), |text| day(text).ok_or_else(|| wrong("no day")));
    Ok(Days { from: read(from, i32::MIN)?, to: read(to, i32::MAX)? })
}

fn moment(text: Option<&str>) -> Result<Option<i64>, ServiceError> {
    text.map(|text| instant(text).ok_or_else(|| wrong("no instant"))).transpose()
}

/// Puts what was read in the place of what it was, with the numbers that people have from now on.
struct Put<'a> {
    before: &'a Facts,
    /// From the numbers before.
    numbers: &'a Renumbering,
    ids: &'a Ids,
}

impl Put<'_> {
    fn number(&self, text: &str) -> Result<u32, ServiceError> {
        let number = self.ids.number(&Id::new(text).map_err(stored)?);
        number.ok_or_else(|| wrong(format!("{text:?} was not there just now")))
    }

    fn numbers_of(&self, people: &HashSet<String>) -> Result<HashSet<u32>, ServiceError> {
        people.iter().map(|text| self.number(text)).collect()
    }

    fn consents(&self, people: &[PersonRow]) -> Result<Arc<[Option<Visibility>]>, ServiceError> {
        let mut consents = vec![None; self.ids.len()];
        for (number, consent) in (0..).zip(&*self.before.consents) {
            consents[self.numbers.of(number) as usize] = *consent;
        }
        for row in people {
            consents[self.number(&row.id)? as usize] = word(row.consent.as_deref())?;
        }
        Ok(consents.into())
    }

    fn influences(&self, read: Option<Read<String, InfluenceRow>>) -> Result<Influences, ServiceError> {
        let Read { of, rows } = read.unwrap_or_else(Read::nothing);
        let of = self.numbers_of(&of)?;
        let lines: Result<Vec<Line>, _> =
            rows.iter().filter(|row| row.from_id != row.to_id).map(|row| self.line(row)).collect();
        let mut lines = lines?;
        in_order(&mut lines);
        let mut lines = lines.iter().map(|(line, ..)| line).peekable();
        let before = &self.before.influences;
        let mut builder = Builder::with_capacity(self.ids.len(), before.len() + lines.len());
        let mut was = vec![NONE; self.ids.len()];
        for old in 0..self.before.people.len() as u32 {
            was[self.numbers.of(old) as usize] = old;
        }
        for (to, was) in (0..).zip(was) {
            if of.contains(&to) {
                while let Some(line) = lines.next_if(|line| line.to == to) {
                    builder.push(line);
                }
            } else if was != NONE {
                builder.copy(before, was, |person| self.numbers.of(person));
            }
            builder.next();
        }
        Ok(builder.finish())
    }

    fn line(&self, row: &InfluenceRow) -> Result<Line, ServiceError> {
        let told = Told {
            strength: strength(word(row.level.as_deref())?, row.strength).map_err(wrong)?,
            polarity: Polarity::parse(&row.polarity).map_err(wrong)?,
            visibility: Visibility::parse(&row.visibility).map_err(wrong)?,
            observed: moment(row.observed_at.as_deref())?,
            ended: moment(row.ended_at.as_deref())?,
            owner: row.owner_id.as_deref().map_or(Ok(NONE), |owner| self.number(owner))?,
        };
        Ok(told.line(self.number(&row.from_id)?, self.number(&row.to_id)?, Id::new(&row.id).map_err(stored)?))
    }

    fn reporting(&self, read: Option<Read<String, ReportingRow>>) -> Result<Vec<Reports>, ServiceError> {
        let Read { of, rows } = read.unwrap_or_else(Read::nothing);
        let of = self.numbers_of(&of)?;
        let moved = |line: &Reports| Reports {
            person: self.numbers.of(line.person),
            manager: self.numbers.of(line.manager),
            days: line.days,
        };
        let before = self.before.managers.items().iter().map(moved).filter(|line| !of.contains(&line.person));
        let mut lines: Vec<Reports> = before.collect();
        for row in rows.iter().filter(|row| row.scope == LINE_ORGANIZATION) {
            let (person, manager) = (self.number(&row.person_id)?, self.number(&row.manager_id)?);
            lines.push(Reports { person, manager, days: days(row.from_day.as_deref(), row.to_day.as_deref())? });
        }
        Ok(lines)
    }

    fn memberships(
        &self,
        read: Option<Read<String, MembershipRow>>,
        departments: &[DepartmentRow],
        own: &Id,
    ) -> Result<Seats, ServiceError> {
        let Read { of, rows } = read.unwrap_or_else(Read::nothing);
        let of = self.numbers_of(&of)?;
        let read = |row: &DepartmentRow| Ok((row.id.clone(), DepartmentKind::parse(&row.kind).map_err(wrong)?));
        let kinds: HashMap<String, DepartmentKind> =
            departments.iter().map(read).collect::<Result<_, ServiceError>>()?;
        let names: Vec<Arc<str>> = self.before.departments.iter().map(|id| Arc::from(id.as_str())).collect();
        let mut seats = Seats::default();
        for seat in self.before.seats.items() {
            let person = self.numbers.of(seat.person);
            if !of.contains(&person) {
                let name = &names[seat.department as usize];
                let kind = kinds.get(&**name).copied().unwrap_or(self.before.kinds[seat.department as usize]);
                seats.sit(Seat { person, ..*seat }, name, kind);
            }
        }
        let stays = |employment: &Employment| Employment { person: self.numbers.of(employment.person), ..*employment };
        let before = self.before.employments.items().iter().map(stays);
        seats.employments.extend(before.filter(|employment| !of.contains(&employment.person)));
        for row in &rows {
            let department = row.department_id.as_deref().map(|text| -> Result<(Arc<str>, _), ServiceError> {
                let known = || {
                    let number = self.before.departments.number(&Id::new(text).ok()?)?;
                    Some(self.before.kinds[number as usize])
                };
                let kind = kinds.get(text).copied().or_else(known);
                Ok((Arc::from(text), kind.ok_or_else(|| wrong(format!("{text:?} was not there just now")))?))
            });
            let department = department.transpose()?;
            let seat = Seat {
                person: self.number(&row.person_id)?,
                department: NONE,
                days: days(row.from_day.as_deref(), row.to_day.as_deref())?,
                level: row.level.unwrap_or(u8::MAX),
                ours: row.organization_id == own.as_str(),
            };
            seats.add(seat, department.as_ref().map(|(text, kind)| (text, *kind)));
        }
        Ok(seats)
    }

    fn contacts(&self, read: Option<FreshContacts>) -> Result<Contacts, ServiceError> {
        let Read { of, rows } = match read {
            None => Read::nothing(),
            Some(FreshContacts::OfPairs(read)) => read,
            Some(FreshContacts::All(contacts)) => return Ok(contacts),
        };
        let numbers = |(a, b): &(String, String)| Ok((self.number(a)?, self.number(b)?));
        let of: HashSet<(u32, u32)> = of.iter().map(numbers).collect::<Result<_, ServiceError>>()?;
        let (known, held) = (&self.before.acquaintances, &self.before.contacts);
        let mut contacts = Contacts::with_capacity(held.items().len() + rows.len());
        for pair in known.items().iter().filter(|known| known.person < known.other) {
            let (first, second) = (self.numbers.of(pair.person), self.numbers.of(pair.other));
            if !of.contains(&(first, second)) {
                contacts.extend(held.of(pair.pair).iter().map(|contacted| (first, second, *contacted)));
            }
        }
        for row in rows.iter().filter(|row| row.from_id != row.to_id) {
            let (from, to) = (self.number(&row.from_id)?, self.number(&row.to_id)?);
            let kind = InteractionKind::parse(&row.kind).map_err(wrong)?;
            let day = day(&row.day).ok_or_else(|| wrong("no day"))?;
            contacts.push(contact(from, to, day, kind, row.contacts));
        }
        Ok(contacts)
    }
}
