-- in: medium integer
DELETE FROM medium_address WHERE medium_id = :medium
