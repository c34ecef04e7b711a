-- The moment before which a story is not published. The database itself refuses to show a story that still has one: publishing
-- removes it.
ALTER TABLE story ADD COLUMN embargo_until INTEGER CHECK (embargo_until IS NULL OR status NOT IN ('published', 'withdrawn'));

PRAGMA user_version = 15;
