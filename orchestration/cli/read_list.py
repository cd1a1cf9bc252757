"""`threekey read-list`: one document in, four CSV files, a review workbook and a summary out. Nothing is loaded.

With `--explain` a single target text in, the tree of rules that read it out. With `--home` both are read with the words that
a home was taught, as its refresh would read them today.

It must start in about a second, so nothing heavy is imported here.
"""

from __future__ import annotations

import calendar
import datetime as dt
import sys
from collections import Counter
from pathlib import Path

from ingest.documents.door import prepare, read_document
from ingest.findings import Finding, Severity
from ingest.seeds import Seeds
from ingest.task_lists.lexicon.taught import language_of
from ingest.task_lists.model import Confidence, TaskList
from ingest.task_lists.reader import read_task_list
from ingest.vocabulary import Vocabulary
from orchestration import clock

_SHOWN_FINDINGS = 40
_SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.INFO: "说明"}


def vocabulary(home: Path | None = None) -> Vocabulary | None:
    """The vocabulary of the shipped seeds and of what a home was taught; None, with the reason on stderr, where there is no
    such home or another version of the code has read what is there.
    """
    shipped = Seeds().at(clock.today())
    if home is None:
        return shipped
    if not home.is_dir():
        print(f"没有这个文件夹：{home}。", file=sys.stderr)  # noqa: T201
        return None
    from orchestration.cli.known import home_vocabulary  # pyarrow is slow to import

    return home_vocabulary(home)


def read_list(file: Path, output: Path | None, home: Path | None = None) -> int:
    """Read `file`; write the tables and review.xlsx to `output` if given. Exit status: 0, or 1 when it is no task list,
    `output` cannot be written or there is no such `home`.
    """
    prepare()
    words = vocabulary(home)
    if words is None:
        return 1
    task_list = read_task_list(read_document(file), words)
    written: list[Path] = []
    if output is not None:
        try:
            with language_of(words):
                written = _write(task_list, output)
        except OSError as reason:
            print(f"无法写入 {output}：{reason.strerror}。", file=sys.stderr)  # noqa: T201
            return 1
    sys.stdout.write(summary(file, task_list, written))
    return 0 if task_list.tasks else 1


def _write(task_list: TaskList, output: Path) -> list[Path]:
    from ingest.task_lists.csv_files import write_tables

    written = write_tables(task_list, output)
    if task_list.tasks:
        from ingest.task_lists.review.workbook import write_review

        written.append(write_review(task_list, output / "review.xlsx"))
    return written


def explain(text: str, day: dt.date | None, home: Path | None = None) -> int:
    """Print how the grammar reads a target text of a list of the month of `day` (today's if None). Exit status as above."""
    from ingest.task_lists.model import Task
    from ingest.task_lists.targets import Term, read_text
    from ingest.task_lists.targets.explain import explain as tree

    words = vocabulary(home)
    if words is None:
        return 1
    month = day or clock.today()
    task = Task("重点任务", "1", "", "", "（任务）", text, "", (), (), (), (), ())
    term = Term(month.replace(day=1), month.replace(day=calendar.monthrange(month.year, month.month)[1]))
    with language_of(words):
        sys.stdout.write(tree(text, read_text(task, "city_target", text, term, words)))
    return 0


def summary(file: Path, task_list: TaskList, written: list[Path]) -> str:
    """What was read, as plain text for a terminal."""
    lines = [f"{file.name}"]
    head = task_list.head
    if head is not None:
        lines += [f"  {head.title}", f"  {head.list_id} · {head.area} · {head.period_start} 至 {head.period_end}"]
    if task_list.tasks:
        kinds = Counter(target.kind.value for target in task_list.targets)
        review = sum(target.confidence is Confidence.REVIEW for target in task_list.targets)
        lines += [
            f"  任务 {len(task_list.tasks)} 项，目标 {len(task_list.targets)} 条，计分规则 {len(task_list.scoring)} 条",
            "  按类型：" + "，".join(f"{kind} {count}" for kind, count in sorted(kinds.items(), key=lambda i: -i[1])),
            f"  需要人工核对的目标：{review} 条",
        ]
    else:
        lines.append("  没有读出任务清单。")
    lines += _finding_lines(task_list.findings)
    lines += [f"  已写出 {path}" for path in written]
    return "\n".join(lines) + "\n"


def _finding_lines(findings: tuple[Finding, ...]) -> list[str]:
    order = list(Severity)
    ranked = sorted(findings, key=lambda f: order.index(f.severity))
    counts = [f"{_SEVERITIES[s]} {n}" for s in order if (n := sum(f.severity is s for f in findings))]
    lines = [f"  发现 {len(findings)} 处：" + "，".join(counts)]
    for f in ranked[:_SHOWN_FINDINGS]:
        task = "-".join(part for part in (f.section, f.task_no, f.subtask_no) if part)
        where = " ".join(part for part in (task, f.place.text()) if part)
        lines.append(f"    [{_SEVERITIES[f.severity]}] {f.code} {where} {f.message} {f.fix}".rstrip())
    if len(ranked) > _SHOWN_FINDINGS:
        lines.append(f"    …… 其余 {len(ranked) - _SHOWN_FINDINGS} 处见 findings.csv")
    return lines if findings else ["  没有发现问题。"]
