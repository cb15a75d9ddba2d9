//! When batches leave: whatever the objects of one level ask for is known as soon as the execution cannot go on without it.

use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

use futures_util::future::{BoxFuture, poll_fn};
use futures_util::stream::{self, FuturesUnordered, Stream, StreamExt as _};
use futures_util::task::AtomicWaker;

type Batch = BoxFuture<'static, ()>;

/// The batches that one execution has not let go yet.
type Held = Arc<Mutex<Vec<Batch>>>;

tokio::task_local! {
    static HELD: Held;
}

/// Holds a batch back until the execution that is going on has nothing else to do.
///
/// # Panics
/// Outside of [`carried`] and [`carried_stream`], where nobody would ever let it go.
pub(super) fn hold(batch: Batch) {
    HELD.with(|held| lock(held).push(batch));
}

/// Executes, and carries out what is asked on the way, in as few batches as the order of the questions allows. Who drops the execution
/// drops its batches with it.
pub(super) async fn carried<T>(execution: impl Future<Output = T>) -> T {
    let mut execution = pin!(execution);
    let mut carrier = Carrier::default();
    poll_fn(|cx| carrier.poll(cx, |cx| execution.as_mut().poll(cx))).await
}

/// As [`carried`], of what answers many times.
pub(super) fn carried_stream<S: Stream>(answers: S) -> impl Stream<Item = S::Item> + Unpin {
    let mut answers = Box::pin(answers);
    let mut carrier = Carrier::default();
    stream::poll_fn(move |cx| carrier.poll(cx, |cx| answers.as_mut().poll_next(cx)))
}

#[derive(Default)]
struct Carrier {
    held: Held,
    underway: FuturesUnordered<Batch>,
    bell: Arc<Bell>,
}

/// Wakes the task, and tells whether it did.
#[derive(Default)]
struct Bell {
    task: AtomicWaker,
    rang: AtomicBool,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.rang.store(true, Ordering::Release);
        self.task.wake();
    }
}

impl Carrier {
    /// One step of an execution. Where it waits for nothing but what it asked for, its batches leave; where it rang while it was polled, it only
    /// made room for others and may ask for more.
    fn poll<T>(&mut self, cx: &mut Context<'_>, step: impl FnOnce(&mut Context<'_>) -> Poll<T>) -> Poll<T> {
        self.bell.task.register(cx.waker());
        self.bell.rang.store(false, Ordering::Release);
        let waker = Waker::from(Arc::clone(&self.bell));
        let ended = HELD.sync_scope(Arc::clone(&self.held), || step(&mut Context::from_waker(&waker)));
        if ended.is_ready() {
            return ended;
        }
        if !self.bell.rang.load(Ordering::Acquire) {
            self.underway.extend(std::mem::take(&mut *lock(&self.held)));
        }
        while let Poll::Ready(Some(())) = self.underway.poll_next_unpin(cx) {}
        Poll::Pending
    }
}

/// A panic elsewhere leaves nothing half done behind this lock.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::convert::Infallible;
    use std::future::pending;
    use std::time::Duration;

    use async_graphql::dataloader::{DataLoader, HashMapCache, Loader};
    use futures_util::future::join_all;
    use tokio::sync::oneshot::error::TryRecvError;

    use super::*;

    /// Answers every number with the next, and writes down how many were asked at once.
    #[derive(Default)]
    struct Next(Mutex<Vec<usize>>);

    impl Loader<u32> for Next {
        type Value = u32;
        type Error = Infallible;

        async fn load(&self, keys: &[u32]) -> Result<HashMap<u32, u32>, Infallible> {
            tokio::task::spawn_blocking(|| {}).await.expect("a thread");
            lock(&self.0).push(keys.len());
            Ok(keys.iter().map(|key| (*key, key + 1)).collect())
        }
    }

    fn loader() -> DataLoader<Next, HashMapCache> {
        DataLoader::with_cache(Next::default(), hold, HashMapCache::default()).delay(Duration::ZERO)
    }

    /// Follows numbers of the same remainder by thousand upwards, so many steps; some make room for others before they ask.
    async fn follow(loader: &DataLoader<Next, HashMapCache>, from: u32, steps: u32) -> u32 {
        let mut at = from;
        for _ in 0..steps {
            if from.is_multiple_of(3) {
                tokio::task::yield_now().await;
            }
            at = loader.load_one(at).await.expect("no error").expect("a number") + 999;
        }
        at
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn what_one_level_asks_for_is_one_batch() {
        for _ in 0..50 {
            let loader = loader();
            let groups = (0..20).map(|group| {
                let loader = &loader;
                join_all((0..40).map(move |place| follow(loader, 40 * group + place, 3)))
            });
            let reached = carried(join_all(groups)).await;
            assert_eq!(reached.concat(), (3000..3800).collect::<Vec<_>>());
            assert_eq!(*lock(&loader.loader().0), [800, 800, 800]);
        }
    }

    #[tokio::test]
    async fn what_waits_for_something_else_holds_up_nobody() {
        let loader = loader();
        let (told, heard) = tokio::sync::oneshot::channel();
        let slow = async {
            let reached: u32 = heard.await.expect("the other tells");
            follow(&loader, reached, 1).await
        };
        let quick = async { told.send(follow(&loader, 1, 1).await).expect("the first listens") };
        assert_eq!(carried(futures_util::future::join(slow, quick)).await.0, 2001);
        assert_eq!(*lock(&loader.loader().0), [1, 1]);
    }

    #[tokio::test]
    async fn every_answer_of_a_stream_has_its_batches() {
        let loader = loader();
        let answers = stream::iter([1, 2, 1]).then(|from| follow(&loader, from, 2));
        assert_eq!(carried_stream(answers).collect::<Vec<_>>().await, [2001, 2002, 2001]);
        assert_eq!(*lock(&loader.loader().0), [1, 1, 1, 1], "what is known is not asked again");
    }

    #[tokio::test]
    async fn batches_are_dropped_with_their_execution() {
        let (of_batch, mut alive) = tokio::sync::oneshot::channel::<()>();
        let begun = Arc::new(AtomicBool::new(false));
        let begins = Arc::clone(&begun);
        let execution = async {
            hold(Box::pin(async move {
                begins.store(true, Ordering::Release);
                pending::<()>().await;
                drop(of_batch);
            }));
            pending::<()>().await;
        };
        tokio::select! {
            biased;
            () = carried(execution) => panic!("it never ends"),
            () = std::future::ready(()) => {}
        }
        assert!(begun.load(Ordering::Acquire), "the batch left");
        assert_eq!(alive.try_recv(), Err(TryRecvError::Closed), "and is gone");
    }
}
