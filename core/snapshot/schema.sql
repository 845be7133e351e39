-- Index of one snapshot (snapshot.sqlite), format 1. Times are ISO 8601, Beijing. JSON columns are UTF-8 text.
-- The tables below `frontier` exist only while a crawl runs; sealing drops them.
CREATE TABLE resource (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,          -- WHATWG-serialised, without fragment; data asked for by POST: …#post:BODY
    internal INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    method TEXT NOT NULL DEFAULT 'GET',
    status INTEGER NOT NULL DEFAULT 0,
    final_url TEXT NOT NULL DEFAULT '',
    content_type TEXT NOT NULL DEFAULT '',
    length INTEGER NOT NULL DEFAULT -1,
    attempts INTEGER NOT NULL DEFAULT 1,
    checked_at TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL DEFAULT '',
    hops TEXT NOT NULL DEFAULT '[]',   -- [[url, method, status, address, at, elapsed_ms, error], …]
    warc_file TEXT NOT NULL DEFAULT '',
    warc_offset INTEGER NOT NULL DEFAULT -1,
    record_id TEXT NOT NULL DEFAULT ''
);
CREATE TABLE page (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,          -- address after redirects
    kind TEXT NOT NULL,
    depth INTEGER NOT NULL,
    status INTEGER NOT NULL,
    content_type TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    facts TEXT NOT NULL,               -- PageFacts without items
    items TEXT NOT NULL DEFAULT '[]',  -- [[url, title, day or null, day_source], …]
    warc_file TEXT NOT NULL,
    warc_offset INTEGER NOT NULL,
    record_id TEXT NOT NULL
);
-- What earlier crawls of the whole site knew of the pages of this one; days are ISO 8601.
CREATE TABLE history (
    url TEXT PRIMARY KEY,              -- page.url
    first_seen TEXT NOT NULL,          -- day of the crawl that first recorded it
    unseen_on TEXT NOT NULL,           -- day of the last complete crawl in which it was not there yet; empty: none
    days TEXT NOT NULL                 -- publish days that it showed to visitors in earlier crawls, oldest first: [day, …]
) WITHOUT ROWID;
CREATE TABLE link (
    id INTEGER PRIMARY KEY,
    target TEXT NOT NULL,              -- resource.url; for a malformed link the raw value
    role TEXT NOT NULL,
    element TEXT NOT NULL,
    internal INTEGER NOT NULL,
    count INTEGER NOT NULL DEFAULT 0,
    pages INTEGER NOT NULL DEFAULT 0,
    on_home INTEGER NOT NULL DEFAULT 0,
    href TEXT NOT NULL DEFAULT '',
    samples TEXT NOT NULL DEFAULT '[]', -- [[page url, text, element, position, region], …], at most 20
    UNIQUE (target, role, element)
);
-- Links to a place within a page of the site (#x): all of them to other pages; to the page itself those it lacks.
CREATE TABLE fragment (
    target TEXT NOT NULL,              -- the page's address as linked, without fragment
    name TEXT NOT NULL,                -- as written behind #
    page TEXT NOT NULL,                -- where the link stands; the other columns as in link.samples
    rank INTEGER NOT NULL,             -- -1: the home page, else the level it was crawled at
    text TEXT NOT NULL,
    element TEXT NOT NULL,
    position INTEGER NOT NULL,
    region TEXT NOT NULL
);
CREATE INDEX fragment_page ON fragment (page);
-- What was read besides pages: style sheets, manifests, sitemaps, feeds, and the data of lists.
CREATE TABLE document (
    source TEXT PRIMARY KEY,           -- the address asked for
    reader TEXT NOT NULL,              -- css, sitemap …, or the list recogniser that read it
    total INTEGER NOT NULL DEFAULT -1, -- entries that it says the list has
    items TEXT NOT NULL DEFAULT '[]'   -- as in table page
) WITHOUT ROWID;
-- Which list pages the data belongs to; a further page of data belongs to the page of data that leads to it.
CREATE TABLE lead (
    page TEXT NOT NULL,
    source TEXT NOT NULL,              -- document.source, or the address of a further page of the list
    PRIMARY KEY (page, source)
) WITHOUT ROWID;
-- What a browser showed of pages that scripts fill, and of addresses that refused every other client.
CREATE TABLE rendered (
    url TEXT PRIMARY KEY,              -- page.url, or resource.url
    purpose TEXT NOT NULL,             -- page, link
    at TEXT NOT NULL,
    status INTEGER NOT NULL,
    failure TEXT NOT NULL,             -- empty: it opened
    whole INTEGER NOT NULL,            -- 1: it came to rest, and no data that it asked for failed to come
    facts TEXT NOT NULL DEFAULT '',    -- as in table page; empty: none
    items TEXT NOT NULL DEFAULT '[]',
    shot TEXT NOT NULL DEFAULT '',     -- shots/…
    warc_file TEXT NOT NULL,
    warc_offset INTEGER NOT NULL,
    record_id TEXT NOT NULL
) WITHOUT ROWID;
-- What axe-core said of a sample of pages in a browser, and what else was measured on them.
CREATE TABLE scan (
    url TEXT PRIMARY KEY,              -- page.url
    reason TEXT NOT NULL,              -- what it is a sample of: home, watched, search, form, policy, column, …
    at TEXT NOT NULL,
    failure TEXT NOT NULL,             -- empty: it was scanned as a whole
    data TEXT NOT NULL,                -- JSON, see docs/formats.md
    shots TEXT NOT NULL DEFAULT '[]',  -- pictures of elements: [shots/…, …]
    warc_file TEXT NOT NULL,
    warc_offset INTEGER NOT NULL,
    record_id TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE probe (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    at TEXT NOT NULL,
    data TEXT NOT NULL,
    warc_file TEXT NOT NULL DEFAULT '',
    warc_offset INTEGER NOT NULL DEFAULT -1,
    record_id TEXT NOT NULL DEFAULT '',
    UNIQUE (kind, subject, at)
);
-- Media snapshots only: how each registered account was asked for its posts, and the posts it gave.
CREATE TABLE taking (
    account TEXT PRIMARY KEY,          -- the account's key
    adapter TEXT NOT NULL,
    status TEXT NOT NULL,              -- ok, ok_empty, blocked, auth_expired, failed, gone
    at TEXT NOT NULL,
    reason TEXT NOT NULL,              -- Chinese
    covered_from TEXT NOT NULL,        -- all posts from here to covered_to are known; empty: of no time is that certain
    covered_to TEXT NOT NULL,
    gone TEXT NOT NULL,                -- 注销, 迁移, 封禁; empty
    moved_to TEXT NOT NULL,
    identity TEXT NOT NULL,            -- [id, name, whether the platform itself said so]
    interaction TEXT NOT NULL,         -- {way to interact: whether it is there}
    source TEXT NOT NULL,              -- the place that was asked
    shot TEXT NOT NULL,                -- shots/…
    records TEXT NOT NULL              -- [[warc file, offset, record id], …]
) WITHOUT ROWID;
CREATE TABLE post (
    id INTEGER PRIMARY KEY,
    account TEXT NOT NULL,
    post_id TEXT NOT NULL,
    data TEXT NOT NULL,                -- {id, title, url, at, written, day_only, text, links, pinned, removed}
    UNIQUE (account, post_id)
);
CREATE TABLE coverage (
    reason TEXT NOT NULL,
    detail TEXT NOT NULL DEFAULT '',
    example TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (reason, detail)
);
-- What the site's next crawl needs to ask whether anything changed, and to believe it. Judging reads none of these tables.
CREATE TABLE validator (
    url TEXT PRIMARY KEY,              -- the address that gave this answer itself, without a redirect
    etag TEXT NOT NULL,
    last_modified TEXT NOT NULL,
    partial INTEGER NOT NULL,          -- 1: only the first bytes are stored
    length INTEGER NOT NULL,           -- of the stored payload
    warc_file TEXT NOT NULL,
    warc_offset INTEGER NOT NULL,
    record_id TEXT NOT NULL,
    size INTEGER NOT NULL,             -- bytes that the record takes in the WARC file
    dated TEXT NOT NULL,               -- its WARC-Date
    digest TEXT NOT NULL               -- its WARC-Payload-Digest
) WITHOUT ROWID;
-- The same of files that were fetched once more to be read whole: their scripts, a sample of their attachments.
CREATE TABLE whole (
    url TEXT PRIMARY KEY,
    etag TEXT NOT NULL,
    last_modified TEXT NOT NULL,
    partial INTEGER NOT NULL,          -- always 0
    length INTEGER NOT NULL,
    warc_file TEXT NOT NULL,
    warc_offset INTEGER NOT NULL,
    record_id TEXT NOT NULL,
    size INTEGER NOT NULL,
    dated TEXT NOT NULL,
    digest TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE reading (
    url TEXT PRIMARY KEY,              -- page.url
    digest TEXT NOT NULL,              -- SHA-256 of what was read: address, Content-Type, decoded body
    expires TEXT NOT NULL,             -- first day on which it would be read differently; empty: never
    links BLOB NOT NULL,               -- the page's links in order, and its leads: JSON, zlib
    brief TEXT NOT NULL                -- the same in short, links by link.id: JSON, see crawler.record.brief
);
CREATE TABLE watch (
    id INTEGER PRIMARY KEY,
    check_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    kind TEXT NOT NULL,
    identity TEXT NOT NULL DEFAULT '[]',
    pages TEXT NOT NULL DEFAULT '[]',
    browser INTEGER NOT NULL DEFAULT 0, -- 1: seen there only by a browser
    seen_on INTEGER NOT NULL DEFAULT 0, -- on how many pages it was seen; 0: not known
    looks TEXT NOT NULL DEFAULT '[]'    -- closer looks without which nobody sees it gone
);
