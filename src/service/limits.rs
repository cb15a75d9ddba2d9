//! What one question may ask for.

use super::ServiceError;

/// Bounds on what one question may cost; from the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Most items of one page.
    pub page_size: u32,
    /// Most routes per door.
    pub routes_per_door: u32,
    /// Most edges outside and inside.
    pub route_steps: u32,
    /// Most worlds of an estimate.
    pub worlds: u32,
    /// Most people in the neighbourhood of one question.
    pub neighbourhood_people: u32,
    /// Most lines around people that are kept for later questions at the same data version, about 400 bytes each.
    pub recalled_lines: u32,
    /// Most lines of the company that are held in memory, of all times, about 40 bytes each.
    pub graph_lines: u32,
    /// Most pairs of employee and key person with a route, 24 bytes each.
    pub matrix_pairs: u32,
    /// Most people whose places on a map are told, and most communities with a circle.
    pub map_people: u32,
    /// Most lines between them.
    pub map_lines: u32,
    /// Most people whose departure is simulated together.
    pub departing_people: u32,
    /// Most jobs that one viewer may have queued or running.
    pub jobs_of_viewer: u32,
    /// Most jobs that everybody together may have queued or running in this process.
    pub jobs: u32,
    /// Longest search text in characters.
    pub search_text: u32,
    /// Most points of a trend.
    pub trend_points: u32,
    /// Most people to move first.
    pub seeds: u32,
    /// Most introductions of a plan.
    pub introductions: u32,
    /// Most introductions that are weighed for a plan, about 100 bytes each.
    pub introduction_candidates: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            page_size: 200,
            routes_per_door: 20,
            route_steps: 6,
            worlds: 1 << 18,
            neighbourhood_people: 250_000,
            recalled_lines: 1_000_000,
            graph_lines: 30_000_000,
            matrix_pairs: 20_000_000,
            map_people: 10_000,
            map_lines: 100_000,
            departing_people: 1_000,
            jobs_of_viewer: 4,
            jobs: 64,
            search_text: 200,
            trend_points: 400,
            seeds: 1_000,
            introductions: 1_000,
            introduction_candidates: 5_000_000,
        }
    }
}

/// Refuses what is above a limit.
///
/// # Errors
/// [`ServiceError::LimitExceeded`] with the limit's name, what was given and what is allowed.
pub fn within(limit: &'static str, given: u64, max: u32) -> Result<(), ServiceError> {
    if given > u64::from(max) {
        return Err(ServiceError::LimitExceeded { limit, given, max: u64::from(max) });
    }
    Ok(())
}
