"""The torch part: augmentation, encoders, SimCLR, pretraining, embedding, fine-tuning. Knows no database and no window."""
