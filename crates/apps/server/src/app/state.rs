use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Mutex, PoisonError};
use store::Reader;

/// Tells whether the store has changed: a connection that stays open and looks at the number of commits.
pub(super) struct State {
    watched: Mutex<Watched>,
    salt: RandomState,
}

struct Watched {
    reader: Reader,
    n_failures: u64,
}

impl State {
    pub(super) fn of(reader: Reader) -> State {
        State { watched: Mutex::new(Watched { reader, n_failures: 0 }), salt: RandomState::new() }
    }

    /// Another number after every commit; where it cannot be told, another one each time.
    pub(super) fn now(&self) -> u64 {
        let mut watched = self.watched.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = match watched.reader.data_version() {
            Ok(version) => (version, 0),
            Err(_) => {
                watched.n_failures += 1;
                (0, watched.n_failures)
            }
        };
        self.salted(&seen)
    }

    /// A number of `value` that nobody outside can foresee.
    pub(super) fn salted(&self, value: &impl Hash) -> u64 {
        self.salt.hash_one(value)
    }
}
