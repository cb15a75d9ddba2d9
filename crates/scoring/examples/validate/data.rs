//! The data sets as they are read; what is not used here is not looked at. Subjects of mails are content: their column is
//! never read.

use std::collections::{BTreeSet, HashMap};
use std::error::Error;
use std::path::Path;

pub type Outcome<T> = Result<T, Box<dyn Error>>;

/// Mail at Enron among the employees, numbered from 0.
pub struct Enron {
    pub people: Vec<Employee>,
    /// When, from whom, to whom: once for each message and recipient, nobody to themself.
    pub mails: Vec<(i64, u32, u32)>,
    /// Report and manager, where both names lead to exactly one employee; each has one manager.
    pub managers: Vec<(u32, u32)>,
}

/// An employee.
pub struct Employee {
    pub division: String,
    /// Absent where the data says NA.
    pub department: Option<String>,
}

/// People who were asked whom they go to for advice.
pub struct Survey {
    pub name: &'static str,
    /// What the upper level is.
    pub level: &'static str,
    /// Whether each is of the upper level.
    pub upper: Vec<bool>,
    /// Who asks whom.
    pub advice: Vec<(u32, u32)>,
}

fn rows(path: &Path, delimiter: u8) -> Outcome<Vec<csv::StringRecord>> {
    let named = |error: csv::Error| format!("{}: {error}", path.display());
    let plain = delimiter == b',';
    let mut builder = csv::ReaderBuilder::new();
    let mut reader = builder.delimiter(delimiter).has_headers(plain).quoting(plain).from_path(path).map_err(named)?;
    reader.records().map(|row| row.map_err(|error| named(error).into())).collect()
}

/// The first and the last word of a name, without initials in between and without "III" behind.
fn first_and_last(name: &str) -> (String, String) {
    let words: Vec<&str> =
        name.split([' ', '.']).filter(|w| !w.is_empty() && !["II", "III", "Jr", "Sr"].contains(w)).collect();
    let word = |at: Option<&&str>| at.map(|w| w.to_lowercase()).unwrap_or_default();
    (word(words.first()), word(words.last()))
}

pub fn enron(folder: &Path) -> Outcome<Enron> {
    let employees = rows(&folder.join("employees.tsv"), b'\t')?;
    let number: HashMap<&str, u32> = employees.iter().zip(0..).map(|(row, n)| (&row[0], n)).collect();
    let people = employees
        .iter()
        .map(|row| Employee { division: row[2].to_owned(), department: (&row[3] != "NA").then(|| row[3].to_owned()) })
        .collect();
    let mut by_name: HashMap<(String, String), Vec<u32>> = HashMap::new();
    for row in &employees {
        by_name.entry(first_and_last(&row[1])).or_default().push(number[&row[0]]);
    }
    let one = |first: &str, last: &str| match by_name.get(&first_and_last(&format!("{first} {last}")))?.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    let managers: BTreeSet<(u32, u32)> = rows(&folder.join("manager-subordinate.csv"), b',')?
        .iter()
        .filter_map(|row| Some((one(&row[1], &row[0])?, one(&row[3], &row[2])?)))
        .collect();
    let mut sent: HashMap<String, (i64, u32)> = HashMap::new();
    for row in rows(&folder.join("messages.tsv"), b'\t')? {
        sent.insert(row[0].to_owned(), (row[2].parse()?, number[&row[4]]));
    }
    let mut once = BTreeSet::new();
    let mut mails = Vec::new();
    for row in rows(&folder.join("recipients.tsv"), b'\t')? {
        let &(at, from) = sent.get(&row[0]).ok_or_else(|| format!("recipients.tsv: no message {}", &row[0]))?;
        let to = number[&row[2]];
        if from != to && once.insert((row[0].to_owned(), to)) {
            mails.push((at, from, to));
        }
    }
    Ok(Enron { people, mails, managers: managers.into_iter().collect() })
}

/// 21 managers of one firm; the CEO and the vice presidents are of the upper level.
pub fn krackhardt(folder: &Path) -> Outcome<Survey> {
    survey(folder, "Krackhardt", "CEO or vice president", 3, &["1", "2"])
}

/// 71 lawyers of one firm; the partners are of the upper level.
pub fn lazega(folder: &Path) -> Outcome<Survey> {
    survey(folder, "Lazega", "partner", 1, &["1"])
}

fn survey(folder: &Path, name: &'static str, level: &'static str, column: usize, upper: &[&str]) -> Outcome<Survey> {
    let nodes = rows(&folder.join("nodes.csv"), b',')?;
    let number: HashMap<&str, u32> = nodes.iter().zip(0..).map(|(row, n)| (&row[0], n)).collect();
    let advice = rows(&folder.join("advice.edges.csv"), b',')?;
    Ok(Survey {
        name,
        level,
        upper: nodes.iter().map(|row| upper.contains(&&row[column])).collect(),
        advice: advice.iter().map(|row| (number[&row[0]], number[&row[1]])).collect(),
    })
}
