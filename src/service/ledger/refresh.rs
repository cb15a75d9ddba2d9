//! Bringing the ledger up to date: the records that changed are read again and take the place of what they were.
//!
//! A fact is found by its natural key, which never changes; organizations, departments, targets and endorsements are few and read as a
//! whole. Lines that move people count among those with a decision role or an assessment: whoever gets the first of these
//! brings lines along that were there before. At the end everything is put in order anew ([`super::order`]), so that the outcome
//! is what reading everything would give.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;

use crate::domain::{Id, Polarity, RecordKind, Visibility};
use crate::service::rows::statements_of;
use crate::service::{Reading, ServiceError};
use crate::store::{Params, Row, Statement, StoreError, Value, statements as st};

use super::cells::Cells;
use super::numbers::NONE;
use super::read::{Heap, OPPORTUNITIES, POSTS, REPORTING, ROLES, SELLERS, Source, UNITS};
use super::{Ledger, Support};

/// Records that are read with one statement.
const IDS_AT_ONCE: usize = 2_000;

/// The columns of a line, as every statement about influence has them.
const LINE: [&str; 10] =
    ["id", "from_id", "to_id", "level", "strength", "observed_at", "ended_at", "visibility", "owner_id", "polarity"];

/// What changed, by kind.
type Records = HashMap<RecordKind, HashSet<Id>>;

/// The ledger as it is once these records are read again; nothing when one of them is gone, which only reading everything tells.
pub(super) async fn refresh(
    reading: &Reading,
    ledger: &Arc<Ledger>,
    changed: &Records,
) -> Result<Option<Arc<Ledger>>, ServiceError> {
    let counts = |(kind, ids): (&RecordKind, &HashSet<Id>)| match kind {
        RecordKind::Interaction | RecordKind::Signal => false,
        RecordKind::Person => ids.iter().any(|id| ledger.people.number(id).is_some()),
        _ => true,
    };
    if !changed.iter().any(counts) {
        return Ok(Some(Arc::clone(ledger)));
    }
    let compute = &reading.service().compute;
    let before = Arc::clone(ledger);
    let heap = compute.run(move || before.to_heap()).await?;
    let mut refresh = Refresh { reading, changed, heap };
    if !refresh.everything().await? {
        return Ok(None);
    }
    let heap = refresh.heap;
    Ok(Some(Arc::new(compute.run(move || heap.ledger()).await??)))
}

struct Refresh<'r> {
    reading: &'r Reading,
    changed: &'r Records,
    heap: Heap,
}

/// Some of what was asked for is not there.
const GONE: bool = false;

impl Refresh<'_> {
    /// Reads what changed; tells whether all of it is there.
    async fn everything(&mut self) -> Result<bool, ServiceError> {
        let is_changed = |kind| self.changed.contains_key(&kind);
        if is_changed(RecordKind::Organization) || is_changed(RecordKind::Department) {
            self.heap.organization_records.clear();
            self.heap.department_records.clear();
            self.reading.read_source(&UNITS, &mut self.heap).await?;
        }
        if is_changed(RecordKind::Target) || is_changed(RecordKind::Endorsement) {
            self.heap.targets.clear();
            self.heap.endorsements.clear();
            self.reading.read_source(&SELLERS, &mut self.heap).await?;
        }
        Ok(self.facts().await? && self.people_and_lines().await?)
    }

    async fn facts(&mut self) -> Result<bool, ServiceError> {
        let n_before = self.heap.deals.len();
        if !self.source(RecordKind::Opportunity, &OPPORTUNITIES).await? {
            return Ok(GONE);
        }
        supersede(&mut self.heap.deals, n_before, |(number, _)| *number, |(number, _)| *number);

        let n_before = self.heap.posts.len();
        if !self.source(RecordKind::Membership, &POSTS).await? {
            return Ok(GONE);
        }
        // Where a department is moves with the department, and is no part of the post's natural key.
        let unit = |post: &super::Post| match post.department {
            NONE => (NONE, post.organization),
            department => (department, NONE),
        };
        let key = |post: &super::Post| (post.person, unit(post), post.days.from);
        supersede(&mut self.heap.posts, n_before, |post| post.person, key);

        let n_before = self.heap.reporting.len();
        if !self.source(RecordKind::Reporting, &REPORTING).await? {
            return Ok(GONE);
        }
        let key = |r: &super::Report| (r.person, r.manager, r.opportunity, r.days.from);
        supersede(&mut self.heap.reporting, n_before, |report| report.person, key);
        Ok(!GONE)
    }

    /// Decision roles and assessments, and then lines, which depend on who has any of these.
    async fn people_and_lines(&mut self) -> Result<bool, ServiceError> {
        let n_before = self.heap.roles.len();
        if !self.source(RecordKind::DecisionRole, &ROLES).await? {
            return Ok(GONE);
        }
        let new_roles = self.heap.roles.len() - n_before;
        let key = |r: &super::Role| (r.opportunity, r.person, r.part.role, r.days.from);
        supersede(&mut self.heap.roles, n_before, |role| role.person, key);

        let n_before = self.heap.assessments.len();
        if !self.assessments().await? {
            return Ok(GONE);
        }
        let new_assessments = self.heap.assessments.len() - n_before;
        let key = |(s, _): &(super::Stated, i64)| (s.person, s.vendor, s.dimension, s.opportunity, s.at, s.by);
        supersede(&mut self.heap.assessments, n_before, |(stated, _)| stated.person, key);

        let Heap { roles, assessments, people, .. } = &self.heap;
        let (old_roles, roles) = roles.split_at(roles.len() - new_roles);
        let (old_assessments, assessments) = assessments.split_at(assessments.len() - new_assessments);
        let mut counted = vec![false; people.len()];
        old_roles.iter().for_each(|role| counted[role.person as usize] = true);
        old_assessments.iter().for_each(|(stated, _)| counted[stated.person as usize] = true);
        // Whoever counts by nothing but what was read just now may not have counted before.
        let texts = people.texts();
        let new = roles.iter().map(|role| role.person).chain(assessments.iter().map(|(stated, _)| stated.person));
        let mut newly = Vec::new();
        for person in new {
            if !std::mem::replace(&mut counted[person as usize], true) {
                newly.push(Value::from(&**texts[person as usize]));
            }
        }
        self.lines(newly, &counted).await
    }

    /// Reads assessments and when they were recorded.
    async fn assessments(&mut self) -> Result<bool, ServiceError> {
        static COLUMNS: [&str; 9] =
            ["person_id", "vendor_id", "dimension", "level", "opportunity_id", "at", "by_id", "visibility", "id"];
        let statement = &st::assessment::DIGESTS;
        let mut recorded: HashMap<Arc<str>, i64> = HashMap::new();
        let all_there = self
            .by_ids(RecordKind::Assessment, statement, &["id", "recorded_at"], |_, cells| {
                recorded.insert(Arc::clone(cells.text()?), cells.instant()?);
                Ok(())
            })
            .await?;
        let statement = statements_of(RecordKind::Assessment).by_ids;
        let again = self.by_ids(RecordKind::Assessment, statement, &COLUMNS, |heap, cells| {
            let stated = heap.stated(cells)?;
            let recorded_at = recorded.get(cells.text()?).ok_or_else(|| cells.wrong("was not there just now"))?;
            heap.assessments.push((stated, *recorded_at));
            Ok(())
        });
        Ok(again.await? && all_there)
    }

    /// Reads the lines that changed, those of people who count from now on, and who agreed to what at their beginnings.
    async fn lines(&mut self, newly: Vec<Value>, counted: &[bool]) -> Result<bool, ServiceError> {
        let counts = |person: u32| counted.get(person as usize).copied().unwrap_or(false);
        let mut read: HashSet<Arc<str>> = HashSet::new();
        let mut lines: Vec<(Support, Arc<str>)> = Vec::new();
        let mut add = |heap: &mut Heap, cells: &mut Cells<'_>| {
            let (line, id) = heap.support(cells)?;
            let supports = cells.code::<Polarity>()? == Polarity::Support && line.from != line.to;
            if read.insert(Arc::clone(&id)) && supports && counts(line.from) && counts(line.to) {
                lines.push((line, id));
            }
            Ok(())
        };
        let statement = statements_of(RecordKind::Influence).by_ids;
        if !self.by_ids(RecordKind::Influence, statement, &LINE, &mut add).await? {
            return Ok(GONE);
        }
        for ids in newly.chunks(IDS_AT_ONCE) {
            for statement in [&st::influence::FROM_PEOPLE, &st::influence::TO_PEOPLE] {
                let params = Params::new().with("ids", ids.to_vec()).with("as_of", Value::Null);
                let rows = self.reading.run(statement, params).await?;
                self.heap.take(statement, &LINE, &rows, &mut add)?;
            }
        }
        self.heap.support.retain(|(_, id)| !read.contains(id));
        self.heap.support.append(&mut lines);
        self.consents(&read).await
    }

    /// Reads what people agreed to who changed, or who begin one of these lines.
    async fn consents(&mut self, lines: &HashSet<Arc<str>>) -> Result<bool, ServiceError> {
        let changed = self.changed.get(&RecordKind::Person).into_iter().flatten();
        let changed: HashSet<u32> = changed.filter_map(|id| self.heap.people.get(id.as_str())).collect();
        let begins = self.heap.support.iter();
        let begins = begins.filter(|(line, id)| lines.contains(id) || changed.contains(&line.from));
        let mut people: Vec<u32> = begins.map(|(line, _)| line.from).collect();
        people.sort_unstable();
        people.dedup();
        let texts = self.heap.people.texts();
        let ids: Vec<Value> = people.iter().map(|&person| Value::from(&**texts[person as usize])).collect();
        let mut consents: HashMap<u32, Option<Visibility>> = HashMap::new();
        for ids in ids.chunks(IDS_AT_ONCE) {
            let rows = self.rows_of(&st::person::BY_IDS, ids).await?;
            let Some(rows) = rows else { return Ok(GONE) };
            self.heap.take(&st::person::BY_IDS, &["id", "consent"], &rows, |heap, cells| {
                let person = heap.people.number(cells.text()?);
                consents.insert(person, cells.code_or_none()?);
                Ok(())
            })?;
        }
        for (line, _) in &mut self.heap.support {
            if let Some(consent) = consents.get(&line.from) {
                line.from_consent = *consent;
            }
        }
        Ok(!GONE)
    }

    /// Reads the changed records of a kind as a source of the ledger; tells whether all are there.
    async fn source(&mut self, kind: RecordKind, source: &Source) -> Result<bool, ServiceError> {
        self.by_ids(kind, statements_of(kind).by_ids, source.columns, source.add).await
    }

    async fn by_ids(
        &mut self,
        kind: RecordKind,
        statement: &'static Statement,
        columns: &[&str],
        mut add: impl FnMut(&mut Heap, &mut Cells<'_>) -> Result<(), StoreError>,
    ) -> Result<bool, ServiceError> {
        let Some(ids) = self.changed.get(&kind) else { return Ok(!GONE) };
        let ids: Vec<Value> = ids.iter().map(|id| id.as_str().into()).collect();
        for ids in ids.chunks(IDS_AT_ONCE) {
            let Some(rows) = self.rows_of(statement, ids).await? else { return Ok(GONE) };
            self.heap.take(statement, columns, &rows, &mut add)?;
        }
        Ok(!GONE)
    }
    /// The rows of these identifiers; nothing when some have none.
    async fn rows_of(&self, statement: &'static Statement, ids: &[Value]) -> Result<Option<Vec<Row>>, ServiceError> {
        let rows = self.reading.run(statement, Params::new().with("ids", ids.to_vec())).await?;
        Ok((rows.len() == ids.len()).then_some(rows))
    }
}

/// Lets go of the items before `n_before` whose place those behind have taken: those of the same key. `number` is a part of the key by
/// which most of the others are told at once.
fn supersede<T, K: Hash + Eq>(items: &mut Vec<T>, n_before: usize, number: impl Fn(&T) -> u32, key: impl Fn(&T) -> K) {
    let new = &items[n_before..];
    if new.is_empty() {
        return;
    }
    let mut touched = vec![false; new.iter().map(|item| number(item) as usize + 1).max().unwrap_or(0)];
    new.iter().for_each(|item| touched[number(item) as usize] = true);
    let keys: HashSet<K> = new.iter().map(&key).collect();
    let mut place = 0;
    items.retain(|item| {
        place += 1;
        let may_go = place <= n_before && touched.get(number(item) as usize).copied().unwrap_or(false);
        !(may_go && keys.contains(&key(item)))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_later_takes_the_place_of_what_has_its_key() {
        let mut items = vec![(1, 'a', "old"), (1, 'b', "old"), (9, 'a', "old"), (1, 'a', "new"), (2, 'a', "new")];
        supersede(&mut items, 3, |item| item.0, |item| (item.0, item.1));
        assert_eq!(items, [(1, 'b', "old"), (9, 'a', "old"), (1, 'a', "new"), (2, 'a', "new")]);
    }
}
