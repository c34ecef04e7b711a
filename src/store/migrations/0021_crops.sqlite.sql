-- What cropped pictures of the media library were made from: a rectangle of another picture in pixels as that one is seen, upright; `rotate`: degrees
-- by which the piece was then turned clockwise. Gone when either picture is.
CREATE TABLE crop (
    medium_id INTEGER NOT NULL PRIMARY KEY REFERENCES medium (id),
    made_from INTEGER NOT NULL REFERENCES medium (id),
    x INTEGER NOT NULL CHECK (x >= 0),
    y INTEGER NOT NULL CHECK (y >= 0),
    width INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    rotate INTEGER NOT NULL CHECK (rotate IN (0, 90, 180, 270))
) STRICT;
CREATE INDEX crop_by_rectangle ON crop (made_from, x, y, width, height, rotate);

PRAGMA user_version = 21;
