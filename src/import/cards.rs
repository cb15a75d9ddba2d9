//! From the cards of an address book to rows of the format.
//!
//! A card is a person: the stored one who alone has one of its mail addresses, or whom an earlier import of the card made; else a new
//! one. What is stored of a person stays: a card adds a mail address, a telephone number and other names where there are none.
//! A card that names a company which is recorded under exactly that name is a membership there, unless the person has or had one.
//! Where it is known whose address book it is, each card is also a line from them to its person.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::domain::{Coded as _, Id, InfluenceLevel, Membership, Person, Record, RecordKind, Unit};
use crate::service::ServiceError;

use super::export::each_cell;
use super::format::{Sheet, sheet_of};
use super::known::Known;
use super::outcome::ImportOptions;
use super::read::{Card, RawRow};

/// Names that a notice tells.
const NAMES_TOLD: usize = 5;

/// What was made of the cards of a book.
#[derive(Debug, Default)]
pub(super) struct MadeRows {
    pub rows: Vec<(&'static Sheet, Vec<RawRow>)>,
    pub notices: Vec<String>,
}

/// A person of the book: one card, or several of one person.
struct Held {
    card: Card,
    /// The cells of the person's row.
    cells: Vec<String>,
    is_stored: bool,
}

/// Makes rows of the cards of a book; each has the line of its card.
pub(super) async fn rows_of_cards(
    known: &dyn Known,
    book: &Arc<str>,
    cards: Vec<Card>,
    options: &ImportOptions,
) -> Result<MadeRows, ServiceError> {
    let mut made = MadeRows::default();
    let held = people_of(known, book, cards, &mut made.notices).await?;
    made.rows.push((sheet_of(RecordKind::Person), held.values().map(|h| RawRow::of(h.card.line, &h.cells)).collect()));
    let posts = posts_of(known, book, &held, &mut made.notices).await?;
    made.rows.push((sheet_of(RecordKind::Membership), posts));
    if let Some(owner) = &options.address_book_of {
        let others = held.iter().filter(|(id, _)| *id != owner.as_str());
        let lines = others.map(|(id, held)| line_from(owner, id, held.card.line)).collect();
        made.rows.push((sheet_of(RecordKind::Influence), lines));
    }
    made.rows.retain(|(_, rows)| !rows.is_empty());
    Ok(made)
}

/// The people of the cards by identifier.
async fn people_of(
    known: &dyn Known,
    book: &Arc<str>,
    cards: Vec<Card>,
    notices: &mut Vec<String>,
) -> Result<BTreeMap<String, Held>, ServiceError> {
    let addresses: BTreeSet<String> = cards.iter().flat_map(|card| card.addresses.iter().cloned()).collect();
    let holders = known.people_named(&addresses.into_iter().collect::<Vec<_>>()).await?;
    let mut chosen: Vec<(String, Card)> = Vec::with_capacity(cards.len());
    for card in cards {
        let same: BTreeSet<&Id> = card.addresses.iter().filter_map(|a| holders.get(a)).flatten().collect();
        match same.len() {
            0 => chosen.push((own_id(&card), card)),
            1 => chosen.extend(same.first().map(|id| (id.to_string(), card.clone()))),
            _ => {
                let ids: Vec<&str> = same.iter().map(|id| id.as_str()).collect();
                let (line, ids) = (card.line, ids.join(", "));
                notices.push(format!("{book}, row {line}: left out, its mail addresses are of several people: {ids}"));
            }
        }
    }
    let ids: Vec<Id> = chosen.iter().filter_map(|(id, _)| Id::new(id.as_str()).ok()).collect();
    let stored: HashMap<String, Person> =
        known.people(&ids).await?.into_iter().map(|person| (person.id.to_string(), person)).collect();
    let mut held: BTreeMap<String, Held> = BTreeMap::new();
    for (id, card) in chosen {
        match held.get_mut(&id) {
            Some(first) => add(&mut first.cells, &card),
            None => {
                let is_stored = stored.contains_key(&id);
                let mut cells = match stored.get(&id) {
                    Some(person) => cells_of(&Record::Person(person.clone())),
                    None => vec![id.clone(), card.name.clone()],
                };
                cells.resize(sheet_of(RecordKind::Person).columns.len(), String::new());
                add(&mut cells, &card);
                held.insert(id, Held { card, cells, is_stored });
            }
        }
    }
    Ok(held)
}

/// The identifier of the person of a card: the card's own, else one made of what tells it from others.
fn own_id(card: &Card) -> String {
    if let Some(uid) = card.uid.as_deref().and_then(|uid| Id::new(uid).ok()) {
        return uid.to_string();
    }
    let told = match card.addresses.first() {
        Some(address) => address.to_ascii_lowercase(),
        None => format!("{}\n{}", card.name, card.phones.first().map_or("", |phone| phone)),
    };
    format!("card-{}", &blake3::hash(told.as_bytes()).to_hex()[..16])
}

fn cells_of(record: &Record) -> Vec<String> {
    let mut cells = Vec::new();
    each_cell(record, &mut |cell| cells.push(cell.to_owned()));
    cells
}

/// Adds what a card knows to the cells of a person.
fn add(cells: &mut [String], card: &Card) {
    let place = |name: &str| sheet_of(RecordKind::Person).columns.iter().position(|column| column.name == name);
    let (Some(name), Some(email), Some(phone), Some(aliases)) =
        (place("name"), place("email"), place("phone"), place("aliases"))
    else {
        return;
    };
    for (cell, value) in [(email, card.addresses.first()), (phone, card.phones.first())] {
        if let (true, Some(value)) = (cells[cell].is_empty(), value) {
            cells[cell].clone_from(value);
        }
    }
    let mut known: Vec<String> =
        cells[aliases].split(';').filter(|alias| !alias.is_empty()).map(str::to_owned).collect();
    for alias in card.addresses.iter().chain([&card.name]) {
        let is_known =
            [&cells[name], &cells[email]].into_iter().chain(&known).any(|text| text.eq_ignore_ascii_case(alias));
        if !is_known && !alias.contains(';') {
            known.push(alias.clone());
        }
    }
    cells[aliases] = known.join(";");
}

/// Memberships at the companies that the cards name.
async fn posts_of(
    known: &dyn Known,
    book: &Arc<str>,
    held: &BTreeMap<String, Held>,
    notices: &mut Vec<String>,
) -> Result<Vec<RawRow>, ServiceError> {
    let names: BTreeSet<&String> = held.values().filter_map(|held| held.card.company.as_ref()).collect();
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let organizations =
        known.organizations_named(&names.iter().map(|name| (*name).clone()).collect::<Vec<_>>()).await?;
    let own: HashSet<Id> = known.own_organizations().await?.into_iter().collect();
    let stored: Vec<Id> =
        held.iter().filter(|(_, h)| h.is_stored).filter_map(|(id, _)| Id::new(id.as_str()).ok()).collect();
    let memberships = known.memberships_of(&stored).await?;
    let units: Vec<Id> = memberships.iter().filter_map(|m| department_of(m)).cloned().collect();
    let departments: HashMap<Id, Id> =
        known.departments(&units).await?.into_iter().map(|d| (d.id, d.organization_id)).collect();
    let been: HashSet<(&str, &Id)> = memberships
        .iter()
        .filter_map(|membership| {
            let organization = match &membership.unit {
                Unit::Department(id) => departments.get(id)?,
                Unit::Organization(id) => id,
            };
            Some((membership.person_id.as_str(), organization))
        })
        .collect();
    let mut rows = Vec::new();
    let mut unknown: BTreeSet<&str> = BTreeSet::new();
    for (id, Held { card, .. }) in held {
        let Some(company) = &card.company else { continue };
        match organizations.get(company).map(Vec::as_slice) {
            Some([organization]) if own.contains(organization) || been.contains(&(id.as_str(), organization)) => {}
            Some([organization]) => {
                let title = card.title.as_deref().unwrap_or_default();
                rows.push(row_of(
                    RecordKind::Membership,
                    card.line,
                    &[("person_id", id), ("organization_id", organization.as_str()), ("title", title)],
                ));
            }
            _ => {
                unknown.insert(company);
            }
        }
    }
    if !unknown.is_empty() {
        let told: Vec<&str> = unknown.iter().copied().take(NAMES_TOLD).collect();
        let more = if unknown.len() > NAMES_TOLD { ", …" } else { "" };
        notices.push(format!(
            "{book}: {} companies are not recorded under the name the cards give, so that nobody is placed there: {}{more}",
            unknown.len(),
            told.join(", ")
        ));
    }
    Ok(rows)
}

fn department_of(membership: &Membership) -> Option<&Id> {
    match &membership.unit {
        Unit::Department(id) => Some(id),
        Unit::Organization(_) => None,
    }
}

/// Whoever has somebody in their address book is acquainted with them.
fn line_from(owner: &Id, to: &str, line: u32) -> RawRow {
    row_of(
        RecordKind::Influence,
        line,
        &[
            ("from_id", owner.as_str()),
            ("to_id", to),
            ("level", InfluenceLevel::Acquainted.code()),
            ("source", "address book"),
            ("owner_id", owner.as_str()),
        ],
    )
}

fn row_of(kind: RecordKind, line: u32, cells: &[(&str, &str)]) -> RawRow {
    let cell = |name: &str| cells.iter().find(|(column, _)| *column == name).map_or("", |(_, text)| text);
    let cells: Vec<&str> = sheet_of(kind).columns.iter().map(|column| cell(column.name)).collect();
    RawRow::of(line, &cells)
}
