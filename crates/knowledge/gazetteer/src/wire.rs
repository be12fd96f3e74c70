//! Numbers, strings and lists as bytes, little-endian. Reading never trusts a length.

use jiff::civil::Date;
use ontology::{Country, Sector};

use crate::Error;

/// Writes.
#[derive(Default)]
pub(crate) struct Writer(pub Vec<u8>);

impl Writer {
    pub fn u8(&mut self, value: u8) {
        self.0.push(value);
    }

    pub fn u16(&mut self, value: u16) {
        self.0.extend(value.to_le_bytes());
    }

    pub fn u32(&mut self, value: u32) {
        self.0.extend(value.to_le_bytes());
    }

    pub fn f64(&mut self, value: f64) {
        self.0.extend(value.to_le_bytes());
    }

    pub fn text(&mut self, text: &str) {
        self.u32(text.len() as u32);
        self.0.extend(text.as_bytes());
    }

    pub fn option<T>(&mut self, value: &Option<T>, write: impl FnOnce(&mut Writer, &T)) {
        self.u8(u8::from(value.is_some()));
        if let Some(value) = value {
            write(self, value);
        }
    }

    pub fn list<T>(&mut self, values: &[T], mut write: impl FnMut(&mut Writer, &T)) {
        self.u32(values.len() as u32);
        for value in values {
            write(self, value);
        }
    }

    pub fn date(&mut self, date: &Date) {
        self.u16(date.year() as u16);
        self.u8(date.month() as u8);
        self.u8(date.day() as u8);
    }

    pub fn country(&mut self, country: &Country) {
        self.0.extend(country.code().as_bytes());
    }

    pub fn sector(&mut self, sector: &Sector) {
        self.0.extend(sector.name().as_bytes());
    }
}

/// Reads what a [`Writer`] wrote.
pub(crate) struct Reader<'b> {
    bytes: &'b [u8],
}

impl<'b> Reader<'b> {
    pub fn new(bytes: &'b [u8]) -> Reader<'b> {
        Reader { bytes }
    }

    fn take(&mut self, n_bytes: usize) -> Result<&'b [u8], Error> {
        let (taken, rest) = self.bytes.split_at_checked(n_bytes).ok_or(Error::damaged("more bytes"))?;
        self.bytes = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        Ok(self.take(N)?.try_into().expect("N bytes were taken"))
    }

    pub fn u8(&mut self) -> Result<u8, Error> {
        Ok(self.take(1)?[0])
    }

    pub fn u16(&mut self) -> Result<u16, Error> {
        self.array().map(u16::from_le_bytes)
    }

    pub fn u32(&mut self) -> Result<u32, Error> {
        self.array().map(u32::from_le_bytes)
    }

    pub fn f64(&mut self) -> Result<f64, Error> {
        self.array().map(f64::from_le_bytes)
    }

    pub fn flag(&mut self) -> Result<bool, Error> {
        match self.u8()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Error::damaged("0 or 1")),
        }
    }

    pub fn str(&mut self) -> Result<&'b str, Error> {
        let length = self.u32()? as usize;
        std::str::from_utf8(self.take(length)?).map_err(|_| Error::damaged("UTF-8"))
    }

    pub fn text(&mut self) -> Result<Box<str>, Error> {
        self.str().map(Box::from)
    }

    pub fn option<T>(&mut self, read: impl FnOnce(&mut Reader<'b>) -> Result<T, Error>) -> Result<Option<T>, Error> {
        if self.flag()? { read(self).map(Some) } else { Ok(None) }
    }

    /// A list of things of which each takes a byte at least.
    pub fn list<T>(&mut self, mut read: impl FnMut(&mut Reader<'b>) -> Result<T, Error>) -> Result<Vec<T>, Error> {
        let length = self.u32()? as usize;
        if length > self.bytes.len() {
            return Err(Error::damaged("as many items as announced"));
        }
        (0..length).map(|_| read(self)).collect()
    }

    pub fn date(&mut self) -> Result<Date, Error> {
        let (year, month, day) = (self.u16()? as i16, self.u8()? as i8, self.u8()? as i8);
        Date::new(year, month, day).map_err(|_| Error::damaged("a date"))
    }

    pub fn country(&mut self) -> Result<Country, Error> {
        let code = std::str::from_utf8(self.take(3)?).ok();
        code.and_then(Country::coined).ok_or(Error::damaged("the code of a country"))
    }

    pub fn sector(&mut self) -> Result<Sector, Error> {
        let name = std::str::from_utf8(self.take(3)?).ok();
        name.and_then(Sector::from_name).ok_or(Error::damaged("a sector"))
    }

    /// One of a short list, by its place in it.
    pub fn one_of<T: Copy>(&mut self, all: &[T]) -> Result<T, Error> {
        all.get(usize::from(self.u8()?)).copied().ok_or(Error::damaged("one of a short list"))
    }
}
