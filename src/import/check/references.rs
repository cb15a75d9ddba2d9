//! References: everything a record names must be there, in this run or in the store.

use crate::domain::{Id, Record, RecordKind};
use crate::import::fault::FaultCode;
use crate::import::record::visit_references;
use crate::service::ServiceError;

use super::key::{Key, KeySet};
use super::people::{Holder, is_address};
use super::report::{At, Report};
use super::{Checker, KINDS};

/// What a reference must lead to, as an error message says it.
fn expected(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Organization => "an organization of this import or of the store",
        RecordKind::Department => "a department of this import or of the store",
        RecordKind::Person => "a person of this import or of the store, by id or by e-mail",
        _ => "an opportunity of this import or of the store",
    }
}

impl Checker<'_> {
    fn is_known(&self, kind: RecordKind, key: Key) -> bool {
        self.seen[kind as usize].contains(key) || self.stored[kind as usize].contains(&key)
    }

    /// Looks every reference of these records up, puts identifiers in the place of e-mail addresses, and refuses records that
    /// refer to nothing.
    pub(super) async fn look_up(
        &mut self,
        records: &mut [(At, Record)],
        report: &mut Report,
    ) -> Result<(), ServiceError> {
        let mut wanted: [Vec<Id>; KINDS] = Default::default();
        let mut asked: [KeySet; KINDS] = Default::default();
        for (_, record) in records.iter_mut() {
            visit_references(record, &mut |reference| {
                let key = Key::of_id(reference.id);
                let at = reference.kind as usize;
                if !self.is_known(reference.kind, key) && asked[at].insert(key) {
                    wanted[at].push(reference.id.clone());
                }
            });
        }
        if wanted.iter().all(Vec::is_empty) {
            return Ok(());
        }
        for kind in [RecordKind::Organization, RecordKind::Department, RecordKind::Person, RecordKind::Opportunity] {
            let wanted = &wanted[kind as usize];
            if !wanted.is_empty() {
                let found = self.known.known_ids(kind, wanted).await?;
                self.stored[kind as usize].extend(found.iter().map(Key::of_id));
            }
        }
        self.look_up_addresses(&wanted[RecordKind::Person as usize]).await?;
        for (at, record) in records {
            self.refer(*at, record, report);
        }
        Ok(())
    }

    async fn look_up_addresses(&mut self, people: &[Id]) -> Result<(), ServiceError> {
        let addresses: Vec<String> = people
            .iter()
            .filter(|id| is_address(id.as_str()) && !self.is_known(RecordKind::Person, Key::of_id(id)))
            .map(|id| id.as_str().to_owned())
            .filter(|address| !self.addresses.is_answered(address))
            .collect();
        if addresses.is_empty() {
            return Ok(());
        }
        let mut holders = self.known.people_named(&addresses).await?;
        for address in addresses {
            let mut stored = holders.remove(&address).unwrap_or_default();
            // Who is in this run has the addresses this run says.
            stored.retain(|id| !self.seen[RecordKind::Person as usize].contains(Key::of_id(id)));
            self.stored[RecordKind::Person as usize].extend(stored.iter().map(Key::of_id));
            self.addresses.settle(&address, stored, self.known.people_may_be_stored_under_other_ids());
        }
        Ok(())
    }

    fn refer(&self, at: At, record: &mut Record, report: &mut Report) {
        visit_references(record, &mut |reference| {
            let key = Key::of_id(reference.id);
            let (kind, column) = (reference.kind, reference.column);
            if self.is_known(kind, key) {
                return;
            }
            if kind == RecordKind::Person && is_address(reference.id.as_str()) {
                match self.addresses.holder(reference.id.as_str()) {
                    Some(Holder::One(id)) => return *reference.id = id.clone(),
                    Some(Holder::Several) => {
                        let value = Some(reference.id.as_str());
                        let expected = "an e-mail address of one person only";
                        return report.refuse(at, FaultCode::AmbiguousReference, column, value, expected);
                    }
                    None => {}
                }
            }
            let depends = self.refused[kind as usize].contains(&key);
            let code = if depends { FaultCode::DependsOnRejected } else { FaultCode::UnknownReference };
            report.refuse(at, code, column, Some(reference.id.as_str()), expected(kind));
        });
    }

    /// Puts identifiers in the place of e-mail addresses, once everything is checked.
    pub(in crate::import) fn resolve(&self, record: &mut Record) {
        visit_references(record, &mut |reference| {
            if reference.kind == RecordKind::Person
                && is_address(reference.id.as_str())
                && !self.is_known(RecordKind::Person, Key::of_id(reference.id))
                && let Some(Holder::One(id)) = self.addresses.holder(reference.id.as_str())
            {
                *reference.id = id.clone();
            }
        });
    }
}
