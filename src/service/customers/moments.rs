//! Moments before a moment, and the moments of a trend.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};

use crate::domain::{AsOf, coded};
use crate::service::{ServiceError, within};

coded! {
    /// With what a change is compared.
    pub enum Period expects "a period: month, quarter or year" {
        /// The same time a month before.
        Month = "month",
        /// The same time three months before.
        Quarter = "quarter",
        /// The same time a year before.
        Year = "year",
    }
}

coded! {
    /// How far the points of a trend are apart: each stands at the end of one of these, in UTC.
    pub enum Every expects "how often: day, week, month, quarter or year" {
        /// A day.
        Day = "day",
        /// A week, which ends on Sunday.
        Week = "week",
        /// A month.
        Month = "month",
        /// A quarter of the calendar.
        Quarter = "quarter",
        /// A year of the calendar.
        Year = "year",
    }
}

impl Period {
    /// The moment one period before another; the last day of a shorter month stands for those it has not.
    pub fn before(self, as_of: AsOf) -> AsOf {
        let span = match self {
            Self::Month => 1.month(),
            Self::Quarter => 3.months(),
            Self::Year => 1.year(),
        };
        let now = as_of.instant().to_zoned(TimeZone::UTC);
        AsOf::new(now.checked_sub(span).map_or(as_of.instant(), |then| then.timestamp()))
    }
}

impl Every {
    fn span(self) -> Span {
        match self {
            Self::Day => 1.day(),
            Self::Week => 1.week(),
            Self::Month => 1.month(),
            Self::Quarter => 3.months(),
            Self::Year => 1.year(),
        }
    }

    /// The first day of the one that contains a day.
    fn first_day(self, day: Date) -> Date {
        let days = |n: i64| day.saturating_sub(n.days());
        match self {
            Self::Day => day,
            Self::Week => days(i64::from(day.weekday().to_monday_zero_offset())),
            Self::Month => day.first_of_month(),
            Self::Quarter => {
                let month = (day.month() - 1) / 3 * 3 + 1;
                Date::new(day.year(), month, 1).unwrap_or(day)
            }
            Self::Year => day.first_of_year(),
        }
    }

    /// The last day of the one that contains a day; nothing at the end of the calendar.
    fn last_day(self, day: Date) -> Option<Date> {
        self.first_day(day).checked_add(self.span()).ok()?.yesterday().ok()
    }

    /// The ends of these between two moments, and the later moment itself as the last.
    ///
    /// # Errors
    /// [`ServiceError::BadInput`] when they are the wrong way round; [`ServiceError::LimitExceeded`] for more than `most`.
    pub fn moments(self, from: AsOf, to: AsOf, most: u32) -> Result<Vec<AsOf>, ServiceError> {
        if to < from {
            return Err(ServiceError::bad_input("to", "is before from"));
        }
        let mut moments = Vec::new();
        let mut last = self.last_day(from.day());
        while let Some(end) = last.and_then(|day| AsOf::end_of(day).ok()).filter(|end| *end < to) {
            if end >= from {
                moments.push(end);
                within("trend_points", moments.len() as u64 + 1, most)?;
            }
            last = end.day().tomorrow().ok().and_then(|day| self.last_day(day));
        }
        moments.push(to);
        Ok(moments)
    }

    /// A moment, and before it the ends of the ones before the one it is in: so many altogether.
    ///
    /// # Errors
    /// [`ServiceError::LimitExceeded`] for more than `most`; [`ServiceError::BadInput`] for none, or before the calendar begins.
    pub fn back_from(self, to: AsOf, points: u32, most: u32) -> Result<Vec<AsOf>, ServiceError> {
        if points == 0 {
            return Err(ServiceError::bad_input("points", "must be at least 1"));
        }
        within("trend_points", u64::from(points), most)?;
        let mut moments = vec![to];
        let mut day = to.day();
        for _ in 1..points {
            let before = self.first_day(day).yesterday().ok().filter(|day| day.year() >= 0);
            let outside = || ServiceError::bad_input("points", "go back further than the calendar");
            day = before.ok_or_else(outside)?;
            moments.push(AsOf::end_of(day).map_err(|e| ServiceError::bad_input("asOf", e))?);
        }
        moments.reverse();
        Ok(moments)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> AsOf {
        AsOf::new(text.parse().unwrap())
    }

    fn texts(moments: &[AsOf]) -> Vec<String> {
        moments.iter().map(|moment| moment.instant_text()).collect()
    }

    #[test]
    fn points_stand_at_the_ends_and_at_the_last_moment() {
        let (from, to) = (at("2026-01-31T12:00:00Z"), at("2026-04-15T08:00:00Z"));
        let moments = |every: Every| texts(&every.moments(from, to, 400).unwrap());
        let end = |day: &str| format!("{day}T23:59:59.999Z");
        let last = to.instant_text();
        let monthly = [end("2026-01-31"), end("2026-02-28"), end("2026-03-31"), last.clone()];
        assert_eq!(moments(Every::Month), monthly);
        assert_eq!(moments(Every::Quarter), [end("2026-03-31"), last.clone()]);
        assert_eq!(moments(Every::Year), std::slice::from_ref(&last));
        // The last day of January 2026 is a Saturday.
        assert_eq!(moments(Every::Week)[..2], [end("2026-02-01"), end("2026-02-08")]);
        assert_eq!(moments(Every::Day).len(), 75);
        assert_eq!(texts(&Every::Month.back_from(to, 4, 400).unwrap())[..3], monthly[..3]);
        assert_eq!(texts(&Every::Month.moments(to, to, 1).unwrap()), [last]);
    }

    #[test]
    fn a_moment_at_an_end_is_told_once() {
        let to = AsOf::end_of(jiff::civil::date(2026, 3, 31)).unwrap();
        assert_eq!(Every::Month.moments(at("2026-02-10T00:00:00Z"), to, 400).unwrap().len(), 2);
        assert_eq!(
            Every::Month.back_from(to, 2, 400).unwrap(),
            Every::Month.moments(at("2026-02-10T00:00:00Z"), to, 400).unwrap()
        );
    }

    #[test]
    fn too_many_points_and_the_wrong_way_round_are_refused() {
        let (from, to) = (at("2020-01-01T00:00:00Z"), at("2026-01-01T00:00:00Z"));
        assert!(matches!(Every::Day.moments(from, to, 400), Err(ServiceError::LimitExceeded { max: 400, .. })));
        assert!(matches!(Every::Day.moments(to, from, 400), Err(ServiceError::BadInput { .. })));
        assert!(matches!(Every::Day.back_from(to, 401, 400), Err(ServiceError::LimitExceeded { .. })));
        assert!(matches!(Every::Day.back_from(to, 0, 400), Err(ServiceError::BadInput { .. })));
    }

    #[test]
    fn a_period_before_the_end_of_a_month_is_in_the_month_before() {
        assert_eq!(Period::Month.before(at("2026-03-31T10:00:00Z")), at("2026-02-28T10:00:00Z"));
        assert_eq!(Period::Quarter.before(at("2026-05-31T10:00:00Z")), at("2026-02-28T10:00:00Z"));
        assert_eq!(Period::Year.before(at("2024-02-29T10:00:00Z")), at("2023-02-28T10:00:00Z"));
    }
}
