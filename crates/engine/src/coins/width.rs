//! The widest instructions that this processor has, asked for when the program runs.

/// Work on lanes that gains from wide instructions.
pub(crate) trait Kernel {
    type Output;

    /// Does the work. To be marked `#[inline(always)]`, as everything it calls on lanes: only then is it compiled for each width.
    fn run(self) -> Self::Output;
}

/// How many words the processor takes at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Width {
    /// Whatever every processor of its kind can do.
    Any,
    /// 4 words.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// 8 words.
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Width {
    /// Asks the processor; it is asked once and remembered by the standard library.
    fn of_processor() -> Self {
        #[cfg(target_arch = "x86_64")]
        {
            let has_avx512 = is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512dq");
            if has_avx512 {
                return Self::Avx512;
            }
            if is_x86_feature_detected!("avx2") {
                return Self::Avx2;
            }
        }
        Self::Any
    }
}

/// Does the work with the widest instructions that this processor has: the answer is the same with all.
pub(crate) fn widest<K: Kernel>(kernel: K) -> K::Output {
    match Width::of_processor() {
        Width::Any => kernel.run(),
        #[cfg(target_arch = "x86_64")]
        #[expect(unsafe_code, reason = "only the processor can be asked whether it has these instructions")]
        // SAFETY: these widths are given only where the processor has just said that it has all their instructions.
        Width::Avx2 => unsafe { on_avx2(kernel) },
        #[cfg(target_arch = "x86_64")]
        #[expect(unsafe_code, reason = "only the processor can be asked whether it has these instructions")]
        // SAFETY: as above.
        Width::Avx512 => unsafe { on_avx512(kernel) },
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn on_avx2<K: Kernel>(kernel: K) -> K::Output {
    kernel.run()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq")]
fn on_avx512<K: Kernel>(kernel: K) -> K::Output {
    kernel.run()
}

/// The same work with every width that this processor has, the plain one first.
#[cfg(test)]
pub(crate) fn on_every_width<K: Kernel>(mut kernel: impl FnMut() -> K) -> Vec<K::Output> {
    let mut found = vec![kernel().run()];
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
        #[expect(unsafe_code, reason = "the narrower width on a processor that has the wider")]
        // SAFETY: the processor was just asked.
        found.push(unsafe { on_avx2(kernel()) });
    }
    found.push(widest(kernel()));
    found
}
