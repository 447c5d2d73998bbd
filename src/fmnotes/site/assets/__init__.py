"""Files that are no pages: what is measured, drawn or cut."""
