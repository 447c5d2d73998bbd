"""What is looked at beside the notes: links on the built pages and to elsewhere, and what was not meant."""
