//! "What is the state and the trend of our customer relationships?" (method §5, §10)
//!
//! Everything here is computed from the [ledger](super::ledger) for one viewer at one moment or at several: one customer's numbers
//! ([`standing`]), those of many together ([`totals`]), at many moments in one pass ([`sweep`]). The questions are the customer line
//! ([`mod@line`]), the company overview ([`overview`], [`movers`]) and the trend of any metric ([`trend`]).

mod filter;
mod line;
mod moments;
mod movers;
mod overview;
mod standing;
mod sweep;
mod totals;
mod trend;
mod win;

pub use filter::{BandFilter, CustomerFilter};
pub use line::{CustomerLineAnswer, CustomerOrder, CustomerRow};
pub use moments::{Every, Period};
pub use movers::{Mover, MoverReason, ReasonKind};
pub use overview::{CustomerGroup, GroupKey, Grouping, Overview, OverviewPoint, StatusBusiness};
pub use standing::{CustomerStanding, DegreeStanding, OpenBusiness};
pub use totals::{CustomerTotals, DegreeTotals, InsightTotals};
pub use trend::{TrendAnswer, TrendMetric, TrendPoint, TrendQuestion, TrendSubject};
