//! What an analyst says of an event.

use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

/// Fields of an event, those that are set; a field that can be unknown is set so by `null`.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Fields {
    /// The words that express the event; of an added one only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger: Option<Range>,
    /// PLOVER type.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub event_type: Option<String>,
    /// Mode of the type.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub mode: Option<Option<String>>,
    /// Status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contexts: Option<Vec<String>>,
    /// Who does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actors: Option<Vec<Party>>,
    /// To whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipients: Option<Vec<Party>>,
    /// When.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub date: Option<Option<Days>>,
    /// Where.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub place: Option<Option<Place>>,
    /// Who says so.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub attribution: Option<Option<Said>>,
}

impl Fields {
    /// Names of those that are set.
    pub fn names(&self) -> Vec<&'static str> {
        let all = [
            ("trigger", self.trigger.is_some()),
            ("type", self.event_type.is_some()),
            ("mode", self.mode.is_some()),
            ("status", self.status.is_some()),
            ("contexts", self.contexts.is_some()),
            ("actors", self.actors.is_some()),
            ("recipients", self.recipients.is_some()),
            ("date", self.date.is_some()),
            ("place", self.place.is_some()),
            ("attribution", self.attribution.is_some()),
        ];
        all.into_iter().filter(|(_, is_set)| *is_set).map(|(name, _)| name).collect()
    }
}

/// A range of code points, and the words there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FieldRange)]
pub struct Range {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words: they must be those.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A party, by words of the report.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FieldParty)]
pub struct Party {
    /// The words; without a range they are looked for, those nearest to the trigger first.
    #[serde(default)]
    pub text: Option<String>,
    /// First code point.
    #[serde(default)]
    pub start: Option<usize>,
    /// One past the last.
    #[serde(default)]
    pub end: Option<usize>,
    /// Country at the time of the event.
    #[serde(default)]
    pub country: Option<String>,
    /// Primary sector; `UNK` if nothing is said.
    #[serde(default)]
    pub sector: Option<String>,
    /// Further sectors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_sectors: Vec<String>,
    /// Whom the words mean; without it, whomever the record says they mean, else the words.
    #[serde(default)]
    pub name: Option<String>,
    /// What that is, if the record has nobody of this name: `person`, `group`, `organisation` or `state`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Which of the record's entities it is: taken for its name, and not kept.
    #[serde(default, skip_serializing)]
    pub entity: Option<String>,
}

/// First and last day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FieldDays)]
pub struct Days {
    /// First day.
    pub start: String,
    /// Last day; the first one if nothing is said.
    #[serde(default)]
    pub end: Option<String>,
    /// How it is known; `stated` if nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// The words that say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Where they stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<[usize; 2]>,
}

/// A place, by words of the report.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FieldPlace)]
pub struct Place {
    /// Its name; the words if nothing is said.
    #[serde(default)]
    pub name: Option<String>,
    /// The words; the name if nothing is said.
    #[serde(default)]
    pub text: Option<String>,
    /// Where they stand; without it they are looked for.
    #[serde(default)]
    pub span: Option<[usize; 2]>,
    /// Its country.
    #[serde(default)]
    pub country: Option<String>,
    /// Its province or state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admin1: Option<String>,
    /// Degrees north.
    #[serde(default)]
    pub lat: Option<f64>,
    /// Degrees east.
    #[serde(default)]
    pub lon: Option<f64>,
    /// GeoNames id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geonames: Option<u32>,
    /// GeoNames feature code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feature: Option<String>,
}

/// Who says so, by words of the report.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FieldSaid)]
pub struct Said {
    /// The words.
    #[serde(default)]
    pub text: Option<String>,
    /// Where they stand; without it they are looked for.
    #[serde(default)]
    pub span: Option<[usize; 2]>,
    /// Whom they mean.
    #[serde(default)]
    pub name: Option<String>,
    /// Which of the record's entities it is: taken for its name, and not kept.
    #[serde(default, skip_serializing)]
    pub entity: Option<String>,
}

/// Tells a value that is there, and be it `null`, from one that is not.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
