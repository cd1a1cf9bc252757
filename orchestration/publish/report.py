"""The leader's page: one self-contained HTML file, no script, no network."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import jinja2
from markupsafe import Markup

from orchestration.publish.charts import COLOURS, lights_by_section
from orchestration.publish.report_data import LIGHTS, ListReport, figure, percent, points, shown, submission_words

_TEMPLATES = Path(__file__).with_name("templates")


def render(reports: list[ListReport], as_of: dt.date) -> str:
    """The page as text. Every value from a document is escaped; only our own SVG is not."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
    )
    charts = {r.list_id: Markup(lights_by_section(r.by_section())) for r in reports}  # noqa: S704 -- drawn by us
    return environment.get_template("report.html.j2").render(
        reports=reports,
        charts=charts,
        as_of=as_of.isoformat(),
        lights=LIGHTS,
        colours=COLOURS,
        submission_words=submission_words,
        shown=shown,
        percent=percent,
        figure=figure,
        points=points,
    )


def write_report(reports: list[ListReport], path: Path, as_of: dt.date) -> None:
    path.write_text(render(reports, as_of), encoding="utf-8")
