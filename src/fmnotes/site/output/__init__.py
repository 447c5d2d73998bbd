"""The output folder: what is ours there, and how it becomes the site."""
