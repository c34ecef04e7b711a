-- Whether a row names a file that readers get (as its own, or as a rendition), or an original.
-- in: hash text
-- out: renditions integer, originals integer
SELECT (SELECT count(*) FROM medium WHERE hash = :hash) + (SELECT count(*) FROM rendition WHERE hash = :hash),
    (SELECT count(*) FROM medium WHERE original = :hash)
