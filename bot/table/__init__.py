"""Tables that people send as files: separated values, workbooks and flash card packages, read into plain cells."""
