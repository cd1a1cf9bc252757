"""The command `threekey`: arguments in, exit status out. Each command's work is in the module of its name.

Only `refresh` loads Dagster, dbt and Great Expectations; the others start in about a second, so every import of a
command's module happens inside its function.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from ingest.damage import DamagedFileError
from ingest.home import Home
from ingest.home_format import NewerHomeError, format_of

DEFAULT_HOME = Path(__file__).resolve().parents[2] / "data"
_FOLDER = click.Path(path_type=Path)


class _HomeFolder(click.Path):
    """The folder of a home, which every command takes by this type: one that a newer program has written is refused."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        root = Path(super().convert(value, param, ctx))  # type: ignore[arg-type]
        try:
            format_of(Home(root))
        except NewerHomeError as error:
            click.echo(error, err=True)
            sys.exit(2)
        return root


_HOME = _HomeFolder()
_home = click.option(
    "--home", type=_HOME, default=DEFAULT_HOME, envvar="THREEKEY_HOME", show_envvar=True, show_default="data/",
    help="The home folder.",
)  # fmt: skip


@click.group(name="threekey", no_args_is_help=True)
def app() -> None:
    """三重点任务清单的数据仓库 · the warehouse that holds a task list's promises to account."""


def _date(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text} is not a date like 2023-12-05") from error


@app.command()
@click.argument("home", type=_HOME)
@click.option("--place", default="", help="青川市临江区: the place it is for; the lists' own if left out.")
def init(home: Path, place: str) -> None:
    """Make a home folder with its settings file. What is there already stays."""
    from orchestration.cli.init import init as run

    sys.exit(run(home, place))


@app.command()
@_home
@click.option("--as-of", help="YYYY-MM-DD; today if left out, before the nightly run the day before.")
@click.option("--nightly", is_flag=True, help="As of the day that has ended, like the nightly schedule: for a timer.")
def refresh(home: Path, as_of: str | None, *, nightly: bool) -> None:
    """One nightly run, start to end. Exit 0: published; 1: a blocking check failed and the last good version stands."""
    day = _date(as_of)
    if nightly and day is not None:
        raise click.BadParameter("give --as-of or --nightly, not both")
    from orchestration.cli.refresh import refresh as run

    sys.exit(run(home, day, nightly=nightly))


@app.command("read-list")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", type=_FOLDER, help="Folder for the CSV files and review.xlsx.")
@click.option("--explain", help="A target text instead of a file: print the rules that read it.")
@click.option("--month", help="With --explain: a day of the list's month; today if left out.")
@click.option("--home", type=_HOME, help="A home folder: read with the words it was taught.")
def read_list(file: Path | None, output: Path | None, explain: str | None, month: str | None, home: Path | None) -> None:
    """Read one task list document, load nothing. With --explain: show how one target text is read, rule by rule."""
    if (file is None) == (explain is None):
        raise click.BadParameter("give a file, or a text with --explain")
    from orchestration.cli.read_list import explain as tree
    from orchestration.cli.read_list import read_list as run

    if explain is not None:
        sys.exit(tree(explain, _date(month), home))
    elif file is not None:
        sys.exit(run(file, output, home))


@app.command()
@click.argument("files", required=True, nargs=-1, type=click.Path(path_type=Path))
@_home
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def check(files: tuple[Path, ...], home: Path, *, as_json: bool) -> None:
    """Check progress files, load nothing, change nothing. Exit 0: every file would be accepted."""
    from orchestration.cli.check import check as run

    sys.exit(run(list(files), home, as_json))


@app.command()
@click.option("-o", "--output", required=True, type=_FOLDER, help="Folder for the workbooks.")
@_home
@click.option("--unit", help="One unit only.")
@click.option("--period", help="2023-12; the next one due if left out.")
def template(output: Path, home: Path, unit: str | None, period: str | None) -> None:
    """Write each unit's pre-filled reporting workbook for a period."""
    from orchestration.cli.template import template as run

    sys.exit(run(home, unit, period, output))


@app.group(invoke_without_command=True)
@_home
@click.pass_context
def rules(context: click.Context, home: Path) -> None:
    """The rules in force today, and where they come from. Without a subcommand: every table of them."""
    context.obj = home
    if context.invoked_subcommand is None:
        from orchestration.cli.rules import overview

        sys.exit(overview(home))


# after the subcommand, too, as everywhere else
_also_home = click.option("--home", "own", type=_HOME, help="The home folder.")


@rules.command("show")
@click.argument("table")
@_also_home
@click.option("--all", "also_past", is_flag=True, help="Also rows that hold no longer, or not yet.")
@click.pass_obj
def rules_show(home: Path, table: str, own: Path | None, *, also_past: bool) -> None:
    """The rows of one table, each with the file it came from."""
    from orchestration.cli.rules import show

    sys.exit(show(own or home, table, also_past=also_past))


@rules.command("export")
@click.argument("tables", nargs=-1)
@click.option("-o", "--output", required=True, type=_FOLDER, help="Folder for the CSV files.")
@_also_home
@click.pass_obj
def rules_export(home: Path, tables: tuple[str, ...], output: Path, own: Path | None) -> None:
    """Write tables as CSV files, to be edited and dropped into inbox/rules/."""
    from orchestration.cli.rules import export

    sys.exit(export(own or home, tables, output))


@app.command()
@click.argument("sql")
@_home
@click.option("--format", "output_format", default="table", show_default=True, help="table, csv or json.")
def query(sql: str, home: Path, output_format: str) -> None:
    """Read-only SQL on the published tables."""
    if output_format not in {"table", "csv", "json"}:
        raise click.BadParameter("--format is table, csv or json")
    from orchestration.cli.query import query as run

    sys.exit(run(sql, home, output_format))


@app.command()
@_home
@click.option("--port", default=3000, show_default=True, help="On 127.0.0.1.")
@click.option("--socket", "path", type=_FOLDER, help="A Unix socket instead of the port: for a proxy with a login.")
@click.option("--host", "hosts", multiple=True, help="A name by which the proxy is reached.")
@click.option("--read-only", is_flag=True, help="For viewers: no run can be started or stopped.")
def ui(home: Path, port: int, path: Path | None, hosts: tuple[str, ...], *, read_only: bool) -> None:
    """Dagster's web UI of the home, for pages of its own host only. It has no login: a proxy has."""
    from orchestration.web import serve

    os.environ["THREEKEY_HOME"] = str(home.resolve())
    _serve(lambda: serve(Home(home), port=port, path=path, hosts=hosts, read_only=read_only))


def _serve(until_stopped: Callable[[], None]) -> None:
    """What runs until it is stopped; exit status 1 where settings or the database of the history do not let it begin."""
    from orchestration.postgres import HistoryError
    from orchestration.settings import SettingsError

    try:
        until_stopped()
    except (HistoryError, SettingsError) as error:
        click.echo(error, err=True)
        sys.exit(1)


@app.command()
@_home
def doctor(home: Path) -> None:
    """Whether machine and home are fit for the next night. Exit 1: something will fail, or has."""
    from orchestration.cli.doctor import doctor as run

    sys.exit(run(home))


@app.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_home
def backup(file: Path, home: Path) -> None:
    """Write everything of a home that cannot be made again to one new file, each with its hash. It holds what is private."""
    from orchestration.cli.backup import backup as run

    sys.exit(run(home, file))


@app.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("home", type=_HOME)
def restore(file: Path, home: Path) -> None:
    """Make a home from a backup in a folder that is new or empty."""
    from orchestration.cli.backup import restored as run

    sys.exit(run(file, home))


@app.command()
@_home
def daemon(home: Path) -> None:
    """The schedule, the sensors and the queue of the home's runs. It runs until it is stopped."""
    from orchestration.daemon import serve

    os.environ["THREEKEY_HOME"] = str(home.resolve())
    _serve(lambda: serve(Home(home)))


@app.group()
def outbox() -> None:
    """The messages: which wait, which could not be sent; try again, or give up."""


@outbox.command("list")
@click.option(
    "--state", type=click.Choice(["pending", "sent", "failed", "dropped"]), help="All that were not sent if left out."
)
@_home
def outbox_list(home: Path, state: str | None) -> None:
    """The messages, the newest night last."""
    from orchestration.cli.outbox import list_letters

    sys.exit(list_letters(home, state))


@outbox.command("show")
@click.argument("letter")
@_home
def outbox_show(home: Path, letter: str) -> None:
    """One message, by the beginning of its number."""
    from orchestration.cli.outbox import show

    sys.exit(show(home, letter))


@outbox.command("retry")
@click.argument("letters", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every message that failed.")
@_home
def outbox_retry(home: Path, letters: tuple[str, ...], *, everything: bool) -> None:
    """Put messages back among those that wait, as if never tried, and send what waits. Exit 1: one could not be delivered."""
    if not letters and not everything:
        raise click.BadParameter("give numbers of messages, or --all")
    from orchestration.cli.outbox import retry

    sys.exit(retry(home, letters, everything=everything))


@outbox.command("drop")
@click.argument("letters", nargs=-1, required=True)
@_home
def outbox_drop(home: Path, letters: tuple[str, ...]) -> None:
    """Give messages up: they are never sent, and what they say counts as told."""
    from orchestration.cli.outbox import drop

    sys.exit(drop(home, letters))


@app.command()
@_home
@click.option("--heartbeat", is_flag=True, help="For a monitor: exit 1 when the nightly refresh is overdue.")
def status(home: Path, *, heartbeat: bool) -> None:
    """What was published when, what is due, missing or rejected, and which alerts are unsent."""
    from orchestration.cli.status import heartbeat as beat
    from orchestration.cli.status import status as run

    sys.exit(beat(home) if heartbeat else run(home))


@app.command("verify")
@_home
def verify_home(home: Path) -> None:
    """Check what the home keeps against its hashes, change nothing. Exit 0: whole; 1: damaged, a line each."""
    from orchestration.cli.verify import run

    sys.exit(run(home))


def main() -> None:
    """The entry point of the command."""
    try:
        app()
    except DamagedFileError as error:
        click.echo(error, err=True)
        sys.exit(1)
