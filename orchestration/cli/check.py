"""`threekey check`: progress files against the home's task lists and accepted rows. Loads nothing, changes nothing.

Here are only the loop over the files and the two ways of printing; all judgement is in `ingest.progress`.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

from ingest.calendar.periods import period_words
from ingest.documents.containers import Use
from ingest.documents.door import prepare, read_document
from ingest.documents.limits import DEFAULT_LIMITS, Limits
from ingest.findings import Effect, Finding, Place, Severity
from ingest.findings.grouping import grouped, places_text
from ingest.progress.filing import JudgedFiling, Verdict
from ingest.progress.filing_json import filing_object
from ingest.progress.knowledge.context import Context
from ingest.progress.reader import read_filing
from ingest.progress.standing import figures_line
from orchestration.cli.known import known, settings_of

_VERDICTS = {
    Verdict.ACCEPTED: "可以采用",
    Verdict.WITH_WARNINGS: "可以采用，但有需要核对的地方",
    Verdict.REJECTED: "不能采用，请改正后重新报送",
}
_MARKS = {Severity.ERROR: "错误", Severity.WARNING: "核对", Severity.INFO: "提示"}


def check_file(file: Path, context: Context, limits: Limits = DEFAULT_LIMITS) -> JudgedFiling:
    """Read one file as a filing. Never raises for what the file is or holds."""
    document = read_document(file, name=file.name, use=Use.FIGURES, limits=limits)
    try:
        sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        sha256 = ""  # the document already says that it is missing
    return read_filing(document, name=file.name, sha256=sha256, context=context)


def check(files: list[Path], home: Path, as_json: bool) -> int:
    """Check files in the order given and print what was found. Returns 0 when every file would be accepted, else 1."""
    prepare()
    settings = settings_of(home)
    context = known(home) if settings is not None else None
    if settings is None or context is None:
        return 1
    accepted = True
    for file in files:
        filing = check_file(file, context, settings.installation.limits)
        accepted &= filing.verdict is not Verdict.REJECTED
        text = json.dumps(filing_object(filing, str(file)), ensure_ascii=False) if as_json else _for_people(filing, file)
        print(text, flush=True)  # noqa: T201
    return 0 if accepted else 1


def _for_people(filing: JudgedFiling, file: Path) -> str:
    head = f"{file}\n  {_VERDICTS[filing.verdict]}"
    if filing.unit or filing.period:
        head += f" · {filing.unit or '单位不明'} · {period_words(filing.period) or '期间不明'}"
    read, accepted = filing.rows_read, len(filing.accepted)
    findings = filing.all_findings
    lines = [f"{head} · 读到 {read} 行，采用 {accepted} 行，未采用 {read - accepted} 行"]
    if accepted:
        lines.append(f"  数字：{figures_line(filing.figures)}")
    lines.extend(_line(found, places) for found, places in grouped(findings))
    counts = Counter(_MARKS[f.severity] for f in findings)
    if counts:
        lines.append("  共 " + "，".join(f"{name} {count} 处" for name, count in counts.items()))
    return "\n".join(lines) + "\n"


def _line(found: Finding, places: tuple[Place, ...]) -> str:
    effect = {Effect.FILE: "（整份不采用）", Effect.ROW: "（该行不采用）"}.get(found.effect, "")
    where = places_text(places)
    text = f"  [{_MARKS[found.severity]}]{effect} {where + '：' if where else ''}{found.message}"
    return text + (f"\n      → {found.fix}" if found.fix else "") + f"  <{found.code}>"
