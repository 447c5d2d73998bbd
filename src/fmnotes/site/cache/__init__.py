"""What was parsed is kept: texts by their digest, and when a file need not be read."""
