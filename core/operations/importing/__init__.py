"""Labels that were made elsewhere: what a source says (rows.py and one module per kind of source), which images it means
(matching.py), what taking it over would do (plan.py), and doing it as one edit (applying.py)."""
