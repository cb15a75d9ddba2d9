//! What a viewer may see (method §11), decided before anything is computed, so that no score, count, order or error leaks it.

use std::collections::{BTreeSet, HashSet};

use crate::domain::{AsOf, Assessment, Id, Influence, Role, Visibility};

use super::lines::Pair;
use super::recall::Recollection;
use super::{Reading, ServiceError};

/// How a viewer sees a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// As it is.
    Open,
    /// With the colleague's name replaced.
    Masked,
    /// Not at all, but the viewer may know that it exists.
    Omitted,
    /// Not at all, and nothing tells of it.
    Secret,
}

/// What decides how a viewer sees a line.
#[derive(Debug, Clone, Copy)]
pub struct Looked {
    /// The viewer owns it; a line without an owner is its beginning's own.
    pub owns: bool,
    /// It begins at the viewer.
    pub begins_at: bool,
    pub role: Role,
    /// Whether it begins at a colleague, and what that colleague agreed to.
    pub colleague: bool,
    pub consent: Option<Visibility>,
}

impl Looked {
    /// How the viewer sees a line of this visibility. `within` says whether the viewer belongs to the owner's team.
    pub fn sight(self, visibility: Visibility, within: impl FnOnce() -> bool) -> Sight {
        let Self { owns, begins_at, role, colleague, consent } = self;
        match visibility {
            Visibility::Company => Sight::Open,
            Visibility::Private if owns => Sight::Open,
            Visibility::Private => Sight::Secret,
            Visibility::Team if owns || role == Role::Executive || within() => Sight::Open,
            Visibility::Team => Sight::Omitted,
            Visibility::Blind if owns || begins_at => Sight::Open,
            Visibility::Blind if !colleague || consent == Some(Visibility::Company) => Sight::Open,
            Visibility::Blind => Sight::Masked,
        }
    }
}

/// What one viewer may see, learned as lines come up.
pub struct Sights<'a> {
    reading: &'a Reading,
    /// What is known already, where a question is asked with it.
    recollection: Option<&'a Recollection<'a>>,
    as_of: AsOf,
    asked: HashSet<Id>,
    within: HashSet<Id>,
}

impl<'a> Sights<'a> {
    /// Nothing learned yet.
    pub fn new(reading: &'a Reading, as_of: AsOf) -> Self {
        Self { reading, recollection: None, as_of, asked: HashSet::new(), within: HashSet::new() }
    }

    /// As [`Sights::new`], with what is known at the data version.
    pub fn recalling(recollection: &'a Recollection<'a>, as_of: AsOf) -> Self {
        Self { recollection: Some(recollection), ..Self::new(recollection, as_of) }
    }

    /// Learns of the owners of team lines among pairs, each with the person it begins at, whether the viewer belongs to them: at
    /// most one statement.
    pub async fn learn<'p>(&mut self, pairs: impl Iterator<Item = (&'p Id, &'p Pair)>) -> Result<(), ServiceError> {
        self.learn_both(pairs, std::iter::empty()).await
    }

    /// As [`Sights::learn`], for lines that are looked at by themselves.
    pub async fn learn_owners<'l>(&mut self, lines: impl Iterator<Item = &'l Influence>) -> Result<(), ServiceError> {
        let team = lines.filter(|line| line.visibility == Visibility::Team);
        self.ask(team.map(|line| line.owner_id.as_ref().unwrap_or(&line.from_id)).collect()).await
    }

    /// As [`Sights::learn`], for assessments, whose owner is who assessed.
    pub async fn learn_assessors<'l>(
        &mut self,
        assessments: impl Iterator<Item = &'l Assessment>,
    ) -> Result<(), ServiceError> {
        self.learn_both(std::iter::empty(), assessments).await
    }

    /// As [`Sights::learn`], for pairs and assessments: at most one statement for both.
    pub async fn learn_both<'l>(
        &mut self,
        pairs: impl Iterator<Item = (&'l Id, &'l Pair)>,
        assessments: impl Iterator<Item = &'l Assessment>,
    ) -> Result<(), ServiceError> {
        let team = assessments.filter(|assessment| assessment.visibility == Visibility::Team);
        let mut owners: BTreeSet<&Id> = team.filter_map(|assessment| assessment.by_id.as_ref()).collect();
        for (from, pair) in pairs {
            let recorded = pair.recorded.iter().filter(|r| r.visibility == Visibility::Team);
            owners.extend(recorded.map(|r| r.owner.as_ref().unwrap_or(from)));
            if pair.from_consent == Some(Visibility::Team) && !pair.contacts.is_empty() {
                owners.insert(from);
            }
        }
        self.ask(owners).await
    }

    async fn ask(&mut self, owners: BTreeSet<&Id>) -> Result<(), ServiceError> {
        let owners: Vec<&Id> = owners.into_iter().filter(|owner| !self.asked.contains(*owner)).collect();
        if owners.is_empty() {
            return Ok(());
        }
        let visible = match self.recollection {
            Some(recollection) => recollection.visible_owners(&owners, self.as_of).await?,
            None => self.reading.visible_owners(&owners, self.as_of).await?,
        };
        self.asked.extend(owners.iter().map(|id| (*id).clone()));
        self.within.extend(visible);
        Ok(())
    }

    /// How the viewer sees a line of this visibility. `from` is its beginning, a colleague or not, with the consent given;
    /// a line without an owner is taken to be the beginning's own.
    pub fn of(
        &self,
        visibility: Visibility,
        owner: Option<&Id>,
        from: &Id,
        colleague: bool,
        consent: Option<Visibility>,
    ) -> Sight {
        let viewer = self.reading.viewer();
        let owner = owner.unwrap_or(from);
        let looked = Looked {
            owns: *owner == viewer.person,
            begins_at: *from == viewer.person,
            role: viewer.role,
            colleague,
            consent,
        };
        looked.sight(visibility, || self.within.contains(owner))
    }

    /// How the viewer sees an assessment: as a line of its visibility that belongs to who assessed, or not at all.
    pub fn of_assessment(&self, assessment: &Assessment) -> Sight {
        let viewer = self.reading.viewer();
        let owner = assessment.by_id.as_ref();
        let own = owner == Some(&viewer.person);
        match assessment.visibility {
            Visibility::Company => Sight::Open,
            Visibility::Private | Visibility::Team if own => Sight::Open,
            Visibility::Team if viewer.role == Role::Executive => Sight::Open,
            Visibility::Team if owner.is_some_and(|owner| self.within.contains(owner)) => Sight::Open,
            Visibility::Team => Sight::Omitted,
            // No assessment is blind; one that were would be nobody's to see.
            Visibility::Private | Visibility::Blind => Sight::Secret,
        }
    }
}
