"""Pages -> files: the theme, the output folder, and the sentence that names every stage."""
