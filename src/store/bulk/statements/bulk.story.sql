-- A published article as it is.
-- in: id integer, slug text, address text, headline text, standfirst text, opening text, section integer, language text, at integer
-- in: by text
INSERT INTO story (id, kind, status, revision, slug, address, headline, standfirst, opening, section_id, language, lead_source, lead_alt,
                   lead_caption, lead_credit, translation_key, published_at, listed_at, updated_at, created_at, created_by,
                   withdrawn_reason, source_hash)
VALUES (:id, 'article', 'published', 1, :slug, :address, :headline, :standfirst, :opening, :section, :language, '', '', '', '', '', :at,
        :at, :at, :at, :by, '', '')
