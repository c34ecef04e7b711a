-- in: number integer, handle text
UPDATE person SET handle = :handle WHERE number = :number AND handle IS NULL
