DELETE FROM made_with
