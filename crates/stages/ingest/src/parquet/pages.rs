//! Pages of a column, none of which takes more memory than a report may.

use super::footer::varint;
use super::{damaged, of_parquet};
use crate::MAX_INPUT;
use crate::compression::{self, Compression as Stream};
use crate::error::Error;
use ::parquet::basic::{Compression, Encoding};
use ::parquet::column::page::{Page, PageMetadata, PageReader};
use ::parquet::errors::{ParquetError, Result};
use ::parquet::file::metadata::ColumnChunkMetaData;
use ::parquet::file::reader::{ChunkReader, Length};
use ::parquet::file::serialized_reader::SerializedPageReader;
use bytes::Bytes;
use std::sync::Arc;

/// Longest page or footer, in bytes: one text of [`MAX_INPUT`] and what stands beside it.
const MAX_PAGE: usize = 2 * MAX_INPUT;

/// Most values of one page.
const MAX_VALUES: u32 = 1 << 26;

/// Most values of a column of lists in one row group.
const MAX_LISTED: u64 = 1 << 24;

/// A file of which no part that is too long is read.
pub(super) struct Bounded<R>(pub R);

impl<R: ChunkReader> Bounded<R> {
    pub(super) fn length(&self) -> u64 {
        self.0.len()
    }
}

impl<R: ChunkReader> Length for Bounded<R> {
    fn len(&self) -> u64 {
        self.0.len()
    }
}

impl<R: ChunkReader> ChunkReader for Bounded<R> {
    type T = R::T;

    fn get_read(&self, start: u64) -> Result<R::T> {
        self.0.get_read(start)
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let is_inside = start.checked_add(length as u64).is_some_and(|end| end <= self.0.len());
        if !is_inside {
            return Err(ParquetError::EOF(format!("{length} bytes at {start} are beyond its end")));
        }
        if length > MAX_PAGE {
            return Err(too_long());
        }
        self.0.get_bytes(start, length)
    }
}

fn too_long() -> ParquetError {
    ParquetError::General(format!("a page is longer than {} MiB", MAX_PAGE >> 20))
}

/// The decompressed pages of one column in one row group.
///
/// The library hands out the pages compressed, as it is told that they are not; they are decompressed here, where the
/// result is bounded.
pub(super) struct BoundedPages<R: ChunkReader> {
    pages: SerializedPageReader<Bounded<R>>,
    compression: Compression,
    max_levels: [i16; 2],
    n_values: u64,
    has_dictionary: bool,
}

impl<R: ChunkReader> BoundedPages<R> {
    pub(super) fn open(
        input: Arc<Bounded<R>>,
        column: &ColumnChunkMetaData,
    ) -> std::result::Result<BoundedPages<R>, Error> {
        if column.dictionary_page_offset().unwrap_or(column.data_page_offset()) < 0 || column.compressed_size() < 0 {
            return Err(damaged("a column lies before its start"));
        }
        let compression = column.compression();
        let levels = [column.column_descr().max_rep_level(), column.column_descr().max_def_level()];
        let column = column.clone().into_builder().set_compression(Compression::UNCOMPRESSED).build();
        let pages = column.and_then(|column| SerializedPageReader::new(input, &column, 0, None)).map_err(of_parquet)?;
        Ok(BoundedPages { pages, compression, max_levels: levels, n_values: 0, has_dictionary: false })
    }

    fn decompressed(&self, bytes: Bytes) -> Result<Bytes> {
        let stream = match self.compression {
            Compression::UNCOMPRESSED => return Ok(bytes),
            Compression::SNAPPY => return unsnapped(&bytes),
            Compression::GZIP(_) => Stream::Gzip,
            Compression::ZSTD(_) => Stream::Zstd,
            other => {
                return Err(ParquetError::NYI(format!("it is compressed with {other}, expected zstd, Snappy or gzip")));
            }
        };
        let decompressed = compression::decompressed(stream, &bytes, MAX_PAGE)?;
        decompressed.map(Bytes::from).ok_or_else(too_long)
    }

    /// Decompresses what follows the levels of a page of version 2.
    fn decompressed_after(&self, bytes: Bytes, start: u32) -> Result<Bytes> {
        let start = start as usize;
        if start > bytes.len() {
            return Err(ParquetError::EOF("the levels of a page are cut".into()));
        }
        if start == bytes.len() || self.compression == Compression::UNCOMPRESSED {
            return Ok(bytes);
        }
        let values = self.decompressed(bytes.slice(start..))?;
        Ok([&bytes[..start], &values].concat().into())
    }

    fn bounded(&mut self, page: Page) -> Result<Page> {
        self.count(page.num_values())?;
        let uses_dictionary = matches!(page.encoding(), Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY);
        if page.is_data_page() && uses_dictionary && !self.has_dictionary {
            return Err(ParquetError::General("a page refers to a dictionary that is not there".into()));
        }
        match page {
            Page::DictionaryPage { buf, num_values, encoding, is_sorted } => {
                let buf = self.decompressed(buf)?;
                if num_values as usize > buf.len() {
                    return Err(ParquetError::EOF("a dictionary is cut".into()));
                }
                self.has_dictionary = true;
                Ok(Page::DictionaryPage { buf, num_values, encoding, is_sorted })
            }
            Page::DataPage { buf, num_values, encoding, def_level_encoding, rep_level_encoding, statistics } => {
                let buf = self.decompressed(buf)?;
                check_count(encoding, after_levels(&buf, self.max_levels)?, num_values)?;
                Ok(Page::DataPage { buf, num_values, encoding, def_level_encoding, rep_level_encoding, statistics })
            }
            Page::DataPageV2 {
                buf,
                num_values,
                encoding,
                num_nulls,
                num_rows,
                def_levels_byte_len,
                rep_levels_byte_len,
                is_compressed,
                statistics,
            } => {
                let start = def_levels_byte_len.saturating_add(rep_levels_byte_len);
                let buf = if is_compressed { self.decompressed_after(buf, start)? } else { buf };
                check_count(encoding, buf.get(start as usize..).unwrap_or_default(), num_values)?;
                Ok(Page::DataPageV2 {
                    buf,
                    num_values,
                    encoding,
                    num_nulls,
                    num_rows,
                    def_levels_byte_len,
                    rep_levels_byte_len,
                    is_compressed: false,
                    statistics,
                })
            }
        }
    }

    fn count(&mut self, n_values: u32) -> Result<()> {
        self.n_values += u64::from(n_values);
        let is_list = self.max_levels[0] > 0;
        if n_values > MAX_VALUES || is_list && self.n_values > MAX_LISTED {
            return Err(ParquetError::General("a page declares more values than any news has".into()));
        }
        Ok(())
    }
}

impl<R: ChunkReader> PageReader for BoundedPages<R> {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        match self.pages.get_next_page()? {
            Some(page) => self.bounded(page).map(Some),
            None => Ok(None),
        }
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.pages.skip_next_page()
    }
}

impl<R: ChunkReader> Iterator for BoundedPages<R> {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

fn unsnapped(bytes: &[u8]) -> Result<Bytes> {
    if snap::raw::decompress_len(bytes)? > MAX_PAGE {
        return Err(too_long());
    }
    Ok(snap::raw::Decoder::new().decompress_vec(bytes)?.into())
}

/// The values of a page of version 1, which stand behind its levels.
fn after_levels(mut page: &[u8], max_levels: [i16; 2]) -> Result<&[u8]> {
    for _ in max_levels.into_iter().filter(|&most| most > 0) {
        let (length, rest) = page.split_at_checked(4).unwrap_or_default();
        let length = <[u8; 4]>::try_from(length).map(u32::from_le_bytes).unwrap_or_default();
        page = rest.get(length as usize..).unwrap_or_default();
    }
    Ok(page)
}

/// # Errors
/// If values that are coded as differences declare to be more than the page has: the library would reserve memory for
/// them.
fn check_count(encoding: Encoding, mut values: &[u8], n_values: u32) -> Result<()> {
    const DIFFERENCES: [Encoding; 3] =
        [Encoding::DELTA_BINARY_PACKED, Encoding::DELTA_LENGTH_BYTE_ARRAY, Encoding::DELTA_BYTE_ARRAY];
    if !DIFFERENCES.contains(&encoding) || values.is_empty() {
        return Ok(());
    }
    let mut next = || varint(&mut values).ok_or_else(|| ParquetError::EOF("the values of a page are cut".into()));
    let (block, _, count) = (next()?, next()?, next()?);
    if count > u64::from(n_values) || block > u64::from(MAX_VALUES) {
        return Err(ParquetError::General("a page declares more differences than values".into()));
    }
    Ok(())
}
