//! The codebook's rulings that are logic, one file each.

mod asked_for;
mod casualties;
mod convicted;
mod duplicates;
mod future_is_agree;
mod historical;
mod lengths;
mod meeting;
mod obliged;
mod occasion;
mod office_on_day;
mod partner;
mod perpetrator;
mod protesters;
mod purpose;
mod refusal;
mod speaker;
mod unsaid;

pub(crate) use asked_for::is_asked_for;
pub(crate) use casualties::is_tally;
pub(crate) use convicted::{convict, convicts};
pub(crate) use duplicates::drop_duplicates;
pub(crate) use future_is_agree::future_is_agree;
pub(crate) use historical::historical;
pub(crate) use lengths::{length, lengthen};
pub(crate) use meeting::meeting;
pub(crate) use obliged::obliged;
pub(crate) use occasion::{Occasions, occasion};
pub(crate) use office_on_day::office_on_day;
pub(crate) use partner::partner;
pub(crate) use perpetrator::perpetrator;
pub(crate) use protesters::protesters;
pub(crate) use purpose::is_purpose;
pub(crate) use refusal::refusal;
pub(crate) use speaker::drop_speaker;
pub(crate) use unsaid::{doings, unsaid};
