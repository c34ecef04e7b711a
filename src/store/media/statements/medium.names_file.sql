-- Whether a row names a file that readers get (as its own, as a rendition, or as captions), or an original.
-- in: hash text
-- out: renditions integer, originals integer
SELECT (SELECT count(*) FROM medium WHERE hash = :hash) + (SELECT count(*) FROM rendition WHERE hash = :hash)
        + (SELECT count(*) FROM recording_captions WHERE hash = :hash),
    (SELECT count(*) FROM medium WHERE original = :hash)
