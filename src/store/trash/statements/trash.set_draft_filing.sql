-- in: story integer, version integer, slug text, section text, topics text, authors text
UPDATE draft SET version = :version, slug = :slug, section = :section, topics = :topics, authors = :authors WHERE story_id = :story
