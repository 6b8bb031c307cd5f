"""Print the report of the population for a person."""

from rich.console import Console
from rich.table import Table

from eval.population.run import Figures, Report


def print_population(report: Report) -> None:
    """Print the figures of every scenario, and each thing that went wrong."""
    console = Console()
    table = Table("情形", "件数", "预填率", "错填率", "查出缺陷", "误报", "一次通过")
    for name, figures in report.scenarios.items():
        table.add_row(name, *_cells(figures))
    table.add_row("合计", *_cells(report.all), style="bold")
    console.print(table)
    for wrong in report.wrong:
        place = f"{wrong.scenario} {wrong.key}（{wrong.source}）"
        console.print(f"错填 {place}：应为 {wrong.wanted}，填成 {wrong.got}")
    for missed in report.missed:
        console.print(f"漏检 {missed.scenario} {missed.fault}：应由 {missed.finds} 查出")
    for said, times in report.alarms.items():
        console.print(f"误报 {times} 次 {said}")


def _cells(figures: Figures) -> tuple[str, ...]:
    shares = (figures.prefilled, figures.wrong, figures.found, figures.false_alarms)
    shown = tuple(f"{share:.1%}" for share in (*shares, figures.first_time))
    return f"{figures.filings}（{figures.clean}）", *shown
