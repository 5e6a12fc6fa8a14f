"""Steps that bring an older database up to this program's tables, one file a step."""
