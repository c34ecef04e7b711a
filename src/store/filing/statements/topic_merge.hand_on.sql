-- Merges into one topic are of another from now on.
-- in: topic integer, other integer
UPDATE topic_merge SET into_id = :other WHERE into_id = :topic
