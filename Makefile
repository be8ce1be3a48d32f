# Every target sets the project up first; see scripts/bootstrap.py. ARGS="-k name" goes to the target.
PYTHON ?= python3

TARGETS := run setup test check bench soak stress lock

.PHONY: $(TARGETS)

$(TARGETS):
	@$(PYTHON) scripts/bootstrap.py $@ $(ARGS)
