"""The command line: ``zhiban``. Each command imports what it needs when it is called."""

import sys
from collections.abc import Sequence
from importlib.metadata import entry_points

import typer

from intake.commands import (
    audit,
    calculate,
    caseqc,
    check,
    compare,
    demo,
    elements,
    feeds,
    fill,
    gongwen_layout,
    knowledge,
    library,
    library_updates,
    models,
    notices,
    proofread,
    read,
    serve,
    services,
    statistics,
    verify,
    words,
    write,
)
from models.errors import ServiceError

OWN = {
    "demo": demo,
    "serve": serve,
    "read": read,
    "fill": fill,
    "check": check,
    "calculate": calculate,
    "caseqc": caseqc,
    "verify": verify,
    "audit": audit,
    "services": services,
    "statistics": statistics,
    "notices": notices,
    "feeds": feeds,
    "proofread": proofread,
    "compare": compare,
    "elements": elements,
    "library": library,
    "library-updates": library_updates,
    "write": write,
    "layout": gongwen_layout,
}
GROUPS = {"models": models.app, "knowledge": knowledge.app, "words": words.app}
"""Commands with commands of their own below them."""
GROUP = "zhiban.commands"
"""Entry points of floors above, each a typer application mounted under its name."""


def make_cli(arguments: Sequence[str]) -> typer.Typer:
    """Return the command line; the floors above are loaded only when no own command is named."""
    cli = typer.Typer(
        help="智办：读材料、填表单、做预检、出文书。",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    for name, module in OWN.items():
        cli.command(name, help=module.HELP)(module.command)
    for name, group in GROUPS.items():
        cli.add_typer(group, name=name)
    if not set(arguments[:1]) & {*OWN, *GROUPS}:
        for entry in entry_points(group=GROUP):
            cli.add_typer(entry.load(), name=entry.name)
    return cli


def main() -> None:
    """Run the command line; an error of ours is told in one sentence, with what to do."""
    from intake.logs import set_up_logs  # noqa: PLC0415 - half the start-up time of --help

    set_up_logs()
    try:
        make_cli(sys.argv[1:])()
    except ServiceError as error:
        sys.stderr.write(f"{error}\n{error.remedy}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
