"""One construct, one file, one name. `markdown.engine` lists them in their order."""
