//! What one viewer may see of the ledger at one moment (method §11). The rules are those of [`Sights`](crate::service::visibility::Sights).

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use crate::domain::{AsOf, Dimension, InfluenceLevel, Policy, Probability, Role, Strength, Viewer, Visibility};
use crate::scoring::chain::KnownDegree;
use crate::scoring::decay::decayed;
use crate::service::visibility::{Looked, Sight};

use super::numbers::{NONE, day_of};
use super::{Ledger, Quota, Stated, Support};

/// Levels of managers above an owner that are looked at.
const LEVELS_ABOVE: usize = 20;

/// The ledger as one viewer may see it at one moment. Cheap to make.
#[derive(Debug)]
pub struct LedgerView {
    pub(super) ledger: Arc<Ledger>,
    pub(super) policy: Arc<Policy>,
    viewer: u32,
    role: Role,
    as_of: AsOf,
    /// The moment in milliseconds, its day, and the end of that day: a line of the day counts as it stands then.
    pub(super) at: i64,
    pub(super) day: i32,
    day_end: i64,
    /// Of each owner of facts for a team whether the viewer belongs to it: not asked yet, no, yes.
    teams: Box<[AtomicU8]>,
}

/// What is known of one degree, and which assessment says so.
pub type Degree = Option<Stated>;

const NOT_ASKED: u8 = 0;
const OUTSIDE: u8 = 1;
const WITHIN: u8 = 2;

impl LedgerView {
    /// What a viewer may see at a moment.
    pub fn new(ledger: &Arc<Ledger>, policy: &Arc<Policy>, viewer: &Viewer, as_of: AsOf) -> Self {
        let day_end = AsOf::end_of(as_of.day()).unwrap_or(as_of);
        let at = as_of.instant().as_millisecond();
        Self {
            viewer: ledger.people.number(&viewer.person).unwrap_or(NONE),
            role: viewer.role,
            as_of,
            at,
            day: day_of(at),
            day_end: day_end.instant().as_millisecond(),
            teams: ledger.team_owners.iter().map(|_| AtomicU8::new(NOT_ASKED)).collect(),
            ledger: Arc::clone(ledger),
            policy: Arc::clone(policy),
        }
    }

    /// The same viewer at another moment.
    #[must_use]
    pub fn at(&self, as_of: AsOf) -> Self {
        let day_end = AsOf::end_of(as_of.day()).unwrap_or(as_of);
        let at = as_of.instant().as_millisecond();
        Self {
            ledger: Arc::clone(&self.ledger),
            policy: Arc::clone(&self.policy),
            as_of,
            at,
            day: day_of(at),
            day_end: day_end.instant().as_millisecond(),
            teams: self.teams.iter().map(|_| AtomicU8::new(NOT_ASKED)).collect(),
            ..*self
        }
    }

    /// Everything there is.
    pub fn ledger(&self) -> &Arc<Ledger> {
        &self.ledger
    }

    /// The policy.
    pub fn policy(&self) -> &Arc<Policy> {
        &self.policy
    }

    /// What the viewer may do.
    pub(super) fn role(&self) -> Role {
        self.role
    }

    /// The moment.
    pub fn as_of(&self) -> AsOf {
        self.as_of
    }

    /// The day of the moment, counted from 1970.
    pub fn day(&self) -> i32 {
        self.day
    }

    /// How the viewer sees an assessment.
    pub fn sight(&self, stated: &Stated) -> Sight {
        let own = stated.by != NONE && stated.by == self.viewer;
        match stated.visibility {
            Visibility::Company => Sight::Open,
            Visibility::Private | Visibility::Team if own => Sight::Open,
            Visibility::Team if self.role == Role::Executive => Sight::Open,
            Visibility::Team if stated.by != NONE && self.is_within(stated.by) => Sight::Open,
            Visibility::Team => Sight::Omitted,
            Visibility::Private | Visibility::Blind => Sight::Secret,
        }
    }

    /// How the viewer sees a line.
    pub(super) fn sight_of_line(&self, line: &Support) -> Sight {
        let owner = if line.owner == NONE { line.from } else { line.owner };
        // Only a blind line asks whether it begins at a colleague.
        let colleague = line.visibility == Visibility::Blind && self.is_colleague(line.from);
        let looked = Looked {
            owns: owner == self.viewer,
            begins_at: line.from == self.viewer,
            role: self.role,
            colleague,
            consent: line.from_consent,
        };
        looked.sight(line.visibility, || self.is_within(owner))
    }

    /// Whether the viewer belongs to the team of an owner: shares a current department, or stands above in the line organization.
    fn is_within(&self, owner: u32) -> bool {
        let Ok(place) = self.ledger.team_owners.binary_search(&owner) else { return false };
        match self.teams[place].load(Ordering::Relaxed) {
            NOT_ASKED => {
                let within = self.viewer != NONE && (self.shares_department(owner) || self.is_below(owner));
                self.teams[place].store(if within { WITHIN } else { OUTSIDE }, Ordering::Relaxed);
                within
            }
            known => known == WITHIN,
        }
    }

    fn shares_department(&self, owner: u32) -> bool {
        let theirs = self.ledger.posts.of(owner);
        self.ledger.posts.of(self.viewer).iter().filter(|mine| mine.department != NONE).any(|mine| {
            mine.days.contains(self.day)
                && theirs.iter().any(|post| post.department == mine.department && post.days.contains(self.day))
        })
    }

    fn is_below(&self, owner: u32) -> bool {
        let (mut seen, mut level) = (vec![owner], vec![owner]);
        for _ in 0..=LEVELS_ABOVE {
            if level.contains(&self.viewer) {
                return true;
            }
            let mut above = Vec::new();
            for &person in &level {
                let lines = self.ledger.reporting.of(person).iter();
                for line in lines.filter(|line| line.opportunity == NONE && line.days.contains(self.day)) {
                    if !seen.contains(&line.manager) {
                        seen.push(line.manager);
                        above.push(line.manager);
                    }
                }
            }
            level = above;
        }
        false
    }

    /// Whether somebody works for our own company on the day.
    pub fn is_colleague(&self, person: u32) -> bool {
        let own = self.ledger.own.unwrap_or(NONE);
        self.ledger.posts.of(person).iter().any(|post| post.organization == own && post.days.contains(self.day))
    }

    /// The organizations somebody works for on the day.
    pub fn organizations_of(&self, person: u32) -> impl Iterator<Item = u32> {
        let posts = self.ledger.posts.of(person).iter();
        posts.filter(|post| post.days.contains(self.day)).map(|post| post.organization)
    }

    /// Somebody's department at our own company on the day: of several, that of the highest title, then the first by identifier.
    pub fn department_of(&self, person: u32) -> Option<u32> {
        let own = self.ledger.own?;
        let posts = self.ledger.posts.of(person).iter();
        let here = |p: &&super::Post| p.organization == own && p.department != NONE && p.days.contains(self.day);
        posts.filter(here).min_by_key(|post| (post.level, post.department)).map(|post| post.department)
    }

    /// Somebody's title level at our own company on the day, 1 the highest; of several posts the highest.
    pub fn title_level_of(&self, person: u32) -> Option<u8> {
        let own = self.ledger.own?;
        let posts = self.ledger.posts.of(person).iter();
        let here = posts.filter(|post| post.organization == own && post.days.contains(self.day));
        here.filter_map(|post| u8::try_from(post.level).ok()).min()
    }

    /// The assessments of a person by the moment, the latest last, whoever may see them.
    pub(super) fn stated_by_now(&self, person: u32) -> &[Stated] {
        let all = self.ledger.stated_of(person);
        &all[..all.partition_point(|stated| stated.at <= self.at)]
    }

    /// What is known in general of a person's three degrees towards a vendor: of each the latest that the viewer may see, whatever
    /// opportunity it names.
    pub fn degrees(&self, person: u32, vendor: u32) -> [Degree; 3] {
        let mut found = [None; 3];
        for stated in self.stated_by_now(person).iter().rev().filter(|stated| stated.vendor == vendor) {
            let place = &mut found[slot(stated.dimension)];
            if place.is_none() && self.sight(stated) == Sight::Open {
                *place = Some(*stated);
                if found.iter().all(Option::is_some) {
                    break;
                }
            }
        }
        found
    }

    /// Whether anything was assessed of a person by the moment that the viewer may see.
    pub fn is_assessed(&self, person: u32) -> bool {
        self.stated_by_now(person).iter().any(|stated| self.sight(stated) == Sight::Open)
    }

    /// An assessment as the formulas take it.
    pub(super) fn known(&self, stated: &Stated) -> KnownDegree {
        let age_days = u32::try_from(self.day - day_of(stated.at)).unwrap_or(0);
        KnownDegree { level: stated.level, age_days }
    }

    /// How strongly one person can move another by what was recorded, as the viewer may see it: the latest level, else the
    /// latest given probability, decayed. Also how many lines of other teams were left out.
    pub(super) fn strength(&self, lines: &[Support]) -> (Option<Probability>, u64) {
        let (mut level, mut given, mut omitted) = (None, None, 0);
        let current =
            |l: &&Support| l.observed.is_none_or(|at| at <= self.day_end) && l.ended.is_none_or(|at| at > self.day_end);
        for line in lines.iter().filter(current) {
            match self.sight_of_line(line) {
                Sight::Open => match line.strength {
                    Strength::Level(_) => level = Some(line),
                    Strength::Given(_) => given = Some(line),
                },
                Sight::Omitted => omitted += 1,
                Sight::Masked | Sight::Secret => {}
            }
        }
        let strength = level.or(given).and_then(|line| {
            let undecayed = match line.strength {
                Strength::Level(InfluenceLevel::None) => None,
                Strength::Level(level) => self.policy.strength_of(level),
                Strength::Given(given) => Some(given),
            }?;
            Some(match line.observed {
                None => undecayed,
                Some(at) => {
                    let days = u32::try_from(self.day - day_of(at)).unwrap_or(0);
                    decayed(undecayed, days, &self.policy.decay).strength
                }
            })
        });
        (strength, omitted)
    }

    /// The targets of a seller that contain the day.
    pub fn current_targets(&self, person: u32) -> impl Iterator<Item = &Quota> {
        self.ledger.targets.of(person).iter().filter(|quota| quota.from <= self.day && self.day < quota.to)
    }

    /// Whether somebody is recognised as an authority at the moment.
    pub fn is_recognised(&self, person: u32) -> bool {
        let holds = |r: &super::Recognition| r.at <= self.at && r.ended.is_none_or(|ended| ended > self.at);
        self.ledger.endorsements.of(person).iter().any(holds)
    }
}

/// The place of a degree among the three.
pub fn slot(dimension: Dimension) -> usize {
    match dimension {
        Dimension::Relationship => 0,
        Dimension::Solution => 1,
        Dimension::Price => 2,
    }
}
