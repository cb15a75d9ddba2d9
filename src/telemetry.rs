//! Logs and metrics.

use std::io::IsTerminal as _;
use std::panic::PanicHookInfo;
use std::sync::OnceLock;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

use crate::config::{LogConfig, LogFormat};

/// Why logs or metrics could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// The log filter is wrong.
    #[error("GUANXI_LOG: {0}")]
    Filter(#[from] tracing_subscriber::filter::ParseError),
    /// Something else in this process already receives the log.
    #[error("the log is already set up: {0}")]
    AlreadySet(#[from] tracing_subscriber::util::TryInitError),
}

/// Sends the log to `writer` (the program's is standard error: standard output is for answers), and panics into the log.
///
/// A panic is logged here and nowhere else, within the span it happened in, and so with the id of its request.
///
/// # Errors
/// [`TelemetryError`] when the filter is wrong or a log is already set up.
pub fn start_log<W>(config: &LogConfig, writer: W) -> Result<(), TelemetryError>
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let filter = EnvFilter::try_new(&config.filter)?;
    // Colours are for people: a file or a pipe gets plain text.
    let colours = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let lines = tracing_subscriber::fmt::layer().with_ansi(colours).with_writer(writer);
    let lines = match config.format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
    };
    tracing_subscriber::registry().with(filter).with(lines).try_init()?;
    std::panic::set_hook(Box::new(log_panic));
    Ok(())
}

fn log_panic(info: &PanicHookInfo<'_>) {
    let location = info.location().map(ToString::to_string).unwrap_or_default();
    let message = info.payload_as_str().unwrap_or("a panic without a text");
    tracing::error!(location, message, "panicked");
}

/// Upper bounds in seconds of every histogram whose name ends in `_seconds`.
const SECONDS_BUCKETS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];

/// The metrics of this process in the Prometheus text format.
///
/// Any room adds its own with the macros of the `metrics` crate (`counter!`, `gauge!`, `histogram!`) and tells their
/// meaning with `describe_counter!` and its like; they appear in [`Metrics::render`] without being registered here.
#[derive(Debug, Clone)]
pub struct Metrics {
    handle: PrometheusHandle,
}

impl Metrics {
    /// The metrics of this process; the first call begins to record.
    pub fn of_process() -> Self {
        static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
        let handle = HANDLE.get_or_init(|| {
            let recorder = PrometheusBuilder::new()
                .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), SECONDS_BUCKETS)
                .expect("there are buckets")
                .build_recorder();
            let handle = recorder.handle();
            metrics::set_global_recorder(recorder).expect("no other place of this program installs a recorder");
            metrics::describe_gauge!("guanxi_build_info", "1, with the version of the program as a label");
            metrics::gauge!("guanxi_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1.0);
            handle
        });
        Self { handle: handle.clone() }
    }

    /// All metrics as text.
    pub fn render(&self) -> String {
        self.handle.render()
    }

    /// Folds what was recorded into the histograms. Needed every few seconds: samples are kept one by one until then.
    pub fn fold(&self) {
        self.handle.run_upkeep();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metrics_of_any_room_appear_with_their_meaning() {
        let metrics = Metrics::of_process();
        metrics::describe_histogram!("telemetry_test_seconds", "how long a test takes");
        metrics::histogram!("telemetry_test_seconds").record(0.02);
        let text = metrics.render();
        assert!(text.contains("guanxi_build_info{version=\""));
        assert!(text.contains("# HELP telemetry_test_seconds how long a test takes"));
        assert!(text.contains("telemetry_test_seconds_bucket{le=\"0.025\"} 1"));
    }
}
