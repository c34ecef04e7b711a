-- The lock is taken at once, not at the first write, where giving up would undo work.
BEGIN IMMEDIATE
