"""The command `threekey`: arguments in, exit status out. Each command's work is in the module of its name.

Only `refresh` loads Dagster, dbt and Great Expectations; the others start in about a second, so every import of a
command's module happens inside its function.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="threekey",
    help="三重点任务清单的数据仓库 · the warehouse that holds a task list's promises to account.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

HomeOption = Annotated[Path, typer.Option("--home", envvar="THREEKEY_HOME", help="The home folder.", show_default="data/")]
DEFAULT_HOME = Path(__file__).resolve().parents[2] / "data"


def _exit(status: int) -> None:
    raise typer.Exit(status)


def _date(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text} is not a date like 2023-12-05") from error


@app.command()
def refresh(
    home: HomeOption = DEFAULT_HOME,
    as_of: Annotated[str | None, typer.Option(help="YYYY-MM-DD; today in Asia/Shanghai if left out.")] = None,
) -> None:
    """One nightly run, start to end. Exit 0: published; 1: a blocking check failed and the last good version stands."""
    day = _date(as_of)
    from orchestration.cli.refresh import refresh as run

    _exit(run(home, day))


@app.command("read-list")
def read_list(
    file: Annotated[Path | None, typer.Argument(exists=True, dir_okay=False)] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Folder for the CSV files and review.xlsx.")] = None,
    explain: Annotated[str | None, typer.Option(help="A target text instead of a file: print the rules that read it.")] = None,
    month: Annotated[str | None, typer.Option(help="With --explain: a day of the list's month; today if left out.")] = None,
    home: Annotated[Path | None, typer.Option(help="A home folder: read with the words it was taught.")] = None,
) -> None:
    """Read one task list document, load nothing. With --explain: show how one target text is read, rule by rule."""
    if (file is None) == (explain is None):
        raise typer.BadParameter("give a file, or a text with --explain")
    from orchestration.cli.read_list import explain as tree
    from orchestration.cli.read_list import read_list as run

    if explain is not None:
        _exit(tree(explain, _date(month), home))
    elif file is not None:
        _exit(run(file, output, home))


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument()],
    home: HomeOption = DEFAULT_HOME,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Check progress files, load nothing, change nothing. Exit 0: every file would be accepted."""
    from orchestration.cli.check import check as run

    _exit(run(files, home, as_json))


@app.command()
def template(
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder for the workbooks.")],
    home: HomeOption = DEFAULT_HOME,
    unit: Annotated[str | None, typer.Option(help="One unit only.")] = None,
    period: Annotated[str | None, typer.Option(help="2023-12; the next one due if left out.")] = None,
) -> None:
    """Write each unit's pre-filled reporting workbook for a period."""
    from orchestration.cli.template import template as run

    _exit(run(home, unit, period, output))


@app.command()
def query(
    sql: str,
    home: HomeOption = DEFAULT_HOME,
    output_format: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
) -> None:
    """Read-only SQL on the published tables."""
    if output_format not in {"table", "csv", "json"}:
        raise typer.BadParameter("--format is table, csv or json")
    from orchestration.cli.query import query as run

    _exit(run(sql, home, output_format))


@app.command()
def status(
    home: HomeOption = DEFAULT_HOME,
    heartbeat: Annotated[bool, typer.Option(help="For a monitor: exit 1 when the nightly refresh is overdue.")] = False,
) -> None:
    """What was published when, what is due, missing or rejected, and which alerts are unsent."""
    from orchestration.cli.status import heartbeat as beat
    from orchestration.cli.status import status as run

    _exit(beat(home) if heartbeat else run(home))


def main() -> None:
    app()
