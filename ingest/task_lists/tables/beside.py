"""What stands round a table and speaks of it: its title, the unit of its figures, deadlines in the lead or in a note."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ingest.documents.grid import Document, Grid, Paragraph
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.outline_numbers import heads_a_table
from ingest.task_lists.own_place import areas_in
from ingest.task_lists.tables.deadlines import Deadline, Measured, deadline_of, lines_that_date
from ingest.task_lists.tables.measures import is_measure, measure_of_line
from ingest.task_lists.text import squeeze
from ingest.vocabulary import Vocabulary

_ABOVE, _BELOW, _LONGEST_TITLE = 8, 12, 60


@dataclass(frozen=True, slots=True)
class Beside:
    """Lines above a table, the nearest last, and lines below it up to the next table; the title is one of those above."""

    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    title: str = ""

    def with_rows(self, above: tuple[str, ...], below: tuple[str, ...]) -> Beside:
        """The same with title rows and notes that stand inside the grid."""
        lines = (*self.above, *above)
        return Beside(lines, (*below, *self.below), _title(lines))

    def measure(self, vocabulary: Vocabulary) -> str:
        """The unit that a line above states for the figures of the table (单位：万亩); "" for none."""
        stated = list_lexicon().figures.stated_unit
        for line in reversed(self.above):
            plain = squeeze(line)
            for text in [measure] if (measure := measure_of_line(plain)) else stated.findall(plain):
                if is_measure(text, vocabulary):
                    return text
        return ""

    def noun(self, vocabulary: Vocabulary) -> str:
        """What the title says is measured: 2024年全市高标准农田建设任务表 → 高标准农田建设."""
        words = list_lexicon().figures
        plain = words.title_front.sub("", words.asides.sub("", squeeze(self.title)))
        for area in areas_in(plain, vocabulary):
            plain = plain.removeprefix(area)
        return words.title_back.sub("", words.title_front.sub("", plain))

    @property
    def year(self) -> int:
        """The one year that the title names; 0 where it names none or a span."""
        named = {int(year) for year in list_lexicon().figures.year.findall(squeeze(self.title))}
        return named.pop() if len(named) == 1 else 0

    def deadline(
        self, own: Measured, table: Collection[Measured], title: str, area: str = "", areas: Iterable[str] = ()
    ) -> Deadline:
        """The deadline that the lead or a note gives to a figure of the table, see `deadline_of`."""
        return deadline_of(lines_that_date(self.above, self.below), own, table, title=title, area=area, areas=areas)


def beside(document: Document, block: int) -> Beside:
    """What stands round the table that is this block of the document."""
    above: list[str] = []
    for content in reversed(document.blocks[:block]):
        if isinstance(content, Grid):
            above = _after_notes(above)
            break
        if len(above) == _ABOVE:
            break
        above.insert(0, f"{content.number}{content.text}".strip())
    below: list[str] = []
    for content in document.blocks[block + 1 :]:
        if not isinstance(content, Paragraph) or len(below) == _BELOW:
            break
        line = f"{content.number}{content.text}".strip()
        if heads_a_table(line):
            break  # from here on the lines speak of the next table
        below.append(line)
    lines = tuple(line for text in above for line in text.split("\n") if line.strip())
    return Beside(lines, tuple(line for line in below if line), _title(lines))


def _after_notes(lines: list[str]) -> list[str]:
    """Of the lines between two tables those of the second: from its heading on, else those after the notes of the first."""
    headed = next((at for at, line in enumerate(lines) if heads_a_table(line)), None)
    notes = [at + 1 for at, line in enumerate(lines) if list_lexicon().tables.note.match(squeeze(line))]
    return lines[headed:] if headed is not None else lines[max(notes, default=0) :]


def _title(lines: tuple[str, ...]) -> str:
    """The nearest line above that reads like a title, else the nearest that is one of a list."""
    words = list_lexicon()
    short = [line for line in reversed(lines) if 4 <= len(squeeze(line)) <= _LONGEST_TITLE and not line.endswith(("。", "；"))]
    plain = [squeeze(words.figures.asides.sub("", squeeze(line))) for line in short]
    for pattern in (words.figures.title_end, words.heads.title_words):
        for line, bare in zip(short, plain, strict=True):
            if pattern.search(bare) and not words.figures.form_line.match(bare):
                return line
    return ""
