"""``zhiban services``: what can be applied for."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from typing import Annotated

import typer

HELP = "列出可以办理的事项和情形；--count 给出页面、情形、预填和预检项数。"


def command(
    count: Annotated[bool, typer.Option("--count", help="只给出项数。")] = False,
    json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
) -> None:
    """Print every declared service with its scenarios, or how much they hold."""
    from intake.commands.output import print_json, print_line, print_table
    from intake.counts import count as count_services
    from intake.registry import read_registry

    registry = read_registry()
    counts = count_services(registry.services)
    if count and not json:
        numbers = (counts.pages, counts.scenarios, counts.prefilled, counts.prechecked)
        print_line(" / ".join(map(str, numbers)))
    elif json:
        listed = [
            {
                "id": service.id,
                "name": service.name,
                "group": service.group,
                "scenarios": {each.id: each.name for each in service.scenarios},
            }
            for service in registry.services.values()
        ]
        print_json(counts.model_dump() | ({} if count else {"services": listed}))
    else:
        rows = [
            (scenario.id, service.name, scenario.name, str(len(service.form(scenario.id))))
            for service in registry.services.values()
            for scenario in service.scenarios
        ]
        print_table("可以办理的事项", ("编号", "事项", "情形", "栏数"), rows)
