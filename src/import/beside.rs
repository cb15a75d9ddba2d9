//! Files that are written beside their place and moved there when they are whole.

use std::io;
use std::path::Path;

use tempfile::NamedTempFile;

/// A file in a folder, gone unless it is given its name. Others may read it as any new file, which they may not a temporary one.
pub(super) fn file_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.prefix(".guanxi-").tempfile_in(folder)
}
