//! Customers: the customer line, the company overview and trends.

mod change;
mod enums;
mod filter;
mod line;
mod movers;
mod numbers;
mod overview;
mod standing;
mod trend;

pub use enums::{ChangePeriod, TrendInterval, TrendMetric};
pub use filter::CustomerFilter;
pub use line::CustomerLine;
pub use overview::{CompanyOverview, CustomerGroup};
pub use standing::CustomerStanding;
pub use trend::{Trend, subject};
