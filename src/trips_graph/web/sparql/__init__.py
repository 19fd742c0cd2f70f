"""The SPARQL 1.1 Protocol over HTTP: what is asked, in which form, and what is answered."""
