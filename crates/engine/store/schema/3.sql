-- Schema 3 of the store: what analysts say of what the program coded.

-- Every correction that was ever made, in the order in which they are laid over each other; rows are added and never taken away. `identity` is
-- that of the report it is about, `anchor` what finds its event again, `before` which happenings its events were mentions of.
CREATE TABLE stored_corrections (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('accept', 'edit', 'strike', 'add', 'merge', 'split', 'alias', 'office')),
    identity TEXT,
    target TEXT NOT NULL,
    event TEXT,
    body TEXT NOT NULL,
    anchor TEXT,
    before TEXT,
    "by" TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    undone_by TEXT,
    undone_reason TEXT,
    undone_at TEXT,
    is_stale INTEGER NOT NULL DEFAULT 0,
    overrides TEXT NOT NULL DEFAULT ''
);
CREATE INDEX stored_corrections_identity ON stored_corrections (identity) WHERE identity IS NOT NULL;
CREATE INDEX stored_corrections_event ON stored_corrections (event) WHERE event IS NOT NULL;

-- Records that corrections change, as they make them; stored_texts keeps what was coded.
CREATE TABLE stored_corrected (
    report INTEGER PRIMARY KEY REFERENCES stored_reports,
    record BLOB NOT NULL
);

-- Events that a merge makes one, or that a split makes one (`is_together`) and tells apart from others. `event` is found by the anchor whenever
-- the report is written.
CREATE TABLE stored_ties (
    correction INTEGER NOT NULL REFERENCES stored_corrections,
    number INTEGER NOT NULL,
    is_together INTEGER NOT NULL,
    identity TEXT NOT NULL,
    anchor TEXT NOT NULL,
    event INTEGER REFERENCES stored_events,
    PRIMARY KEY (correction, number)
) WITHOUT ROWID;
CREATE INDEX stored_ties_event ON stored_ties (event) WHERE event IS NOT NULL;
CREATE INDEX stored_ties_identity ON stored_ties (identity);

-- `accepted`, `edited` or `added`, of an event that an analyst looked at.
ALTER TABLE stored_events ADD COLUMN review TEXT;

-- Days of current reports, counted after every commit by whoever looks at relations.
CREATE INDEX stored_reports_current ON stored_reports (published) WHERE state = 'current';
