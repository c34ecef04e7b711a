-- Sound and film of the media library. `recording`: what a file says of itself; `duration` in milliseconds, 0 if it is not known; `width` and
-- `height` in pixels, 0 for sound; codecs are empty where there is none. `recording_captions`: its captions, WebVTT files of the library.
CREATE TABLE recording (
    medium_id BIGINT NOT NULL PRIMARY KEY REFERENCES medium (id),
    duration BIGINT NOT NULL CHECK (duration >= 0),
    width BIGINT NOT NULL CHECK (width >= 0),
    height BIGINT NOT NULL CHECK (height >= 0),
    video TEXT COLLATE "C" NOT NULL,
    audio TEXT COLLATE "C" NOT NULL
);

CREATE TABLE recording_captions (
    medium_id BIGINT NOT NULL REFERENCES medium (id),
    language TEXT COLLATE "C" NOT NULL,
    label TEXT COLLATE "C" NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL CHECK (size > 0),
    PRIMARY KEY (medium_id, language)
);
CREATE INDEX recording_captions_by_hash ON recording_captions (hash);

UPDATE schema_version SET version = 20;
