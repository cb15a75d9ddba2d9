//! The pool for long computations: named threads, as many as cores, so that the threads that answer requests stay free.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use tokio::sync::oneshot;

use super::ServiceError;

/// A pool of threads for graph mathematics.
pub struct ComputePool(rayon::ThreadPool);

impl ComputePool {
    /// A pool of `threads` threads.
    ///
    /// # Errors
    /// [`ServiceError::Internal`] when the system gives no threads.
    pub fn new(threads: usize) -> Result<Self, ServiceError> {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .thread_name(|i| format!("compute-{i}"))
            .build()
            .map(Self)
            .map_err(|e| ServiceError::Internal(e.to_string()))
    }

    /// Runs `work` on the pool within the caller's span. Work whose caller went away before it began is not begun; a panic is
    /// an error of ours, not the end of the service.
    ///
    /// # Errors
    /// [`ServiceError::Internal`] when the work panicked.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, ServiceError> {
        let (sender, receiver) = oneshot::channel();
        let span = tracing::Span::current();
        let asked = Instant::now();
        self.0.spawn(move || {
            if sender.is_closed() {
                return;
            }
            let _entered = span.entered();
            let begun = Instant::now();
            let outcome = catch_unwind(AssertUnwindSafe(work));
            metrics::histogram!("guanxi_compute_wait_seconds").record((begun - asked).as_secs_f64());
            metrics::histogram!("guanxi_compute_seconds").record(begun.elapsed().as_secs_f64());
            // The receiver may be gone by now; then nobody wants the answer.
            drop(sender.send(outcome));
        });
        match receiver.await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(_)) | Err(_) => Err(ServiceError::Internal("a computation panicked".to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_becomes_an_error_and_the_pool_goes_on() {
        let pool = ComputePool::new(1).unwrap();
        let failed = pool.run(|| -> u32 { panic!("on purpose") }).await;
        assert!(matches!(failed, Err(ServiceError::Internal(_))));
        assert_eq!(pool.run(|| 7).await.unwrap(), 7);
    }
}
