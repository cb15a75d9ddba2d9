//! Our own company: who sits where and reports to whom, by arithmetic on the employee's number.
//!
//! Numbers: 0 is the chief executive, 1 to 10 head the divisions; then team after team, each as its lead and staff, with the
//! head of the department before the lead of its first team. Levels 1 to 6: chief, division, department, team lead,
//! senior, staff.

/// A division and what it does.
pub(super) struct Division {
    pub name: &'static str,
    pub english: bool,
    pub departments: &'static [&'static str],
    /// Titles of the head, a department's head, a team's lead, senior staff, staff.
    pub titles: [&'static str; 5],
}

/// Number of divisions.
pub(super) const DIVISIONS: u32 = 10;
/// The divisions that sell are the first four.
pub(super) const SALES_DIVISIONS: u32 = 4;
pub(super) const SOLUTIONS: u32 = 4;
pub(super) const DELIVERY: u32 = 5;
pub(super) const RESEARCH: u32 = 6;
pub(super) const FINANCE: u32 = 7;
pub(super) const PEOPLE: u32 = 8;
pub(super) const LEGAL: u32 = 9;

/// The divisions, in the order of their heads' numbers.
pub(super) const DIVISION: [Division; DIVISIONS as usize] = [
    Division {
        name: "华东大区",
        english: false,
        departments: &["金融行业部", "制造行业部", "政企行业部", "能源行业部"],
        titles: ["华东大区总经理", "行业总监", "销售主管", "高级客户经理", "客户经理"],
    },
    Division {
        name: "华北大区",
        english: false,
        departments: &["能源行业部", "金融行业部", "运营商部", "政企行业部"],
        titles: ["华北大区总经理", "行业总监", "销售主管", "高级客户经理", "客户经理"],
    },
    Division {
        name: "华南大区",
        english: false,
        departments: &["消费行业部", "能源行业部", "制造行业部", "金融行业部"],
        titles: ["华南大区总经理", "行业总监", "销售主管", "高级客户经理", "客户经理"],
    },
    Division {
        name: "Overseas Sales",
        english: true,
        departments: &["Key Accounts EMEA", "Key Accounts APAC", "Channel"],
        titles: ["Head of Overseas Sales", "Sales Director", "Sales Lead", "Senior Account Manager", "Account Manager"],
    },
    Division {
        name: "解决方案部",
        english: false,
        departments: &["金融方案部", "行业方案部", "架构部", "数据方案部"],
        titles: ["解决方案部总经理", "方案总监", "方案主管", "首席架构师", "解决方案经理"],
    },
    Division {
        name: "交付与服务部",
        english: false,
        departments: &["项目交付部", "客户服务部", "实施部", "运维部"],
        titles: ["交付与服务部总经理", "交付总监", "项目主管", "高级项目经理", "交付工程师"],
    },
    Division {
        name: "研发中心",
        english: false,
        departments: &["平台研发部", "数据研发部", "应用研发部", "质量部"],
        titles: ["首席技术官", "研发总监", "研发主管", "高级工程师", "软件工程师"],
    },
    Division {
        name: "财务部",
        english: false,
        departments: &["会计部", "资金部", "商务部"],
        titles: ["首席财务官", "财务总监", "财务主管", "高级财务经理", "会计"],
    },
    Division {
        name: "人力资源部",
        english: false,
        departments: &["招聘部", "组织发展部", "行政部"],
        titles: ["首席人力官", "人力总监", "人力主管", "高级人力经理", "人力专员"],
    },
    Division {
        name: "法务与合规部",
        english: false,
        departments: &["合同部", "合规部", "知识产权部"],
        titles: ["首席法务官", "法务总监", "法务主管", "高级法务", "法务专员"],
    },
];
/// Which division a department belongs to, by its number: selling, solutions, delivery and research are the larger ones.
const DEPARTMENT_DIVISIONS: [u32; 20] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 4, 5, 5, 6, 6, 6, 4];

/// What an employee's number means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Post {
    Chief,
    DivisionHead(u32),
    DepartmentHead(u32),
    TeamLead(u32),
    /// Team and place in it, from 0.
    Staff(u32, u32),
}

/// The company's shape.
#[derive(Debug, Clone, Copy)]
pub(super) struct Company {
    pub employees: u32,
    pub teams: u32,
    pub departments: u32,
}

const FIRST: u32 = 1 + DIVISIONS;

fn scaled(value: u32, by: u32, over: u32) -> u32 {
    u32::try_from(u64::from(value) * u64::from(by) / u64::from(over))
        .expect("by is at most over, or the result an index")
}

impl Company {
    /// Teams of about ten; departments grow with the square root of the teams, so that no head has a crowd to lead.
    pub(super) fn new(employees: u32) -> Self {
        let teams = (employees / 10).max(DIVISIONS);
        let departments = (teams * DIVISIONS).isqrt().clamp(DIVISIONS, teams);
        Self { employees, teams, departments }
    }

    pub(super) fn division_of(department: u32) -> u32 {
        DEPARTMENT_DIVISIONS[department as usize % DEPARTMENT_DIVISIONS.len()]
    }

    pub(super) fn department_of(&self, team: u32) -> u32 {
        scaled(team, self.departments, self.teams)
    }

    /// How many departments of its division come before this one.
    pub(super) fn place_in_division(department: u32) -> usize {
        let (rounds, rest) =
            (department as usize / DEPARTMENT_DIVISIONS.len(), department as usize % DEPARTMENT_DIVISIONS.len());
        let division = Self::division_of(department);
        let count = |slots: &[u32]| slots.iter().filter(|slot| **slot == division).count();
        rounds * count(&DEPARTMENT_DIVISIONS) + count(&DEPARTMENT_DIVISIONS[..rest])
    }

    pub(super) fn first_team(&self, department: u32) -> u32 {
        scaled(department, self.teams, self.departments)
            + u32::from(!(u64::from(department) * u64::from(self.teams)).is_multiple_of(u64::from(self.departments)))
    }

    fn start(&self, team: u32) -> u32 {
        FIRST + scaled(team, self.employees - FIRST, self.teams)
    }

    /// The numbers of a team's lead and staff.
    pub(super) fn members(&self, team: u32) -> std::ops::Range<u32> {
        self.lead(team)..self.start(team + 1)
    }

    pub(super) fn department_head(&self, department: u32) -> u32 {
        self.start(self.first_team(department))
    }

    pub(super) fn lead(&self, team: u32) -> u32 {
        self.start(team) + u32::from(self.first_team(self.department_of(team)) == team)
    }

    /// A member of the staff of a division's first team.
    pub(super) fn staff(&self, division: u32, place: u32) -> u32 {
        self.lead(self.first_team(division)) + 1 + place
    }

    pub(super) fn post(&self, employee: u32) -> Post {
        if employee == 0 {
            return Post::Chief;
        }
        if employee < FIRST {
            return Post::DivisionHead(employee - 1);
        }
        let place = u64::from(employee - FIRST);
        let team = ((place + 1) * u64::from(self.teams) - 1) / u64::from(self.employees - FIRST);
        let team = u32::try_from(team).expect("a team's number");
        let lead = self.lead(team);
        match employee {
            e if e < lead => Post::DepartmentHead(self.department_of(team)),
            e if e == lead => Post::TeamLead(team),
            e => Post::Staff(team, e - lead - 1),
        }
    }

    pub(super) fn manager(&self, employee: u32) -> Option<u32> {
        match self.post(employee) {
            Post::Chief => None,
            Post::DivisionHead(_) => Some(0),
            Post::DepartmentHead(department) => Some(1 + Self::division_of(department)),
            Post::TeamLead(team) => Some(self.department_head(self.department_of(team))),
            Post::Staff(team, _) => Some(self.lead(team)),
        }
    }

    /// The division of an employee; none for the chief executive.
    pub(super) fn division(&self, employee: u32) -> Option<u32> {
        match self.post(employee) {
            Post::Chief => None,
            Post::DivisionHead(division) => Some(division),
            Post::DepartmentHead(department) => Some(Self::division_of(department)),
            Post::TeamLead(team) | Post::Staff(team, _) => Some(Self::division_of(self.department_of(team))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_employee_has_one_post_and_a_manager_with_a_smaller_number_or_in_the_line_above() {
        for employees in [80, 81, 400, 997, 20_000] {
            let company = Company::new(employees);
            let mut leads = 0;
            for e in 0..employees {
                let post = company.post(e);
                leads += u32::from(matches!(post, Post::TeamLead(_)));
                match (post, company.manager(e)) {
                    (Post::Chief, None) => {}
                    (_, Some(manager)) => assert!(manager < e, "{e} {post:?} reports to {manager}"),
                    (post, None) => panic!("{e} {post:?} has no manager"),
                }
            }
            assert_eq!(leads, company.teams);
            for team in 0..company.teams {
                assert!(company.members(team).len() >= 4, "{employees}: team {team} {:?}", company.members(team));
            }
        }
    }

    #[test]
    fn the_first_numbers_do_not_depend_on_the_size() {
        for employees in [80, 400, 500_000] {
            let company = Company::new(employees);
            assert_eq!(company.post(11), Post::DepartmentHead(0));
            assert_eq!(company.post(12), Post::TeamLead(0));
            assert_eq!(company.post(13), Post::Staff(0, 0));
        }
    }
}
