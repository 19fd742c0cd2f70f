"""Languages: which one a reader wants, and the texts, numbers and dates of each.

English stands in the code and the templates; French and Spanish in the catalogues of `web/locale`,
one file for each room.
"""
