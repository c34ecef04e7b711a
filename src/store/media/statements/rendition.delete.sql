-- in: medium integer
DELETE FROM rendition WHERE medium_id = :medium
