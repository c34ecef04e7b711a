-- in: story integer, version integer, base_revision integer, now integer, by text, kind text, headline text, standfirst text, body text
-- in: slug text, section text, topics text, authors text, language text, lead_source text, lead_alt text, lead_caption text
-- in: lead_credit text, translation_key text, language_named integer
INSERT INTO draft (story_id, version, base_revision, saved_at, saved_by, kind, headline, standfirst, body, slug, section, topics, authors,
                   language, lead_source, lead_alt, lead_caption, lead_credit, translation_key, language_named)
VALUES (:story, :version, :base_revision, :now, :by, :kind, :headline, :standfirst, :body, :slug, :section, :topics, :authors, :language,
        :lead_source, :lead_alt, :lead_caption, :lead_credit, :translation_key, :language_named)
ON CONFLICT (story_id) DO UPDATE
SET version = excluded.version, base_revision = excluded.base_revision, saved_at = excluded.saved_at, saved_by = excluded.saved_by,
    kind = excluded.kind, headline = excluded.headline, standfirst = excluded.standfirst, body = excluded.body, slug = excluded.slug,
    section = excluded.section, topics = excluded.topics, authors = excluded.authors, language = excluded.language,
    lead_source = excluded.lead_source, lead_alt = excluded.lead_alt, lead_caption = excluded.lead_caption,
    lead_credit = excluded.lead_credit, translation_key = excluded.translation_key, language_named = excluded.language_named
