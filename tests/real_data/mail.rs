//! Enron's mail: importing again changes nothing, trust is what the log says, and no subject is anywhere.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

use guanxi::domain::{Coded, RecordKind};
use guanxi::service::LineKind;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Unit};

use super::{enron, place};

const OWN: &str = "Legal";
const DAY: Date = date(2001, 10, 31);
/// Subjects shorter than this are words that may be anywhere.
const SUBJECT_MIN: usize = 12;

/// The log, straight from the files: for each pair, smaller number first, the days and the senders.
struct Log {
    contacts: HashMap<(u32, u32), Vec<(Date, u32)>>,
    subjects: Vec<String>,
}

fn log(source: &Path) -> Log {
    let read = |file| std::fs::read_to_string(source.join(file)).expect("a file of the data set");
    let (mut sent, mut subjects) = (HashMap::new(), Vec::new());
    for line in read("messages.tsv").lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let at = Timestamp::from_second(cells[2].parse().expect("seconds")).expect("an instant");
        sent.insert(
            cells[0].to_owned(),
            (at.to_zoned(TimeZone::UTC).date(), cells[4].parse::<u32>().expect("a number")),
        );
        subjects.push(cells[3].to_owned());
    }
    let mut contacts: HashMap<(u32, u32), Vec<(Date, u32)>> = HashMap::new();
    for line in read("recipients.tsv").lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let (day, sender) = sent[cells[0]];
        let receiver: u32 = cells[2].parse().expect("a number");
        contacts.entry((sender.min(receiver), sender.max(receiver))).or_default().push((day, sender));
    }
    Log { contacts, subjects }
}

/// Trust of a pair from mail alone (method §8): no professional events, depth of business contact.
fn trust(contacts: &[(Date, u32)], day: Date) -> f64 {
    let age = |earlier: Date| earlier.until((Unit::Day, day)).expect("days").get_days();
    let past: Vec<&(Date, u32)> = contacts.iter().filter(|(d, _)| *d <= day).collect();
    let senders: BTreeSet<u32> = past.iter().map(|(_, sender)| *sender).collect();
    let one_way = if senders.len() == 2 { 1.0 } else { 0.5 };
    let recent = past.iter().filter(|(d, _)| age(*d) < 180).count() as f64;
    let mut ages: Vec<i32> = past.iter().map(|(d, _)| age(*d)).collect();
    ages.sort_unstable();
    let mut unbroken = ages[0];
    for next in &ages {
        if next - unbroken > 365 {
            break;
        }
        unbroken = *next;
    }
    let years = if ages[0] > 365 { 0.0 } else { f64::from(unbroken - ages[0]) / 365.0 };
    25.0 * ((one_way * recent / 12.0).min(1.0) + 0.25 + (years / 3.0).min(1.0))
}

fn number(id: &str) -> u32 {
    id.strip_prefix("enron-").and_then(|n| n.parse().ok()).expect("an employee's number")
}

/// Whether one of the subjects is somewhere in these bytes; looks at each place once.
fn subject_in<'a>(bytes: &[u8], subjects: &HashMap<[u8; 8], Vec<&'a str>>) -> Option<&'a str> {
    bytes.windows(8).enumerate().find_map(|(at, window)| {
        let key: [u8; 8] = window.try_into().expect("eight bytes");
        let begun = subjects.get(&key)?;
        begun.iter().copied().find(|subject| bytes[at..].starts_with(subject.as_bytes()))
    })
}

#[tokio::test]
async fn mail_becomes_trust_once_and_its_subjects_nothing() {
    let Some(source) = place::data("enron") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let converted = tempfile::tempdir().expect("a folder");
    enron::convert(&source, converted.path(), OWN).expect("the data converts");
    let store = place::embedded(&folder).await;
    let service = place::service(store);

    let first = place::import(&service, converted.path()).await;
    let again = place::import(&service, converted.path()).await;
    assert_eq!(place::added_and_unchanged(&first, RecordKind::Interaction), (38_388, 0));
    assert_eq!(place::added_and_unchanged(&again, RecordKind::Interaction), (0, 38_388));
    for kind in RecordKind::ALL {
        assert_eq!(place::added_and_unchanged(&again, *kind).0, 0, "{kind:?}");
    }
    assert_eq!(first.data_version, again.data_version, "importing again is no change");

    let log = log(&source);
    trust_is_that_of_the_log(&service, &log).await;

    let mut subjects: HashMap<[u8; 8], Vec<&str>> = HashMap::new();
    // A few messages are about somebody of the firm, whose name is stored as such.
    let staff = std::fs::read_to_string(source.join("employees.tsv")).expect("a file of the data set");
    for subject in log.subjects.iter().filter(|s| s.len() >= SUBJECT_MIN && !staff.contains(s.as_str())) {
        let key = subject.as_bytes()[..8].try_into().expect("eight bytes");
        subjects.entry(key).or_default().push(subject);
    }
    assert!(subjects.len() > 5_000, "{} beginnings of subjects", subjects.len());
    assert!(subject_in(b"... Re: Indemnification ...", &subjects).is_some(), "a subject would be found");
    for place in [folder.path(), converted.path()] {
        let mut files = 0;
        for entry in std::fs::read_dir(place).expect("the folder") {
            let path = entry.expect("an entry").path();
            let bytes = std::fs::read(&path).expect("a file");
            assert_eq!(subject_in(&bytes, &subjects), None, "in {}", path.display());
            files += 1;
        }
        assert!(files > 0);
    }
}

async fn trust_is_that_of_the_log(service: &guanxi::service::Service, log: &Log) {
    // Key persons: those outside of Legal with the most mail.
    let mut mails: HashMap<u32, usize> = HashMap::new();
    for ((one, other), contacts) in &log.contacts {
        *mails.entry(*one).or_default() += contacts.len();
        *mails.entry(*other).or_default() += contacts.len();
    }
    let mut busiest: Vec<(usize, u32)> = mails.into_iter().map(|(person, mails)| (mails, person)).collect();
    busiest.sort_unstable_by(|a, b| b.cmp(a));
    let legal = legal(service).await;
    let (mut compared, mut one_way) = (HashSet::new(), 0);
    for (_, key) in busiest.iter().filter(|(_, person)| !legal.contains(person)).take(15) {
        let answer = place::ask(service, &format!("enron-{key}"), DAY).await;
        for route in answer.doors.iter().flat_map(|door| &door.routes) {
            let step = &route.steps[0];
            if route.steps.len() > 1 || step.line != LineKind::Trust {
                continue;
            }
            let from = number(place::id(&step.from));
            let pair = (from.min(*key), from.max(*key));
            let expected = trust(&log.contacts[&pair], DAY);
            assert!(
                (step.undecayed_strength * 100.0 - expected).abs() < 1e-9,
                "{pair:?}: {} of 100, expected {expected}",
                step.undecayed_strength * 100.0
            );
            let senders: BTreeSet<u32> =
                log.contacts[&pair].iter().filter(|(day, _)| *day <= DAY).map(|(_, sender)| *sender).collect();
            one_way += usize::from(senders.len() == 1);
            compared.insert(pair);
        }
    }
    assert!(compared.len() >= 40 && one_way >= 5, "{} pairs, {one_way} one way", compared.len());
}

/// The people of our company.
async fn legal(service: &guanxi::service::Service) -> HashSet<u32> {
    let mut people = HashSet::new();
    let mut all = service.all_records().await.expect("a view of the store");
    let page = all.page(RecordKind::Membership, None).await.expect("the memberships");
    for record in page {
        if let guanxi::domain::Record::Membership(membership) = record
            && membership.unit.id().as_str().starts_with(OWN)
        {
            people.insert(number(membership.person_id.as_str()));
        }
    }
    assert_eq!(people.len(), 25);
    people
}
