-- What the media of `ids` that are sound or film say of themselves.
-- in: ids text
-- out: medium integer, duration integer, width integer, height integer, video text, audio text
SELECT recording.medium_id, recording.duration, recording.width, recording.height, recording.video, recording.audio
FROM unnest(:ids::bigint[]) WITH ORDINALITY AS wanted (id, place)
JOIN recording ON recording.medium_id = wanted.id
