//! Who sat on which Irish company's board, 2003 to 2013: one company is ours, the others are customers.
//!
//! Each company has one department of kind board. The years in which a person is listed without a gap are one membership,
//! from 1 January of the first to 1 January after the last; the last year of the data stays open, because nothing is known of
//! what came after. Lines of influence follow from the shared seats alone: none is written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::tables::{Folder, Outcome, rows};

/// Converts `board-seats.csv` of `source`; `own` is the company that is ours.
pub fn convert(source: &Path, target: &Path, own: &str) -> Outcome<()> {
    let mut seats: BTreeMap<(String, String), BTreeSet<i16>> = BTreeMap::new();
    for row in rows(&source.join("board-seats.csv"))? {
        let (year, director, company) = (row[0].parse()?, row[1].to_owned(), row[2].to_owned());
        seats.entry((company, director)).or_default().insert(year);
    }
    let companies: BTreeSet<&str> = seats.keys().map(|(company, _)| company.as_str()).collect();
    let directors: BTreeSet<&str> = seats.keys().map(|(_, director)| director.as_str()).collect();
    let last_year = seats.values().filter_map(|years| years.last()).max().copied();
    if !companies.contains(own) {
        return Err(format!("there is no company {own:?} in the data").into());
    }

    let folder = Folder::create(target)?;
    let mut organizations = folder.table("organizations", &["id", "name", "kind"])?;
    let mut departments = folder.table("departments", &["id", "name", "organization_id", "kind"])?;
    for company in &companies {
        let kind = if *company == own { "own" } else { "customer" };
        organizations.row([company, company, kind])?;
        departments.row([&board(company), &format!("Board of {company}"), company, "board"])?;
    }
    organizations.finish()?;
    departments.finish()?;

    let mut people = folder.table("people", &["id", "name"])?;
    for director in directors {
        people.row([director, director])?;
    }
    people.finish()?;

    let mut memberships = folder.table("memberships", &["person_id", "department_id", "title", "from", "to"])?;
    for ((company, director), years) in &seats {
        for (first, last) in runs(years) {
            let to = if Some(last) == last_year { String::new() } else { new_year(last + 1) };
            memberships.row([director, &board(company), "Director", &new_year(first), &to])?;
        }
    }
    memberships.finish()
}

fn board(company: &str) -> String {
    format!("{company} (board)")
}

fn new_year(year: i16) -> String {
    format!("{year}-01-01")
}

/// First and last years of the stretches without a gap.
fn runs(years: &BTreeSet<i16>) -> Vec<(i16, i16)> {
    let mut runs: Vec<(i16, i16)> = Vec::new();
    for &year in years {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == year => *last = year,
            _ => runs.push((year, year)),
        }
    }
    runs
}
