"""What a talk adds to a question: whom a pronoun means, what an ellipsis leaves out, when the subject has changed."""
