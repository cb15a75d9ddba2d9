//! Who wrote to whom at Enron: one group of the firm (Legal, Trading or Other) is our company, the others are customers.
//!
//! A message is an interaction of kind mail from its sender to each recipient; its identifier is that of the message and the
//! recipient, so that a part of the log imported again counts once. The subject is content: its column is never looked at.
//! Boss and subordinate are known by name: a pair is taken where both names lead to exactly one of the employees.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use jiff::Timestamp;

use crate::tables::{Folder, Outcome, rows, tab_rows};

/// Columns of `employees.tsv`.
const ID: usize = 0;
const NAME: usize = 1;
const GROUP: usize = 2;
const DEPARTMENT: usize = 3;
const TITLE: usize = 4;
const SENIORITY: usize = 6;
/// Columns of `messages.tsv`. The fourth holds the subject and has no name here.
const MESSAGE: usize = 0;
const SENT: usize = 2;
const SENDER: usize = 4;

/// Converts the four files of `source`; `own` is the group that is our company.
pub fn convert(source: &Path, target: &Path, own: &str) -> Outcome<()> {
    let employees = tab_rows(&source.join("employees.tsv"))?;
    let groups: BTreeSet<&str> = employees.iter().map(|row| &row[GROUP]).collect();
    if !groups.contains(own) {
        return Err(format!("there is no group {own:?} in the data: {groups:?}").into());
    }
    let folder = Folder::create(target)?;
    let mut organizations = folder.table("organizations", &["id", "name", "kind"])?;
    for group in groups {
        let kind = if group == own { "own" } else { "customer" };
        organizations.row([group, &format!("Enron {group}"), kind])?;
    }
    organizations.finish()?;

    let named = |row: &csv::StringRecord| (row[GROUP].to_owned(), row[DEPARTMENT].to_owned());
    let departments: BTreeSet<_> = employees.iter().map(named).filter(|(_, name)| name != "NA").collect();
    let mut table = folder.table("departments", &["id", "name", "organization_id"])?;
    for (group, name) in &departments {
        table.row([&department(group, name), name, group])?;
    }
    table.finish()?;

    let mut people = folder.table("people", &["id", "name"])?;
    let columns = ["person_id", "department_id", "organization_id", "title", "level"];
    let mut memberships = folder.table("memberships", &columns)?;
    for row in &employees {
        people.row([&person(&row[ID]), &row[NAME]])?;
        let place = if departments.contains(&named(row)) {
            [department(&row[GROUP], &row[DEPARTMENT]), String::new()]
        } else {
            [String::new(), row[GROUP].to_owned()]
        };
        memberships.row([&person(&row[ID]), &place[0], &place[1], &row[TITLE], level(&row[TITLE], &row[SENIORITY])])?;
    }
    people.finish()?;
    memberships.finish()?;
    reporting(source, &folder, &employees)?;
    interactions(source, &folder)
}

fn person(number: &str) -> String {
    format!("enron-{number}")
}

fn department(group: &str, name: &str) -> String {
    format!("{group}: {name}")
}

/// Title level, 1 = highest, from the words of the title; below managers the seniority decides.
fn level(title: &str, seniority: &str) -> &'static str {
    let has = |words: &[&str]| title.split(' ').any(|word| words.contains(&word));
    if has(&["President", "CEO", "COO"]) {
        "1"
    } else if has(&["VP", "CFO", "CRO", "CTO"]) {
        "2"
    } else if has(&["Director", "Dir", "Mng"]) {
        "3"
    } else if has(&["Mgr", "Manager", "Cnsl"]) {
        "4"
    } else if seniority == "Senior" {
        "5"
    } else {
        "6"
    }
}

fn reporting(source: &Path, folder: &Folder, employees: &[csv::StringRecord]) -> Outcome<()> {
    let mut by_name: HashMap<(String, String), Vec<&str>> = HashMap::new();
    for row in employees {
        by_name.entry(first_and_last(&row[NAME])).or_default().push(&row[ID]);
    }
    let one =
        |first: &str, last: &str| match by_name.get(&first_and_last(&format!("{first} {last}"))).map(Vec::as_slice) {
            Some([only]) => Some(*only),
            _ => None,
        };
    let pairs: BTreeSet<(&str, &str)> = rows(&source.join("manager-subordinate.csv"))?
        .iter()
        .filter_map(|row| Some((one(&row[1], &row[0])?, one(&row[3], &row[2])?)))
        .collect();
    let mut table = folder.table("reporting", &["person_id", "manager_id", "scope"])?;
    for (subordinate, manager) in pairs {
        table.row([&person(subordinate), &person(manager), "customer"])?;
    }
    table.finish()
}

/// The first and the last word of a name, without initials in between and without "III" behind.
fn first_and_last(name: &str) -> (String, String) {
    let words: Vec<&str> =
        name.split([' ', '.']).filter(|w| !w.is_empty() && !["II", "III", "Jr", "Sr"].contains(w)).collect();
    let word = |at: Option<&&str>| at.map(|w| w.to_lowercase()).unwrap_or_default();
    (word(words.first()), word(words.last()))
}

fn interactions(source: &Path, folder: &Folder) -> Outcome<()> {
    let mut messages: BTreeMap<u32, (Timestamp, String)> = BTreeMap::new();
    for row in tab_rows(&source.join("messages.tsv"))? {
        let sent = Timestamp::from_second(row[SENT].parse()?)?;
        messages.insert(row[MESSAGE].parse()?, (sent, person(&row[SENDER])));
    }
    let mut table = folder.table("interactions", &["id", "from_id", "to_id", "at", "kind", "count"])?;
    for row in tab_rows(&source.join("recipients.tsv"))? {
        let (message, recipient) = (row[0].parse::<u32>()?, &row[2]);
        let Some((sent, sender)) = messages.get(&message) else {
            return Err(format!("recipients.tsv: there is no message {message}").into());
        };
        table.row([
            &format!("enron-{message}-{recipient}"),
            sender,
            &person(recipient),
            &sent.to_string(),
            "mail",
            "1",
        ])?;
    }
    table.finish()
}
