//! The pipeline as a whole: articles, meaning, any text, the seed report. One program, so that the model is linked once.

mod any_text;
mod articles;
mod by_hand;
mod common;
mod days;
mod materiel;
mod meaning;
mod numbers;
mod offices;
mod origins;
mod participants;
mod parties;
mod places;
mod seed;
mod speech;
mod who;
