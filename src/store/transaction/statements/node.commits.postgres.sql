-- in: id integer
-- out: commits integer
-- Waits for a commit of this node's that may still be under way.
SELECT commits FROM node WHERE id = :id FOR UPDATE
