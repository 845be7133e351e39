-- Tables that exist only while a crawl runs; sealing drops them.
CREATE TABLE working (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
CREATE TABLE frontier (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    depth INTEGER NOT NULL,
    level INTEGER NOT NULL,               -- when it is crawled; see Frontier
    state TEXT NOT NULL DEFAULT 'found',  -- found, queued, done, left
    reason TEXT NOT NULL DEFAULT '',      -- GapReason of an address that was left out
    parent INTEGER NOT NULL DEFAULT 0,    -- id of the page that leads there; 0: a starting point
    repeated INTEGER NOT NULL DEFAULT 0,  -- 1: that page repeats others
    seq INTEGER NOT NULL DEFAULT 0,       -- place in the order of crawling; while found: that page's place
    position INTEGER NOT NULL DEFAULT 0,  -- while found: the place on that page
    canonical TEXT NOT NULL,              -- see crawler.canonical
    family TEXT NOT NULL,                 -- see crawler.series
    likeness TEXT NOT NULL DEFAULT '',    -- PageFacts.likeness
    attempts INTEGER NOT NULL DEFAULT 0,
    reader TEXT NOT NULL DEFAULT '',      -- who reads the answer; empty: it is a page
    origin TEXT NOT NULL DEFAULT '',      -- for a list's data: the page that shows it
    guessed INTEGER NOT NULL DEFAULT 0,   -- 1: no page states this address
    follow INTEGER NOT NULL DEFAULT 1     -- 0: its links are recorded, not crawled
);
CREATE INDEX frontier_next ON frontier (state, level, repeated, seq, position);
CREATE INDEX frontier_canonical ON frontier (canonical);
-- What pages looked like, and how far a series brought anything new; see crawler.series.
CREATE TABLE likeness (
    value TEXT PRIMARY KEY,
    level INTEGER NOT NULL                -- the first that had it
) WITHOUT ROWID;
CREATE TABLE series (
    name TEXT PRIMARY KEY,
    repeated INTEGER NOT NULL,
    fresh INTEGER NOT NULL
) WITHOUT ROWID;
-- What the rounds of the browser phase open, in order.
CREATE TABLE browse (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    round INTEGER NOT NULL
);
-- The sample of pages that is scanned for accessibility, in order.
CREATE TABLE sample (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    reason TEXT NOT NULL
);
CREATE TABLE target (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    internal INTEGER NOT NULL,
    watched INTEGER NOT NULL DEFAULT 0    -- 1: checked whatever the cap on links says
);
