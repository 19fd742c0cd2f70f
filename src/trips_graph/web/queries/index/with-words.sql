SELECT rowid FROM word WHERE word MATCH :words
