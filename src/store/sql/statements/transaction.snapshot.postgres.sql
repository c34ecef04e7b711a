-- One state of everything until its end.
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY
