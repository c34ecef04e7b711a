-- in: before integer
DELETE FROM node WHERE seen_at < :before
