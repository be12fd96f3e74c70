//! Words for states, and which states border on which.

use gazetteer::{Neighbours, StateWord, WordSort};
use ontology::Country;

use crate::Folder;
use crate::rows::Row;

pub(super) fn state_word(row: &Row, folder: &mut Folder) {
    let word = row.needed("word").into();
    let sort = match row.one_of("kind", &["region", "people"]) {
        Some("region") => WordSort::Region,
        Some(_) => WordSort::People,
        None => WordSort::Plain,
    };
    let states = countries(row, "states", folder);
    match row.problems() {
        problems if problems.is_empty() => folder.tables.state_words.push(StateWord { word, sort, states }),
        problems => folder.problems.extend(problems),
    }
}

pub(super) fn neighbours(row: &Row, folder: &mut Folder) {
    let state = row.code(row.needed("state"), folder);
    let neighbours = countries(row, "neighbours", folder);
    if state.is_some_and(|state| neighbours.contains(&state)) {
        row.wrong("a state is its own neighbour", "take its code out of `neighbours`");
    }
    match (row.problems(), state) {
        (problems, Some(state)) if problems.is_empty() => {
            folder.tables.neighbours.push(Neighbours { state, neighbours });
        }
        (problems, _) => folder.problems.extend(problems),
    }
}

/// The countries of a list of codes; a problem if there are none.
fn countries(row: &Row, column: &str, folder: &Folder) -> Vec<Country> {
    row.needed(column);
    row.list(column).filter_map(|code| row.code(code, folder)).collect()
}
