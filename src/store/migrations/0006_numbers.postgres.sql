-- What the whole site was viewed in each hour, by section and language, and by author: kept in the transaction that adds views up, so that a
-- year of it is read without a look at any story. A view stays where its story was filed when it was added. `section_id` 0: none.
CREATE TABLE site_hour (
    hour BIGINT NOT NULL,
    section_id BIGINT NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    views BIGINT NOT NULL,
    robots BIGINT NOT NULL,
    PRIMARY KEY (hour, section_id, language)
);
CREATE TABLE author_hour (
    hour BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    views BIGINT NOT NULL,
    robots BIGINT NOT NULL,
    PRIMARY KEY (hour, author_id)
);

UPDATE schema_version SET version = 6;
