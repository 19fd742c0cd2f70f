-- The tables of index.sqlite. PRAGMA user_version tells which version of them a file has.
PRAGMA page_size = 4096;
PRAGMA encoding = 'UTF-8';
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;

-- Whatever has a page. Each kind is one run of ids, in the order of trips_graph.model.index.KINDS;
-- inside a kind, ids follow the order in which things are shown: names by English label, reports
-- the newest first, activities by start, the newest first, unknown ones last.
CREATE TABLE thing (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,          -- member, observer, organisation, group, tool, concept, report, ...
  key TEXT NOT NULL,           -- KHM, wco, 1000364, 1000364-5; the local name of a concept
  iri TEXT NOT NULL UNIQUE,
  scheme TEXT                  -- IRI of the scheme of a concept
);
CREATE UNIQUE INDEX thing_key ON thing (kind, key);

-- Names. Roles: preferred (at most one a language; of a Member in fr and es: that of its place),
-- stated (the title as reported), number and symbol (of a report), code (ISO alpha-3, notation),
-- alternate, former, hidden. The language is '' where none is said.
CREATE TABLE label (
  id INTEGER PRIMARY KEY,
  thing INTEGER NOT NULL REFERENCES thing,
  role TEXT NOT NULL,
  language TEXT NOT NULL,
  text TEXT NOT NULL,
  folded TEXT NOT NULL,        -- as trips_graph.model.index.fold does
  until TEXT                   -- of a former name: when it ended, as precise as known
);
CREATE INDEX label_thing ON label (thing);
CREATE INDEX label_folded ON label (folded, thing);

-- Activities; id is that of the thing, so that ascending ids are the default order.
-- by_... are the places of an activity in other orders, from 0; unknown values come last.
CREATE TABLE activity (
  id INTEGER PRIMARY KEY REFERENCES thing,
  key TEXT NOT NULL,
  title TEXT NOT NULL,
  language TEXT NOT NULL,      -- of the title
  start TEXT,                  -- YYYY, YYYY-MM or YYYY-MM-DD: as precise as stated
  end TEXT,
  year INTEGER,                -- of the start
  status TEXT NOT NULL,        -- notation of the beneficiary status
  report INTEGER REFERENCES thing,
  submitter INTEGER REFERENCES thing,
  by_oldest INTEGER NOT NULL,
  by_title INTEGER NOT NULL,
  by_submitter INTEGER NOT NULL
);

-- What an activity names. Roles: beneficiary, type, topic, status, partner, tool.
CREATE TABLE named (
  activity INTEGER NOT NULL REFERENCES activity,
  role TEXT NOT NULL,
  thing INTEGER NOT NULL REFERENCES thing,
  PRIMARY KEY (activity, role, thing)
) WITHOUT ROWID;

-- Facets: beneficiary, submitter, year, type, topic, status, ldc, region. A value is what stands in
-- addresses: a key, a notation, a year or 'unknown', an M49 code; ldc (was a
-- beneficiary named an LDC at the start?) is yes, no or unknown. A concept counts for those above it:
-- type, topic and region hold the activities of narrower concepts, too.
CREATE TABLE facet (
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  thing INTEGER REFERENCES thing,  -- what the value is called; NULL for year and ldc
  number INTEGER NOT NULL,         -- how many activities
  activities BLOB NOT NULL,        -- their ids: a serialised 32-bit Roaring bitmap
  PRIMARY KEY (name, value)
) WITHOUT ROWID;

-- Folded words: rowid is the id of a thing of a searched kind. Names are its labels; context is
-- what it is about: names of submitter and beneficiaries, the year.
CREATE VIRTUAL TABLE word USING fts5 (
  names, context, content = '', columnsize = 0, prefix = '1 2 3',
  tokenize = 'unicode61 remove_diacritics 0'
);
