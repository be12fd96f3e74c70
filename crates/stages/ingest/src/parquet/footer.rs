//! A look at the footer of a file before the library reserves memory for what it declares.

use super::pages::Bounded;
use super::{damaged, of_parquet};
use crate::error::Error;
use ::parquet::file::reader::{ChunkReader, Length};

/// Most elements of one list: row groups, columns, schema elements.
const MAX_ELEMENTS: u64 = 1 << 20;

/// Structures inside each other; Parquet's own have eight.
const MAX_DEPTH: usize = 24;

/// # Errors
/// If the file does not end as a Parquet file, or a list of the footer is longer than the footer.
pub(super) fn check<R: ChunkReader>(input: &Bounded<R>) -> Result<(), Error> {
    let end = input.len().checked_sub(8).ok_or_else(|| damaged("it is too short"))?;
    let tail = input.get_bytes(end, 8).map_err(of_parquet)?;
    if &tail[4..] != b"PAR1" {
        return Err(damaged("its end is missing"));
    }
    let length = u32::from_le_bytes([tail[0], tail[1], tail[2], tail[3]]);
    let start = end.checked_sub(u64::from(length)).ok_or_else(|| damaged("its footer is cut"))?;
    let footer = input.get_bytes(start, length as usize).map_err(of_parquet)?;
    let mut rest = footer.as_ref();
    skip(&mut rest, Type::Struct, 0).ok_or_else(|| damaged("its footer does not read"))
}

/// A wire type of Thrift's compact protocol.
#[derive(Clone, Copy)]
enum Type {
    Bool,
    Byte,
    Varint,
    Double,
    Binary,
    List,
    Map,
    Struct,
    Uuid,
}

impl Type {
    fn of(nibble: u8) -> Option<Type> {
        Some(match nibble {
            1 | 2 => Type::Bool,
            3 => Type::Byte,
            4..=6 => Type::Varint,
            7 => Type::Double,
            8 => Type::Binary,
            9 | 10 => Type::List,
            11 => Type::Map,
            12 => Type::Struct,
            13 => Type::Uuid,
            _ => return None,
        })
    }
}

/// Passes over one value.
fn skip(rest: &mut &[u8], kind: Type, depth: usize) -> Option<()> {
    if depth > MAX_DEPTH {
        return None;
    }
    match kind {
        Type::Bool | Type::Byte => take(rest, 1),
        Type::Varint => varint(rest).map(|_| ()),
        Type::Double => take(rest, 8),
        Type::Uuid => take(rest, 16),
        Type::Binary => varint(rest).and_then(|length| take(rest, length)),
        Type::List => skip_list(rest, depth),
        Type::Map => skip_map(rest, depth),
        Type::Struct => skip_struct(rest, depth),
    }
}

fn skip_struct(rest: &mut &[u8], depth: usize) -> Option<()> {
    loop {
        let head = byte(rest)?;
        if head == 0 {
            return Some(());
        }
        if head >> 4 == 0 {
            varint(rest)?;
        }
        match Type::of(head & 0x0F)? {
            Type::Bool => {}
            kind => skip(rest, kind, depth + 1)?,
        }
    }
}

fn skip_list(rest: &mut &[u8], depth: usize) -> Option<()> {
    let head = byte(rest)?;
    let length = if head >> 4 == 15 { varint(rest)? } else { u64::from(head >> 4) };
    if length == 0 {
        return Some(());
    }
    let kind = Type::of(head & 0x0F).filter(|_| is_plausible(length, rest))?;
    (0..length).try_for_each(|_| skip(rest, kind, depth + 1))
}

fn skip_map(rest: &mut &[u8], depth: usize) -> Option<()> {
    let length = varint(rest)?;
    if length == 0 {
        return Some(());
    }
    let kinds = byte(rest).filter(|_| is_plausible(length, rest))?;
    let (key, value) = (Type::of(kinds >> 4)?, Type::of(kinds & 0x0F)?);
    (0..length).try_for_each(|_| skip(rest, key, depth + 1).and_then(|()| skip(rest, value, depth + 1)))
}

fn is_plausible(length: u64, rest: &[u8]) -> bool {
    length <= MAX_ELEMENTS && length <= rest.len() as u64
}

fn byte(rest: &mut &[u8]) -> Option<u8> {
    let (&first, others) = rest.split_first()?;
    *rest = others;
    Some(first)
}

fn take(rest: &mut &[u8], length: u64) -> Option<()> {
    *rest = rest.get(usize::try_from(length).ok()?..)?;
    Some(())
}

/// A number in groups of seven bits, the lowest first.
pub(super) fn varint(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0u64;
    for shift in (0..64).step_by(7) {
        let byte = byte(rest)?;
        value |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}
