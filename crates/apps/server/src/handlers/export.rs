//! The store handed on in the formats of the field.

use crate::app::App;
use crate::asked::{Asked, asked_of_events, one_of};
use crate::problem::Problem;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use exports::{Format, Options};
use futures_util::StreamExt;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use tokio::sync::mpsc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zip::write::SimpleFileOptions;

asked_of_events! {
    /// In which format, and which events.
    ExportAsked {
        /// `jsonl`, `parquet`, `csv`, `plover`, `gdelt2`, `polecat`, `icews` or `quads`
        #[serde(deserialize_with = "crate::asked::text")]
        r#as: Option<String>,
    }
}

/// The route of this file.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(export))
}

/// Events and happenings in a format of the field, as an archive of its files
#[utoipa::path(get, path = "/export", tag = "export", params(ExportAsked),
    responses((status = 200, body = Vec<u8>, content_type = "application/zip")))]
async fn export(State(app): State<App>, Asked(asked): Asked<ExportAsked>) -> Result<Response, Problem> {
    let typed = asked.r#as.as_deref().unwrap_or("csv");
    let format = one_of("as", typed, &Format::ALL, Format::name)?;
    let filter = asked.filter()?;
    let stamp = jiff::Timestamp::now().strftime("%Y%m%d%H%M%S").to_string();
    let archive = app
        .read_at_length(move |reader| {
            let folder = tempfile::tempdir().map_err(|error| failed(&error))?;
            answers::hand_on(reader, &filter, format, folder.path(), Options::at(&stamp))?;
            archive(folder.path()).map_err(|error| failed(&error))
        })
        .await?;
    sent(archive, &format!("entente-{}.zip", format.name()), "application/zip")
}

pub fn failed(error: &std::io::Error) -> Problem {
    tracing::error!(%error, "export");
    Problem::internal()
}

/// All files of a folder in one archive, in the order of their names.
pub fn archive(folder: &Path) -> std::io::Result<File> {
    let mut paths = Vec::new();
    list(folder, &mut paths)?;
    paths.sort();
    let mut writer = zip::ZipWriter::new(tempfile::tempfile()?);
    let options = SimpleFileOptions::default().large_file(true);
    for path in paths {
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        writer.start_file(name, options).map_err(std::io::Error::other)?;
        std::io::copy(&mut File::open(&path)?, &mut writer)?;
    }
    writer.finish().map_err(std::io::Error::other)
}

fn list(folder: &Path, paths: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() { list(&entry.path(), paths)? } else { paths.push(entry.path()) }
    }
    Ok(())
}

/// Bytes that are read and sent at once.
const PIECE: usize = 64 << 10;

/// Pieces that wait for a slow client.
const WAITING: usize = 4;

/// Sends a file piece by piece under a name.
///
/// # Errors
/// If the disk fails.
pub fn sent(mut file: File, name: &str, content_type: &'static str) -> Result<Response, Problem> {
    let length = file.seek(SeekFrom::End(0)).and_then(|length| file.rewind().map(|()| length));
    let length = length.map_err(|error| failed(&error))?;
    let (sender, receiver) = mpsc::channel::<std::io::Result<bytes::Bytes>>(WAITING);
    tokio::task::spawn_blocking(move || {
        let mut piece = vec![0; PIECE];
        loop {
            let read = file.read(&mut piece);
            let is_end = !matches!(read, Ok(n) if n > 0);
            let item = read.map(|n| bytes::Bytes::copy_from_slice(&piece[..n]));
            let is_worth = item.as_ref().map_or(true, |piece| !piece.is_empty());
            // A client that went away ends it.
            if is_worth && sender.blocking_send(item).is_err() || is_end {
                return;
            }
        }
    });
    let pieces = futures_util::stream::unfold(receiver, |mut receiver| async {
        receiver.recv().await.map(|piece| (piece, receiver))
    })
    // Whatever packs a body may ask once more after its end.
    .fuse();
    let headers = [
        (CONTENT_TYPE, content_type.to_string()),
        (CONTENT_LENGTH, length.to_string()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, Body::from_stream(pieces)).into_response())
}
