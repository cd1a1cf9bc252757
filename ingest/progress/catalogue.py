"""Everything that the check of a filing says to the clerk: one table of codes with severity, effect, message and fix.

Only texts belong here. A code is stable; `docs/findings.md` is generated from this table. Where a finding has a cell, its
sheet, row and column stand beside the message, so the texts do not repeat them. `{…}` are words that the rule fills in.
Codes of the file as a container (encrypted, truncated, wrong type …) are in `ingest/documents/catalogue.py`, the causes why a
cell holds no figure in `figure_texts.py`.
"""

from __future__ import annotations

from ingest.findings import Catalogue, Entry
from ingest.findings.catalogue import file_error, info, row_error, warning
from ingest.progress.figure_texts import FIGURE_ENTRIES

_CONFIRM = "请核对：如果填错了，请改正后重新报送；如果数字无误，请在“备注”里写明“数据无误”和原因。"
_FORM = "请用系统下发的《进展情况》表填报（可向政府办索取），不要改动表头。"

_ENTRIES: dict[str, Entry] = {
    # the file as a whole
    "form-unrecognised": file_error(
        "文件里没有找到进展情况表的表头：至少要有“任务编号”“任务名称”，以及“累计完成”等填报列。{what}", _FORM
    ),
    "separator-unclear": file_error(
        "文件里有进展情况表的表头，但各列是用{seen}隔开的，正文里也可能有，分不清每一列到哪里为止。",
        "请用 Excel 或 WPS 打开原来的表，另存为 Excel 工作簿（.xlsx）后报送；要报送 CSV 的，请用半角逗号“,”分列。",
    ),
    "form-outdated": file_error("这是旧版表格（版本 {seen}），现在使用的是 {wanted} 版，各列和任务可能已经变化。", _FORM),
    "list-unknown": file_error(
        "表格对应的任务清单“{seen}”不在系统里。", "请核对是否用错了表；如清单刚印发，请联系政府办先导入清单。"
    ),
    "no-task-list": file_error("系统里还没有任何任务清单，无法核对报表。", "请联系政府办先导入任务清单，再报送。"),
    "column-duplicate": file_error(
        "表头里有两列都是“{label}”（{columns} 列），无法判断该用哪一列。",
        "请在列名里写明两列各是什么（例如“上月累计完成”“本月累计完成”），或用系统下发的表格填报。",
    ),
    "columns-side-by-side": file_error(
        "表头把{seen}的数并排放在了 {columns} 列，{what}，系统分不清每一列是哪里的数，没有读取。",
        "请用系统下发的表格填报，一个区域的一个指标占一行；不要把几个区域或几个指标并排放在列里。",
    ),
    "column-duplicate-text": warning(
        "表头里有两列都是“{label}”（{columns} 列），只读取前一列。", "请合并成一列，或改成不同的列名。"
    ),
    "column-missing": file_error("表头缺少“{label}”列，无法确定每一行是哪项任务。", "请补上这一列，或用系统下发的表格填报。"),
    "too-many-rows": file_error(
        "表里的行数超过 {wanted} 行，不像一份进展情况表。", "请删去无关的行，只留要填报的任务后重新报送。"
    ),
    "no-data-rows": file_error(
        "只有表头，没有填报任何一行。", "请逐项填写进展后再报送；如本期确无进展，也请填 0 或“无”并说明。"
    ),
    "keys-all-blank": file_error(
        "所有行的“任务编号”和“任务名称”都是空的，无法判断填的是哪项任务。", "请在每一行填上任务编号和任务名称。"
    ),
    "tasks-all-unknown": file_error(
        "所填的任务没有一项在清单“{list}”里。", "请核对是否填错了表，或用了往年的任务编号；请用系统下发的表格填报。"
    ),
    "measures-all-blank": file_error(
        "所有行都没有填写完成数、同比、排名、完成情况或进展，等于没有报送进展。", "请填写本期进展后再报送。"
    ),
    "nothing-to-add": file_error(
        "本单位在清单里是配合单位，表里各行都可不填；这份表没有填写任何内容，没有可采用的数。",
        "没有需要补充的，不用报送，也不算缺报；有需要补充的，请填写后再报送。",
    ),
    "figures-not-read": file_error(
        "“本期完成”“累计完成”等列都没有填，数填在了没有读取的列里：{which}。",
        "请把本期的数填在系统表格的列里（或把列名改成“累计完成”这样的列名），再重新报送。",
    ),
    "tasks-all-of-another-office": file_error(
        "表里的任务没有一项由“{seen}”负责，是“{wanted}”的任务。",
        "请用给本单位下发的表填报；如果填报单位写错了，请改正后重新报送；如责任单位有调整，请告知政府办。",
    ),
    "no-row-left": file_error("每一行都有错误，没有一行可以采用。", "请按下面逐条说明改正后重新报送。"),
    "office-missing": file_error("没有写明是哪个单位填报的。", "请在表头上方写“填报单位：××”，用清单里的单位名称。"),
    "office-unknown": file_error(
        "填报单位“{seen}”不在任务清单的责任单位里。{near}",
        "请写清单里的单位名称；如单位已更名，请告知政府办。",
    ),
    "office-ambiguous": file_error(
        "填报单位“{seen}”可能是{wanted}中的任何一个，分不清是哪一个。", "请写清单里的全称，只写一个单位。"
    ),
    "office-several": file_error(
        "填报单位写了几个单位（{wanted}），分不清这份报表是哪个单位的。",
        "请只写一个单位；几个单位都有任务的，请各报一份；代别的单位填报的，请写明“××代××填报”。",
    ),
    "office-called-before": warning(
        "填报单位“{seen}”按清单里的“{wanted}”采用：清单里只有这个单位与之相符。",
        "如果是同一个单位，请写清单里的名称；如果不是，请立即告知政府办。",
    ),
    "office-of-more": warning(
        "填报单位“{seen}”与清单里的“{wanted}”职能不完全相同，清单里没有更接近的，按“{wanted}”采用。",
        "如果是同一个单位，请写清单里的名称；如果不是，请立即告知政府办。",
    ),
    "filed-on-behalf": warning(
        "这份报表由“{seen}”代“{wanted}”填报，按“{wanted}”的报表采用。",
        "请“{wanted}”核对；如果不是代报，请改正填报单位后重新报送。",
    ),
    "office-of-the-form": warning(
        "表上没有写填报单位，按这张表下发给的“{wanted}”采用。", "请在表头写明填报单位；如果不是这个单位，请改正后重新报送。"
    ),
    "form-of-another-office": warning(
        "这是给“{seen}”下发的表，填报单位写的是“{wanted}”，按“{wanted}”采用。",
        "请用给本单位下发的表填报，表里才是本单位要报的任务；如果填报单位写错了，请改正后重新报送。",
    ),
    "office-conflict": file_error("几处写的填报单位不一致：{seen}。", "请核对后统一，再重新报送。"),
    "period-missing": file_error("没有写明是哪一期的进展。", "请在表头上方写“报告期：2023年11月”这样的期间。"),
    "period-unreadable": file_error(
        "报告期“{seen}”看不懂，或者没有写明年份，或者一处写了几个期间。",
        "请只写一个期间，例如“2023年11月”“2023年11月上旬”“2023年第四季度”。",
    ),
    "period-conflict": file_error(
        "几处写的报告期不一致：{seen}。",
        "请核对表头、标题、文件名里的期间，统一后重新报送；如果用的是上一期的表，请改用本期下发的表。",
    ),
    "period-not-in-list": file_error(
        "清单没有“{seen}”这一期，要报的期间是：{wanted}。{near}", "请核对报告期是否写错，或是否用了往年的表。"
    ),
    "period-read-as": warning(
        "报告期写的是“{seen}”，按清单要报的“{wanted}”采用。",
        "请核对“本期完成”是不是这一期的数；下次请照清单写报告期。",
    ),
    "period-named-otherwise": warning(
        "{seen}里的期间是“{other}”，清单没有这一期；按报告期写的“{wanted}”采用。",
        "请核对报告期；如果写错了，请改正后重新报送。",
    ),
    "period-of-the-form": warning(
        "表上没有写报告期，按下发这张表的“{wanted}”采用。", "请在表头写明报告期；如果填的不是这一期，请改正后重新报送。"
    ),
    "form-of-another-period": warning(
        "这是为“{seen}”下发的表，报告期写的是“{wanted}”，按“{wanted}”采用。",
        "请核对填的是不是这一期的数；请改用这一期下发的表，旧表里的“上期报送”等内容不是这一期的。",
    ),
    "form-of-another-list": file_error(
        "这是“{seen}”的表，那份清单没有“{wanted}”这一期。", "请用这一期下发的表填报；如果报告期写错了，请改正后重新报送。"
    ),
    "rule-crashed": file_error(
        "系统在核对时自身出错（{what}），不是贵单位的填报问题。",
        "请稍后再试；如仍然如此，请把本提示转给政府办的系统管理员。",
    ),
    # which task a row is about
    "task-missing": row_error("这一行没有写任务编号和任务名称。", "请补上任务编号和任务名称；如果是多余的行，请删除。"),
    "task-unknown": row_error("清单里没有“{seen}”这项任务。", "请核对任务编号和名称，照清单填写。"),
    "task-name-mismatch": row_error(
        "任务编号“{seen}”在清单里是“{wanted}”，这一行写的名称却是“{name}”。", "请核对编号和名称，改成同一项任务。"
    ),
    "task-name-missing": row_error(
        "只写了任务编号“{seen}”，没有写任务名称，无法核实。", "请补上任务名称：该编号在清单里是“{wanted}”。"
    ),
    "task-ambiguous": row_error("“{seen}”对应清单里的几项任务：{wanted}。", "请写完整的任务编号，例如“重点工作-1-7”。"),
    "number-of-another-metric": row_error(
        "编号“{seen}”在清单里是指标“{wanted}”，这一行写的指标却是“{name}”。", "请核对编号和指标，改成同一个目标。"
    ),
    "key-mismatch": row_error(
        "隐藏列里的目标键与这一行的任务编号、名称或指标不符（{seen}），行可能被移动或粘贴过。",
        "请重新下载表格，在原来的行里填写，不要整行移动。",
    ),
    "key-of-another-target": row_error(
        "隐藏列里的目标键是“{wanted}”的，这一行写的（{seen}）却是同名的另一个目标，行可能被移动、排序或粘贴过。",
        "请重新下载表格，在原来的行里填写，不要改动区域、计量单位和目标值。",
    ),
    "key-in-doubt": row_error(
        "隐藏列里的目标键是“{wanted}”的；可别的行（第 {rows} 行）的键与所写的不符，像是移动或排序过，"
        "只凭这一行写的又分不清是同名目标中的哪一个。",
        "请重新下载表格，在原来的行里填写，不要移动、排序。",
    ),
    "key-unknown": row_error("隐藏列里的目标键“{seen}”不在清单里。", "请用本期下发的表格填报，不要改动隐藏列。"),
    "id-became-date": row_error(
        "任务编号被 Excel 自动改成了日期（现在是 {seen}），原来可能是“3-1”这样的编号。",
        "请先把该格设成“文本”格式，再重新填写编号。",
    ),
    "metric-missing": row_error("该任务有几个指标（{wanted}），这一行没有写是哪一个。", "请在“指标”列写明。"),
    "metric-unknown": row_error(
        "任务“{task_name}”里没有“{seen}”这个指标。清单里的指标是：{wanted}。", "请照清单改写指标名称。"
    ),
    "target-ambiguous": row_error(
        "该任务里有几个“{seen}”目标，按区域、单位和目标值都分不清是哪一个：{wanted}。",
        "请在“目标值”列照清单填写，或用系统下发的表格填报。",
    ),
    "area-missing": row_error(
        "没有写区域：该目标既要报{wanted}，系统不能替您判断这是哪里的数。", "请在“区域”列写明是哪里的数。"
    ),
    "area-of-caption": warning(
        "表里没有“区域”列，以下各行按“{seen}”的数采用。",
        "请核对；请加上“区域”列，在每一行写明是哪里的数，或用系统下发的表格填报。",
    ),
    "area-unknown": row_error("不认识的区域“{seen}”。", "请写规范的地名，如“全市”，或本地的全名。"),
    "area-not-fit": row_error("该目标不按“{seen}”统计，应填：{wanted}。", "请核对区域是否写错。"),
    "office-not-responsible": row_error(
        "该任务的责任单位是{wanted}，不是“{seen}”。", "请只填本单位负责的任务；如责任单位有调整，请告知政府办。"
    ),
    "row-office-differs": warning("这一行写的责任单位是“{seen}”，填报单位是“{wanted}”。", _CONFIRM),
    "duplicate-row": row_error(
        "同一目标、同一区域填了几行（第 {wanted} 行），数字不同，无法判断用哪一行，都没有采用。", "请只保留正确的一行。"
    ),
    "duplicate-row-same": warning("与第 {wanted} 行重复，内容相同，只采用一行。", "请删去重复的行。"),
    "matched-by-name": warning("没有任务编号，按名称“{seen}”对应到 {wanted}。", "请补上任务编号，以免对错。"),
    "matched-by-row-above": warning(
        "有几个“{seen}”目标，这一行没有写目标值，按上一行对应到“{wanted}”。",
        "请核对；请在“目标值”列照清单填写，或用系统下发的表格填报。",
    ),
    "task-name-shortened": warning(
        "任务名称“{seen}”与清单的“{wanted}”不完全相同，编号相符，已按后者对应。", "请照清单填写任务名称。"
    ),
    "metric-matched-loosely": warning("指标“{seen}”与清单的写法“{wanted}”不完全相同，已按后者对应。", "请照清单填写指标名称。"),
    "metric-worded-otherwise": info("指标“{seen}”在清单里现在写作“{wanted}”，编号、名称和目标键相符，按同一目标采用。"),
    "task-number-restored": info(
        "编号“{seen}”末尾的 0 被 Excel 去掉了，按名称还原为“{wanted}”。", "请把编号列设成“文本”格式。"
    ),
    "target-value-differs": warning(
        "目标值与清单不一致：表里是 {seen}，清单是 {wanted}。核对以清单为准。",
        "请勿改动目标值；如目标有调整，请以正式文件为准并告知政府办。",
    ),
    "target-filed-by-other-office": row_error(
        "{wanted}已经报送过这一期的这个目标，两个单位的数无法判断用哪一个。", "请与{wanted}商定由谁报送，只报一份。"
    ),
    "office-beside-differs": warning(
        "“{label}”填的是 {seen}，配合单位{office}报的是 {wanted}，两个数不一样；以牵头单位（本单位）的数为准。",
        "请与{office}核对；本行的数错了的，请改正后重新报送。",
    ),
    "figure-of-office-beside": warning(
        "该目标由{wanted}牵头报送，{wanted}还没有报数。这里填的数暂按“{seen}”的数采用，不是按本单位自己的部分；"
        "牵头单位报送后，以牵头单位的数为准。",
        "请核对：如果填的只是本单位自己的部分，请把该格改为“撤回”，把数写在“进展情况”里，再重新报送。",
    ),
    # cells
    "cell-not-a-number": row_error(
        "“{label}”应填一个确切的数，填的是“{seen}”。",
        "请只填数字；只有大概数的，请先核实，核实前可留空并在“进展情况”里说明。",
    ),
    "number-too-long": row_error(
        "“{label}”的数字超过 15 位，Excel 已经丢失了后面的数位。",
        "请用更大的计量单位（如万元、亿元）填写，或把该格设成“文本”后重新输入。",
    ),
    "number-qualified": warning("“{label}”填的是“{seen}”，已按 {wanted} 采用。", "请只填实际数，不要带“≥”“以上”等字样。"),
    "number-negative": row_error(
        "“{label}”是负数（{seen}），该指标不会是负数。", "请核对正负号；如确为冲减，请在“备注”里说明并联系政府办。"
    ),
    "current-negative": warning("“{label}”是负数（{seen}），表示本期冲减。", _CONFIRM),
    "count-not-whole": warning("“{label}”填的是 {seen}，该指标按“{unit}”计数，一般是整数。", _CONFIRM),
    "ditto-mark": row_error("“{label}”填的是“{seen}”，系统不会照抄上一行的数。", "请写出具体内容。"),
    "ditto-mark-text": warning("“{label}”填的是“{seen}”，系统按原文保存，不会照抄上一行。", "请写出具体内容。"),
    "cell-struck": warning(
        "“{label}”的 {seen} 已被划掉，按作废处理，没有采用。",
        "如果仍然有效，请去掉删除线后重新报送；已经作废的，请删去，改填有效的内容。",
    ),
    "cell-part-struck": warning(
        "“{label}”里的“{struck}”已被划掉，按作废处理；采用的是 {seen}。", "请核对采用的是否正确，并删去划掉的部分，以免误解。"
    ),
    "row-struck": row_error(
        "第 {seen} 行已被划掉，按作废处理，没有采用；以前报送并已采用的数不变。",
        "如果仍然有效，请去掉删除线后重新报送；已经作废的，请删去这一行。",
    ),
    "row-half-struck": row_error(
        "这一行的任务已被划掉，填报的内容却没有，无法判断这一行是否作废。",
        "如果有效，请去掉删除线；如果作废，请删去这一行，再重新报送。",
    ),
    "cell-mark-left-out": warning(
        "“{label}”填的是“{seen}”，其中“{mark}”看作注释的标记，不算数字；采用的是 {wanted}。",
        "请核对采用的数；需要加注的，请写在“备注”里，数字格里只填数字。",
    ),
    "comment-corrects": warning(
        "“{label}”格上有{who}的批注：“{seen}”。批注不作为填报内容，系统采用的仍是表内所填。",
        "如果批注说的才对，请直接改在表格里再报送；如果表内的对，请删去批注。",
    ),
    "comment-beside": warning(
        "这一格上有{who}的批注：“{seen}”。其中可能有更正，批注不作为填报内容，没有采用。",
        "需要更正的，请直接改在表格里再报送；不需要的，请删去批注。",
    ),
    "comment-seen": info("“{label}”格上有{who}的批注：“{seen}”。批注不作为填报内容。"),
    "comment-seen-beside": info("这一格上有{who}的批注：“{seen}”。批注不作为填报内容。"),
    "remark-corrects": warning(
        "“{label}”里写的“{seen}”像是更正数字，系统只采用数字格里填的数（{wanted}）。",
        "请把更正后的数直接填在数字格里再报送；数字格里已经是更正后的，请改写说明。",
    ),
    "remark-doubts": warning(
        "“备注”里写的是“{seen}”，这一行的数已照表内所填采用。",
        "如果这一行的数不算数，请清空这些数，在“备注”里只写“撤回”；数已确定的，请改写备注。",
    ),
    "note-corrects": warning(
        "表格以外写的“{seen}”像是更正数字，系统只采用数字格里填的数。", "请把更正后的数直接填在表里再报送。"
    ),
    "name-says-void": warning("文件名里写有“{seen}”，已按正常报送采用。", "如果这份不算数，请告知政府办，或报送正确的一份。"),
    "colour-says-doubt": warning(
        "“{label}”的 {seen} 带有颜色，表里注明“{legend}”；已照表内所填采用。",
        "请核对这个数是否可以作为正式的数；是更正后的，请在“备注”里写明更正的原因，是暂估的，请核实后重新报送。",
    ),
    "colour-says-void": row_error(
        "“{label}”的 {seen} 带有颜色，表里注明“{legend}”，所以没有采用这一行。",
        "请删去作废的数，填上有效的数；如果仍然有效，请去掉颜色后重新报送。",
    ),
    "text-unreadable": warning(
        "“{label}”是公式或错误值（{seen}），读不到文字，没有采用。",
        "文字以“=”“-”“+”开头时，Excel 会当成公式：请把该格设成“文本”格式后重新输入。",
    ),
    "text-number-damaged": warning(
        "“{label}”里的数字超过 15 位（{seen}），Excel 已经丢失了后面的数位，没有采用。",
        "请把该格设成“文本”格式后重新输入。",
    ),
    "amount-covers-several-rows": row_error(
        "“{label}”的合并单元格跨了几行或几列（{seen}），分不清每一格各是多少。", "请取消合并，逐格填写。"
    ),
    "formula-without-value": row_error(
        "“{label}”是公式，但文件里没有保存计算结果，读不到数。",
        "请用 Excel 或 WPS 打开文件，等公式算完后保存，再重新报送；或直接填数字。",
    ),
    "formula-stale": warning(
        "“{label}”的公式（{formula}）现在应为 {wanted}，文件里保存的是 {seen}，可能是改动后没有重新计算。",
        "请打开文件按 F9 重新计算并保存，再报送。",
    ),
    "external-link": warning(
        "“{label}”的公式引用了别的文件（{formula}），采用的是上次保存的结果 {seen}。", "请改成直接填数字。"
    ),
    "cell-error": row_error("“{label}”显示为错误值 {seen}，没有数。", "请改正公式，或直接填数字。"),
    "percent-ambiguous": warning(
        "“{label}”填的是 {seen}，该列按百分数填写，已按 {seen}% 采用；如果本意是 {wanted}%，就填错了。",
        "请按百分数填写：百分之十二点五填 12.5。",
    ),
    "measure-dimension": row_error(
        "“{label}”的计量单位是“{seen}”，清单里该指标的单位是“{wanted}”，两者不能换算。", "请按清单的计量单位填写。"
    ),
    "measure-converted": info("按“{seen}”填报，清单的单位是“{wanted}”，系统会自动换算。", ""),
    "measure-word-differs": warning("计量单位写的是“{seen}”，清单是“{wanted}”，按同样的个数采用。", "请照清单填写计量单位。"),
    "measure-said-twice": row_error(
        "计量单位有两处说法：“计量单位”列是“{seen}”，表头括号里是“{wanted}”，无法判断用哪一个。", "请统一成一个计量单位。"
    ),
    "rate-computed": info("“{seen}”列不采用：完成率由系统按完成数和目标值计算，表里填的只用来核对。"),
    "rate-unreadable": warning("完成率填的是“{seen}”，看不懂，没有采用；完成率由系统计算。", "请只填百分数，或不填。"),
    "cell-not-a-date": row_error("“{label}”填的是“{seen}”，不是有效的日期。", "请写成 2023-11-30 这样的日期。"),
    "date-inferred": info("“{label}”填的是“{seen}”，按 {wanted} 采用。", "请尽量写到日，例如 2023-11-30。"),
    "date-year-unclear": warning(
        "“{label}”填的是“{seen}”，没有写年份，已按 {wanted} 采用；如果是次年的日期，还没有到，不能算已完成。",
        "请写成 2023-11-30 这样带年份的日期。",
    ),
    "date-month-only": info("“{label}”只写到月（{seen}），按该月内完成采用。", "请尽量写到日，例如 2023-11-30。"),
    "date-far-away": warning("“{label}”的日期 {seen} 与任务年度相差一年以上。", _CONFIRM),
    "date-after-period": warning(
        "“{label}”的日期 {seen} 晚于报告期的最后一天（{wanted}），还没有到的日期不能算已完成。", _CONFIRM
    ),
    "cell-not-yes-no": row_error("“{label}”应填“是”或“否”，填的是“{seen}”。", "请只填“是”或“否”。"),
    "rank-invalid": row_error("“{label}”应填名次（1、2、3……），填的是“{seen}”。", "请只填一个正整数。"),
    "extra-cell": row_error(
        "这一行比表头多出 {wanted} 格（多出的内容：{seen}），后面的列可能错了位。",
        "如果数字里有逗号（如 1,234），请去掉逗号；逗号在文字里的，请把该格加上引号，或改用 .xlsx。",
    ),
    "cell-beyond-table": warning(
        "表格右侧没有列名的地方还有内容（{seen}），没有读取。", "如需报送，请写在“备注”列；不需要的，请删除。"
    ),
    "phone-damaged": warning("联系电话“{seen}”不完整，可能被 Excel 改成了科学计数法。", "请把该格设成“文本”后重新填写。"),
    "filed-on-unreadable": warning("填报日期“{seen}”看不懂，没有采用。", "请写成 2023-11-30 这样的日期。"),
    "figures-all-blank": file_error(
        "“{label}”列一个数也没有填，而所填的目标要报的正是这个数。{what}",
        "请把数填在“{label}”列后重新报送；确实还没有数据的，请在该格填“无”，并在“进展情况”里说明。",
    ),
    "figure-column-missing": file_error(
        "表里没有“{label}”列，要报的数无处可读。{what}", "请把填数的那一列的列名改成“{label}”，或用系统下发的表格填报。"
    ),
    "figure-missing": warning(
        "“{label}”没有填写，而这一行要报这个数。{what}", "请填写；确实还没有数据的，请在该格填“无”，并在“进展情况”里说明。"
    ),
    "figure-misplaced": row_error(
        "“{label}”没有填写，{column} 列“{other}”里却有数 {seen}，可能填错了列。",
        "请把数填到“{label}”列；如果这个数另有所指，请在“{label}”列填上实际数，没有数据的填“无”。",
    ),
    "figure-kept": warning(
        "“{label}”{how}，继续采用上一份报表里的数。",
        "如果漏填了，请补上；如果要撤回原来的数，请在该格写“撤回”。",
    ),
    "figures-kept-without-column": warning(
        "表里没有“{label}”列，上一份报表里这一列的 {seen} 个数继续采用。", "如果这些数有变化，请补上这一列后再报送。"
    ),
    "figure-withdrawn": warning("“{label}”按“{seen}”撤回，原来采用的 {was} 不再采用。", _CONFIRM),
    "figure-in-other-column": row_error(
        "要报的“{wanted}”没有填写，“{label}”里却填了 {seen}：可能填错了列。",
        "请把数填到“{wanted}”列；确实还没有数据的，请在“{wanted}”列填“无”。",
    ),
    "value-restated-far": warning("“{label}”由原来的 {wanted} 更正为 {seen}，相差很大，已按更正后的数采用。", _CONFIRM),
    "growth-unusual": warning("“{label}”填的是 {seen}，增速很少这么大，已照填报数采用。", _CONFIRM),
    "share-over-hundred": warning("“{label}”填的是 {seen}%，超过了 100%，已照填报数采用。", _CONFIRM),
    "share-factor": warning(
        "“{label}”填的是 {seen}，上期（{period}）采用的是 {wanted}，相差很多，可能漏了或多了百分号。", _CONFIRM
    ),
    "figure-not-asked": info("这一行的目标不用填“{label}”，填的 {seen} 已保存，不作判断。"),
    "withdrawn-with-figures": row_error(
        "“{label}”写的是“{seen}”，这一行却填有数，分不清是撤回还是报送。",
        "要撤回的，请清空这一行的数，只留“撤回”；不撤回的，请删去“{label}”里的“{seen}”。",
    ),
    "figure-not-comparable": row_error(
        "计量单位“{seen}”与上一份报表的“{wanted}”不能换算，这一行没有填的数无法沿用上一份的。",
        "请按上一份的计量单位填写，或把“本期完成”“累计完成”都填上。",
    ),
    "number-not-read": info("“{label}”里只写了一个数（{seen}），系统不从这一列取数。", "如果是要报的完成数，请填到相应的列。"),
    "number-outside-table": info("这一格里的数（{seen}）不在填报的格里，没有读取。", "如果是要报的数，请填到表里相应的一格。"),
    "value-missing": warning("该行没有填写任何完成情况。", "请填写；确实没有数据的，请填“无”并在“进展情况”里说明。"),
    # layout
    "row-hidden": warning("第 {seen} 行是隐藏的（可能被筛选掉了），内容已经采用。", "请取消筛选和隐藏，核对这些行是否要报送。"),
    "rows-after-gap": warning(
        "第 {seen} 行到第 {wanted} 行是空白，空白之后还有内容，已一并采用。",
        "请删去中间的空白行，确认后面的内容确实要报送。",
    ),
    "sheet-ignored": info("工作表“{seen}”不是进展情况表，没有读取。{what}", ""),
    "sheet-hidden-ignored": warning(
        "隐藏的工作表“{seen}”里也有进展情况表，没有读取。", "如需报送，请取消隐藏；不需要的，请删除。"
    ),
    "column-hidden": warning(
        "{columns} 列“{seen}”是隐藏的，里面填有 {count} 个数，{what}。",
        "请取消隐藏，核对这些数是否要报送；不需要的，请删去这一列。",
    ),
    "column-ignored": info("“{seen}”列不是报表要求的列，没有读取。", ""),
    "sheet-other-period": info("工作表“{seen}”是别的期间的，没有读取。"),
    "column-other-period": info("“{seen}”列是别的期间的，没有读取。"),
    "column-replaced": info("“{seen}”列是更正前的，没有读取。"),
    "column-taken-as": warning(
        "{columns} 列“{seen}”已按“{label}”采用。", "请核对；如果不是“{label}”的数，请把列名写清楚后重新报送。"
    ),
    "column-early": warning(
        "{columns} 列“{seen}”的数不是截至报告期末的，已按“{label}”采用。",
        "请核对；报告期末的数出来后，请更正后重新报送。",
    ),
    "column-assumed": warning(
        "{columns} 列“{seen}”没有写明是本期的数还是累计的数，已按“{label}”采用。",
        "请把列名改成“本期完成”或“累计完成”；如果这一列是本期的数，请改正后重新报送。",
    ),
    "column-not-understood": warning(
        "{columns} 列“{seen}”里填有数据，但列名看不懂，没有读取。{what}",
        "如果是要报的数，请把列名改成系统表格里的列名后重新报送；不需要报送的，可以不理会。",
    ),
    "column-unnamed": warning(
        "{columns} 列有内容但没有列名，没有读取。{what}", "如果是要报的内容，请补上列名后重新报送；不需要的，请清空。"
    ),
    "cell-unclear-measure": warning(
        "表上注明的单位“{seen}”看不懂，没有采用；没有写计量单位的行，按清单的单位采用。", "请在每一行的“计量单位”列写明单位。"
    ),
    # a figure in the wrong column
    "growth-in-other-column": warning(
        "该目标考核的是增速：“{label}”里填的 {seen} 已按“{wanted}”采用。",
        "请把增速填到“{wanted}”列；如果这不是增速，请改正后重新报送。",
    ),
    "growth-perhaps-in-other-column": row_error(
        "该目标考核的是增速，“{wanted}”没有填写，“{label}”里却填了 {seen}：可能填错了列。",
        "如果这是增速，请改填到“{wanted}”列；如果是完成数，请写明计量单位（如“亿元”），并补填“{wanted}”。",
    ),
    "rank-in-other-column": warning(
        "该目标考核的是名次：“{label}”里填的 {seen} 已按“{wanted}”采用。",
        "请把名次填到“{wanted}”列；如果这不是名次，请改正后重新报送。",
    ),
    "rank-perhaps-in-other-column": row_error(
        "该目标考核的是名次，“{wanted}”没有填写，“{label}”里却填了 {seen}：可能填错了列。",
        "如果这是名次，请改填到“{wanted}”列；如果是完成数，请写明计量单位，并补填“{wanted}”。",
    ),
    "amount-perhaps-in-growth": row_error(
        "“{label}”填了 {seen}，要报的“累计完成”却没有填写：可能填错了列。",
        "如果这是完成数，请改填到“累计完成”列；如果确是增速，请补填“累计完成”，没有数据的填“无”。",
    ),
    "growth-far": row_error(
        "“{label}”填的是 {seen}，增速不会是这个数：可能把完成数填到了这一列。",
        "请核对后填写增速（百分数）；如无误，请在“备注”里写明“数据无误”后重新报送。",
    ),
    "growth-far-confirmed": warning("“{label}”填的是 {seen}，增速很少是这个数；“备注”已写明无误，照填报数采用。", _CONFIRM),
    # rules inside a row
    "cumulative-below-current": row_error(
        "累计完成 {seen} 小于本期完成 {wanted}，两个数至少有一个填错。", "请核对：累计完成应当包含本期完成。"
    ),
    "done-contradicts-date": warning("“是否完成”填“{seen}”，但完成日期是“{wanted}”，前后不一致。", _CONFIRM),
    "done-contradicts-number": warning("“是否完成”填“{seen}”，但累计完成 {number}，目标 {wanted}，前后不一致。", _CONFIRM),
    "status-contradicts-number": warning("写的是“{seen}”，但累计完成 {number}，目标 {wanted}，前后不一致。", _CONFIRM),
    "rate-differs": warning(
        "完成率填的是 {seen}%，按累计完成和目标值算是 {wanted}%。", "请核对累计完成和完成率；完成率可以不填，由系统计算。"
    ),
    "rate-stale": warning(
        "完成率填的是 {seen}%，与上期相同，按本期累计算应是 {wanted}%：可能忘了更新。", "请更新完成率，或不填，由系统计算。"
    ),
    "far-over-target": warning("累计完成 {seen} 是目标 {wanted} 的 {times} 倍，超过 3 倍，可能填错了单位或数位。", _CONFIRM),
    "factor-suspected": row_error(
        "填的 {seen} 与{against} {wanted} 相差约一万倍，可能把“万元”和“亿元”这类单位填混了。",
        "请核对计量单位和小数点，改正后重新报送；如无误，请在“备注”里写明“数据无误”后重新报送。",
    ),
    "factor-confirmed": warning("填的 {seen} 与{against} {wanted} 相差约一万倍；“备注”已写明无误，照填报数采用。", _CONFIRM),
    "confirmed-before": info("“{label}”：{period}已在“备注”里说明无误，本期不再询问（填的是 {seen}）。"),
    "problems-missing": warning("自评为“{seen}”（落后于序时），但没有填写{label}。", "请补充说明存在的问题和下一步措施。"),
    "overdue-not-explained": warning(
        "该任务应于 {wanted} 前完成，尚未完成，但没有填写{label}。", "请补充说明存在的问题和下一步措施。"
    ),
    # rules against the past
    "cumulative-fell": warning("累计完成 {seen} 比上期（{period}）已采用的 {wanted} 少。累计数一般不会减少。", _CONFIRM),
    "cumulative-not-sum": warning("上期累计 {last} 加本期完成 {current} 应为 {wanted}，填的累计完成是 {seen}。", _CONFIRM),
    "unchanged": warning("累计完成 {seen} 已连续 {wanted} 期没有变化。", "如果确无进展，请说明原因和下一步措施。"),
    "narrative-unchanged": warning("“{label}”与上期（{period}）一字不差。", "请填写本期的新进展。"),
    "later-period-contradicts": warning(
        "之后的一期（{period}）已采用的累计完成是 {wanted}，比这次补报的 {seen} 还少。",
        "请核对两期的数；后一期如需更正，请一并重新报送。",
    ),
    "later-period-sum": warning(
        "补报后，{period} 的累计完成 {seen} 与“本期累计加该期完成”（{wanted}）不符。",
        "请核对两期的数；后一期如需更正，请一并重新报送。",
    ),
    # rules over the table
    "total-mismatch": warning("“{label}”的{name}填的是 {seen}，各行相加是 {wanted}。", _CONFIRM),
    "total-without-hidden": warning(
        "“{label}”的{name}填的是 {seen}，各行（含隐藏行）相加是 {wanted}，差额正好是隐藏的行。",
        "请取消隐藏或筛选后重新合计。",
    ),
    "parts-differ-from-total": warning("各分项相加是 {seen}，与总数 {wanted} 不符（{label}）。", _CONFIRM),
    "rows-expected-missing": warning("缺 {seen} 行，应报而没有报：{which}。", "请补报这些行；没有数据的，也请填“无”并说明。"),
    "area-rows-missing": info("有 {seen} 行没有单独填报：{which}。", "如有这些区域的数，请补报。"),
    # other filings
    "file-received-before": info("这个文件之前已经收到过，内容没有变化，不会重复采用。", ""),
    "file-superseded-before": warning(
        "这个文件之前已经收到过，之后又收到了更正报表；现行有效的是更正后的那一份，这次不会改回。",
        "如确要改回原来的数，请在表里注明原因，另存后再报送。",
    ),
    "content-received-before": info("与贵单位这一期已经采用的报表内容相同，不会重复采用。", ""),
    "supersedes": info("这是贵单位这一期的更正报表：{line}；原来的数保留备查。"),
    "value-restated": info("“{label}”由原来的 {wanted} 更正为 {seen}。", ""),
    "rows-dropped": warning(
        "上一份报表里有、这份更正报表里没有的有 {seen} 行：{which}；原来的数继续有效，没有删除。",
        "如果是漏了，请补上；如果确实不该报，请告知政府办。",
    ),
    "period-earlier": info("这一期之后的 {seen} 已经报过，这次是补报或更正较早的一期。", ""),
}

# what is told after the faults of what is there
MISSING = frozenset(("figure-missing", "value-missing", "figure-kept"))

CATALOGUE = Catalogue({**_ENTRIES, **FIGURE_ENTRIES})

finding = CATALOGUE.say
