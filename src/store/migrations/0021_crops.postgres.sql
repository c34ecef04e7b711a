-- What cropped pictures of the media library were made from: a rectangle of another picture in pixels as that one is seen, upright; `rotate`: degrees
-- by which the piece was then turned clockwise. Gone when either picture is.
CREATE TABLE crop (
    medium_id BIGINT NOT NULL PRIMARY KEY REFERENCES medium (id),
    made_from BIGINT NOT NULL REFERENCES medium (id),
    x BIGINT NOT NULL CHECK (x >= 0),
    y BIGINT NOT NULL CHECK (y >= 0),
    width BIGINT NOT NULL CHECK (width > 0),
    height BIGINT NOT NULL CHECK (height > 0),
    rotate BIGINT NOT NULL CHECK (rotate IN (0, 90, 180, 270))
);
CREATE INDEX crop_by_rectangle ON crop (made_from, x, y, width, height, rotate);

UPDATE schema_version SET version = 21;
