"""`fmnotes.toml`, or `[tool.fmnotes]` in pyproject.toml."""

from fmnotes.config.config import (
    CONFIGURATIONS,
    TERMS,
    Config,
    describe,
    folders_above,
    output_refusal,
    with_guessed_dialects,
)
from fmnotes.config.defaults import Defaults
from fmnotes.config.invalid import InvalidValueError
from fmnotes.config.opt_in import OptIn
from fmnotes.config.reading import load_config, resolved
from fmnotes.config.values import DIALECTS, KEYS, HtmlPolicy

__all__ = [
    "CONFIGURATIONS",
    "DIALECTS",
    "KEYS",
    "TERMS",
    "Config",
    "Defaults",
    "HtmlPolicy",
    "InvalidValueError",
    "OptIn",
    "describe",
    "folders_above",
    "load_config",
    "output_refusal",
    "resolved",
    "with_guessed_dialects",
]
