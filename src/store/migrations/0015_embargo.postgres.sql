-- The moment before which a story is not published. The database itself refuses to show a story that still has one: publishing
-- removes it.
ALTER TABLE story ADD COLUMN embargo_until BIGINT CHECK (embargo_until IS NULL OR status NOT IN ('published', 'withdrawn'));

UPDATE schema_version SET version = 15;
