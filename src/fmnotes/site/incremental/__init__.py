"""What a build takes over from the last one into the same folder, and why a page is rendered again."""
