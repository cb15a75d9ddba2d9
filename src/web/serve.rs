//! Runs a router until a stop signal, then lets the requests in flight end.

use std::io;
use std::time::Duration;

use axum::Router;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::telemetry::Metrics;

/// How often samples are folded into histograms.
const FOLD_EVERY: Duration = Duration::from_secs(5);

/// Serves until `stop` ends; then takes no new connection, lets requests in flight end, at most for `drain`.
///
/// # Errors
/// When the listener breaks.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()> + Send + 'static,
    drain: Duration,
) -> io::Result<()> {
    let listener = listener.tap_io(|connection| {
        if let Err(reason) = connection.set_nodelay(true) {
            tracing::debug!(%reason, "a connection keeps its delay");
        }
    });
    let (stopping, stopped) = oneshot::channel::<()>();
    let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
        stop.await;
        // The receiver lives as long as the server below.
        drop(stopping);
    });
    let patience = async {
        // Ends when the sender is dropped.
        let _ = stopped.await;
        tracing::info!("stopping");
        tokio::time::sleep(drain).await;
    };
    let folding = async {
        let metrics = Metrics::of_process();
        let mut ticks = tokio::time::interval(FOLD_EVERY);
        loop {
            ticks.tick().await;
            metrics.fold();
        }
    };
    tokio::select! {
        ended = serving => ended,
        () = patience => {
            tracing::warn!(drain_ms = drain.as_millis() as u64, "stopped with requests in flight");
            Ok(())
        }
        () = folding => unreachable!("folding does not end"),
    }
}

/// Ends at the first ctrl-c or SIGTERM.
///
/// # Errors
/// When the system does not hand signals over.
pub async fn stop_signal() -> io::Result<()> {
    #[cfg(unix)]
    {
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            pressed = tokio::signal::ctrl_c() => pressed,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
