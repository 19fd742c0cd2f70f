"""Pages for people: home, lists, questions, things, vocabulary, quality."""
