"""Every finding a reader of task lists can report: code, severity, effect and the Chinese text, in one table.

Findings about the target text itself belong to `targets`; about the container to `documents`. Only texts live here.
"""

from __future__ import annotations

from ingest.findings import NOWHERE, Catalogue, Entry, Finding, Place
from ingest.findings.catalogue import file_error, info, row_error, warning
from ingest.task_lists.model import Task

UNTIL = "（至{due}）"  # the day a target is due, where a finding describes it

_ENTRIES: dict[str, Entry] = {
    # the document
    "empty-document": file_error("文件里没有任何文字。", "请确认发来的是任务清单正文后重新提交。"),
    "not-a-task-list": file_error(
        "文件里没有找到任务：既没有任务表，也没有逐条列出的任务段落。", "请确认发来的是任务清单后重新提交。"
    ),
    "no-task-table": file_error(
        "文件里有{tables}张表，但都不是任务表：表头里没有“任务（名称）”或“目标”加“责任单位”一类的栏目。",
        "请检查表头是否完整，或者改用原来的清单文件。",
    ),
    "a-filing-not-a-list": file_error(
        "这是一份进展填报表（有“本期完成”“进展情况”一类的栏目），不是任务清单。",
        "请把它放入 inbox/progress 文件夹。",
    ),
    "a-contract-not-a-list": file_error(
        "这像是合同、协议（写有甲方、乙方和租金、违约一类的约定），不是任务清单。", "请确认发来的是任务清单后重新提交。"
    ),
    "a-tender-not-a-list": file_error(
        "这像是招标、采购文件（写有投标人、招标文件等），不是任务清单。", "请确认发来的是任务清单后重新提交。"
    ),
    "a-report-not-a-list": file_error(
        "这像是工作总结、情况汇报，说的是已经完成的事，不是任务清单。",
        "请确认发来的是任务清单后重新提交；确是清单的，请在标题中写明，并写明责任单位。",
    ),
    "earlier-file-damaged": file_error(
        "读取它所依据的文件“{name}”在系统存档中已损坏或丢失，本文件暂不采用，清单保持原样。",
        "请把“{name}”原样再报送一次，或由系统管理员从备份恢复存档；之后系统会自动重新读取。",
    ),
    "a-review-not-a-list": file_error("这是任务清单的核对表，不是任务清单。", "请把它放入 inbox/reviews 文件夹。"),
    "too-many-tasks": file_error(
        "从文件中读出了{seen}项任务，超过{wanted}项，不像一份任务清单。", "请核对文件；确有这么多任务的，请分成几份清单提交。"
    ),
    "no-tasks-in-table": file_error("任务表只有表头，没有任务。", "请确认文件完整后重新提交。"),
    "term-not-stated": file_error(
        "文件没有写明是哪一年、哪一时段的清单，各项任务的起止日期无法确定，不能入库。", "请在标题中写明年份和时段。"
    ),
    "term-inferred": warning("标题没有写明时段，按正文中的日期取为{start}至{end}，请核对。"),
    "term-of-issue": warning(
        "文件没有写明是哪一年的清单，按印发日期取为{start}至{end}，各项目标都需要复核。",
        "请核对年份；不对的请在标题中写明后重新提交。",
    ),
    "area-not-stated": warning("标题没有写明是哪个区（县、市）的清单，清单编号按“unknown”编列。", "请在标题中写明地区。"),
    "area-inferred": warning("标题没有写明地区，按正文取为“{area}”，请核对。"),
    "area-of-home": warning("清单没有写明地区，按本系统所在地区取为“{area}”，请核对。", "请在标题中写明地区。"),
    "area-from-issuer": info("标题没有写明地区，按发文机关取为“{area}”。"),
    "area-of-several": info("全国有{count}处叫“{area}”（属{cities}等），标题没有写明属于哪个市，按文中写明的取：{city}。"),
    "reconciliation-fails": file_error(
        "对账不平：文件中有{found}处内容，读入{read}处、说明原因略过{skipped}处，还有{lost}处没有着落。",
        "请联系系统管理员。",
    ),
    "reconciliation": info(
        "对账：文件共{tables}张表、{rows}行、{paragraphs}段；读入{read_tables}张表、{read_rows}行、{read_paragraphs}段；略过{skipped}。",
    ),
    # the tables
    "two-tables-different-headers": warning("第{table}张表的表头与前面的任务表不同（{labels}），已按各自的表头读取，请核对。"),
    "table-skipped": warning("第{table}张表不是任务表，没有读取{figures}。", "如果其中有任务，请补上完整的表头。"),
    "column-not-read": info("“{column}”一栏不属于任务清单的内容，没有读取{figures}。"),
    "formula-not-read": warning(
        "这个单元格是公式“={formula}”，文件里没有存下结果，没有读取。", "请用电子表格软件打开、保存一次后重新提交。"
    ),
    "row-not-read": warning("这一行是{what}，没有读取{figures}。", "如果其中有目标，请在核对表中补上。"),
    "empty-column": info("“{column}”一栏从头到尾都是空的。"),
    "under-general-heading": warning(
        "这些要求写在保障措施、工作要求一类的标题下，不一定是要考核的目标，暂按目标读入：{seen}",
        "请在核对表中确认它们是不是目标。",
    ),
    "row-not-understood": warning("这一行看不出是哪项任务，没有读取：{seen}", "请核对该行的序号和名称。"),
    "hidden-rows-read": warning("有{count}行被隐藏（第{rows}行），仍按任务读取，请核对。"),
    "hidden-sheet-skipped": warning("隐藏的工作表没有读取。", "如果清单就在其中，请取消隐藏后重新提交。"),
    "merged-target": warning("目标文字由几行共用（合并单元格），只记在其中第一项任务名下，请核对。"),
    "task-without-target": warning("任务没有写目标。"),
    "figures-outside-tasks": warning(
        "这一段不属于任何一项任务，其中的数字没有读入：{seen}", "如果其中有目标，请在核对表中补上；没有则不必处理。"
    ),
    # numbers and names
    "missing-number": info("序号不连续：{before}之后没有{missing}，直接到{after}。"),
    "number-generated": info("有{count}项任务没有印出序号，已按先后顺序编号（自{first}起）。"),
    "duplicate-task-number": warning("序号“{number}”在同一部分出现两次，后一项暂编为“{given}”。", "请核对清单的序号。"),
    "names-not-split": warning("“{seen}”像是连写的几个姓名，但分不开，按一个名字记。", "请在姓名之间加空格或顿号。"),
    "parties-do-not-pair": warning(
        "责任单位与责任人对不上：{units}个单位、{persons}位责任人；没有对上的有：{unpaired}。",
        "请核对该行的单位和责任人。",
    ),
    "office-name-odd": warning(
        "责任单位一栏的“{seen}”有{count}字，不像一个单位的名称，没有采用。", "请核对该行的责任单位，单位之间用顿号隔开。"
    ),
    "office-not-stated": info("有{count}项任务没有写责任单位：{seen}"),
    "due-not-understood": warning("完成时限“{seen}”看不懂，没有采用。"),
    "same-figure-often": info("有{count}条目标的数值、区域和时段都相同（{seen}），是否重复只核对了其中{checked}条。"),
    "several-due-dates": warning("完成时限“{seen}”写了几个日期，取最后一个（{due}），请核对。"),
    # versions
    "another-list-of-this-term": file_error(
        "这份清单的编号“{list_id}”与已入库的一份相同，但两份清单的任务几乎都不一样（相同的只有{shared}项），像是另一份清单，没有采用。",
        "请核对标题中的地区和时段；同一地区同一时段只能有一份清单，需要合并的请合成一份后提交。",
    ),
    "partial-version": file_error(
        "这一版只有{now}项任务，上一版有{before}项，像是只写了调整部分的通知，或者文件不完整，没有采用。",
        "请把调整后的完整清单作为新版本提交。",
    ),
    "target-removed": warning("新版清单里没有了原来的这一条目标：{seen}"),
    "target-changed": warning("这一条目标与上一版不同：原为“{before}”，现为“{after}”。"),
    "target-added": info("新版清单新增了这一条目标：{seen}"),
    "task-removed": warning("新版清单里没有了原来的这项任务：{seen}"),
    "task-added": info("新版清单新增了这项任务：{seen}"),
    # review
    "override-without-sentence": warning(
        "核对表改过的这一句在清单里已经没有了，改动没有采用：{seen}", "请重新核对该任务的目标。"
    ),
    "override-not-understood": warning(
        "核对表“{column}”一栏填的“{seen}”看不懂，该行按原来的读法处理。", "请按下拉选项或数字填写。"
    ),
    "override-sentence-changed": warning(
        "核对表改过的这一句已经改写，改动没有采用：原为“{before}”，现为“{seen}”。", "请重新核对这一条目标。"
    ),
    "added-sentence-not-found": warning(
        "核对表补充的这一句在任务“{task_name}”的原文里没有找到，没有采用：{seen}",
        "语句请从清单原文中照抄；原文已经改写的，请重新补充。",
    ),
    "review-row-without-key": warning(
        "核对表的这一行不知道原来是哪一条目标，没有采用：{seen}", "请不要改动隐藏的两栏；补充的目标请填在“补充和拆分”表。"
    ),
    "review-row-repeated": info("核对表的这一行与另一行完全相同，只采用一次：{seen}"),
    "review-row-without-metric": row_error("核对表的这一行没有写指标，没有采用。", "请在“指标”一栏写明考核的是什么。"),
    "review-value-without-kind": row_error(
        "核对表的这一行填了目标值{seen}，类型却是“{kind}”，没有采用。",
        "请在“类型”中选数量、同比增速、比率、排名或与参照相比；没有数值要求的，请把目标值清空。",
    ),
    "review-row-without-kind": row_error("核对表的这一行没有选类型，没有采用。", "请从下拉框中选择“类型”。"),
    "review-kind-without-value": row_error(
        "核对表的这一行类型是“{kind}”，却没有填目标值，没有采用。", "请填写目标值，或改选别的类型。"
    ),
    "review-value-without-comparator": row_error(
        "核对表的这一行没有选“比较”，不知道目标是下限还是上限，没有采用。", "请在“比较”中选不低于、不超过等。"
    ),
    "review-share-without-percent": row_error(
        "核对表的这一行类型是“{kind}”，计量单位却是“{seen}”，没有采用。", "增速和比率的计量单位请填 % 或 ‰。"
    ),
    "review-fall-without-minus": row_error(
        "原文说的是下降，核对表的这一行目标值却是正数{seen}，没有采用。",
        "下降请填负数：下降3%，目标值填-3，比较选“不超过”；确是上升的，请核对语句。",
    ),
    "review-fall-read-as-minus": info("原文说的是下降，核对表填的目标值按{seen}采用。"),
    "review-range-out-of-order": row_error("核对表的这一行目标值上限不大于目标值，没有采用：{seen}", "请核对这两栏。"),
    "review-dates-out-of-order": row_error("核对表的这一行“止”早于“起”，没有采用：{seen}", "请核对这两栏。"),
    "review-word-unknown": row_error(
        "核对表“{column}”一栏填的“{word}”系统不认识{near}，该行没有采用。",
        "写错的请改正；确是新的{category}，请填入“词语”表教会系统，教会后这一行就按您填的采用。",
    ),
    "review-word-from-text": warning(
        "核对表“{column}”一栏填的“{word}”系统不认识{near}，因原文中有这个词，仍按您填的采用。",
        "写错的请改正；确是新的{category}，请填入“词语”表教会系统，以便换算和归类。",
    ),
    "added-row-without-task": row_error("补充的这一行没有选所在任务，没有采用：{seen}", "请从下拉框中选择“所在任务”。"),
    "added-row-without-sentence": row_error(
        "补充的这一行没有写语句，没有采用：{seen}", "请从清单原文中照抄说明这条目标的语句。"
    ),
    # taught words
    "word-not-a-word": row_error("词语表中的“{seen}”不像一个词，没有采用。", "词语只写汉字或字母，不带数字、空格和标点。"),
    "word-without-author": row_error("词语表中的“{seen}”没有写填写人，没有采用。", "请写明填写人。"),
    "word-without-factor": row_error("词语表中的“{seen}”没有写一个等于多少，没有采用。", "请在“换算”一栏填数字。"),
    "word-said-twice": row_error("词语表中的“{seen}”前后两行说法不同，后一行没有采用。", "请只保留一行。"),
    "word-not-taught": row_error("词语表要取消的“{seen}”不是教会的词，没有采用。", "只能取消以前教会的词。"),
    "word-known-already": info("“{seen}”系统原来就认识（{known}），不用再教。"),
    "word-known-otherwise": row_error(
        "“{seen}”系统已经有另外的解释（{known}），没有采用。", "请改填更完整的词；确需改变原来解释的，请联系系统管理员。"
    ),
    "word-taught-otherwise": row_error(
        "“{seen}”已经有人教过，说法不同（{known}），没有采用，仍按原来教的读。",
        "请与对方核对；确需改变的，先填一行用法“取消”，再填新的说法。",
    ),
    "word-not-a-unit": row_error(
        "“{seen}”不能作为计量单位，没有采用：它会与数词、日期或“以上”一类的词混淆。", "请只写单位本身，不带万、亿等数词。"
    ),
    "word-base-unknown": row_error(
        "“{seen}”归于“{known}”，系统不认识它，没有采用。", "请填系统认识的名称；可以在前面一行先教会它。"
    ),
    "review-changes-nothing": file_error("这份核对表没有任何改动，没有采用。", "请核对、改好并保存后再提交。"),
    "review-nothing-taken": file_error("核对表中没有一处改动可以采用，原因见其余各条。", "请改正后重新提交。"),
    "review-of-another-list": file_error("这不是任务清单的核对表，没有采用。", "请用系统写出的核对表填写后提交。"),
}

FIGURES = "，其中的数字有：{figures}"  # after 没有读取, where what was not read holds numbers
MORE_FIGURES = "等{count}个"

CATALOGUE = Catalogue(_ENTRIES, longest=60)


def finding(code: str, place: Place = NOWHERE, *, task: Task | None = None, **words: object) -> Finding:
    """A finding of the catalogue; `words` fill its texts. Raises KeyError for a code or word that is not there: a bug."""
    found = CATALOGUE.say(code, place, **words)
    return found if task is None else found.about(task)
