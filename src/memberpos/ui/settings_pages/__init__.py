"""The pages of the settings screen, one subject each."""
