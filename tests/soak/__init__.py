"""Long runs: all devices at once, for half an hour."""
