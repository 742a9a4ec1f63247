"""Which intents a question is nearest to: features, cosines, the regression, and the repair of its spelling."""
