"""Publishing to GitHub Pages: what becomes public, and one commit on a branch of its own."""
