-- in: id integer, kind text, status text, slug text, address text, headline text, standfirst text, opening text, section integer, language text
-- in: lead_source text, lead_alt text, lead_caption text, lead_credit text, translation_key text, published_at integer
-- in: listed_at integer
-- in: updated_at integer, now integer, by text, source text, source_hash text, headline_words text
-- in: feed_id text, language_named integer
INSERT INTO story (id, kind, status, revision, slug, address, headline, standfirst, opening, section_id, language, lead_source, lead_alt,
                   lead_caption, lead_credit, translation_key, published_at, listed_at, updated_at, created_at, created_by, withdrawn_reason,
                   source, source_hash, headline_words, feed_id, language_named)
VALUES (:id, :kind, :status, 1, :slug, :address, :headline, :standfirst, :opening, :section, :language, :lead_source, :lead_alt,
        :lead_caption, :lead_credit, :translation_key, :published_at, :listed_at, :updated_at, :now, :by, '', :source, :source_hash, :headline_words,
        :feed_id, :language_named)
