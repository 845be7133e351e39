-- Tables that exist only while a crawl runs; sealing drops them.
CREATE TABLE working (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
CREATE TABLE frontier (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    depth INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued', -- queued, done, left
    reason TEXT NOT NULL DEFAULT '',      -- GapReason of an address that was left out
    pattern TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    canonical TEXT NOT NULL DEFAULT '',   -- see crawler.canonical
    reader TEXT NOT NULL DEFAULT '',      -- who reads the answer; empty: it is a page
    origin TEXT NOT NULL DEFAULT '',      -- for a list's data: the page that shows it
    guessed INTEGER NOT NULL DEFAULT 0,   -- 1: no page states this address
    level INTEGER NOT NULL,               -- the order of crawling; see Frontier
    follow INTEGER NOT NULL DEFAULT 1     -- 0: its links are recorded, not crawled
);
CREATE INDEX frontier_next ON frontier (state, level, id);
CREATE INDEX frontier_canonical ON frontier (canonical) WHERE canonical != '';
CREATE INDEX frontier_pattern ON frontier (pattern) WHERE pattern != '';
CREATE TABLE target (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    internal INTEGER NOT NULL,
    watched INTEGER NOT NULL DEFAULT 0    -- 1: checked whatever the cap on links says
);
