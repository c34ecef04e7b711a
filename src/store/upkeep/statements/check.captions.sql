-- out: medium integer, hash text
SELECT medium_id, hash
FROM recording_captions
ORDER BY medium_id, language
