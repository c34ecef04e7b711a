-- in: medium integer
DELETE FROM recording_captions WHERE medium_id = :medium
