"""What `memberpos bench` measures: each thing of the counter beside its floor, round by round in one run."""
