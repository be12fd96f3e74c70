//! Which column of a table, or field of an object, holds what.

use crate::error::{Error, Kind};
use serde_json::{Map, Value};

/// The names of columns of CSV and Parquet and of fields of JSON lines.
///
/// A name that is given must be there, letter for letter; an empty name says that there is none. For
/// what is not given, the first of these that is there is taken (in tables without regard to case):
///
/// | | |
/// | --- | --- |
/// | text | `text`, `body`, `content`, `maintext`, `article`, `article_text`, `full_text`, `fulltext`, `plain_text`, `story` |
/// | id | `id`, `doc_id`, `docid`, `document_id`, `article_id`, `uuid`, `guid` |
/// | title | `title`, `headline` |
/// | url | `url`, `link`, `source_url`, `documentidentifier` |
/// | publisher | `publisher`, `source`, `source_domain`, `outlet`, `domain`, `sourcecommonname` |
/// | byline | `byline`, `author`, `authors` |
/// | published | `published`, `date`, `publish_date`, `date_publish`, `published_at`, `publication_date`, `pub_date`, `pubdate`, `seendate` |
/// | language | `language`, `lang`, `language_code` |
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Columns {
    /// What the report says; the only one that is needed.
    pub text: Option<String>,
    /// The caller's id.
    pub id: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Where the report was found.
    pub url: Option<String>,
    /// Who printed it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The day it was published.
    pub published: Option<String>,
    /// The language it is in.
    pub language: Option<String>,
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Field {
    Text,
    Id,
    Title,
    Url,
    Publisher,
    Byline,
    Published,
    Language,
}

impl Field {
    pub(crate) const ALL: [Field; 8] = [
        Field::Text,
        Field::Id,
        Field::Title,
        Field::Url,
        Field::Publisher,
        Field::Byline,
        Field::Published,
        Field::Language,
    ];

    /// The published name.
    pub(crate) fn name(self) -> &'static str {
        self.names()[0]
    }

    /// The names that are looked for, the published one first.
    pub(crate) fn names(self) -> &'static [&'static str] {
        match self {
            Field::Text => &[
                "text",
                "body",
                "content",
                "maintext",
                "article",
                "article_text",
                "full_text",
                "fulltext",
                "plain_text",
                "story",
            ],
            Field::Id => &["id", "doc_id", "docid", "document_id", "article_id", "uuid", "guid"],
            Field::Title => &["title", "headline"],
            Field::Url => &["url", "link", "source_url", "documentidentifier"],
            Field::Publisher => &["publisher", "source", "source_domain", "outlet", "domain", "sourcecommonname"],
            Field::Byline => &["byline", "author", "authors"],
            Field::Published => &[
                "published",
                "date",
                "publish_date",
                "date_publish",
                "published_at",
                "publication_date",
                "pub_date",
                "pubdate",
                "seendate",
            ],
            Field::Language => &["language", "lang", "language_code"],
        }
    }
}

impl Columns {
    /// The name that the caller gave.
    pub(crate) fn given(&self, field: Field) -> Option<&str> {
        match field {
            Field::Text => &self.text,
            Field::Id => &self.id,
            Field::Title => &self.title,
            Field::Url => &self.url,
            Field::Publisher => &self.publisher,
            Field::Byline => &self.byline,
            Field::Published => &self.published,
            Field::Language => &self.language,
        }
        .as_deref()
    }

    /// What a column can hold, as [`Columns::name`] calls it.
    pub fn fields() -> [&'static str; 8] {
        Field::ALL.map(Field::name)
    }

    /// Says that the column `name` holds what the field called `field` is, such as `published`; false if there is no such field.
    pub fn name(&mut self, field: &str, name: &str) -> bool {
        let meant = Field::ALL.into_iter().find(|known| known.name() == field);
        if let Some(meant) = meant {
            self.set(meant, name.to_string());
        }
        meant.is_some()
    }

    fn set(&mut self, field: Field, name: String) {
        let slot = match field {
            Field::Text => &mut self.text,
            Field::Id => &mut self.id,
            Field::Title => &mut self.title,
            Field::Url => &mut self.url,
            Field::Publisher => &mut self.publisher,
            Field::Byline => &mut self.byline,
            Field::Published => &mut self.published,
            Field::Language => &mut self.language,
        };
        *slot = Some(name);
    }

    /// Where a table with these columns has what, and the columns named so in full.
    ///
    /// # Errors
    /// If a given column is not there, or none can be the text.
    pub(crate) fn find(&self, names: &[String]) -> Result<Found, Error> {
        let mut found = Found { columns: Columns::default(), places: Vec::new() };
        for field in Field::ALL {
            let place = self.place(field, names)?;
            found.columns.set(field, place.map_or(String::new(), |place| names[place].clone()));
            found.places.extend(place.map(|place| (field, place)));
        }
        Ok(found)
    }

    fn place(&self, field: Field, names: &[String]) -> Result<Option<usize>, Error> {
        let missing = |wanted: String| Error::new(Kind::NoColumn { wanted, columns: listed(names) });
        match self.given(field) {
            Some("") if field != Field::Text => Ok(None),
            Some(given) => {
                let place = names.iter().position(|name| name == given);
                place.map(Some).ok_or_else(|| missing(format!("a column `{given}`")))
            }
            None => {
                let at = |guess: &&str| names.iter().position(|name| name.trim().eq_ignore_ascii_case(guess));
                let place = field.names().iter().find_map(at);
                match place {
                    None if field == Field::Text => Err(missing("a column of text such as `text` or `body`".into())),
                    place => Ok(place),
                }
            }
        }
    }

    /// # Errors
    /// If `object`, the first of several, lacks a field that the caller named.
    pub(crate) fn check(&self, object: &Map<String, Value>) -> Result<(), Error> {
        let is_missing = |name: &&str| !name.is_empty() && !object.contains_key(*name);
        match Field::ALL.into_iter().filter_map(|field| self.given(field)).find(is_missing) {
            None => Ok(()),
            Some(name) => {
                let names: Vec<String> = object.keys().cloned().collect();
                Err(Error::new(Kind::NoColumn { wanted: format!("a field `{name}`"), columns: listed(&names) }))
            }
        }
    }

    /// Whether a table with these columns can be read: it has a column of text.
    pub(crate) fn has_text(&self, names: &[String]) -> bool {
        matches!(self.place(Field::Text, names), Ok(Some(_)))
    }
}

/// What [`Columns::find`] finds.
#[derive(Debug)]
pub(crate) struct Found {
    /// Every column by its name in the table; empty where there is none.
    pub columns: Columns,
    /// The columns that are there, by their position.
    pub places: Vec<(Field, usize)>,
}

/// Names of columns in a message, at most twenty.
pub(crate) fn listed(names: &[String]) -> String {
    const MOST: usize = 20;
    if names.is_empty() {
        return "no columns".into();
    }
    let shown = names.iter().take(MOST).map(|name| format!("`{}`", shortened(name)));
    let shown = shown.collect::<Vec<_>>().join(", ");
    if names.len() > MOST { format!("{shown} and {} more", names.len() - MOST) } else { shown }
}

/// The beginning of what somebody wrote, for a message.
pub(crate) fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_by_their_fields() {
        let mut columns = Columns::default();
        assert!(columns.name("published", "day") && !columns.name("day", "published"));
        assert_eq!(columns, Columns { published: Some("day".into()), ..Columns::default() });
    }

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| name.to_string()).collect()
    }

    #[test]
    fn columns_are_guessed_by_their_usual_names() {
        let found = Columns::default().find(&names(&["ID", "Maintext", "date_publish", "title", "Body"]));
        let places = found.expect("a text").places;
        let expected = [(Field::Text, 4), (Field::Id, 0), (Field::Title, 3), (Field::Published, 2)];
        assert_eq!(places, expected);
    }

    #[test]
    fn a_given_column_is_taken_and_an_empty_name_takes_none() {
        let columns = Columns { text: Some("b".into()), published: Some(String::new()), ..Columns::default() };
        let found = columns.find(&names(&["text", "b", "date"])).expect("a text");
        assert_eq!(found.places, [(Field::Text, 1)]);
    }

    #[test]
    fn a_missing_column_is_an_error_that_lists_those_there_are() {
        let columns = Columns { title: Some("head".into()), ..Columns::default() };
        let error = columns.find(&names(&["text", "headline"])).expect_err("no `head`");
        assert_eq!(error.to_string(), "expected a column `head`, found only `text`, `headline`: name one of them");
        let error = Columns::default().find(&names(&["a"])).expect_err("no text");
        assert_eq!(
            error.to_string(),
            "expected a column of text such as `text` or `body`, found only `a`: name one of them"
        );
    }
}
