-- What people of the newsroom are told: `who` is the name that owns stories, as in `story.created_by`. `number` only grows, also after the latest rows
-- were deleted (`last_number_of`). `note`: the number of one of the story's notes; 0: none. `done_by` is empty if the program itself did it.
CREATE TABLE notification (
    number BIGINT PRIMARY KEY,
    who TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('submitted', 'proposed', 'sent_back', 'note', 'mention', 'assigned', 'published', 'corrected',
                                                   'proposal_taken', 'proposal_sent_back')),
    story_id BIGINT NOT NULL REFERENCES story (id),
    note BIGINT NOT NULL CHECK (note >= 0),
    done_by TEXT COLLATE "C" NOT NULL,
    read_at BIGINT
);
CREATE INDEX notification_by_age ON notification (at);
CREATE INDEX notification_of_person ON notification (who, number DESC);
CREATE INDEX notification_of_story ON notification (story_id);

-- The kinds that a person does not want, separated by spaces. Whoever has no row wants all.
CREATE TABLE notification_choice (
    who TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    unwanted TEXT COLLATE "C" NOT NULL
);

-- The number of the note that it answers, which answers none itself; 0: it begins a thread.
ALTER TABLE note ADD COLUMN answers BIGINT NOT NULL DEFAULT 0;

UPDATE schema_version SET version = 19;
