"""The preview: a server that answers from the site itself, and what keeps it up to date."""
