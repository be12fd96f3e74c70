//! The words that a record uses for values that `annotation` holds as enums.

use annotation::{DateBasis, EntityKind, Form, Style, Tenure};
use ontology::{Country, Sector};

pub(crate) fn kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        // Only what takes part in an event is published, and what takes part is people at least.
        EntityKind::Group | EntityKind::Other => "group",
        EntityKind::Organisation => "organisation",
        EntityKind::State => "state",
        EntityKind::Place => "place",
    }
}

pub(crate) fn form(form: Form) -> &'static str {
    match form {
        Form::Name => "name",
        Form::Nominal => "nominal",
        Form::Pronoun => "pronoun",
        Form::Modifier => "modifier",
    }
}

pub(crate) fn tenure(tenure: Tenure) -> &'static str {
    match tenure {
        Tenure::Current => "current",
        Tenure::Former => "former",
        Tenure::Incoming => "incoming",
    }
}

pub(crate) fn basis(basis: DateBasis) -> &'static str {
    match basis {
        DateBasis::Stated => "stated",
        DateBasis::Dateline => "dateline",
        DateBasis::Published => "published",
    }
}

pub(crate) fn style(style: Style) -> &'static str {
    match style {
        Style::Direct => "direct",
        Style::Mixed => "mixed",
        Style::Indirect => "indirect",
    }
}

pub(crate) fn country(country: Option<Country>) -> Option<String> {
    country.map(|country| country.code().to_string())
}

pub(crate) fn sectors(sectors: &[Sector]) -> Vec<String> {
    sectors.iter().map(|sector| sector.name().to_string()).collect()
}

/// `value` with so many digits after the point: what is published does not hang on a last bit.
pub(crate) fn rounded(value: f64, digits: i32) -> f64 {
    let factor = 10f64.powi(digits);
    // Adding zero turns -0 into 0.
    (value * factor).round() / factor + 0.0
}
