"""An area is sure where the clause names one, or none and the figure is the whole place's."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.task_lists import target_findings
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import GroupShare, Kind
from ingest.task_lists.targets.certainty.row import RowRead


def doubts(row: RowRead) -> Iterator[tuple[str, str]]:
    """Whether an area that an earlier clause named as its subject reaches on, nobody can be sure."""
    named = {area.name for area in row.statement.areas}
    if any(lexicon().certainty.no_areas.search(name) for name in named):
        yield target_findings.AREA_DOUBTFUL, row.target.span  # 全国文明城市, 水库灌区: the name of a thing
    if len(named) > 1 and row.around.jointly:
        yield target_findings.AREA_DOUBTFUL, row.clause.text  # 石门县、桃源县共40家: one figure of both
    if row.target.share_of_group is GroupShare.UNCLEAR:
        yield target_findings.GROUP_DOUBTFUL, row.target.span  # 县市区不低于4项: all together, or each?
    told_each = row.statement.paired or lexicon().certainty.each_of.search(row.clause.text)
    if len(named) > 1 and row.target.kind is Kind.LEVEL and not told_each:
        yield target_findings.AREA_DOUBTFUL, row.clause.text  # 石门县、桃源县完成造林3万亩: of each or of both together?
    subject = row.sentence.subject_from
    reached = not row.statement.sums_up and (row.sentence.after_area or (subject is not None and subject < row.index))
    if not named and row.sentence.place_inside_at < row.around.position and not row.clause.opens_sentence:
        yield target_findings.AREA_DOUBTFUL, row.target.span  # 重点支持白石镇建设市场1个，改造公路5公里
    if not named and row.sentence.some_places_at <= row.around.position:
        yield target_findings.AREA_DOUBTFUL, row.clause.text  # 聚焦石门、桃源2个县实施单产提升，产量稳定在90万吨
    if not named and row.sentence.body_at <= row.around.position:
        yield target_findings.AREA_DOUBTFUL, row.clause.text  # 青溪水务公司完成改造50公里
    if not named and (reached or row.target.area not in lexicon().areas.wholes):
        yield target_findings.AREA_DOUBTFUL, row.target.span  # 云岭高新区完成产值20亿元；引进项目5个: whose?
