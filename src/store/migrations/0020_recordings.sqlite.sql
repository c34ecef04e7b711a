-- Sound and film of the media library. `recording`: what a file says of itself; `duration` in milliseconds, 0 if it is not known; `width` and
-- `height` in pixels, 0 for sound; codecs are empty where there is none. `recording_captions`: its captions, WebVTT files of the library.
CREATE TABLE recording (
    medium_id INTEGER NOT NULL PRIMARY KEY REFERENCES medium (id),
    duration INTEGER NOT NULL CHECK (duration >= 0),
    width INTEGER NOT NULL CHECK (width >= 0),
    height INTEGER NOT NULL CHECK (height >= 0),
    video TEXT NOT NULL,
    audio TEXT NOT NULL
) STRICT;

CREATE TABLE recording_captions (
    medium_id INTEGER NOT NULL REFERENCES medium (id),
    language TEXT NOT NULL,
    label TEXT NOT NULL,
    hash TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    PRIMARY KEY (medium_id, language)
) STRICT, WITHOUT ROWID;
CREATE INDEX recording_captions_by_hash ON recording_captions (hash);

PRAGMA user_version = 20;
