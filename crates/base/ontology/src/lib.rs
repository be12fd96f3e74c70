//! The code lists that a record is written in: PLOVER, CAMEO, Universal Dependencies, countries.
//!
//! In: names and codes as text. Out: enums, and the crosswalks between the lists. All tables are
//! in the program; nothing is read at run time.
#![forbid(unsafe_code)]

mod cameo;
mod count;
mod country;
mod crosswalk;
mod facets;
mod materiel;
mod misfortune;
mod named;
mod plover;
mod table;
mod ud;

pub use cameo::Cameo;
pub use count::Count;
pub use country::Country;
pub use crosswalk::{Plover, Side};
pub use facets::{Context, Sector, Status};
pub use materiel::{Materiel, Stage};
pub use misfortune::is_misfortune;
pub use plover::{EventType, Mode, Page, Quad};
pub use ud::{Deprel, Upos};
