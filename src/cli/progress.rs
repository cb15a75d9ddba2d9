//! Progress of long work: a bar on a terminal, a log line now and then elsewhere.

use std::io::IsTerminal as _;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::import::{self, Phase};

/// Between two log lines where there is no terminal.
const LOG_EVERY: Duration = Duration::from_secs(10);

/// Shows how far long work has come.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    what: String,
    logged: Instant,
}

impl Progress {
    /// Begins; `total` in rows, if it is known.
    pub(super) fn begin(what: &str, total: Option<u64>) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = total.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
            let template = if total.is_some() {
                "{msg} {wide_bar} {human_pos}/{human_len} {per_sec} {eta}"
            } else {
                "{msg} {spinner} {human_pos} rows {per_sec}"
            };
            bar.set_style(ProgressStyle::with_template(template).expect("a constant that is a template"));
            bar.set_message(what.to_owned());
            bar
        });
        Self { bar, what: what.to_owned(), logged: Instant::now() }
    }

    /// So many rows are done; `what` says of what.
    pub(super) fn at(&mut self, what: &str, rows: u64) {
        what.clone_into(&mut self.what);
        match &self.bar {
            Some(bar) => {
                bar.set_message(self.what.clone());
                bar.set_position(rows);
            }
            None if self.logged.elapsed() >= LOG_EVERY => {
                tracing::info!(rows, "{}", self.what);
                self.logged = Instant::now();
            }
            None => {}
        }
    }

    /// Ends; the bar goes.
    pub(super) fn end(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Shows how far a computation is: nothing until it first tells how much there is.
pub(super) struct ComputationProgress {
    what: &'static str,
    shown: Mutex<Option<Progress>>,
}

impl ComputationProgress {
    /// Begins.
    pub(super) fn begin(what: &'static str) -> Self {
        Self { what, shown: Mutex::new(None) }
    }

    /// For whoever computes: shows what it tells, and lets it go on.
    pub(super) fn watcher(self: &Arc<Self>) -> Arc<impl Fn(u64, u64) -> ControlFlow<()> + Send + Sync + use<>> {
        let shown = Arc::clone(self);
        Arc::new(move |done, of| {
            shown.at(done, of);
            ControlFlow::Continue(())
        })
    }

    /// So much is done of so much; several threads may tell it.
    fn at(&self, done: u64, of: u64) {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown.get_or_insert_with(|| Progress::begin(self.what, Some(of))).at(self.what, done);
    }

    /// Ends; the bar goes.
    pub(super) fn end(&self) {
        if let Some(progress) = self.shown.lock().unwrap_or_else(PoisonError::into_inner).take() {
            progress.end();
        }
    }
}

/// Shows how far an import is: one bar for each file and phase.
#[derive(Default)]
pub(super) struct ImportProgress(Mutex<Option<File>>);

struct File {
    progress: Progress,
    what: String,
    rows: u64,
}

impl ImportProgress {
    fn with(&self, change: impl FnOnce(&mut Option<File>)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Ends; the bar goes.
    pub(super) fn end(&self) {
        self.with(|file| {
            if let Some(file) = file.take() {
                file.progress.end();
            }
        });
    }
}

impl import::Progress for ImportProgress {
    fn begin(&self, phase: Phase, file: &str, _bytes: u64) {
        let what = match phase {
            Phase::Check => format!("checking {file}"),
            Phase::Write => format!("writing {file}"),
        };
        self.end();
        self.with(|slot| *slot = Some(File { progress: Progress::begin(&what, None), what, rows: 0 }));
    }

    fn advance(&self, rows: u64, _bytes: u64) {
        self.with(|slot| {
            if let Some(file) = slot {
                file.rows += rows;
                file.progress.at(&file.what, file.rows);
            }
        });
    }
}
