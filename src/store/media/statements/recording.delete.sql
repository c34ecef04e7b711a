-- in: medium integer
DELETE FROM recording WHERE medium_id = :medium
