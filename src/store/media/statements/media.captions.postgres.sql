-- The captions of the media of `ids`.
-- in: ids text
-- out: medium integer, language text, label text, hash text, size integer
SELECT recording_captions.medium_id, recording_captions.language, recording_captions.label, recording_captions.hash, recording_captions.size
FROM unnest(:ids::bigint[]) WITH ORDINALITY AS wanted (id, place)
JOIN recording_captions ON recording_captions.medium_id = wanted.id
ORDER BY recording_captions.medium_id, recording_captions.language
