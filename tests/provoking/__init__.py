"""For each error code of the day something that really ends in it: no error here is made by hand."""
