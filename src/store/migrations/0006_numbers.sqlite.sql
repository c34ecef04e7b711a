-- What the whole site was viewed in each hour, by section and language, and by author: kept in the transaction that adds views up, so that a
-- year of it is read without a look at any story. A view stays where its story was filed when it was added. `section_id` 0: none.
CREATE TABLE site_hour (
    hour INTEGER NOT NULL,
    section_id INTEGER NOT NULL,
    language TEXT NOT NULL,
    views INTEGER NOT NULL,
    robots INTEGER NOT NULL,
    PRIMARY KEY (hour, section_id, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE author_hour (
    hour INTEGER NOT NULL,
    author_id INTEGER NOT NULL,
    views INTEGER NOT NULL,
    robots INTEGER NOT NULL,
    PRIMARY KEY (hour, author_id)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 6;
