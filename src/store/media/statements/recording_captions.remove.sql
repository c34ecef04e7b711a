-- in: medium integer, language text
DELETE FROM recording_captions WHERE medium_id = :medium AND language = :language
