-- in: number integer, kind text, item integer, at integer, by text, owner text, name text, slug text, aliases text, description text
-- in: email text, url text, organisation text, position integer, chosen integer
INSERT INTO trash (number, kind, item, at, trashed_by, owner, name, slug, aliases, description, email, url, organisation, position, chosen)
VALUES (:number, :kind, :item, :at, :by, :owner, :name, :slug, :aliases, :description, :email, :url, :organisation, :position, :chosen)
