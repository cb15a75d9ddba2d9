//! Two firms that were asked who goes to whom for advice, and who is friends with whom: Krackhardt's managers (1987) and
//! Lazega's lawyers (2001). One department (Krackhardt) or office (Lazega) is our company, everybody else a customer.
//!
//! Advice is written "from asks to", friendship and co-work "from names to". Whom somebody asks or names can move them, so
//! each becomes a line the other way round: from the one asked to the one who asks. A pair named in several ways becomes one
//! line with the strongest of its levels (advice strong 强, friendship medium 中, co-work weak 弱), and says in its kind what
//! was named. The days are not known, so the lines carry none and do not fade.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::tables::{Folder, Outcome, rows};

/// What is particular to one of the two.
pub struct Network {
    /// Prefix of the identifiers.
    pub firm: &'static str,
    /// Column of the groups, one of which is ours, and what a group is called.
    group: usize,
    group_name: &'static str,
    /// Column of the rank, and the title of each rank from 1.
    rank: usize,
    titles: &'static [&'static str],
    /// Files of edges from the strongest kind to the weakest, with their levels.
    relations: &'static [(&'static str, &'static str)],
    reporting: Option<&'static str>,
}

/// 21 managers: CEO, vice presidents, managers; the CEO's department is 0.
pub const KRACKHARDT: Network = Network {
    firm: "krackhardt",
    group: 4,
    group_name: "Department",
    rank: 3,
    titles: &["CEO", "Vice President", "Manager"],
    relations: &[("advice", "strong"), ("friendship", "medium")],
    reporting: Some("reports-to"),
};
/// 71 lawyers: partners and associates in three offices.
pub const LAZEGA: Network = Network {
    firm: "lazega",
    group: 3,
    group_name: "Office",
    rank: 1,
    titles: &["Partner", "Associate"],
    relations: &[("advice", "strong"), ("friendship", "medium"), ("cowork", "weak")],
    reporting: None,
};

/// Converts the node and edge files of `source`; `own` is the number of the group that is our company.
pub fn convert(network: &Network, source: &Path, target: &Path, own: &str) -> Outcome<()> {
    let nodes = rows(&source.join("nodes.csv"))?;
    let groups: BTreeSet<&str> = nodes.iter().map(|row| &row[network.group]).collect();
    if !groups.contains(own) {
        return Err(format!("there is no {} {own:?} in the data: {groups:?}", network.group_name).into());
    }
    let folder = Folder::create(target)?;
    let person = |number: &str| format!("{}-{number}", network.firm);
    let group_id = |group: &str| format!("{}-{}-{group}", network.firm, network.group_name.to_lowercase());
    let customer = format!("{}-others", network.firm);

    let mut organizations = folder.table("organizations", &["id", "name", "kind"])?;
    organizations.row([&group_id(own), &format!("{} {own}", network.group_name), "own"])?;
    organizations.row([&customer, "The other groups", "customer"])?;
    organizations.finish()?;
    let mut departments = folder.table("departments", &["id", "name", "organization_id"])?;
    for group in groups {
        let organization = if group == own { &group_id(own) } else { &customer };
        departments.row([&group_id(group), &format!("{} {group}", network.group_name), organization])?;
    }
    departments.finish()?;

    let mut people = folder.table("people", &["id", "name"])?;
    let mut memberships = folder.table("memberships", &["person_id", "department_id", "title", "level"])?;
    for row in &nodes {
        let (id, rank) = (person(&row[0]), row[network.rank].parse::<usize>()?);
        let Some(title) = rank.checked_sub(1).and_then(|place| network.titles.get(place)) else {
            return Err(format!("nodes.csv: {rank} is no rank").into());
        };
        people.row([&id, &format!("{title} {}", &row[0])])?;
        memberships.row([&id, &group_id(&row[network.group]), title, &rank.to_string()])?;
    }
    people.finish()?;
    memberships.finish()?;

    // By (from, to) of the line of influence: the kinds that were named, strongest first.
    let mut lines: BTreeMap<(u32, u32), Vec<(&str, &str)>> = BTreeMap::new();
    for relation in network.relations {
        for row in rows(&source.join(format!("{}.edges.csv", relation.0)))? {
            lines.entry((row[1].parse()?, row[0].parse()?)).or_default().push(*relation);
        }
    }
    let mut table = folder.table("influences", &["from_id", "to_id", "level", "polarity", "kind", "source"])?;
    for ((from, to), named) in lines {
        let kinds: Vec<&str> = named.iter().map(|(kind, _)| *kind).collect();
        let level = named[0].1;
        table.row([
            &person(&from.to_string()),
            &person(&to.to_string()),
            level,
            "support",
            &kinds.join(", "),
            "survey",
        ])?;
    }
    table.finish()?;

    if let Some(file) = network.reporting {
        let mut reporting = folder.table("reporting", &["person_id", "manager_id", "scope"])?;
        for row in rows(&source.join(format!("{file}.edges.csv")))? {
            reporting.row([&person(&row[0]), &person(&row[1]), "customer"])?;
        }
        reporting.finish()?;
    }
    Ok(())
}
