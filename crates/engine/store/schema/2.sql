-- Schema 2 of the store: stories and happenings. After it, what stands in the store is parted anew (write/clusters.rs).

-- A report and its events in few numbers, as deduplication keeps them.
CREATE TABLE stored_sketches (
    report INTEGER PRIMARY KEY REFERENCES stored_reports,
    sketch BLOB NOT NULL
);

-- What is compared: reports that open alike (kind 0), events told in the same words with the same codes (kind 1). `report` and `number`
-- name the member that stands for all; `cluster` is a story or a happening.
CREATE TABLE stored_nodes (
    key INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    identity INTEGER NOT NULL,
    content INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES stored_reports,
    number INTEGER NOT NULL,
    component INTEGER,
    level INTEGER,
    cluster INTEGER,
    UNIQUE (kind, identity)
);
CREATE INDEX stored_nodes_component ON stored_nodes (component) WHERE component IS NOT NULL;
CREATE INDEX stored_nodes_cluster ON stored_nodes (kind, cluster);

-- Where nodes are filed, those of least rank first, and which of them are alike, in ten-thousandths.
CREATE TABLE stored_blocks (
    block INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    node INTEGER NOT NULL,
    PRIMARY KEY (block, rank, node)
) WITHOUT ROWID;
CREATE TABLE stored_links (
    node INTEGER NOT NULL,
    other INTEGER NOT NULL,
    likeness INTEGER NOT NULL,
    PRIMARY KEY (node, other)
) WITHOUT ROWID;

-- Reports of one matter within days.
CREATE TABLE stored_stories (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    report INTEGER NOT NULL REFERENCES stored_reports,
    n_reports INTEGER NOT NULL,
    n_sources INTEGER NOT NULL,
    first_published TEXT,
    last_published TEXT
);
CREATE INDEX stored_stories_last ON stored_stories (last_published, key);

-- Event mentions that are one event, with what they agree on; `event` is the mention that stands for them.
DROP TABLE stored_happenings;
CREATE TABLE stored_happenings (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    event INTEGER REFERENCES stored_events,
    n_mentions INTEGER NOT NULL DEFAULT 0,
    n_reports INTEGER NOT NULL DEFAULT 0,
    n_sources INTEGER NOT NULL DEFAULT 0,
    first_published TEXT,
    last_published TEXT,
    type TEXT,
    mode TEXT,
    status TEXT,
    quad INTEGER,
    score REAL,
    goldstein REAL,
    contexts TEXT,
    actors TEXT,
    recipients TEXT,
    is_one_sided INTEGER,
    date_start TEXT,
    date_end TEXT,
    date_basis TEXT,
    place TEXT,
    place_country TEXT,
    latitude REAL,
    longitude REAL,
    confidence REAL,
    n_disagreements INTEGER NOT NULL DEFAULT 0,
    disagreements TEXT
);
CREATE INDEX stored_happenings_date ON stored_happenings (date_start, key);
CREATE INDEX stored_happenings_sources ON stored_happenings (n_sources, key);

-- Which two countries a happening joins, the first in the alphabet first.
CREATE TABLE stored_happening_pairs (
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    happening INTEGER NOT NULL REFERENCES stored_happenings,
    direction TEXT NOT NULL CHECK (direction IN ('forth', 'back', 'mutual')),
    PRIMARY KEY (first, second, happening, direction)
) WITHOUT ROWID;
CREATE INDEX stored_happening_pairs_happening ON stored_happening_pairs (happening);

-- In how many happenings of a day a country takes part; of all of them under no country.
CREATE TABLE stored_country_days (
    country TEXT NOT NULL,
    day TEXT NOT NULL,
    happenings INTEGER NOT NULL,
    PRIMARY KEY (country, day)
) WITHOUT ROWID;

-- Ids of stories and happenings that are no more, and of those that were parted from others.
CREATE TABLE stored_traces (
    key INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('story', 'happening')),
    id TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('merged', 'split', 'gone')),
    other TEXT,
    at TEXT NOT NULL
);
CREATE INDEX stored_traces_id ON stored_traces (id);

-- Pairs of countries whose happenings changed since shifts were looked for.
CREATE TABLE stored_changed_pairs (
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    PRIMARY KEY (first, second)
) WITHOUT ROWID;

-- Up to which day all pairs were looked at, as one row.
CREATE TABLE stored_looks (
    day TEXT NOT NULL
);

-- Shifts that were told already.
CREATE TABLE stored_alerts (
    key INTEGER PRIMARY KEY,
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    course TEXT NOT NULL,
    began TEXT NOT NULL,
    began_first TEXT NOT NULL,
    began_last TEXT NOT NULL,
    told TEXT NOT NULL,
    shift TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX stored_alerts_pair ON stored_alerts (first, second);

ALTER TABLE stored_reports ADD COLUMN node INTEGER;
ALTER TABLE stored_events ADD COLUMN node INTEGER;
CREATE INDEX stored_reports_node ON stored_reports (node) WHERE node IS NOT NULL;
CREATE INDEX stored_events_node ON stored_events (node) WHERE node IS NOT NULL;
CREATE INDEX stored_numbers_event ON stored_numbers (event) WHERE event IS NOT NULL;
UPDATE stored_events SET happening = 0;
UPDATE stored_dyad_months SET happenings = 0;
