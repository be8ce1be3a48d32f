"""Counter actions as JSON lines: the language of `memberpos rehearse`."""
