-- What people of the newsroom are told: `who` is the name that owns stories, as in `story.created_by`. `number` only grows, also after the latest rows
-- were deleted (`last_number_of`). `note`: the number of one of the story's notes; 0: none. `done_by` is empty if the program itself did it.
CREATE TABLE notification (
    number INTEGER PRIMARY KEY,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('submitted', 'proposed', 'sent_back', 'note', 'mention', 'assigned', 'published', 'corrected',
                                       'proposal_taken', 'proposal_sent_back')),
    story_id INTEGER NOT NULL REFERENCES story (id),
    note INTEGER NOT NULL CHECK (note >= 0),
    done_by TEXT NOT NULL,
    read_at INTEGER
) STRICT;
CREATE INDEX notification_by_age ON notification (at);
CREATE INDEX notification_of_person ON notification (who, number DESC);
CREATE INDEX notification_of_story ON notification (story_id);

-- The kinds that a person does not want, separated by spaces. Whoever has no row wants all.
CREATE TABLE notification_choice (
    who TEXT NOT NULL PRIMARY KEY,
    unwanted TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The number of the note that it answers, which answers none itself; 0: it begins a thread.
ALTER TABLE note ADD COLUMN answers INTEGER NOT NULL DEFAULT 0;

PRAGMA user_version = 19;
