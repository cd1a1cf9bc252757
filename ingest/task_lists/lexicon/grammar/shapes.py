"""The typed shape of the lexicon: one class for each of its files, one attribute for each of their keys.

What a key means and why a word stands there is said in the files; here is only how it is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.task_lists.lexicon.loader import Chars, Pattern, WordFile, Words
from ingest.task_lists.model import Comparator


class Dates(WordFile):
    """dates.toml."""

    digits: str
    ten: str
    quarters: str
    this_year: frozenset[str]
    next_year: str
    starters: Chars
    deadline_starts: Chars
    compared_with: Words
    base: Pattern
    stage: Pattern
    goes_on: Pattern
    year_before: Words
    figure: Pattern
    name_counts: frozenset[str]
    named_by_date: Pattern
    year_form: str
    month_form: str
    day_form: str
    y1: str
    y2: str
    m1: str
    m2: str
    d1: str
    d2: str
    q1: str
    q2: str
    dash: str
    before: str
    until: str
    late: str
    plans: Mapping[str, int]
    part_from: Mapping[str, int]
    part_to: Mapping[str, int]
    forms: Mapping[str, Pattern]


class Numerals(WordFile):
    """numerals.toml."""

    ordinal: str
    first_of: str
    numbered: Words
    half: str
    half_units: frozenset[str]
    name_units: frozenset[str]
    held_again: Pattern
    held: str
    class_units: frozenset[str]
    classed: Pattern
    describing: Words
    granted: Pattern
    naming_units: frozenset[str]
    naming_ends: Chars
    name_ends: Chars
    sized: Pattern
    grade: str
    times: str
    not_before_numeral: Chars
    unread_digits: Chars
    unread_numeral: Chars
    parted: Pattern
    big: Chars
    numeral_starts: Chars
    before_bare: Chars
    numeral_after: Words
    rank_units: Words
    twin_firsts: frozenset[str]
    twin_sizes: frozenset[str]
    twin_seconds: frozenset[str]
    rank_tails: Words
    rank_closes: Words
    pure_numbers: Words
    counted_by: Chars
    counted_nouns: Words
    small_counts: Mapping[str, int]


class Units(WordFile):
    """units.toml."""

    points: str
    times: str
    per: Pattern
    spans: Words


class TextOutline(WordFile):
    """outline.toml."""

    counting: str
    value_ends: Words
    introduces: Pattern
    enumerators: Mapping[str, Pattern]


class Asides(WordFile):
    """asides.toml."""

    nothing: Words
    label: Pattern
    answers: str
    answering: Pattern
    said_once: Pattern
    whose_goals: Pattern
    lead_labels: frozenset[str]
    due_labels: Words
    body_separator: Pattern
    introduction: Pattern
    all_done: Pattern
    just_done: str
    done: Pattern
    promises: Words
    of_state: Pattern
    done_in: Pattern
    reported: Pattern
    plan: Pattern
    joins_next: Pattern
    round_which: Pattern
    joins_events: str
    strives: Pattern
    lead: Pattern
    leads: Pattern
    bodies: Pattern
    responsible: Pattern
    of_part: str
    no_parts: Words
    scoring: Words
    points: Pattern
    ranked_by: Pattern


class Connectives(WordFile):
    """connectives.toml."""

    fronts: Words
    of_part: Words
    goal: str
    goes_on: Chars
    label: Pattern
    leads: Words
    helps: Words
    recurring: Pattern
    manner: Pattern
    each: frozenset[str]
    modal: Words
    each_kind: str
    joint: Pattern
    piece_joint: Pattern
    joins_nouns: str
    loose_joints: Words
    joints: Words
    listing: str
    strict_joint: str
    divides: frozenset[str]
    alike_ends: Chars
    belonging: Words
    noun_ends: Chars
    negating: str
    acting: Words
    numbers: Chars
    ordinal: str
    level: str
    words_before: Mapping[str, Chars]
    words_after: Mapping[str, Chars]


class Areas(WordFile):
    """areas.toml."""

    default_city: str
    default_district: str
    wholes: frozenset[str]
    whole: str
    always: Words
    level: str
    sometimes: Words
    park: str
    not_after_park: Chars
    groups: frozenset[str]
    counted: Pattern
    kinds: str
    counted_kinds: str
    apposition: Pattern
    recounted: Pattern
    names_before: Pattern
    names_joint: Pattern
    inside: Pattern
    counted_list: Pattern
    counted_last: Pattern
    at_place: str
    bracket_starts: frozenset[str]
    suffix: Pattern
    plain: frozenset[str]
    district: str
    builds_not: frozenset[str]
    builds: str
    no_building: Words
    goes_on: Words
    short_words: frozenset[str]
    enumerated: str
    after_short: Pattern
    levels: Chars
    no_place: Words
    no_place_alone: frozenset[str]
    not_in_place: Words
    verb_starts: Words
    after_place: Words
    after_known_place: Words
    no_verb: Words
    measured: Pattern
    measured_in: frozenset[str]
    measured_town: Pattern
    urban: Words
    urban_measured: Pattern
    list_joints: Words


class Offices(WordFile):
    """offices.toml."""

    body_end: Pattern
    bracket_ends: Words
    helped_by: Words
    not_in_body: Words
    no_body: Words
    after_department: Words
    after_body: Words


class Verbs(WordFile):
    """verbs.toml."""

    adverbs: Words
    addressed: Pattern
    adjectives: frozenset[str]
    done: Words
    not_doing: Words
    weak_tails: Words
    kept_flows: Words
    not_flow_before: Words
    generic_flows: frozenset[str]
    new_flows: frozenset[str]
    shared_flows: Words
    work_flows: Words
    work_tails: Words
    shared_works: Words
    no_works: Words
    new_starts: Chars
    twice_new: Pattern
    running: str
    kept_before_rate: Words
    rate: str
    new_piece: Words
    object_marks: Words
    subject: Words
    responsible: str
    inner: Pattern
    in_place: Pattern
    done_noun: Pattern
    wholly: Pattern
    empty_noun: Pattern
    of: str
    bare_year: Pattern
    title: Words
    carrying_out: frozenset[str]
    not_before: Mapping[str, Words]


class Comparators(WordFile):
    """comparators.toml."""

    spreads: Words
    not_spread_after: Words
    separately: str
    sums_up: frozenset[str]
    even: str
    stretch: Words
    strives: Words
    strive: str
    each: Words
    per_head: Words
    within: str
    alternative: str
    above: Pattern
    than: Pattern
    of_whole: Pattern
    share_of: str
    by_year: Pattern
    from_value: Pattern
    turned: Pattern
    handled: Pattern
    and_others: Pattern
    running_total: Pattern
    not_tail_after: Chars
    not_even_after: Words
    before_value: Mapping[str, Comparator]
    after_value: Mapping[str, Comparator]
    not_after: Mapping[str, Chars]


class Growth(WordFile):
    """growth.toml."""

    rise: Words
    fall: Words
    fall_named: Pattern
    fall_to: Words
    year_on_year: str
    natural: str
    rises: Words
    falls: Words
    keeps: Words
    unchanged: str
    level_with: str
    negation: str
    no_rise: Words
    slightly: Words
    no_event: frozenset[str]
    zero_growth: str
    no_zero: Words
    not_before_zero: Chars
    zero: Pattern
    cleared_class: Pattern
    covers: Pattern
    doubled_from: Pattern
    doubled: Pattern
    comparing: Words
    reaching: frozenset[str]
    compared: Pattern
    forbidden: Pattern
    growing: Pattern
    than: Pattern
    not_rising: Pattern
    same: Pattern
    on_year: Pattern
    sign: Pattern
    times: Mapping[str, int]


class Benchmarks(WordFile):
    """benchmarks.toml."""

    last_year: str
    last_period: str
    average: str
    ends: Words
    set_by: Words
    of_year: Pattern
    scope: Pattern
    between: Words
    no_place: Pattern


class Events(WordFile):
    """events.toml."""

    tails: Words
    heads: Words
    not_events: Words
    not_done: Words
    not_yet: Words
    needs_tail: frozenset[str]
    content_heads: frozenset[str]
    result_heads: frozenset[str]
    organises: str
    appends: str
    adverbs: Pattern
    manner: Pattern
    manner_first: Pattern
    after: Pattern
    assessments: Words
    passed: Pattern
    task_met: Pattern
    inner_act: Pattern
    step: Pattern
    parts_of_one: Pattern
    acts_joined: Pattern
    by_rule: Pattern


class Qualities(WordFile):
    """qualities.toml."""

    heads: Words
    tails: Words
    obliges: Words
    topic_heads: Words
    topic_verbs: Words
    noun_tails: frozenset[str]
    shared_nouns: Words
    its: str
    how: Pattern
    condition: Pattern
    towards: Pattern
    method: Pattern
    negated: Pattern
    forbidden: Pattern
    of_noun: Pattern
    reached: Pattern
    how_much: Pattern
    some: Pattern
    year: Pattern
    halves: Pattern


class Indicators(WordFile):
    """indicators.toml."""

    measure_nouns: Words
    generic: frozenset[str]
    rates: Words
    rate_first: Pattern
    rate_tail: Pattern
    amount_tail: Pattern
    together: Words
    kept_nouns: Words
    bare_measure: Pattern
    complete: Words
    qualifying: frozenset[str]
    proportion: str
    rate_nouns: Words
    running: Pattern
    building: str
    threshold_starts: Words
    level: str
    and_above: Pattern
    threshold: Pattern
    unit_bracket: Pattern
    kept_down: Words
    prices: Words
    growth_nouns: Words
    ratio_nouns: Words
    done_about: Words
    accident: str
    engaging: Words
    people: Words
    control_nouns: Mapping[str, Pattern]
    governments: frozenset[str]
    noise: Words
    trades: tuple[frozenset[str], ...]


class Objects(WordFile):
    """objects.toml."""

    front: Pattern
    light: Words
    content: Words
    manner: str
    act: Pattern
    moved: Pattern
    bare: Pattern
    nominal: Pattern
    further: Pattern
    methods: Words


class Groups(WordFile):
    """groups.toml."""

    name: Pattern
    listed: Pattern
    joint: Pattern
    kinds: str
    bodies: Pattern
    bracket: Pattern
    size: Pattern
    each_name: Pattern
    each_front: Pattern
    each_inside: Pattern
    together: Pattern
    whole_name: Pattern
    taken_together: Pattern


class Bases(WordFile):
    """bases.toml."""

    sets: Pattern
    set_work: Pattern
    ends: Pattern
    sign: Pattern
    bare_rate: Pattern
    joints: frozenset[str]
    verbs: frozenset[str]


class Projects(WordFile):
    """projects.toml."""

    place: Pattern
    no_place: Pattern
    work: Pattern
    built: Pattern
    no_work: Pattern
    city: Pattern


class Years(WordFile):
    """years.toml."""

    by_its_end: Pattern
    speaks_of_it: Pattern
    ends_sentence: str
    ends_clause: str


class Certainty(WordFile):
    """certainty.toml."""

    heads: Words
    safe: Words
    safe_words: Pattern
    inside: Words
    named: Pattern
    alone: frozenset[str]
    longest: str
    place_at_end: Pattern
    place_at_start: Pattern
    too_bare: frozenset[str]
    general: Words
    never_added: Words
    concerning: str
    reaching: Words
    grades: Pattern
    per_head: Pattern
    amounts: Words
    points_left: Pattern
    owing: str
    park: Pattern
    season: Pattern
    body_acts: Pattern
    place_inside: Pattern
    some_places: Pattern
    each_of: Pattern
    no_areas: Pattern
    tails: frozenset[str]
    jointly: Pattern
    firm_and_stretch: Words
    rising: Words
    states: Words
    events: Words
    works: Words


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every file."""

    dates: Dates
    numerals: Numerals
    units: Units
    outline: TextOutline
    asides: Asides
    connectives: Connectives
    areas: Areas
    offices: Offices
    verbs: Verbs
    comparators: Comparators
    growth: Growth
    benchmarks: Benchmarks
    events: Events
    qualities: Qualities
    indicators: Indicators
    objects: Objects
    groups: Groups
    bases: Bases
    projects: Projects
    years: Years
    certainty: Certainty
