"""`python -m fmnotes` is the same program as `fmnotes`."""

from fmnotes.cli.main import main

if __name__ == "__main__":
    main()
