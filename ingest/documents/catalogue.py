"""What the document readers say to the person who sent a file: one table of codes, Chinese messages and fixes.

Only texts belong here. A code is stable: other rooms and people rely on it. `{…}` are words that the reader fills in.
"""

from __future__ import annotations

from ingest.findings import Catalogue, Entry
from ingest.findings.catalogue import file_error, info, warning

_RESEND = "请在 WPS 或 Office 中重新打开原文件，确认内容完整后另存一份再报送。"
_SAVE_DOCX = "请用 WPS 或 Word 打开，选择“另存为”，类型选“Word 文档（.docx）”，再报送。"
_SAVE_XLSX = "请用 WPS 或 Excel 打开，选择“另存为”，类型选“Excel 工作簿（.xlsx）”，再报送。"
_SAVE_EITHER = "请报送可编辑的原文件：文字材料另存为 .docx，表格另存为 .xlsx。"

_ENTRIES: dict[str, Entry] = {
    # the file as a whole cannot be used
    "file-missing": file_error("没有找到该文件，或没有读取权限。", "请确认文件已经放好，再试一次。"),
    "original-damaged": file_error(
        "系统存档的这份文件已损坏或丢失，不能再读取。", "请把原文件再报送一次（内容不变）；系统管理员也可以从备份恢复存档。"
    ),
    "file-empty": file_error("文件是空的（0 字节）。", "可能是复制或上传没有完成，请重新报送。"),
    "file-blank": file_error("文件打开后没有任何内容。", "请确认报送的是已经填好的文件。"),
    "file-too-large": file_error(
        "文件过大：{what}为 {actual}，系统最多接受 {limit}。", "请删去无关的图片、附件、空白行或其他工作表后再报送。"
    ),
    "file-truncated": file_error("文件不完整或已损坏，无法打开（{part}）。", _RESEND),
    "file-part-damaged": file_error("文件内部有一部分已损坏（{part}），为免漏读，整个文件不予读取。", _RESEND),
    "file-encrypted": file_error("文件设有打开密码或已加密。", "请取消密码保护后另存一份再报送。"),
    "file-lock": file_error(
        "这是打开文档时产生的临时文件（名称以 ~$ 开头），不是文档本身。", "请关闭文档后，报送同名的、不带 ~$ 的文件。"
    ),
    "file-is-doc": file_error("这是旧版 Word 文档（.doc），系统不能可靠读取。", _SAVE_DOCX),
    "file-is-wps": file_error("这是 WPS 文字文档（.wps），系统不能可靠读取。", _SAVE_DOCX),
    "file-is-et": file_error("这是 WPS 表格文件（.et），系统不能可靠读取。", _SAVE_XLSX),
    "file-is-ppt": file_error("这是演示文稿（PPT），不是文字材料或表格。", _SAVE_EITHER),
    "file-is-xlsb": file_error("这是二进制工作簿（.xlsb）。", _SAVE_XLSX),
    "file-is-odt": file_error("这是 OpenDocument 文字文档（.odt），系统不能可靠读取。", _SAVE_DOCX),
    "file-not-converted": file_error(
        "这是{kind}，转换为新格式时没有成功：文件可能已损坏、设有密码，或过于复杂。",
        "请用 WPS 或 Office 打开，文字材料另存为 .docx，表格另存为 .xlsx，再报送。",
    ),
    "file-is-odf": file_error("这是 OpenDocument 格式文件（{kind}）。", _SAVE_EITHER),
    "file-is-old-excel": file_error("这是 Excel 95 或更早版本的工作簿。", _SAVE_XLSX),
    "file-is-word-xml": file_error("这是 Word 的 XML 格式文档。", _SAVE_DOCX),
    "file-is-web-archive": file_error("这是“单个文件网页”（.mht）格式。", _SAVE_XLSX),
    "file-is-pdf": file_error("这是 PDF 文件，其中的表格不能可靠读取。", _SAVE_EITHER),
    "file-is-scan": file_error(
        "这份 PDF 的第 {pages}是图片（扫描件），没有可读取的文字；系统不识别图片中的文字，以免认错数字。",
        "请报送由 WPS 或 Word 原文件直接导出的 PDF，或可编辑的原文件（.docx、.xlsx）。",
    ),
    "file-letters-unknown": file_error(
        "这份 PDF 没有写明其中文字是什么字（{total} 个字中有 {count} 个无法确认），读出来会是乱码。",
        "请报送可编辑的原文件（.docx、.xlsx），或用 WPS、Word 重新导出 PDF 后再报送。",
    ),
    "file-too-complex": file_error(
        "文件过于复杂，在规定的时间（{seconds} 秒）和内存内没有读完。", "请删去无关的图片、附件，或拆成几个文件后再报送。"
    ),
    # its reader was stopped over it
    "reading-takes-too-long": file_error(
        "文件过于复杂，在规定的时间（{seconds} 秒）内没有读完，整个文件没有采用。",
        "请删去无关的图片、附件、空白行或其他工作表，或拆成几个文件后再报送。",
    ),
    "reading-takes-too-much-memory": file_error(
        "文件过于复杂，读取时需要的内存超过系统的上限（{memory}），整个文件没有采用。",
        "请删去无关的图片、附件、空白行或其他工作表，或拆成几个文件后再报送。",
    ),
    "reading-yields-too-much": file_error(
        "文件的内容过多，超过系统一次能读取的上限（{size}），整个文件没有采用。",
        "请只保留需要报送的工作表和内容，或拆成几个文件后再报送。",
    ),
    "reading-crashes": file_error(
        "文件里有不正常的内容，读取时程序中断（{how}），整个文件没有采用；其他文件不受影响。",
        "请在 WPS 或 Office 中重新打开原文件，确认内容完整后另存一份再报送；仍不能读取的，请联系系统管理员。",
    ),
    "file-is-ofd": file_error("这是 OFD 版式文件，其中的表格不能可靠读取。", _SAVE_EITHER),
    "file-is-image": file_error("这是图片（{kind}），系统不识别图片中的文字。", _SAVE_EITHER),
    "file-is-archive": file_error(
        "这是压缩包（{kind}），不是文档{inside}。", "请解压后，逐个报送里面的 .docx 或 .xlsx 文件，不要报送压缩包。"
    ),
    "file-is-mail": file_error(
        "这是一封邮件（{kind}），不是文档{inside}。",
        "请打开邮件，把附件另存后单独报送；内容写在邮件正文里的，请填入表格后报送。",
    ),
    "file-is-shortcut": file_error("这是快捷方式（链接），不是文件本身。", "请找到它指向的文件，报送那个文件本身。"),
    "file-is-iwork": file_error(
        "这是苹果的 Numbers 或 Pages 文件。", "请在其中选择“导出”，表格导出为 .xlsx，文字材料导出为 .docx，再报送。"
    ),
    "file-type-unknown": file_error("无法识别这是什么类型的文件。", _SAVE_EITHER),
    "entity-expansion": file_error("文件内部含有自定义实体声明（{part}），正常的文档不会有，出于安全不予读取。", _RESEND),
    "encoding-mixed": file_error(
        "文件里混有两种文字编码：第 {line} 行与其他行不一致，读出来会是乱码。",
        "请用 Excel 或 WPS 打开核对后另存为 .xlsx，或另存为 UTF-8 编码的 CSV，再报送。",
    ),
    "encoding-unknown": file_error(
        "第 {line} 行含有无法识别的字符，文件的文字编码不明{likely}。",
        "请用 Excel 或 WPS 打开核对后另存为 .xlsx，或另存为 UTF-8 编码的 CSV，再报送。",
    ),
    "quote-unclosed": file_error(
        "从第 {line} 行开始有一个引号没有配对，后面的内容无法正确分列。", "请检查该行的引号，或另存为 .xlsx 再报送。"
    ),
    "separator-mixed": file_error(
        "各行用的分隔符不同：第 {line} 行用“{sign}”分列，与其他行不一样，为免漏读，整个文件不予读取。",
        "请用 Excel 或 WPS 打开原来的表，另存为 .xlsx 后报送；要报送 CSV 的，请每一行都用同一种分隔符。",
    ),
    "content-elsewhere": file_error(
        "文档引用了另一个文件的内容（子文档或外部块），系统只收到引用、没有收到内容。",
        "请用 WPS 或 Word 打开文档，确认全部内容都已显示，再另存为 .docx 报送。",
    ),
    "table-malformed": file_error("表格结构有误，无法确定单元格的位置（{what}）。", _RESEND),
    "table-not-readable": file_error(
        "这份 PDF 里有没有框线的表格，格内文字换了行，无法确定哪些文字属于同一行，以免读错，整个文件不予读取。",
        "请报送可编辑的原文件（.docx、.xlsx），或给表格加上框线后重新导出 PDF。",
    ),
    # read, but somebody must know
    "file-type-differs-from-name": warning(
        "文件名是“{suffix}”，实际内容是{kind}，已按实际内容读取。", "下次请用 WPS 或 Office 打开，按正确的类型另存后再报送。"
    ),
    "file-converted": warning(
        "这是{kind}，系统用 LibreOffice 转换为 {target} 后读取。", "请核对读取的内容；下次请另存为 {target} 后报送。"
    ),
    "encoding-not-utf8": info("文件的文字编码是 {encoding}，已正确转换。"),
    "table-without-lines": warning(
        "该表格没有框线，系统按文字的上下对齐分列。", "请核对各行各列，或报送可编辑的原文件（.docx、.xlsx）。"
    ),
    "table-lines-missing": warning(
        "该表格有的框线不完整，合并的单元格可能没有认出。", "请核对各行各列，或报送可编辑的原文件（.docx、.xlsx）。"
    ),
    "table-row-cut": warning(
        "换页后的第一行“{seen}”可能是上一页最后一行的下半部分，系统按单独一行读取。", "请核对该行，必要时报送可编辑的原文件。"
    ),
    "text-in-columns": warning("有 {count} 页正文分为左右两栏，系统按先左后右的顺序读取。", "请核对段落的先后顺序。"),
    "text-letters-unknown": warning(
        "文件没有写明其中 {count} 个字是什么字，系统以“�”代替，例如“{seen}”。", "请对照原文核对这些字，或报送可编辑的原文件。"
    ),
    "text-on-cover": warning("第 {pages} 页（首页或末页）是图片，其中的文字没有读取。", "如果其中有任务或目标，请改成文字。"),
    "tracked-changes-accepted": warning(
        "文档里有尚未接受的修订（{author}，共 {count} 处），已按“全部接受修订”读取。",
        "请核对修订内容，接受或拒绝全部修订后再印发、报送。",
    ),
    "notes-ignored": info("文档里有{what} {count} 处，没有读入正文。"),
    "notes-too-many": warning("批注超过 {limit} 条，其余 {count} 条没有读取。", "请删去不需要的批注；要报送的请写在表格里。"),
    "notes-unreadable": warning("文件里的批注已损坏，没有读取。", "请核对批注里有没有更正的内容，有的请直接改在表格里。"),
    "picture-ignored": info("文档里有图片 {count} 张，图片中的文字没有读取。", "如果图片里有表格或目标，请改成文字。"),
    "text-covered": warning(
        "该格被上方的合并单元格盖住，里面还有看不见的文字，没有读取。", "请取消合并，核对被盖住的文字后再报送。"
    ),
    "cells-covered": warning(
        "有 {count} 格被合并单元格盖住，里面还有看不见的、与合并格不同的内容，没有读取。",
        "请取消合并，核对被盖住的内容后再报送。",
    ),
    "text-hidden": warning("文档里有隐藏文字 {count} 处，没有读取。", "如果隐藏文字有用，请取消隐藏后再报送。"),
    "text-struck": warning(
        "“{struck}”已被划掉，按作废处理，没有读取。", "如果不是作废的意思，请去掉删除线后重新提交；确已作废的，请删去。"
    ),
    "text-crossed": warning(
        "有一条线穿过文字“{struck}”，可能是删除线；这些文字仍已读取。", "如已作废，请删去这些文字后再报送。"
    ),
    "number-generated": warning("自动编号的样式无法识别，已按阿拉伯数字写出：{number}。", "请把自动编号改成手工输入的文字。"),
    "embedded-ignored": info("文档里有嵌入的对象（{what}） {count} 个，没有读取。", "如果其中有目标，请改成正文或表格。"),
    "blank-rows-inside": warning(
        "第 {first} 行到第 {last} 行是空白，空白之后还有内容，已一并读取。",
        "请删去中间的空白行，确认后面的内容确实要报送。",
    ),
    "sheet-hidden": warning("工作表“{sheet}”是隐藏的，内容已读取。", "如不需要报送，请删除该工作表。"),
    "sheet-not-cells": info("“{sheet}”是图表或宏表，没有单元格，未读取。"),
    "number-format-scales": warning(
        "该格的数字格式会缩小显示（格式 {format}）：显示的数与实际存储的数 {stored} 不同，系统按存储的数读取。",
        "请把数字格式改为常规，按表头的计量单位填写。",
    ),
    "formula-external": warning(
        "有 {count} 格公式引用了别的工作簿，读取的是文件中保存的结果。", "请把这些格改成数值后再报送。"
    ),
    "date-invalid": warning("该格的日期序号 {stored} 不是有效日期，已按数字读取。", "请重新输入日期。"),
    "line-ragged": info("第 {line} 行有 {actual} 列，与多数行的 {usual} 列不同，多出或缺少的格已按原样保留。"),
}

CATALOGUE = Catalogue(_ENTRIES)

finding = CATALOGUE.say
