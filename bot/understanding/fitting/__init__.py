"""The bars and the confidence, fitted on questions that were held out."""
