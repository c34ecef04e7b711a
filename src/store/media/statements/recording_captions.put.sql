-- in: medium integer, language text, label text, hash text, size integer
INSERT INTO recording_captions (medium_id, language, label, hash, size)
VALUES (:medium, :language, :label, :hash, :size)
ON CONFLICT (medium_id, language) DO UPDATE SET label = excluded.label, hash = excluded.hash, size = excluded.size
