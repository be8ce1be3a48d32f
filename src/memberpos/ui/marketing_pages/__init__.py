"""The pages of Marketing: one subject each."""
