//! What is known of one key person towards one vendor: the key person card (method §4).

use std::sync::Arc;

use serde::Deserialize;

use crate::domain::{AsOf, Assessment, Coded, Dimension, Id, Organization, Record, RecordKind};
use crate::store::{Params, statements as st};

use super::super::recall::Recollection;
use super::super::rows::record;
use super::super::visibility::{Sight, Sights};
use super::answer::{DecisionAnswer, StatedDegree, stated};
use super::facts::counts;
use super::record::Stated;
use super::{ChainQuestion, Reading, ServiceError, is_vendor};

/// Of whom, towards which vendor, in which opportunity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPersonQuestion {
    pub person: Id,
    /// Absent: in general.
    pub opportunity: Option<Id>,
    /// Absent: our own company.
    pub vendor: Option<Id>,
}

/// A key person card.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyPersonAnswer {
    pub vendor: Arc<Organization>,
    /// The three degrees, in their order.
    pub degrees: Vec<StatedDegree>,
    /// All assessments that the viewer may see, the latest first.
    pub history: Vec<Assessment>,
    /// The decision chain of the opportunity, where one is asked about.
    pub chain: Option<Arc<DecisionAnswer>>,
    /// The person among its members, if they are one.
    pub member: Option<usize>,
    pub as_of: AsOf,
    pub data_version: i64,
}

#[derive(Deserialize)]
struct RecordedAtRow {
    recorded_at: String,
}

impl KeyPersonAnswer {
    /// Whether the person coaches us: an assessment that counts says so.
    pub fn coach(&self) -> bool {
        self.degrees.iter().filter_map(|degree| degree.assessment.as_ref()).any(|assessment| assessment.coach)
    }
}

impl Reading {
    /// Puts together what is known of a person's attitude towards a vendor, and of their part in an opportunity.
    ///
    /// In an opportunity the degrees are those of its decision chain. In general, the latest assessment of each degree counts,
    /// whatever opportunity it names.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] for an unknown opportunity or vendor; [`ServiceError::BadInput`] for a vendor who is neither
    /// our own company nor a competitor.
    pub async fn key_person(&self, question: KeyPersonQuestion, as_of: AsOf) -> Result<KeyPersonAnswer, ServiceError> {
        let (mut answer, version) =
            self.consistently("key_person", |r| Box::pin(r.card(question.clone(), as_of))).await?;
        answer.data_version = version;
        Ok(answer)
    }
}

impl Recollection<'_> {
    async fn card(&self, question: KeyPersonQuestion, as_of: AsOf) -> Result<KeyPersonAnswer, ServiceError> {
        let KeyPersonQuestion { person, opportunity, vendor } = question;
        let vendor_id = match vendor {
            Some(id) => id,
            None => self.own_organization().await?,
        };
        let found = self.records(RecordKind::Organization, std::slice::from_ref(&vendor_id)).await?.remove(&vendor_id);
        let Some(Record::Organization(found)) = found else {
            return Err(ServiceError::NotFound { what: "organization", id: vendor_id.to_string() });
        };
        is_vendor(&found)?;
        let chain = match &opportunity {
            None => None,
            Some(opportunity) => {
                let vendor = Some(vendor_id.clone());
                let question = ChainQuestion { opportunity: opportunity.clone(), vendor, with_changes: false };
                self.answer_chains([question].into(), as_of).await?.pop().transpose()?.map(Arc::new)
            }
        };
        let heard = self.heard(&person, &vendor_id, as_of).await?;
        let policy = self.service().policy();
        let degree = |&dimension: &Dimension| {
            let of_degree: Vec<&Stated> = heard.iter().filter(|s| s.assessment.dimension == dimension).collect();
            let fact = match &opportunity {
                None => counts(&of_degree),
                Some(id) => {
                    let of = |asked: Option<&Id>| -> Vec<&Stated> {
                        let of = |s: &&&Stated| s.assessment.opportunity_id.as_ref() == asked;
                        of_degree.iter().filter(of).copied().collect()
                    };
                    counts(&of(Some(id))).or_else(|| counts(&of(None)))
                }
            };
            stated(dimension, fact, as_of, policy)
        };
        let degrees = Dimension::ALL.iter().map(degree).collect();
        let member = chain.as_ref().and_then(|chain| chain.members.iter().position(|m| m.person.id == person));
        Ok(KeyPersonAnswer {
            vendor: Arc::new(found),
            degrees,
            history: heard.into_iter().map(|stated| stated.assessment).collect(),
            chain,
            member,
            as_of,
            data_version: 0,
        })
    }

    /// The assessments of a person towards a vendor that the viewer may see, the latest first.
    async fn heard(&self, person: &Id, vendor: &Id, as_of: AsOf) -> Result<Vec<Stated>, ServiceError> {
        let statement = &st::decision::ASSESSMENTS;
        let params = Params::new()
            .with("person", person.as_str())
            .with("vendor", vendor.as_str())
            .with("as_of", as_of.instant_text());
        let mut heard = Vec::new();
        for row in self.run(statement, params).await? {
            let RecordedAtRow { recorded_at } = row.clone().decode(statement)?;
            if let Record::Assessment(assessment) = record(RecordKind::Assessment, statement, row)? {
                heard.push(Stated { id: assessment.id(), assessment, recorded_at, standing: 1 });
            }
        }
        let mut sights = Sights::recalling(self, as_of);
        sights.learn_assessors(heard.iter().map(|stated| &stated.assessment)).await?;
        heard.retain(|stated| sights.of_assessment(&stated.assessment) == Sight::Open);
        let rank = |s: &Stated| std::cmp::Reverse((s.assessment.at, s.recorded_at.clone(), s.id.clone()));
        heard.sort_by_key(rank);
        Ok(heard)
    }
}
