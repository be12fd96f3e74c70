//! Offices that reports stated, kept in a file beside the shipped rows: they grow what is known and overrule nothing.

use anyhow::{Context, bail};
use record::Record;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// No register is larger, in bytes.
const MAX_BYTES: u64 = 256 << 20;

/// An office as reports state it. One row a person, rank, post, body, country and tenure.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Stated {
    /// The person's fullest name in the report.
    pub person: String,
    /// Spelled out; may be empty, as all that follows.
    pub rank: String,
    /// The post's words.
    pub post: String,
    /// The body it belongs to.
    pub body: String,
    /// Alpha-3 code.
    pub country: String,
    /// `current`, `former` or `incoming`, as of the reports.
    pub when: String,
    /// Day of the first report that says so.
    pub first_reported: String,
    /// Day of the last one.
    pub last_reported: String,
    /// Ids of the reports that say so, sorted, with `|` between them.
    pub reports: String,
    /// The words of the first report.
    pub evidence: String,
}

/// No row names more reports.
const MAX_REPORTS: usize = 200;

/// A person, rank, post, body, country and tenure.
type Key = [String; 6];

/// The rows of a register.
#[derive(Default)]
pub struct Register {
    rows: BTreeMap<Key, Stated>,
}

impl Register {
    /// Reads a register; one that is not there yet is empty.
    ///
    /// # Errors
    /// If the file is too large or a row cannot be read: with its line.
    pub fn read(path: &Path) -> anyhow::Result<Register> {
        let name = path.display();
        let Ok(file) = std::fs::metadata(path) else { return Ok(Register::default()) };
        if file.len() > MAX_BYTES {
            bail!("{name}: larger than 256 MiB: is this a register?");
        }
        let mut register = Register::default();
        let mut reader = csv::Reader::from_path(path).with_context(|| format!("{name}: cannot be read"))?;
        for row in reader.deserialize() {
            let row: Stated =
                row.with_context(|| format!("{name}: not a register, as `entente code --register` writes it"))?;
            register.add(row);
        }
        Ok(register)
    }

    /// Adds the offices of a report's persons.
    pub fn learn(&mut self, record: &Record, text: &str) {
        let day = record.published.clone().or_else(|| record.dateline.as_ref().and_then(|line| line.date.clone()));
        let day = day.unwrap_or_default();
        let chars: Vec<char> = text.chars().collect();
        for person in record.entities.iter().filter(|entity| entity.kind == "person") {
            let is_named = person.name.contains(' ') && person.name.split(' ').all(is_capitalized);
            for office in person.offices.iter().filter(|office| office.post.is_some() && is_named) {
                let evidence: String = chars.get(office.start..office.end).unwrap_or_default().iter().collect();
                let text = |value: &Option<String>| value.clone().unwrap_or_default();
                self.add(Stated {
                    person: person.name.clone(),
                    rank: text(&office.rank),
                    post: text(&office.post),
                    body: text(&office.body),
                    country: text(&office.country),
                    when: office.when.clone(),
                    first_reported: day.clone(),
                    last_reported: day.clone(),
                    reports: record.id.replace('|', "/"),
                    evidence: evidence.split_whitespace().collect::<Vec<_>>().join(" "),
                });
            }
        }
    }

    /// The same whatever the order of the reports, and however often one comes.
    fn add(&mut self, row: Stated) {
        let key = [&row.person, &row.rank, &row.post, &row.body, &row.country, &row.when].map(String::clone);
        let Some(known) = self.rows.get_mut(&key) else {
            self.rows.insert(key, row);
            return;
        };
        let mut reports: BTreeSet<&str> = known.reports.split('|').chain(row.reports.split('|')).collect();
        while reports.len() > MAX_REPORTS {
            reports.pop_last();
        }
        let reports = reports.into_iter().collect::<Vec<_>>().join("|");
        if (&row.first_reported, &row.evidence) < (&known.first_reported, &known.evidence) {
            (known.first_reported, known.evidence) = (row.first_reported, row.evidence);
        }
        known.last_reported = known.last_reported.clone().max(row.last_reported);
        known.reports = reports;
    }

    /// Writes it, sorted, beside the path first so that nobody reads half of it.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write(&self, path: &Path) -> anyhow::Result<()> {
        let beside = path.with_extension("part");
        let context = || format!("{}: cannot be written", path.display());
        let mut writer = csv::Writer::from_path(&beside).with_context(context)?;
        for row in self.rows.values() {
            writer.serialize(row).with_context(context)?;
        }
        writer.flush().with_context(context)?;
        drop(writer);
        std::fs::rename(&beside, path).with_context(context)
    }

    /// What is stated of persons whose name is `name`, or ends with it.
    pub fn of(&self, name: &str) -> impl Iterator<Item = &Stated> {
        let name = name.to_lowercase();
        self.rows.values().filter(move |row| {
            let person = row.person.to_lowercase();
            person.strip_suffix(&name).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        })
    }
}

/// A word of a name: `Wanjiru`, `al-Assad`, `bin`, not `the` or `ambassador`.
fn is_capitalized(word: &str) -> bool {
    const PARTICLES: [&str; 12] = ["bin", "ibn", "al", "el", "de", "da", "dos", "van", "von", "der", "den", "la"];
    word.contains(char::is_uppercase) && word != "The" || PARTICLES.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(report: &str, day: &str) -> Stated {
        Stated {
            person: "Amina Odhiambo".into(),
            rank: "".into(),
            post: "defence secretary".into(),
            body: "".into(),
            country: "KEN".into(),
            when: "current".into(),
            first_reported: day.into(),
            last_reported: day.into(),
            reports: report.into(),
            evidence: "Defence Secretary Amina Odhiambo".into(),
        }
    }

    #[test]
    fn reports_add_up_and_one_counts_once() {
        let mut register = Register::default();
        for (report, day) in [("b", "2025-03-02"), ("a", "2025-01-01"), ("a", "2025-01-01")] {
            register.add(row(report, day));
        }
        let rows: Vec<&Stated> = register.of("odhiambo").collect();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].reports, "a|b");
        assert_eq!((&*rows[0].first_reported, &*rows[0].last_reported), ("2025-01-01", "2025-03-02"));
        assert_eq!(register.of("diambo").count(), 0);
    }
}
