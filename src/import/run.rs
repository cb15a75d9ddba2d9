//! An import: everything is read and checked first; only then everything is read again and written.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::{Assessment, Coded, Id, Record, RecordKind, Visibility};
use crate::service::{Service, TallyCounts};

use super::cards::rows_of_cards;
use super::check::{Checker, Fate, InputReport, Report, Row};
use super::fault::{Fault, FaultCode, Place};
use super::known::{Destination, Known, Ledger, Recorded};
use super::outcome::{FileOutcome, ImportError, ImportOptions, Outcome, Phase, Progress};
use super::read::{Form, Found, Input, Layout, Source, find_inputs, find_sources, read_cards};
use super::record::{Refused, read_record};
use super::rejects::{Rejects, RejectsWriter};
use super::stream::{Piece, RowReader, read_ahead};

/// Imports files into what a service records. `paths` are folders of CSV files, CSV files and XLSX workbooks.
///
/// # Errors
/// [`ImportError`] when the store or the disk fails; the store is then as it was before (on Neo4j above 50,000 changes: as
/// [`WriteMode::Bulk`](crate::service::WriteMode::Bulk) says). Faults of the input are no error of this kind: the [`Outcome`]
/// tells them, and that nothing was written.
pub async fn import(
    service: &Service,
    now: Timestamp,
    paths: &[PathBuf],
    options: &ImportOptions,
    progress: &dyn Progress,
) -> Result<Outcome, ImportError> {
    let recorded = Recorded { service, now, other_ids: false };
    import_into(&recorded, &recorded, paths, options, progress).await
}

/// As [`import`], into anything, beside anything that answers what an import asks.
///
/// # Errors
/// As [`import`].
pub async fn import_into(
    known: &dyn Known,
    destination: &dyn Destination,
    paths: &[PathBuf],
    options: &ImportOptions,
    progress: &dyn Progress,
) -> Result<Outcome, ImportError> {
    let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    let found = find_inputs(paths);
    Run::new(known, destination, options, progress).import(found, &names.join(", ")).await
}

/// As [`import_into`], of single files, each called as its source says.
pub(super) async fn import_sources(
    known: &dyn Known,
    destination: &dyn Destination,
    sources: &[Source],
    options: &ImportOptions,
) -> Result<Outcome, ImportError> {
    let names: Vec<&str> = sources.iter().map(|source| &*source.name).collect();
    Run::new(known, destination, options, &()).import(find_sources(sources), &names.join(", ")).await
}

fn nothing_found(looked_at: &str) -> Fault {
    let place = Place { file: looked_at.into(), row: None, column: None };
    let expected = "files or sheets named as in the format: organizations, departments, people, ...";
    Fault::new(place, FaultCode::UnreadableFile, None, expected)
}

struct Run<'a> {
    known: &'a dyn Known,
    destination: &'a dyn Destination,
    options: &'a ImportOptions,
    progress: &'a dyn Progress,
    report: Report,
    notices: Vec<String>,
}

impl<'a> Run<'a> {
    fn new(
        known: &'a dyn Known,
        destination: &'a dyn Destination,
        options: &'a ImportOptions,
        progress: &'a dyn Progress,
    ) -> Self {
        Self { known, destination, options, progress, report: Report::default(), notices: Vec::new() }
    }

    async fn import(mut self, found: Result<Found, Vec<Fault>>, looked_at: &str) -> Result<Outcome, ImportError> {
        let mut found = match found {
            Ok(found) if found.inputs.is_empty() && found.books.is_empty() => {
                self.report.faults.add(nothing_found(looked_at));
                return Ok(self.outcome(None, &[], Vec::new()));
            }
            Ok(found) => found,
            Err(faults) => {
                faults.into_iter().for_each(|fault| self.report.faults.add(fault));
                return Ok(self.outcome(None, &[], Vec::new()));
            }
        };
        self.open_books(&mut found).await?;
        self.notices
            .extend(found.ignored.iter().map(|name| format!("{name}: ignored, its name is none of the format")));
        let (checker, all_readable) = self.check(&found).await?;
        if !all_readable || (!self.report.faults.is_empty() && !self.options.skip_invalid) {
            return Ok(self.outcome(None, &[], Vec::new()));
        }
        let (version, tallies, rejects) = self.write(&found, &checker).await?;
        Ok(self.outcome(Some(version), &tallies, rejects))
    }

    /// Makes rows of the cards of address books. A card that cannot be read is a fault, one that is left out is told.
    async fn open_books(&mut self, found: &mut Found) -> Result<(), ImportError> {
        for book in std::mem::take(&mut found.books) {
            let (path, name) = (book.path.clone(), book.name.clone());
            let read = tokio::task::spawn_blocking(move || read_cards(&path, &name));
            let (cards, faults) = read.await.map_err(|_| ImportError::ReaderBrokeOff(book.name.clone()))?;
            faults.into_iter().for_each(|fault| self.report.faults.add(fault));
            let made = rows_of_cards(self.known, &book.name, cards, self.options).await?;
            self.notices.extend(made.notices);
            for (sheet, rows) in made.rows {
                found.add_made(&book, sheet, rows);
            }
        }
        Ok(())
    }

    /// Reads and checks everything; also says whether every file could be read to its end.
    async fn check(&mut self, found: &Found) -> Result<(Checker<'a>, bool), ImportError> {
        let mut checker = Checker::new(self.known);
        if found.inputs.iter().any(|input| input.sheet.kind == RecordKind::Assessment) {
            checker.watch_for_early_assessments();
        }
        let mut all_readable = true;
        for input in &found.inputs {
            self.report.inputs.push(InputReport::new(input.name.clone(), input.sheet));
        }
        for kind in RecordKind::ALL {
            for (number, input) in (0..).zip(&found.inputs).filter(|(_, input)| input.sheet.kind == *kind) {
                all_readable &= self.check_input(number, input, &mut checker).await?;
            }
            checker.end_kind(*kind, &mut self.report).await?;
        }
        if !checker.has_own_organization() {
            self.notices.push("there is no organization of kind own yet: nobody counts as a colleague".to_owned());
        }
        if checker.early_assessments() > 0 {
            let early = checker.early_assessments();
            self.notices.push(format!("{early} assessments are from before the first membership of their person"));
        }
        if checker.ownerless_private > 0 {
            let lines = checker.ownerless_private;
            self.notices.push(format!("{lines} private influence lines name no owner_id: nobody will see them"));
        }
        Ok((checker, all_readable))
    }

    async fn check_input(
        &mut self,
        number: u32,
        input: &Input,
        checker: &mut Checker<'_>,
    ) -> Result<bool, ImportError> {
        self.progress.begin(Phase::Check, &input.name, input.bytes);
        let mut pieces = read_ahead(input.clone(), plain_reader(input.name.clone(), self.options));
        loop {
            match pieces.recv().await {
                Some(Piece::Header(layout)) => self.tell_unknown_columns(&input.name, &layout),
                Some(Piece::Rows { rows, read, bytes }) => {
                    checker.check(number, rows, &mut self.report).await?;
                    self.progress.advance(read, bytes);
                }
                Some(Piece::Failed(faults)) => {
                    faults.into_iter().for_each(|fault| self.report.faults.add(fault));
                    return Ok(false);
                }
                Some(Piece::End) => return Ok(true),
                None => return Err(ImportError::ReaderBrokeOff(input.name.clone())),
            }
        }
    }

    fn tell_unknown_columns(&mut self, file: &str, layout: &Layout) {
        if !layout.unknown.is_empty() {
            let names: Vec<String> = layout.unknown.iter().map(|name| format!("{name:?}")).collect();
            self.notices.push(format!("{file}: columns ignored: {}", names.join(", ")));
        }
    }

    /// Reads everything again and writes what is valid.
    async fn write(
        &mut self,
        found: &Found,
        checker: &Checker<'_>,
    ) -> Result<(i64, Vec<TallyCounts>, Vec<PathBuf>), ImportError> {
        let records = self.report.inputs.iter().map(|input| input.read - input.repeated - input.refused).sum();
        let mut ledger = self.destination.begin(&name_of(&found.inputs).await?, records).await?;
        let mut tallies = vec![TallyCounts::default(); found.inputs.len()];
        let mut rejects = Vec::new();
        let names = reject_names(&found.inputs);
        for kind in RecordKind::ALL {
            // A department is written after the one it is a part of, wherever both stand.
            let rounds = if *kind == RecordKind::Department { checker.department_rounds() } else { 1 };
            for round in 0..rounds {
                for (number, input) in found.inputs.iter().enumerate().filter(|(_, input)| input.sheet.kind == *kind) {
                    let file = Rejects::new(&self.options.rejects, names[number].clone());
                    let reader = self.writing_reader(input, number, round, checker, file.writer());
                    self.write_input(input, reader, checker, ledger.as_mut(), &mut tallies[number]).await?;
                    if round == 0 {
                        rejects.push(file);
                    }
                }
            }
        }
        if let Some(changed) = found.inputs.iter().find(|input| input.has_changed()) {
            return Err(ImportError::InputChanged(changed.name.clone()));
        }
        let version = ledger.finish().await?;
        let mut paths = Vec::new();
        for file in rejects {
            paths.extend(file.finish().map_err(|(path, source)| ImportError::Rejects { path, source })?);
        }
        Ok((version, tallies, paths))
    }

    async fn write_input(
        &self,
        input: &Input,
        reader: RowReader,
        checker: &Checker<'_>,
        ledger: &mut dyn Ledger,
        tally: &mut TallyCounts,
    ) -> Result<(), ImportError> {
        self.progress.begin(Phase::Write, &input.name, input.bytes);
        let mut pieces = read_ahead(input.clone(), reader);
        loop {
            match pieces.recv().await {
                Some(Piece::Header(_)) => {}
                Some(Piece::Rows { rows, read, bytes }) => {
                    let mut records: Vec<Record> = rows.into_iter().filter_map(|row| row.record.ok()).collect();
                    records.iter_mut().for_each(|record| checker.resolve(record));
                    let TallyCounts { added, changed, ended, unchanged } = ledger.apply(&records).await?;
                    tally.added += added;
                    tally.changed += changed;
                    tally.ended += ended;
                    tally.unchanged += unchanged;
                    self.progress.advance(read, bytes);
                }
                Some(Piece::End) => return Ok(()),
                // What could be read a moment ago and now cannot has changed.
                Some(Piece::Failed(_)) => return Err(ImportError::InputChanged(input.name.clone())),
                None => return Err(ImportError::ReaderBrokeOff(input.name.clone())),
            }
        }
    }

    /// Reads the rows that are written in this round, and puts the refused ones aside in the first.
    fn writing_reader(
        &mut self,
        input: &Input,
        number: usize,
        round: u16,
        checker: &Checker<'_>,
        rejects: RejectsWriter,
    ) -> RowReader {
        let fates = self.report.inputs[number].fates();
        let rounds =
            if input.sheet.kind == RecordKind::Department { checker.rounds_of(number) } else { Default::default() };
        let (file, visibility) = (input.name.clone(), self.options.visibility);
        Box::new(move |layout, row, ordinal| match fates.of(ordinal) {
            Fate::Repeated => None,
            Fate::Written if rounds.get(&ordinal).copied().unwrap_or(0) != round => None,
            Fate::Written => Some(Row { line: row.line, record: read_record(&file, layout, row, visibility) }),
            fate @ Fate::Refused { .. } => {
                if round == 0 {
                    let faults = read_record(&file, layout, row, visibility).err().map(|refused| refused.faults);
                    rejects.add(layout, row, fate, &faults.unwrap_or_default());
                }
                None
            }
        })
    }

    fn outcome(mut self, data_version: Option<i64>, tallies: &[TallyCounts], rejects: Vec<PathBuf>) -> Outcome {
        let names: Vec<Arc<str>> = self.report.inputs.iter().map(|input| input.name.clone()).collect();
        self.report.faults.sort(&names);
        let mut tallies = tallies.iter().copied();
        let files = self
            .report
            .inputs
            .iter()
            .map(|input| {
                let TallyCounts { added, changed, ended, unchanged } = tallies.next().unwrap_or_default();
                FileOutcome {
                    file: input.name.clone(),
                    kind: input.sheet.kind,
                    read: input.read,
                    added,
                    changed,
                    ended,
                    unchanged: if data_version.is_some() { unchanged + input.repeated } else { 0 },
                    rejected: input.refused,
                }
            })
            .collect();
        Outcome { files, faults: self.report.faults, notices: self.notices, data_version, rejects }
    }
}

/// A name for what is imported, by the bytes of its files: wherever they are, and in whatever order they are given.
async fn name_of(inputs: &[Input]) -> Result<String, ImportError> {
    let inputs = inputs.to_vec();
    let hashed = tokio::task::spawn_blocking(move || {
        let mut hashes: BTreeMap<PathBuf, blake3::Hash> = BTreeMap::new();
        for Input { path, name, .. } in &inputs {
            // A workbook is there once for each of its sheets.
            if !hashes.contains_key(path) {
                let hash = File::open(path).and_then(|file| Ok(blake3::Hasher::new().update_reader(file)?.finalize()));
                hashes.insert(path.clone(), hash.map_err(|_| ImportError::InputChanged(name.clone()))?);
            }
        }
        let mut hashes: Vec<[u8; 32]> = hashes.into_values().map(Into::into).collect();
        hashes.sort_unstable();
        Ok(format!("import-{}", &blake3::hash(hashes.as_flattened()).to_hex()[..32]))
    });
    hashed.await.map_err(|_| ImportError::ReaderBrokeOff("what is imported".into()))?
}

fn plain_reader(file: Arc<str>, options: &ImportOptions) -> RowReader {
    let (visibility, whose) = (options.visibility, options.only_of.clone());
    Box::new(move |layout, row, _| {
        let record = read_record(&file, layout, row, visibility);
        let record = record.and_then(|record| match &whose {
            Some(whose) => of_nobody_else(&file, row.line, record, whose),
            None => Ok(record),
        });
        Some(Row { line: row.line, record })
    })
}

/// Refuses a line or an assessment that belongs to somebody else.
fn of_nobody_else(file: &Arc<str>, line: u32, record: Record, whose: &[String]) -> Result<Record, Refused> {
    let is_theirs = |id: &Id| whose.iter().any(|text| text.eq_ignore_ascii_case(id.as_str()));
    let (column, owner) = match &record {
        Record::Influence(line) => match (&line.owner_id, line.visibility) {
            (None, Visibility::Company) => return Ok(record),
            (None, _) => ("from_id", &line.from_id),
            (Some(owner), _) => ("owner_id", owner),
        },
        Record::Assessment(Assessment { by_id: Some(by), .. }) => ("by_id", by),
        _ => return Ok(record),
    };
    if is_theirs(owner) {
        return Ok(record);
    }
    let place = Place { file: file.clone(), row: Some(line), column: Some(column.into()) };
    let fault = Fault::new(place, FaultCode::NotYours, Some(owner.as_str()), "yourself, or nobody");
    Err(Refused { id: None, faults: vec![fault] })
}

/// A file name for the rejects of each input: that of the file or the sheet, numbered where it is there before.
fn reject_names(inputs: &[Input]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for input in inputs {
        let stem = match &input.form {
            Form::Sheet(_) | Form::Made(_) => input.sheet.name.to_owned(),
            Form::Delimited => {
                input.path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
            }
        };
        let mut name = format!("{stem}.csv");
        let mut number = 2;
        while names.contains(&name) {
            name = format!("{stem}-{number}.csv");
            number += 1;
        }
        names.push(name);
    }
    names
}
