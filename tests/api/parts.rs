//! An answer of which only parts are asked for has the parts of the whole one.

use std::collections::BTreeSet;

use guanxi::service::{
    Door, Excerpt, InfluenceAnswer, Question, Reading, RouteParty, ShownDoor, Telling, Wanted, Ways,
};

/// How often answers had what can go wrong.
#[derive(Debug, Default)]
pub struct Met {
    pub answers: usize,
    pub doors: usize,
    pub conflicts: usize,
    pub omissions: usize,
    pub masked: usize,
    pub introductions: usize,
    pub parts: usize,
}

impl Met {
    pub fn merge(&mut self, other: &Self) {
        let Self { answers, doors, conflicts, omissions, masked, introductions, parts } = other;
        self.answers += answers;
        self.doors += doors;
        self.conflicts += conflicts;
        self.omissions += omissions;
        self.masked += masked;
        self.introductions += introductions;
        self.parts += parts;
    }

    /// Counts what an answer has.
    pub fn add(&mut self, answer: &InfluenceAnswer) {
        self.answers += 1;
        self.doors += answer.doors.len();
        self.conflicts += answer.conflicts.len();
        self.omissions += answer.omissions.len();
        let masked = |door: &&Door| matches!(door.employee, RouteParty::Masked { .. });
        self.masked += answer.doors.iter().filter(masked).count();
        self.introductions +=
            answer.doors.iter().filter_map(|door| door.introduction.as_ref()).filter(|way| way.route.is_some()).count();
    }
}

/// Asks for parts of an answer, which are those of the whole; says how many doors were compared.
pub async fn check_parts(reading: &Reading, question: &Question, whole: &InfluenceAnswer) -> usize {
    let mut doors = 0;
    let page =
        Wanted { doors: vec![1..3, 5..6], introductions: true, conflicts: Some(vec![0..1, 2..3]), ..Wanted::default() };
    let numbers = Wanted {
        departments: true,
        best_doors: Telling::Briefly,
        company_reach: true,
        redundancy: true,
        reporting: true,
        ..Wanted::default()
    };
    for wanted in [page, numbers] {
        let part = reading.influencers_in_part(question, wanted.clone()).await.unwrap();
        assert_eq!(
            (part.knowledge, part.n_doors, &part.omissions),
            (whole.knowledge, whole.doors.len(), &whole.omissions)
        );
        let best = || whole.departments.iter().map(|department| department.best_door);
        let ranks: BTreeSet<usize> = wanted.doors.iter().flat_map(Clone::clone).collect();
        let mut ranks: BTreeSet<usize> = ranks.into_iter().filter(|rank| *rank < part.n_doors).collect();
        ranks.extend(best().filter(|_| wanted.departments));
        assert_eq!(part.doors.keys().copied().collect::<BTreeSet<_>>(), ranks);
        for (rank, shown) in part.doors {
            let door = &whole.doors[rank];
            let ways = Ways { routes: door.routes.clone(), introduction: door.introduction.clone() };
            let expected = ShownDoor {
                employee: door.employee.clone(),
                department: door.department.clone(),
                probability: door.probability,
                undecayed_probability: door.undecayed_probability,
                deep: door.deep,
                cold: door.cold,
                ask_first: door.ask_first && wanted.introductions,
                ways: (!wanted.departments).then_some(ways),
            };
            assert_eq!(shown, expected);
            doors += 1;
        }
        assert_eq!(part.departments, wanted.departments.then(|| whole.departments.clone()));
        assert_eq!(part.company_reach, wanted.company_reach.then_some(whole.company_reach));
        assert_eq!(part.redundancy, wanted.redundancy.then(|| whole.redundancy.clone()));
        assert_eq!(part.reporting, wanted.reporting.then(|| whole.reporting.clone()));
        let conflicts = wanted.conflicts.map(|places| {
            let shown = whole.conflicts.iter().cloned().enumerate();
            let shown = shown.filter(|(place, _)| places.iter().any(|range| range.contains(place))).collect();
            Excerpt { n: whole.conflicts.len(), shown }
        });
        assert_eq!(part.conflicts, conflicts);
    }
    doors
}
