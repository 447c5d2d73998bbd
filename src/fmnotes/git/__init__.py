"""What git knows of a folder: dates, the remote. The only package that starts another program."""
