//! A compiled set: one run of bytes with a directory, the form in which knowledge ships and is kept.
//!
//! `ENTKNOW3`, for each section its offset and length (u64), the sections, SHA-256 of all before it. The same tables give the
//! same bytes. A set is opened without reading more than the tables; names and places are read where they lie.

use sha2::{Digest, Sha256};

use crate::names::{Builder, Names};
use crate::spelling::{may_begin_name, name_atoms};
use crate::tables::{
    Alias, Arm, Designation, Membership, Neighbours, Post, Rank, Role, RoleKind, StateWord, Tables, WordSort,
};
use crate::towns::{self, TownRow, Towns};
use crate::wire::{Reader, Writer};
use crate::{Confidence, Entry, Error, Kind, Strength};

const MAGIC: &[u8; 8] = b"ENTKNOW3";
/// Bytes of the check sum at the end.
const SUM: usize = 32;

/// The sections, in their order.
#[derive(Clone, Copy)]
enum Section {
    Manifest,
    Tables,
    Slots,
    Items,
    Aliases,
    Spellings,
    LowerFirst,
    Towns,
    TownNames,
    Shared,
}

const N_SECTIONS: usize = 10;
const HEADER: usize = MAGIC.len() + N_SECTIONS * 16;

/// An item of the index that is a town's number; else it is an alias's.
pub(crate) const IS_TOWN: u32 = 1 << 30;

/// Compiles tables and places into a set.
///
/// `manifest` says what the set was made from; its hash stands in every record. `town_aliases` are further names of
/// places, with their index in `towns`.
pub fn compile(manifest: &str, tables: &Tables, towns: &[TownRow], town_aliases: &[(Box<str>, usize)]) -> Vec<u8> {
    let mut names = Builder::default();
    let mut lower_first = std::collections::BTreeSet::new();
    let (mut aliases, mut spellings) = (Writer::default(), String::new());
    let own = tables.entries.iter().enumerate().flat_map(|(number, (_, names))| names.iter().map(move |n| (number, n)));
    let extended = tables.extended.iter().enumerate();
    let extended = extended.map(|(number, (_, alias))| (tables.entries.len() + number, alias));
    let mut n_aliases = 0;
    for (number, alias) in own.chain(extended) {
        let atoms = name_atoms(&alias.name);
        if atoms.is_empty() {
            continue;
        }
        names.add(&atoms, n_aliases);
        n_aliases += 1;
        if atoms[0].starts_with(char::is_lowercase) && !may_begin_name(&atoms[0]) {
            lower_first.insert(atoms[0].clone());
        }
        let spelling = atoms.join(" ");
        aliases.u32(number as u32);
        aliases.u32(spellings.len() as u32);
        aliases.u16(spelling.len() as u16);
        aliases.u8(place_of(&Strength::ALL, &alias.strength));
        spellings.push_str(&spelling);
    }
    let named = towns
        .iter()
        .enumerate()
        .flat_map(|(number, town)| std::iter::once(&town.name).chain(&town.names).map(move |name| (name, number)));
    for (name, number) in named.chain(town_aliases.iter().map(|(name, number)| (name, *number))) {
        names.add(&name_atoms(name), number as u32 | IS_TOWN);
    }
    let (slots, items) = names.write();
    let (rows, town_names, shared) = towns::write(towns);
    let sections = [
        manifest.as_bytes().to_vec(),
        write_tables(tables),
        slots,
        items,
        aliases.0,
        spellings.into_bytes(),
        write_lower_first(lower_first),
        rows,
        town_names,
        shared,
    ];
    let mut bytes = Writer::default();
    bytes.0.extend(MAGIC);
    let mut offset = HEADER;
    for section in &sections {
        bytes.0.extend((offset as u64).to_le_bytes());
        bytes.0.extend((section.len() as u64).to_le_bytes());
        offset += section.len();
    }
    bytes.0.extend(sections.concat());
    let sum = Sha256::digest(&bytes.0);
    bytes.0.extend(sum);
    bytes.0
}

fn write_lower_first(words: std::collections::BTreeSet<Box<str>>) -> Vec<u8> {
    let mut to = Writer::default();
    to.list(&words.into_iter().collect::<Vec<_>>(), |to, word| to.text(word));
    to.0
}

/// An open set.
pub(crate) struct Set {
    bytes: std::borrow::Cow<'static, [u8]>,
    sections: [std::ops::Range<usize>; N_SECTIONS],
    shared: Vec<Box<str>>,
}

impl Set {
    /// Opens a set that this program made. `check`: whether the sum is checked too, which takes a pass over the bytes.
    pub fn open(bytes: std::borrow::Cow<'static, [u8]>, check: bool) -> Result<(Set, Tables), Error> {
        if !bytes.starts_with(MAGIC) || bytes.len() < HEADER + SUM {
            return Err(Error::damaged("`ENTKNOW3` and a directory"));
        }
        let (body, sum) = bytes.split_at(bytes.len() - SUM);
        if check && Sha256::digest(body)[..] != *sum {
            return Err(Error::damaged("the sum at its end"));
        }
        let directory = body[MAGIC.len()..HEADER].as_chunks::<8>().0;
        let number = |at: usize| usize::try_from(u64::from_le_bytes(directory[at])).unwrap_or(usize::MAX);
        let section = |at: usize| {
            let (start, length) = (number(2 * at), number(2 * at + 1));
            let end = start.checked_add(length).filter(|end| *end <= body.len());
            end.map(|end| start..end).ok_or(Error::damaged("sections inside the set"))
        };
        let mut sections = [const { 0..0 }; N_SECTIONS];
        for (at, found) in sections.iter_mut().enumerate() {
            *found = section(at)?;
        }
        let mut set = Set { bytes, sections, shared: Vec::new() };
        set.shared = towns::shared(set.section(Section::Shared))?;
        Names::new(set.section(Section::Slots), set.section(Section::Items))?;
        let tables = read_tables(set.section(Section::Tables))?;
        Ok((set, tables))
    }

    fn section(&self, section: Section) -> &[u8] {
        &self.bytes[self.sections[section as usize].clone()]
    }

    /// First atoms in lower case, of names such as `southern Lebanon`.
    pub fn lower_first(&self) -> Result<Vec<Box<str>>, Error> {
        Reader::new(self.section(Section::LowerFirst)).list(Reader::text)
    }

    pub fn manifest(&self) -> &str {
        std::str::from_utf8(self.section(Section::Manifest)).unwrap_or_default()
    }

    pub fn n_bytes(&self) -> usize {
        self.bytes.len()
    }

    pub fn names(&self) -> Names<'_> {
        Names::new(self.section(Section::Slots), self.section(Section::Items)).expect("checked in Set::open")
    }

    pub fn towns(&self) -> Towns<'_> {
        Towns::new(self.section(Section::Towns), self.section(Section::TownNames), &self.shared)
    }

    /// An alias by its number: the entry's number, the atoms as one string, how much it says.
    pub fn alias(&self, number: u32) -> Option<(usize, &str, Strength)> {
        const ROW: usize = 11;
        let rows = self.section(Section::Aliases).as_chunks::<ROW>().0;
        let mut row = Reader::new(rows.get(number as usize)?);
        let entry = row.u32().ok()? as usize;
        let start = row.u32().ok()? as usize;
        let end = start.checked_add(usize::from(row.u16().ok()?))?;
        let spelling = std::str::from_utf8(self.section(Section::Spellings).get(start..end)?).ok()?;
        Some((entry, spelling, row.one_of(&Strength::ALL).ok()?))
    }

    /// All aliases: the entry's number, the atoms as one string, how much it says.
    pub fn aliases(&self) -> impl Iterator<Item = (usize, &str, Strength)> {
        (0..).map_while(|number| self.alias(number))
    }
}

fn place_of<T: PartialEq>(all: &[T], value: &T) -> u8 {
    all.iter().position(|other| other == value).expect("one of all") as u8
}

fn write_tables(tables: &Tables) -> Vec<u8> {
    let mut to = Writer::default();
    to.list(&tables.entries, |to, (entry, _)| write_entry(to, entry));
    to.list(&tables.roles, |to, role| {
        to.text(&role.phrase);
        to.list(&role.sectors, Writer::sector);
        to.u8(place_of(&RoleKind::ALL, &role.kind));
        to.u8(u8::from(role.office));
        to.list(&role.countries, Writer::country);
    });
    to.list(&tables.ranks, |to, (rank, spellings)| {
        to.text(&rank.name);
        to.sector(&rank.sector);
        to.text(&rank.grade);
        to.list(spellings, |to, text| to.text(text));
    });
    to.list(&tables.titles, |to, text| to.text(text));
    to.list(&tables.designations, |to, designation| {
        to.text(&designation.pattern);
        to.text(&designation.class);
        to.u8(u8::from(designation.is_weapon));
        to.option(&designation.origin, Writer::country);
    });
    to.list(&tables.arms, |to, arm| {
        to.text(&arm.noun);
        to.text(&arm.class);
        to.u8(u8::from(arm.is_weapon));
    });
    to.list(&tables.posts, |to, post| {
        to.text(&post.title);
        to.text(&post.name);
        to.option(&post.country, Writer::country);
        to.option(&post.body, |to, text| to.text(text));
    });
    to.list(&tables.memberships, |to, membership| {
        to.text(&membership.bloc);
        to.country(&membership.country);
        to.option(&membership.from, Writer::date);
        to.option(&membership.until, Writer::date);
    });
    to.list(&tables.state_words, |to, StateWord { word, sort, states }| {
        to.text(word);
        to.u8(place_of(&WordSort::ALL, sort));
        to.list(states, Writer::country);
    });
    to.list(&tables.neighbours, |to, Neighbours { state, neighbours }| {
        to.country(state);
        to.list(neighbours, Writer::country);
    });
    to.list(&tables.extended, |to, (id, alias)| {
        to.text(id);
        to.text(&alias.name);
        to.u8(place_of(&Strength::ALL, &alias.strength));
    });
    to.list(&tables.disabled, |to, id| to.text(id));
    to.0
}

/// Aliases are not among the tables that come back: they lie in the index.
fn read_tables(bytes: &[u8]) -> Result<Tables, Error> {
    let mut from = Reader::new(bytes);
    Ok(Tables {
        entries: from.list(|from| Ok((read_entry(from)?, Vec::new())))?,
        roles: from.list(|from| {
            Ok(Role {
                phrase: from.text()?,
                sectors: from.list(Reader::sector)?,
                kind: from.one_of(&RoleKind::ALL)?,
                office: from.flag()?,
                countries: from.list(Reader::country)?,
            })
        })?,
        ranks: from.list(|from| {
            let rank = Rank { name: from.text()?, sector: from.sector()?, grade: from.text()? };
            Ok((rank, from.list(Reader::text)?))
        })?,
        titles: from.list(Reader::text)?,
        designations: from.list(|from| {
            Ok(Designation {
                pattern: from.text()?,
                class: from.text()?,
                is_weapon: from.flag()?,
                origin: from.option(Reader::country)?,
            })
        })?,
        arms: from.list(|from| Ok(Arm { noun: from.text()?, class: from.text()?, is_weapon: from.flag()? }))?,
        posts: from.list(|from| {
            Ok(Post {
                title: from.text()?,
                name: from.text()?,
                country: from.option(Reader::country)?,
                body: from.option(Reader::text)?,
            })
        })?,
        memberships: from.list(|from| {
            Ok(Membership {
                bloc: from.text()?,
                country: from.country()?,
                from: from.option(Reader::date)?,
                until: from.option(Reader::date)?,
            })
        })?,
        state_words: from.list(|from| {
            Ok(StateWord {
                word: from.text()?,
                sort: from.one_of(&WordSort::ALL)?,
                states: from.list(Reader::country)?,
            })
        })?,
        neighbours: from
            .list(|from| Ok(Neighbours { state: from.country()?, neighbours: from.list(Reader::country)? }))?,
        extended: from
            .list(|from| Ok((from.text()?, Alias { name: from.text()?, strength: from.one_of(&Strength::ALL)? })))?,
        disabled: from.list(Reader::text)?,
    })
}

fn write_entry(to: &mut Writer, entry: &Entry) {
    to.text(&entry.id);
    to.text(&entry.name);
    to.u8(place_of(&Kind::ALL, &entry.kind));
    to.text(&entry.class);
    to.option(&entry.country, Writer::country);
    to.list(&entry.sectors, Writer::sector);
    to.option(&entry.place, |to, (latitude, longitude)| {
        to.f64(*latitude);
        to.f64(*longitude);
    });
    to.option(&entry.from, Writer::date);
    to.option(&entry.until, Writer::date);
    to.option(&entry.office, |to, text| to.text(text));
    to.option(&entry.body, |to, text| to.text(text));
    to.u8(u8::from(entry.plural));
    to.option(&entry.town, |to, text| to.text(text));
    to.text(&entry.row);
    to.text(&entry.source);
    to.option(&entry.checked, Writer::date);
    to.u8(place_of(&Confidence::ALL, &entry.confidence));
}

fn read_entry(from: &mut Reader) -> Result<Entry, Error> {
    Ok(Entry {
        id: from.text()?,
        name: from.text()?,
        kind: from.one_of(&Kind::ALL)?,
        class: from.text()?,
        country: from.option(Reader::country)?,
        sectors: from.list(Reader::sector)?,
        place: from.option(|from| Ok((from.f64()?, from.f64()?)))?,
        from: from.option(Reader::date)?,
        until: from.option(Reader::date)?,
        office: from.option(Reader::text)?,
        body: from.option(Reader::text)?,
        plural: from.flag()?,
        town: from.option(Reader::text)?,
        row: from.text()?,
        source: from.text()?,
        checked: from.option(Reader::date)?,
        confidence: from.one_of(&Confidence::ALL)?,
    })
}
