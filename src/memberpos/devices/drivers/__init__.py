"""State machines of the devices: bytes, commands and the time in, bytes and readings out. No threads, no I/O."""
