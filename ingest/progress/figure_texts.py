"""What is told of a figure's cell that holds no plain number: each cause with its own text and fix. A part of the catalogue.

They are many and seldom, so the form's instructions name the rule (`cell-not-a-number`) and leave them out.
"""

from __future__ import annotations

from ingest.findings import Entry
from ingest.findings.catalogue import info, row_error, warning

FIGURE_ENTRIES: dict[str, Entry] = {
    "number-too-many-digits": row_error(
        "“{label}”填了 {count} 位数字（{seen}），可能是几个数连在了一起，也可能是编号。", "请核对后只填完成数。"
    ),
    "number-beyond-bounds": row_error(
        "“{label}”填的是“{seen}”，按计量单位折算后太大或太小，不像一个实际的数，系统也存不下。",
        "请核对数字和计量单位；过小的数请换用更小的计量单位填写。",
    ),
    "number-became-date": row_error(
        "“{label}”的单元格是日期或时间格式，显示为“{seen}”，里面存的数是 {wanted}，分不清要报的是哪一个。",
        "要报 {wanted} 的，请把该格的格式改成“常规”；原来填的是别的内容（如 3-15）、被改成日期的，请改成“常规”后重新填。",
    ),
    "number-in-date-format": warning(
        "“{label}”的单元格是日期格式，显示为“{seen}”，已按里面存的数 {wanted} 采用。",
        "请把该格的格式改成“常规”，并核对显示的数。",
    ),
    "number-has-blank": row_error(
        "“{label}”填的是“{seen}”，数字中间有空格或换行：可能是一个数 {wanted}，也可能是几个数。",
        "如果是 {wanted}，请去掉中间的空格或换行；如果是几个数，请只留这一行要报的那一个。",
    ),
    "numbers-several": row_error(
        "“{label}”一格里填了几个数（{seen}），分不清用哪一个。",
        "请只填这一行、这一列要报的那一个数；其他的数请填到各自的行和列，或写到“进展情况”。",
    ),
    "number-with-part": row_error(
        "“{label}”填的是“{seen}”，括号里还有一个数，这一格只能填一个数。",
        "如果要报的是“{wanted}”，请只填它；括号里的数请填到它自己的行，或写到“进展情况”。",
    ),
    "number-with-note": row_error(
        "“{label}”填的是“{seen}”，数字后面带了说明“{note}”，系统不能判断这个数能不能采用。",
        "如果能采用，请只填“{wanted}”，说明写到“备注”。",
    ),
    "number-with-words": row_error(
        "“{label}”填的是“{seen}”，除了数字还有别的文字。", "如果要报的是 {wanted}，请只填 {wanted}；文字请写到“进展情况”。"
    ),
    "number-in-sentence": row_error(
        "“{label}”应填一个数，填的是一段文字（{seen}），系统不从文字里取数。", "请只填数字，这段文字请写到“进展情况”。"
    ),
    "number-is-words": row_error(
        "“{label}”应填数字，填的是“{seen}”，里面没有数字。",
        "请填数字；没有数据的可填“无”，情况请写到“进展情况”。",
    ),
    "number-is-truth": row_error("“{label}”应填数字，填的是逻辑值“{seen}”。", "请填数字；是否完成请填到“是否完成”列。"),
    "number-is-range": row_error("“{label}”填的是“{seen}”，像是一个范围或者两个数，不是一个确切的数。", "请只填一个确切的数。"),
    "number-is-sum": row_error(
        "“{label}”填的是算式“{seen}”，系统不替您计算。", "请填算出来的一个数；分项的数请写到“进展情况”。"
    ),
    "number-is-formula-text": row_error(
        "“{label}”填的是公式的文字“{seen}”，没有算出数来。", "请把该格的格式改成“常规”后重新输入公式，或直接填数字。"
    ),
    "number-is-date-text": row_error("“{label}”应填数字，填的是日期“{seen}”。", "请填数字；日期请填到“完成日期”列。"),
    "number-is-fraction": row_error("“{label}”填的是分数或比例“{seen}”，不是一个数。", "请按计量单位换算成一个数后填写。"),
    "number-is-power": row_error(
        "“{label}”填的是“{seen}”，带有上标：可能是乘方，也可能是注释的记号，分不清。",
        "请写出完整的数字，例如把 10³ 写成 1000。",
    ),
    "number-is-colloquial": row_error(
        "“{label}”填的是“{seen}”，这种写法可能有不同的读法。", "请用阿拉伯数字填写，例如把“三万五”写成 35000。"
    ),
    "number-scientific": row_error(
        "“{label}”填的是科学计数法“{seen}”，后面的数位可能已经丢失，没有采用。",
        "请把该格的格式改成“数值”，核对后填写完整的数字。",
    ),
    "number-in-brackets": row_error(
        "“{label}”填的是带括号的“{seen}”：可能是 {one}，也可能表示负数，分不清。", "请去掉括号；确为冲减的，请写负号。"
    ),
    "number-has-letters": row_error(
        "“{label}”填的“{seen}”里有字母，可能是把数字打成了相像的字母，应为 {wanted}。", "请核对后用数字键重新输入。"
    ),
    "number-has-letter-unit": row_error(
        "“{label}”填的是“{seen}”，字母“{letter}”不是规范的单位，可能是指“{word}”。",
        "如果是“{word}”，请填 {wanted}，或者写汉字“{word}”。",
    ),
    "number-has-mark": row_error(
        "“{label}”填的是“{seen}”，数字旁边有别的符号，分不清是注释的记号还是数的一部分。",
        "如果要报的是 {wanted}，请只填 {wanted}；说明请写到“备注”。",
    ),
    "number-comma": row_error(
        "“{label}”填的“{seen}”里逗号的位置不对（逗号只用来隔开每三位），分不清是一个数、小数还是几个数。",
        "请去掉逗号，只填一个数。",
    ),
    "number-point": row_error("“{label}”填的“{seen}”里小数点不对，分不清是哪个数。", "请核对小数点后重新填写。"),
    "number-not-shown": row_error(
        "“{label}”填的是“{seen}”，这是列太窄时显示的符号，不是数。", "请把原表的列拉宽，重新复制或填写数字。"
    ),
    "number-from-text-formula": info("“{label}”是得出文字的公式（{formula}），按 {wanted} 采用。", "请直接填数字。"),
    "number-format-unit": row_error(
        "“{label}”显示为“{seen}”，里面存的数是 {wanted}，这一行的计量单位是“{unit}”：可能是 {one}，也可能是 {other}，分不清。",
        "请把该格的数字格式改成“常规”，按“{unit}”填写数字。",
    ),
    "number-format-shows": warning(
        "“{label}”的数字格式（{format}）会缩小显示，显示为 {seen}，已按里面存的数 {wanted} 采用。",
        "请把该格的数字格式改成“常规”，并核对显示的数。",
    ),
    "number-format-words": warning(
        "“{label}”显示为“{seen}”，其中的文字是数字格式加上的，已按里面存的数 {wanted} 采用。",
        "请把该格的数字格式改成“常规”；需要说明的，请写到“备注”。",
    ),
    "number-format-hides": warning(
        "“{label}”的数字格式（{format}）把数隐藏了，里面存的数是 {seen}，已经采用。",
        "不要报的，请删去；要报的，请把该格的数字格式改成“常规”。",
    ),
    "measure-is-number": row_error(
        "“{label}”填的是数 {seen}，不是单位，这一行的数可能填错了格。",
        "请照清单填写计量单位“{wanted}”；这个数如果是要报的，请填到相应的列。",
    ),
    "amount-understood": info("“{label}”填的是“{seen}”，按 {wanted} 采用。"),
    "amount-two-readings": row_error(
        "“{label}”填的是“{seen}”：可能是 {one}，也可能是 {other}，分不清。", "请只填数字，计量单位以“计量单位”列为准。"
    ),
    "percent-for-amount": row_error(
        "“{label}”填的是百分数“{seen}”，该指标按“{wanted}”填写数量。",
        "请填数量；完成的比例请填到“完成率”列，增长的比例请填到“同比(%)”列。",
    ),
    "growth-in-points": row_error(
        "“{label}”填的是百分点（{seen}）：可能是同比增长 {wanted}%，也可能是增幅比上年提高 {wanted} 个百分点，分不清。",
        "如果同比增长 {wanted}%，请只填 {wanted}；增幅的变化请写到“进展情况”。",
    ),
    "growth-twice-negative": row_error(
        "“{label}”填的是“{seen}”，既写了增减又带负号，分不清是增是减。", "请只填数字：下降 2.5% 填 -2.5，增长 2.5% 填 2.5。"
    ),
}
