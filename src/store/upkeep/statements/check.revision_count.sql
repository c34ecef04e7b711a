-- out: revisions integer
SELECT count(*) FROM revision
