"""`fmnotes` and `python -m fmnotes`: the same program."""

import sys

from fmnotes import __version__


def main() -> None:
    """Run the command line; its version is told without loading it."""
    if sys.argv[1:] == ["--version"]:
        print(f"fmnotes, version {__version__}")
        return
    from fmnotes.cli.main import main as commands

    commands()


if __name__ == "__main__":
    main()
