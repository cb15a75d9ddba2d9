//! The shape of the format: the sheets, their names and their columns. Data only; what cells mean is said in `row`.

use crate::domain::{Coded as _, RecordKind};

/// A column of a sheet.
#[derive(Debug, PartialEq, Eq)]
pub struct Column {
    /// The name the writer uses and errors show.
    pub name: &'static str,
    /// The Chinese name, where the format has one.
    pub chinese: Option<&'static str>,
    /// Whether the header row must have it.
    pub required: bool,
}

/// A sheet: one kind of records.
#[derive(Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What its rows are.
    pub kind: RecordKind,
    /// The name of the sheet, and of the file without `.csv`.
    pub name: &'static str,
    /// The Chinese name.
    pub chinese: &'static str,
    /// The columns, in the order in which the writer puts them.
    pub columns: &'static [Column],
    /// Pairs of columns of which the header row must have at least one, and a row exactly one filled.
    pub one_of: &'static [(&'static str, &'static str)],
}

const fn must(name: &'static str, chinese: Option<&'static str>) -> Column {
    Column { name, chinese, required: true }
}
const fn may(name: &'static str, chinese: Option<&'static str>) -> Column {
    Column { name, chinese, required: false }
}

/// The sheets, one for each kind of records, in the order in which their records depend on each other.
pub static SHEETS: [Sheet; RecordKind::ALL.len()] = [
    Sheet {
        kind: RecordKind::Organization,
        name: "organizations",
        chinese: "组织",
        columns: &[
            must("id", None),
            must("name", Some("名称")),
            must("kind", Some("类型")),
            may("industry", Some("行业")),
            may("region", Some("区域")),
            may("potential", None),
        ],
        one_of: &[],
    },
    Sheet {
        kind: RecordKind::Department,
        name: "departments",
        chinese: "部门",
        columns: &[
            must("id", None),
            must("name", Some("名称")),
            must("organization_id", None),
            may("parent_id", Some("上级部门")),
            may("kind", Some("类型")),
        ],
        one_of: &[],
    },
    Sheet {
        kind: RecordKind::Person,
        name: "people",
        chinese: "人员",
        columns: &[
            must("id", None),
            must("name", Some("姓名")),
            may("email", None),
            may("phone", None),
            may("aliases", None),
            may("consent", None),
            may("behaviour", None),
            may("social_style", None),
            may("needs", None),
        ],
        one_of: &[],
    },
    Sheet {
        kind: RecordKind::Membership,
        name: "memberships",
        chinese: "任职",
        columns: &[
            must("person_id", None),
            may("department_id", None),
            may("organization_id", None),
            may("title", Some("职务")),
            may("level", Some("职级")),
            may("from", None),
            may("to", None),
        ],
        one_of: &[("department_id", "organization_id")],
    },
    Sheet {
        kind: RecordKind::Opportunity,
        name: "opportunities",
        chinese: "商机",
        columns: &[
            must("id", None),
            must("name", Some("名称")),
            must("customer_id", None),
            may("amount", None),
            may("currency", None),
            may("class", None),
            may("stage", None),
            may("owner_id", None),
            may("opened", None),
            may("closed", None),
            may("outcome", None),
        ],
        one_of: &[],
    },
    Sheet {
        kind: RecordKind::Reporting,
        name: "reporting",
        chinese: "汇报",
        columns: &[
            must("person_id", None),
            must("manager_id", Some("上级")),
            may("scope", None),
            may("from", None),
            may("to", None),
        ],
        one_of: &[],
    },
    Sheet {
        kind: RecordKind::Influence,
        name: "influences",
        chinese: "影响",
        columns: &[
            must("from_id", None),
            must("to_id", None),
            may("strength", None),
            may("level", None),
            may("polarity", None),
            may("kind", None),
            may("source", None),
            may("evidence", None),
            may("observed_at", None),
            may("ended_at", None),
            may("visibility", None),
            may("owner_id", None),
        ],
        one_of: &[("strength", "level")],
    },
    Sheet {
        kind: RecordKind::Interaction,
        name: "interactions",
        chinese: "交往",
        columns: &[
            must("from_id", None),
            must("to_id", None),
            must("at", None),
            may("id", None),
            may("kind", None),
            may("count", None),
        ],
        one_of: &[],
    },
    Sheet {
        kind: RecordKind::DecisionRole,
        name: "decision_roles",
        chinese: "决策角色",
        columns: &[
            must("opportunity_id", None),
            must("person_id", None),
            may("role", None),
            may("importance", None),
            may("veto", None),
            may("approve", None),
            may("contact_level", None),
            may("from", None),
            may("to", None),
        ],
        one_of: &[],
    },
    Sheet {
        kind: RecordKind::Assessment,
        name: "assessments",
        chinese: "评估",
        columns: &[
            must("person_id", None),
            must("vendor_id", None),
            must("dimension", None),
            must("level", None),
            may("scale", None),
            may("opportunity_id", None),
            must("at", None),
            may("by_id", None),
            may("evidence", None),
            may("coach", None),
            may("visibility", None),
        ],
        one_of: &[],
    },
    Sheet {
        kind: RecordKind::Signal,
        name: "signals",
        chinese: "成交信号",
        columns: &[
            must("opportunity_id", None),
            must("signal", Some("信号")),
            must("value", Some("是否")),
            must("at", None),
            may("by_id", None),
            may("evidence", None),
        ],
        one_of: &[],
    },
    Sheet {
        kind: RecordKind::Target,
        name: "targets",
        chinese: "销售目标",
        columns: &[
            must("person_id", None),
            must("from", None),
            must("to", None),
            must("amount", Some("金额")),
            must("currency", Some("币种")),
        ],
        one_of: &[],
    },
    Sheet {
        kind: RecordKind::Endorsement,
        name: "endorsements",
        chinese: "行业认可",
        columns: &[
            must("person_id", None),
            must("at", None),
            may("by_id", None),
            may("evidence", None),
            may("ended_at", None),
        ],
        one_of: &[],
    },
];

/// The sheet of a kind of records.
pub fn sheet_of(kind: RecordKind) -> &'static Sheet {
    SHEETS.iter().find(|sheet| sheet.kind == kind).expect("every kind of records has its sheet")
}

/// The sheet a sheet name or a file name without ending means: its English or Chinese name, alone or followed by something that
/// is no letter ("interactions-2024", "人员 (2)"), so that a log may come in pieces.
pub fn sheet_named(name: &str) -> Option<&'static Sheet> {
    let name = name.trim().to_lowercase();
    SHEETS.iter().find(|sheet| {
        [sheet.name, sheet.chinese].iter().any(|own| {
            name.strip_prefix(own).is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphabetic()))
        })
    })
}

impl Sheet {
    /// The position of the column a header cell means.
    pub fn column_named(&self, header: &str) -> Option<usize> {
        let header = header.trim();
        self.columns.iter().position(|c| c.name.eq_ignore_ascii_case(header) || c.chinese == Some(header))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_sheet_in_the_order_of_dependence() {
        assert_eq!(SHEETS.iter().map(|s| s.kind).collect::<Vec<_>>(), RecordKind::ALL);
    }

    #[test]
    fn names_are_english_or_chinese_and_may_be_followed_by_a_number() {
        let kind = |name| sheet_named(name).map(|s| s.kind);
        assert_eq!(kind("People"), Some(RecordKind::Person));
        assert_eq!(kind("人员"), Some(RecordKind::Person));
        assert_eq!(kind("interactions-2024"), Some(RecordKind::Interaction));
        assert_eq!(kind("reporting_lines_old"), Some(RecordKind::Reporting));
        assert_eq!(kind("peoples"), None);
        assert_eq!(kind("影响力分析"), None);
    }

    #[test]
    fn headers_ignore_case_and_accept_chinese() {
        let people = sheet_of(RecordKind::Person);
        assert_eq!(people.column_named(" NAME "), Some(1));
        assert_eq!(people.column_named("姓名"), Some(1));
        assert_eq!(people.column_named("nickname"), None);
    }
}
