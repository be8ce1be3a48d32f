"""State machines of the devices: bytes, commands and the clock in; bytes to send and readings out. No threads, no I/O."""
