-- Where readers came from: views of people in each hour by the host that the page before was on, of the whole site and of each story. Kept in
-- the transaction that adds views up. Views without such a host have no row: they are what is left of the hour's. '.': pages of the site
-- itself; '*': hosts beyond those that are told apart in one hour. No host has these names.
CREATE TABLE referrer_hour (
    hour INTEGER NOT NULL,
    host TEXT NOT NULL,
    views INTEGER NOT NULL,
    PRIMARY KEY (hour, host)
) STRICT, WITHOUT ROWID;
CREATE TABLE story_referrer (
    story_id INTEGER NOT NULL,
    hour INTEGER NOT NULL,
    host TEXT NOT NULL,
    views INTEGER NOT NULL,
    PRIMARY KEY (story_id, hour, host)
) STRICT, WITHOUT ROWID;

-- Beside the counts and not among them: a node of an older program goes on reading those.
ALTER TABLE view_log ADD COLUMN referrers TEXT NOT NULL DEFAULT '';

PRAGMA user_version = 8;
