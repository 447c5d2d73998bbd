"""The command line: one module a command; `report` alone prints and decides exit codes."""
