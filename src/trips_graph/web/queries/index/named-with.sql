SELECT DISTINCT thing.iri
FROM label JOIN thing ON thing.id = label.thing
WHERE label.thing BETWEEN :first AND :last AND instr(label.folded, :folded) > 0
