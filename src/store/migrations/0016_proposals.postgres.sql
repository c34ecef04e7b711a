-- The change or correction of a published story that a reporter proposes: at most one for each story. See docs/newsroom.md.
-- `drafted`: the story's draft of changes is the proposed change. `submitted_at`: null while it is being written.
CREATE TABLE proposal (
    story_id BIGINT PRIMARY KEY REFERENCES story (id),
    proposed_by TEXT COLLATE "C" NOT NULL,
    submitted_at BIGINT,
    drafted BIGINT NOT NULL CHECK (drafted IN (0, 1)),
    note TEXT COLLATE "C" NOT NULL,
    correction_kind TEXT COLLATE "C" NOT NULL CHECK (correction_kind IN ('', 'correction', 'clarification', 'retraction')),
    correction TEXT COLLATE "C" NOT NULL,
    CHECK ((correction_kind = '') = (correction = '')),
    CHECK (drafted = 1 OR correction <> '')
);

-- Of the file that a medium was made from: null if a program stored it that did not keep them. Width and height are 0 if it is no picture.
ALTER TABLE medium ADD COLUMN original_width BIGINT CHECK (original_width >= 0);
ALTER TABLE medium ADD COLUMN original_height BIGINT CHECK (original_height >= 0);
ALTER TABLE medium ADD COLUMN original_size BIGINT CHECK (original_size > 0);

UPDATE schema_version SET version = 16;
