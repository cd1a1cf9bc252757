"""The words of a task list round its sentences: labels, offices and persons, outline, rows, the document's head."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.task_lists.columns import ListColumn
from ingest.task_lists.lexicon.loader import Chars, Pattern, WordFile, Words, read_folder

FOLDER = Path(__file__).parent


class Labels(WordFile):
    """labels.toml."""

    decoration: Pattern
    period: Pattern
    stages_running: Pattern
    stages_own: Pattern
    stage_label: Pattern
    whole_year: str
    margins: str
    bare_office: str
    leads: str
    answers: str
    leaders: str
    answering: Pattern
    outer_name: str
    of_district: str
    exact: Mapping[str, ListColumn]
    decorated: Mapping[str, Pattern]  # by the value of the column
    patterns: Mapping[str, Pattern]


class People(WordFile):
    """people.toml."""

    office_ends: Words
    sure_office_ends: Words
    office_starts: Words
    office_rests: Words
    office_end: Pattern
    sure_office_end: Pattern
    office_start: Pattern
    office_rest: Pattern
    lead_mark: Pattern
    labelled: Pattern
    leading_labels: frozenset[str]
    serving: Pattern
    joint: Pattern
    group_of_offices: Pattern
    first_leads: Pattern
    person_rest: Pattern
    group_of_persons: Pattern
    group_ends: Words
    group_heads: Words
    group_end: Pattern
    group_head: Pattern
    group_starts: Words
    group_words: Pattern
    title: str
    a_title: Pattern
    titles: Pattern
    titled: Pattern
    no_names: frozenset[str]
    town: str
    aside: Pattern
    aside_of_office: Pattern
    label: Pattern
    serving_as: Words
    blank_for_colon: Pattern
    due: Pattern
    charged: Pattern
    no_party: Pattern
    leads: Pattern
    serves: Pattern
    helping: frozenset[str]
    respectively: str
    ditto: str
    each: str
    no_offices: Pattern
    bare_office: Pattern
    no_date: Pattern
    sentence_after: Pattern


class OutlineWords(WordFile):
    """outline.toml."""

    digits: str
    number: Pattern
    counting: str
    numeral: str
    number_frame: Pattern
    leading: Pattern
    bracketed: Pattern
    section_lead: Pattern
    counted_programme: Pattern
    section_row: Pattern
    section_number: Pattern
    heading: Pattern
    more: str
    attachment: Pattern
    metadata: Pattern
    closing: Pattern
    no_task: Pattern
    aim: Pattern
    list_title: Pattern
    table_title: Pattern
    other_title: Pattern
    framed: Pattern
    stage: Pattern
    stage_first: Pattern
    field_number: Pattern
    field_name: Pattern
    field_money: Pattern
    field_aside: Pattern
    field_label: Pattern
    about_all: Pattern
    points: Pattern
    name_first: Pattern
    no_figure: Pattern
    ditto: str
    content: Pattern
    goal_heading: Pattern
    goal: Pattern
    general_heading: Pattern
    sets: Pattern
    no_aim: Pattern
    demand: Pattern
    procedure: Pattern
    turn: Pattern
    presents: Pattern
    past: Pattern
    alone: Pattern
    divides: Pattern
    goals_name: str
    label_of_goals: Pattern
    no_figures: Pattern
    counted: Pattern
    signed: Pattern
    day: Pattern
    levels: Mapping[str, Pattern]  # outermost first


class Tables(WordFile):
    """tables.toml."""

    note: Pattern
    total: Pattern
    no_figure: Pattern
    signature: Pattern
    filed: Pattern
    filed_figures: str
    only_deadline: Pattern
    generic_sheet: Pattern
    between_pages: Pattern
    measures: frozenset[str]
    multipliers: str
    measure_line: Pattern
    measure_in_label: Pattern
    amount: Pattern
    of_part: str
    generic_label: Pattern
    when_in_label: Pattern


class FigureWords(WordFile):
    """figures.toml."""

    area_head: Pattern
    unit_head: Pattern
    area_end: str
    no_area: Pattern
    subtotal: str
    aim: Pattern
    aim_of_list: str
    results: Pattern
    base: Pattern
    no_base: Pattern
    value_head: Pattern
    attribute: Pattern
    number_of_row: Pattern
    growth: Pattern
    yearly: str
    amount: Pattern
    aimed_amount: Pattern
    amount_or_rate: Pattern
    since: Pattern
    year: Pattern
    years: Pattern
    total: Pattern
    part: Pattern
    sub: Pattern
    front: Pattern
    back: Pattern
    project_end: Pattern
    says_nothing: Pattern
    counting: Words
    content: Pattern
    empty_noun: Pattern
    town: Pattern
    asides: Pattern
    act: Words
    acts: Words
    nothing: Pattern
    cumulative: Pattern
    equals: Words
    on_average: str
    on_average_falling: str
    rising: str
    falling: str
    point_unit: str
    points: str
    percent: str
    point: str
    growing_name: Pattern
    change: Pattern
    counted_name: Pattern
    rate_name: Pattern
    goes_on: Pattern
    bare_number: Pattern
    firm_and_stretch: Pattern
    bare_figure: Pattern
    line: str
    title_front: Pattern
    title_back: Pattern
    title_end: Pattern
    form_line: Pattern
    stated_unit: Pattern
    deadline_mark: Pattern
    reporting: Pattern
    checking: Pattern
    of_a_part: Pattern
    rest: Pattern
    deadline_front: Pattern
    deadline_words: Pattern
    deadline_nouns: Pattern
    month: Pattern
    deadline_joints: Pattern


class Heads(WordFile):
    """heads.toml."""

    title_words: Pattern
    other_titles: Pattern
    of_a_table: Pattern
    notice: Pattern
    of_a_notice: Pattern
    item: Pattern
    area: Pattern
    city: Pattern
    no_place: Pattern
    office_of_place: Pattern
    also_word: Pattern
    goes_on: Pattern
    before_area: Pattern
    document_no: Pattern
    year_of_number: Pattern
    number_of_place: Pattern
    guessed: Pattern
    addressed: Pattern
    opening: Pattern
    date: Pattern
    chinese_date: Pattern
    digits: str
    year_sign: str
    month_and_day: str
    issuer: Pattern
    publisher: Pattern
    issue_date: Pattern
    range: str
    years: Pattern
    year: Pattern
    states_year: Pattern
    months: Pattern
    quarter: Pattern
    half: Pattern
    first_quarters: Pattern
    month: Pattern
    year_of_deadline: Pattern
    plan: Pattern
    other_papers: Pattern
    compared: Pattern
    plans: Mapping[str, int]
    quarters: Mapping[str, int]


class Places(WordFile):
    """places.toml."""

    ethnic: Pattern
    peoples: Pattern
    suffix: Pattern
    ambiguous: Chars
    whole: Pattern
    unnamed: Pattern
    own_front: str
    column_of: Pattern
    column_of_own: Pattern
    wide: frozenset[str]
    towns: Pattern
    town_offices: Pattern
    kinds_of_towns: Mapping[str, str]  # how a town's name ends → what a group of such says
    wholes: Mapping[str, str]  # by the end of a place's name


class Members(WordFile):
    """members.toml."""

    unnamed: Pattern
    towns: Pattern
    front: Pattern
    no_district: Pattern
    levels: Mapping[str, str]


class MeasureWords(WordFile):
    """measures.toml."""

    names_rate: Pattern
    means_rate: Pattern


class OtherPapers(WordFile):
    """other_papers.toml."""

    parties: Words
    terms: Pattern
    tender_title: Pattern
    bidders: Pattern
    report_title: Pattern
    was_done: Pattern


@dataclass(frozen=True, slots=True)
class ListLexicon:
    """One field a file."""

    labels: Labels
    people: People
    outline: OutlineWords
    tables: Tables
    figures: FigureWords
    heads: Heads
    places: Places
    members: Members
    measures: MeasureWords
    other_papers: OtherPapers


@cache
def list_lexicon() -> ListLexicon:
    """Every file of this folder, read once."""
    return read_folder(FOLDER, ListLexicon)
