//! Populated places.

use ontology::Country;

use crate::Error;
use crate::wire::{Reader, Writer};

/// A populated place, as a set is made from it.
#[derive(Clone, PartialEq, Debug)]
pub struct TownRow {
    /// The name in English use.
    pub name: Box<str>,
    /// Other names.
    pub names: Vec<Box<str>>,
    /// The country or dependency it lies in.
    pub country: Country,
    /// The state, province or region it lies in; may be empty.
    pub admin1: Box<str>,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Id in GeoNames.
    pub geonames: u32,
    /// Inhabitants.
    pub population: u32,
    /// Feature code of GeoNames: `PPLC` for capitals, `PPLA` for seats of regions; may be empty.
    pub feature: Box<str>,
}

/// A populated place.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Town<'g> {
    /// The name in English use.
    pub name: &'g str,
    /// The country or dependency it lies in.
    pub country: Country,
    /// The state, province or region it lies in; may be empty.
    pub admin1: &'g str,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Id in GeoNames.
    pub geonames: u32,
    /// Inhabitants.
    pub population: u32,
    /// Feature code of GeoNames: `PPLC` for capitals, `PPLA` for seats of regions; may be empty.
    pub feature: &'g str,
}

impl Town<'_> {
    /// Whether the country's government sits there.
    pub fn is_capital(&self) -> bool {
        self.feature == "PPLC"
    }
}

/// Bytes of one row.
const ROW: usize = 28;
/// Degrees are kept in these parts.
const PARTS: f64 = 10_000.0;

/// The rows, the names and the strings that many rows share.
pub(crate) fn write(towns: &[TownRow]) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let mut shared: Vec<&str> = towns.iter().flat_map(|town| [&*town.admin1, &*town.feature]).collect();
    shared.sort_unstable();
    shared.dedup();
    let shared_idx = |text: &str| shared.binary_search(&text).expect("all were collected") as u16;
    let (mut rows, mut names) = (Writer::default(), Vec::new());
    for town in towns {
        rows.u32(names.len() as u32);
        rows.u8(town.name.len().min(255) as u8);
        names.extend(town.name.as_bytes());
        rows.country(&town.country);
        rows.u16(shared_idx(&town.admin1));
        rows.u16(shared_idx(&town.feature));
        rows.u32((town.latitude * PARTS).round() as i32 as u32);
        rows.u32((town.longitude * PARTS).round() as i32 as u32);
        rows.u32(town.geonames);
        rows.u32(town.population);
    }
    let mut lists = Writer::default();
    lists.list(&shared, |lists, text| lists.text(text));
    (rows.0, names, lists.0)
}

/// Reads what [`write`] wrote.
#[derive(Clone, Copy)]
pub(crate) struct Towns<'b> {
    rows: &'b [[u8; ROW]],
    names: &'b [u8],
    shared: &'b [Box<str>],
}

/// The strings that many rows share.
pub(crate) fn shared(bytes: &[u8]) -> Result<Vec<Box<str>>, Error> {
    Reader::new(bytes).list(|reader| reader.text())
}

impl<'b> Towns<'b> {
    pub fn new(rows: &'b [u8], names: &'b [u8], shared: &'b [Box<str>]) -> Towns<'b> {
        Towns { rows: rows.as_chunks::<ROW>().0, names, shared }
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// A place by its number; none if the set is damaged.
    pub fn get(&self, number: u32) -> Option<Town<'b>> {
        let mut row = Reader::new(self.rows.get(number as usize)?);
        let start = row.u32().ok()? as usize;
        let length = usize::from(row.u8().ok()?);
        Some(Town {
            name: std::str::from_utf8(self.names.get(start..start.checked_add(length)?)?).ok()?,
            country: row.country().ok()?,
            admin1: self.shared.get(usize::from(row.u16().ok()?))?,
            feature: self.shared.get(usize::from(row.u16().ok()?))?,
            latitude: f64::from(row.u32().ok()? as i32) / PARTS,
            longitude: f64::from(row.u32().ok()? as i32) / PARTS,
            geonames: row.u32().ok()?,
            population: row.u32().ok()?,
        })
    }
}
