"""How a question is read: its words, whom it names, what bounds it, and the parts it falls into."""
