//! Files that become visible all together, or not at all.

use crate::Error;
use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder of unfinished files inside the folder that they are for.
///
/// Dropping it removes the files, and the folders that were made for them.
pub(crate) struct Staging {
    folder: PathBuf,
    temporary: Option<TempDir>,
    made: Vec<PathBuf>,
    n_files: usize,
}

impl Staging {
    /// Unfinished files for `folder`, which is made if it is missing.
    pub fn create(folder: &Path) -> Result<Staging, Error> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let missing = folder.ancestors().take_while(|at| !at.as_os_str().is_empty() && !at.exists());
        let mut staging = Staging {
            folder: folder.to_path_buf(),
            temporary: None,
            made: missing.map(Path::to_path_buf).collect(),
            n_files: 0,
        };
        fs::create_dir_all(folder).map_err(Error::file(folder, "make the folder"))?;
        let temporary = tempfile::Builder::new().prefix(".unfinished-").tempdir_in(folder);
        staging.temporary = Some(temporary.map_err(Error::file(folder, "make a temporary folder"))?);
        Ok(staging)
    }

    /// The folder that the files are for.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Begins a file that will be called `name`, a path below the folder.
    pub fn file(&mut self, name: &str) -> Result<Unfinished, Error> {
        let temporary = self.temporary.as_ref().expect("it stands until `publish` or the drop");
        let path = temporary.path().join(self.n_files.to_string());
        self.n_files += 1;
        let file = File::options().read(true).write(true).create_new(true).open(&path);
        let writer = BufWriter::with_capacity(BUFFER, file.map_err(Error::file(&path, "make the file"))?);
        Ok(Unfinished { name: name.into(), target: self.folder.join(name), path, writer })
    }

    /// Gives the files their names, in this order, over files that have them.
    pub fn publish(&mut self, files: &[Finished]) -> Result<(), Error> {
        for file in files {
            let path = self.folder.join(&file.name);
            let folder = path.parent().expect("a file stands in a folder");
            fs::create_dir_all(folder).map_err(Error::file(folder, "make the folder"))?;
            fs::rename(&file.path, &path).map_err(Error::file(&path, "give the file its name"))?;
            bring_to_disk(folder)?;
        }
        self.made.clear();
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        self.temporary.take();
        // Folders that hold anything by now are not removed.
        let _ = self.made.iter().try_for_each(fs::remove_dir);
    }
}

/// A file that is being written.
pub(crate) struct Unfinished {
    pub name: String,
    /// Where it will be, for messages.
    target: PathBuf,
    /// Where it is until then.
    path: PathBuf,
    writer: BufWriter<File>,
}

impl Unfinished {
    /// Writes all of `bytes`.
    pub fn put(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.writer.write_all(bytes).map_err(Error::file(&self.target, "write"))
    }

    /// Where it will be, for messages.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Brings it to the disk.
    pub fn finish(mut self) -> Result<Finished, Error> {
        self.writer.flush().map_err(Error::file(&self.target, "write"))?;
        let mut file = self.writer.into_inner().map_err(|e| Error::file(&self.target, "write")(e.into_error()))?;
        file.sync_all().map_err(Error::file(&self.target, "bring to the disk"))?;
        let n_bytes = file.seek(SeekFrom::End(0)).map_err(Error::file(&self.target, "measure"))?;
        Ok(Finished { name: self.name, path: self.path, n_bytes })
    }
}

impl Write for Unfinished {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl Seek for Unfinished {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.writer.seek(position)
    }
}

/// A file that is written and waits for its name.
#[derive(Debug)]
pub(crate) struct Finished {
    pub name: String,
    pub path: PathBuf,
    pub n_bytes: u64,
}

impl Finished {
    /// A digest of the file's bytes, in hexadecimal.
    pub fn digest<D: sha2::Digest>(&self) -> Result<String, Error> {
        let mut file = File::open(&self.path).map_err(Error::file(&self.path, "read"))?;
        let mut digest = D::new();
        let mut buffer = vec![0; BUFFER];
        loop {
            let n_bytes = io::Read::read(&mut file, &mut buffer).map_err(Error::file(&self.path, "read"))?;
            if n_bytes == 0 {
                return Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect());
            }
            digest.update(&buffer[..n_bytes]);
        }
    }
}

/// Brings a folder's list of names to the disk, where the system has such a thing.
pub(crate) fn bring_to_disk(folder: &Path) -> Result<(), Error> {
    if cfg!(unix) {
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        synced.map_err(Error::file(folder, "bring to the disk"))?;
    }
    Ok(())
}

/// Bytes that are written or read at once.
const BUFFER: usize = 1 << 16;
