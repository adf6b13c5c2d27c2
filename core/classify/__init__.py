"""Few-label learning on stored embeddings, in numpy: logistic regression, cross-validation, metrics. Never imports torch."""
