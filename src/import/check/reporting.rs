//! The reporting lines of a run and what the store has above them, brought together to look for circles.

use crate::domain::{Id, Reporting};
use crate::import::fault::FaultCode;
use crate::import::known::Known;
use crate::service::ServiceError;

use super::circles::{Line, closing_lines};
use super::days;
use super::key::{Key, KeyMap, Seen};
use super::report::{At, Report};

/// People of a circle that an error message names.
const NAMED_PEOPLE: usize = 8;
/// How many people's lines are asked for at once.
const ASKED_AT_ONCE: usize = 10_000;

/// The reporting lines of a run.
#[derive(Debug, Default)]
pub(super) struct ReportingLines {
    people: Vec<Id>,
    numbers: KeyMap<u32>,
    scopes: KeyMap<u32>,
    lines: Vec<Line>,
    places: Vec<At>,
}

impl ReportingLines {
    /// Takes in a line of this run.
    pub(super) fn take(&mut self, line: &Reporting, at: At) {
        let order = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        self.places.push(at);
        self.add(line, Some(order));
    }

    fn add(&mut self, line: &Reporting, order: Option<u32>) {
        let (from, to) = days(line.period);
        let (person, manager) = (self.number(&line.person_id), self.number(&line.manager_id));
        let scopes = self.scopes.len() as u32;
        let scope = *self.scopes.entry(Key::of(line.scope.code())).or_insert(scopes);
        self.lines.push(Line { person, manager, scope, from, to, order });
    }

    fn number(&mut self, person: &Id) -> u32 {
        let next = self.people.len() as u32;
        let number = *self.numbers.entry(Key::of_id(person)).or_insert(next);
        if number == next {
            self.people.push(person.clone());
        }
        number
    }

    /// Looks for circles once the last line is read. `seen` are the lines of this run, which replace the store's.
    pub(super) async fn finish(
        &mut self,
        known: &dyn Known,
        seen: &Seen,
        report: &mut Report,
    ) -> Result<(), ServiceError> {
        self.add_stored(known, seen).await?;
        for closing in closing_lines(&self.lines) {
            let line = self.lines[closing.line];
            let Some(order) = line.order else { continue };
            let names: Vec<&str> =
                closing.people.iter().take(NAMED_PEOPLE).map(|p| self.people[*p as usize].as_str()).collect();
            let more = if closing.people.len() > NAMED_PEOPLE { " → ..." } else { "" };
            let expected = if names.is_empty() {
                "a line that closes no circle".to_owned()
            } else {
                format!("a line that closes no circle: {}{more}", names.join(" → "))
            };
            let manager = self.people[line.manager as usize].as_str();
            report.refuse(
                self.places[order as usize],
                FaultCode::ReportingCircle,
                "manager_id",
                Some(manager),
                expected,
            );
        }
        *self = Self::default();
        Ok(())
    }

    /// Walks upward from the managers of this run: a circle with a line of this run goes through nothing else.
    async fn add_stored(&mut self, known: &dyn Known, seen: &Seen) -> Result<(), ServiceError> {
        let mut asked = vec![false; self.people.len()];
        let mut wanted: Vec<u32> = self.lines.iter().map(|line| line.manager).collect();
        while !wanted.is_empty() {
            wanted.sort_unstable();
            wanted.dedup();
            asked.resize(self.people.len(), false);
            wanted.retain(|person| !std::mem::replace(&mut asked[*person as usize], true));
            let mut above = Vec::new();
            for people in wanted.chunks(ASKED_AT_ONCE) {
                let ids: Vec<Id> = people.iter().map(|p| self.people[*p as usize].clone()).collect();
                for line in known.reporting_of(&ids).await? {
                    if !seen.contains(Key::of_id(&line.id())) {
                        above.push(self.number(&line.manager_id));
                        self.add(&line, None);
                    }
                }
            }
            wanted = above;
        }
        Ok(())
    }
}
