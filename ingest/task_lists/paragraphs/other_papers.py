"""Papers that state figures and set no tasks: contracts, tenders, reports of what was done. Asked only of a paper that names no
responsible unit; whatever could be a list is none of them.
"""

from __future__ import annotations

import re

from ingest.documents.grid import Document
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.paragraphs.goals import figures, is_titled, titles_of

CONTRACT, TENDER, REPORT = "a-contract-not-a-list", "a-tender-not-a-list", "a-report-not-a-list"
_FEWEST = 3  # sentences that tell of the past
_TITLES = 3  # lines of a document's own title


def other_paper(document: Document) -> str:
    """The code of a finding that says what a paper is; "" where it is none of these."""
    words, text = list_lexicon().other_papers, "\n".join(paragraph.text for paragraph in document.paragraphs)
    numbered = list_lexicon().outline.section_lead  # a section, and no title
    titles = [title for title in titles_of(document)[:_TITLES] if not numbered.match(title)]
    if any(words.tender_title.search(title) for title in titles) and len(set(words.bidders.findall(text))) > 1:
        return TENDER
    if is_titled(document):
        return ""
    if all(text.count(party) > 1 for party in words.parties) and len(set(words.terms.findall(text))) > 1:
        return CONTRACT
    reports = any(words.report_title.search(title) for title in titles)
    return REPORT if reports or _tells_the_past(text) else ""


def _tells_the_past(text: str) -> bool:
    """Whether at least half of the sentences with a figure say that something was done: 改造了36个, never said of an aim."""
    counted = [one for one in re.findall(r"[^。；;\n]+", text) if figures(one)]
    told = [one for one in counted if list_lexicon().other_papers.was_done.search(one)]
    return len(told) >= _FEWEST and len(told) * 2 >= len(counted)
