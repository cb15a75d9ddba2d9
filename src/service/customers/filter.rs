//! Which customers a question is about.

use crate::domain::{Band, CustomerClass, Dimension, Id};
use crate::service::ServiceError;
use crate::service::ledger::Ledger;

use super::standing::CustomerStanding;

/// Customers that fit at the moment of the question; what is absent does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CustomerFilter {
    /// Of this owner.
    pub owner: Option<Id>,
    /// Of this region, as it was recorded.
    pub region: Option<String>,
    /// Whose owner is in this department or below.
    pub department: Option<Id>,
    pub band: Option<BandFilter>,
    /// Of one of these classes.
    pub classes: Vec<CustomerClass>,
}

/// Customers whose average of a degree stands in one of some bands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BandFilter {
    pub dimension: Dimension,
    pub bands: Vec<Band>,
}

/// A filter by number.
pub struct Filter<'f> {
    filter: &'f CustomerFilter,
    ledger: &'f Ledger,
    owner: Option<u32>,
    department: Option<u32>,
}

impl CustomerFilter {
    /// Looks up who and what is meant.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] for a person that is not stored, or a department that is none of ours.
    pub(super) fn read<'f>(&'f self, ledger: &'f Ledger) -> Result<Filter<'f>, ServiceError> {
        let missing = |what, id: &Id| ServiceError::NotFound { what, id: id.to_string() };
        let owner = self.owner.as_ref();
        let department = self.department.as_ref();
        Ok(Filter {
            filter: self,
            ledger,
            owner: owner.map(|id| ledger.people().number(id).ok_or_else(|| missing("person", id))).transpose()?,
            department: department.map(|id| ledger.department_of_ours(id)).transpose()?,
        })
    }
}

impl Filter<'_> {
    /// Whether a customer fits.
    pub fn fits(&self, standing: &CustomerStanding) -> bool {
        let in_department = |asked: u32| {
            standing.department_number.is_some_and(|department| self.ledger.is_within_department(department, asked))
        };
        let in_band = |band: &BandFilter| {
            let degree = standing.degrees.iter().find(|degree| degree.dimension == band.dimension);
            degree.is_some_and(|degree| band.bands.contains(&degree.average.band))
        };
        self.owner.is_none_or(|owner| standing.owner_number == Some(owner))
            && self.filter.region.as_ref().is_none_or(|region| standing.customer.region.as_ref() == Some(region))
            && self.department.is_none_or(in_department)
            && self.filter.band.as_ref().is_none_or(in_band)
            && (self.filter.classes.is_empty() || self.filter.classes.contains(&standing.class))
    }
}
