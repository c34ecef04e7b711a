-- Of a picture that is gone, or has another file: what it was made from, and what was made from it.
-- in: medium integer
DELETE FROM crop WHERE medium_id = :medium OR made_from = :medium
