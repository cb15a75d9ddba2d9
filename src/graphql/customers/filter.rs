//! Which customers a question is about.

use async_graphql::{ID, InputObject};

use crate::domain::RecordKind;
use crate::service;

use super::super::decision::Band;
use super::super::enums::Dimension;
use super::super::failure::{Answer, Failure};
use super::super::global_id::optional_entity;
use super::enums::CustomerClass;

/// Which customers: those that fit at the moment of the question. What is absent does not matter.
#[derive(InputObject)]
pub struct CustomerFilter {
    /// Whose customers, by an identifier of this API or the one used in imports.
    owner: Option<ID>,
    /// Of this region, as it was recorded.
    region: Option<String>,
    /// Whose owner is in this department of ours or below, by an identifier of this API or the one used in imports.
    department: Option<ID>,
    /// Whose average of a degree stands in one of some bands.
    band: Option<CustomerBandFilter>,
    /// Of one of these classes.
    classes: Option<Vec<CustomerClass>>,
}

/// An average of a degree in one of some bands.
#[derive(InputObject)]
pub struct CustomerBandFilter {
    /// Which degree.
    dimension: Dimension,
    /// The bands, at least one.
    bands: Vec<Band>,
}

impl CustomerFilter {
    /// Reads the filter of a question; everything fits where there is none.
    ///
    /// # Errors
    /// `BAD_INPUT` for what is no identifier, and for a filter that nothing could fit.
    pub fn read(filter: Option<Self>) -> Answer<service::CustomerFilter> {
        let Some(Self { owner, region, department, band, classes }) = filter else {
            return Ok(service::CustomerFilter::default());
        };
        let band = band.map(|CustomerBandFilter { dimension, bands }| service::BandFilter {
            dimension: dimension.into(),
            bands: bands.into_iter().map(crate::domain::Band::from).collect(),
        });
        if band.as_ref().is_some_and(|band| band.bands.is_empty()) {
            return Err(Failure::bad_input("filter.band.bands", "no band is given"));
        }
        if classes.as_ref().is_some_and(Vec::is_empty) {
            return Err(Failure::bad_input("filter.classes", "no class is given"));
        }
        Ok(service::CustomerFilter {
            owner: optional_entity(owner.as_ref(), RecordKind::Person, "filter.owner")?,
            region,
            department: optional_entity(department.as_ref(), RecordKind::Department, "filter.department")?,
            band,
            classes: classes.into_iter().flatten().map(crate::domain::CustomerClass::from).collect(),
        })
    }
}
