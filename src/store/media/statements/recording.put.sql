-- in: medium integer, duration integer, width integer, height integer, video text, audio text
INSERT INTO recording (medium_id, duration, width, height, video, audio)
VALUES (:medium, :duration, :width, :height, :video, :audio)
ON CONFLICT (medium_id) DO UPDATE
SET duration = excluded.duration, width = excluded.width, height = excluded.height, video = excluded.video, audio = excluded.audio
