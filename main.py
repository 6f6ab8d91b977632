"""Opens the studio, or runs a command of it: ``python3 main.py [PROJECT | COMMAND ...]``.

Every Python 3 can read this file, so that one which is too old answers with a sentence instead of a syntax error.
"""

import sys
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit(
        "Soraapp needs Python 3.11 or newer; this is Python {}.{}.\n"
        "Install a newer one (from your system, or from https://www.python.org/downloads/) and start Soraapp with it "
        "by name, for example: python3.11 main.py".format(*sys.version_info)
    )


def main() -> int:
    """Make sure of the environment, then open the window or run the command. Returns the exit status."""
    from soraapp import environment

    status = environment.ensure(Path(__file__).resolve().parent)
    return status or start(sys.argv[1:])


def start(arguments: list[str]) -> int:
    """Open the window, perhaps with a project or a film; or run the command that the first argument names."""
    if names_command(arguments):
        from soraapp import cli

        return cli.main(arguments)
    from soraapp import display

    problem = display.problem()
    if problem:
        sys.stderr.write(problem + "\n")
        return 1
    from ui import app

    return app.main(arguments)


def names_command(arguments: list[str]) -> bool:
    """Whether the first argument is a command (or asks for help) rather than a file or an option of the window."""
    if not arguments:
        return False
    first = Path(arguments[0])
    if first.name.startswith("-"):
        return first.name in ("-h", "--help", "--version")
    return not (first.suffix or first.is_file())


if __name__ == "__main__":
    sys.exit(main())
