"""Rows laid over rows: by key and by the days on which they hold."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from ingest.rules import overlay
from ingest.rules.overlay import SHIPPED, WITHDRAWN, LaidRow
from ingest.rules.tables import RULE_TABLES, RuleTable
from ingest.seeds import SeedRow

WEIGHTS, ALIASES = RULE_TABLES["target_weights"], RULE_TABLES["unit_aliases"]


def weight(value: str, first: str, last: str = "", key: str = "t", *, withdrawn: bool = False) -> SeedRow:
    row = {"target_key": key, "weight": value, "valid_from": first, "valid_to": last, "reason": ""}
    return {**row, "withdrawn": "true"} if withdrawn else row


def lay_over(table: RuleTable, below: list[SeedRow], above: list[SeedRow]) -> list[SeedRow]:
    return [row for row, _ in overlay.lay_over(table, below, above)]


def as_shipped(row: SeedRow) -> SeedRow:
    return {**row, SHIPPED: "true"}


def test_a_new_row_ends_the_older_one_on_the_day_before_it() -> None:
    assert lay_over(WEIGHTS, [weight("1", "2000-01-01")], [weight("2", "2024-03-01")]) == [
        weight("1", "2000-01-01", "2024-02-29"),
        weight("2", "2024-03-01"),
    ]


def test_after_a_row_with_an_end_the_older_one_holds_again() -> None:
    assert lay_over(WEIGHTS, [weight("1", "2000-01-01")], [weight("2", "2024-03-01", "2024-03-31")]) == [
        weight("1", "2000-01-01", "2024-02-29"),
        weight("1", "2024-04-01"),
        weight("2", "2024-03-01", "2024-03-31"),
    ]


def test_a_row_that_begins_on_the_same_day_takes_the_place_of_the_older_one() -> None:
    rows = [weight("5", "2000-01-01", key="s"), weight("1", "2000-01-01"), weight("7", "2000-01-01", key="u")]
    assert lay_over(WEIGHTS, rows, [weight("2", "2000-01-01", "2023-12-31")]) == [
        rows[0],
        weight("2", "2000-01-01", "2023-12-31"),
        rows[2],
    ]


def test_a_withdrawn_row_is_gone_and_nothing_else() -> None:
    rows = [weight("1", "2000-01-01", "2024-02-29"), weight("2", "2024-03-01")]
    assert lay_over(WEIGHTS, rows, [weight("", "2024-03-01", withdrawn=True)]) == rows[:1]
    assert lay_over(WEIGHTS, rows, [weight("", "2022-01-01", withdrawn=True)]) == rows


def test_a_withdrawn_row_gives_back_what_it_had_covered() -> None:
    base, march = weight("1", "2000-01-01"), weight("2", "2024-03-01", "2024-03-31")
    assert lay_over(WEIGHTS, [base], [march, weight("", "2024-03-01", withdrawn=True)]) == [base]


def test_a_piece_may_be_changed_or_withdrawn_by_itself() -> None:
    base, march = weight("1", "2000-01-01"), weight("2", "2024-03-01", "2024-03-31")
    first, after = weight("1", "2000-01-01", "2024-02-29"), weight("1", "2024-04-01")
    assert lay_over(WEIGHTS, [base], [march]) == [first, after, march]
    assert lay_over(WEIGHTS, [base], [march, {**first, "weight": "9"}]) == [after, {**first, "weight": "9"}, march]
    assert lay_over(WEIGHTS, [base], [march, {**after, "weight": "9"}]) == [first, march, {**after, "weight": "9"}]
    assert lay_over(WEIGHTS, [base], [march, weight("", "2024-04-01", withdrawn=True)]) == [first, march]
    # and once more, back again
    assert lay_over(WEIGHTS, [base], [march, weight("", "2024-04-01", withdrawn=True), after]) == [first, march, after]


def test_without_a_history_the_key_alone_counts() -> None:
    old = {"alias": "区发展改革局", "unit_name": "区发改局", "valid_from": "2000-01-01", "valid_to": ""}
    new = {**old, "unit_name": "区发展和改革委", "valid_from": "2024-01-01"}
    assert lay_over(ALIASES, [old], [new]) == [new]


def test_a_row_as_the_program_has_it_gives_its_days_back() -> None:
    base, own, march = weight("1", "2000-01-01"), weight("5", "2000-01-01"), weight("2", "2024-03-01", "2024-03-31")
    assert lay_over(WEIGHTS, [base], [own, as_shipped(base)]) == [base]
    assert lay_over(WEIGHTS, [base], [march, as_shipped(base)]) == [base]
    assert lay_over(WEIGHTS, [base], [weight("", "2000-01-01", withdrawn=True), as_shipped(base)]) == [base]
    # what it gives back is what the program says now, of what it said when the row came
    assert lay_over(WEIGHTS, [weight("3", "2000-01-01")], [own, as_shipped(base)]) == [weight("3", "2000-01-01")]
    # a piece of it gives back no other days
    first = weight("1", "2000-01-01", "2024-02-29")
    year = weight("7", "1999-01-01")
    assert lay_over(WEIGHTS, [base], [march, year, as_shipped(first)]) == [
        first,
        weight("7", "1999-01-01", "1999-12-31"),
        weight("7", "2024-03-01"),
    ]
    # and what comes later lies over it again
    assert lay_over(WEIGHTS, [base], [own, as_shipped(base), march]) == lay_over(WEIGHTS, [base], [march])


def test_without_a_history_a_row_as_the_program_has_it_takes_the_own_one_away() -> None:
    old = {"alias": "区发展改革局", "unit_name": "区发改局", "valid_from": "2000-01-01", "valid_to": ""}
    new = {**old, "unit_name": "区发展和改革委"}
    assert lay_over(ALIASES, [old], [new, as_shipped(old)]) == [old]
    assert lay_over(ALIASES, [], [new, as_shipped(old)]) == []


_DAYS = st.integers(0, 40).map(lambda n: dt.date(2024, 1, 1) + dt.timedelta(days=n))
_SPANS = st.tuples(_DAYS, st.none() | _DAYS).filter(lambda span: span[1] is None or span[0] <= span[1])


@given(st.lists(_SPANS, max_size=6, unique_by=lambda span: span[0]))
def test_on_every_day_the_row_that_came_last_and_holds_decides(spans: list[tuple[dt.date, dt.date | None]]) -> None:
    base = weight("base", "2000-01-01")
    above = [weight(str(n), first.isoformat(), last.isoformat() if last else "") for n, (first, last) in enumerate(spans)]
    laid = lay_over(WEIGHTS, [base], above)
    for day in (dt.date(2023, 12, 31) + dt.timedelta(days=n) for n in range(50)):
        holding = [row for row in laid if row["valid_from"] <= day.isoformat() <= (row["valid_to"] or "9999")]
        assert len(holding) <= 1
        last_said = [row for row in above if row["valid_from"] <= day.isoformat() <= (row["valid_to"] or "9999")]
        if last_said:
            assert [row["weight"] for row in holding] == [last_said[-1]["weight"]]


# Naively: who decides a day of a key is looked for from the last row that came down to those below; no piece is kept.
_HORIZON = [(dt.date(2024, 1, 1) + dt.timedelta(days=n)).isoformat() for n in range(9)]


class _Naive:
    """Rows of one key over the days of `_HORIZON`; of the last one all days after it are said, too."""

    def __init__(self, below: list[SeedRow]) -> None:
        self.below = below
        self.layers: list[tuple[str, SeedRow, bool]] = []  # (rule, hole, gone, clear), the row, whether about a piece

    def on(self, day: str) -> SeedRow | None:
        gone: set[str] = set()
        for kind, row, of_piece in reversed(self.layers):
            if kind != "gone" and self._is_on(row, day):
                if kind == "clear":
                    break
                return row if kind == "rule" else None
            if kind == "gone" or (kind == "rule" and not of_piece):
                gone.add(row["valid_from"])
        return next((row for row in self.below if self._is_on(row, day) and row["valid_from"] not in gone), None)

    @staticmethod
    def _is_on(row: SeedRow, day: str) -> bool:
        return row["valid_from"] <= day <= (row["valid_to"] or "9")

    def pieces(self) -> list[SeedRow]:
        pieces: list[SeedRow] = []
        decided = [self.on(day) for day in _HORIZON]
        for day, row, before in zip(_HORIZON, decided, [None, *decided], strict=False):
            if row is None:
                continue
            last = "" if day == _HORIZON[-1] and not row["valid_to"] else day
            if row is before:
                pieces[-1] = {**pieces[-1], "valid_to": last}
            else:
                pieces.append({**row, "valid_from": day, "valid_to": last})
        return pieces

    def lay(self, new: SeedRow) -> None:
        plain = {name: new[name] for name in WEIGHTS.columns}
        is_withdrawn = new.get(WITHDRAWN) == "true"
        kind = "clear" if new.get(SHIPPED) == "true" else "rule"
        at = new["valid_from"]
        rows = [*self.below, *(row for one, row, _ in self.layers if one == "rule")]
        piece = next((one for one in self.pieces() if one["valid_from"] == at and one not in rows), None)
        same = [one for one in self.layers if one[1]["valid_from"] == at and one[0] != "clear"]
        is_known = bool(same) or any(row["valid_from"] == at for row in self.below)
        is_there = is_known and not (same and same[-1][0] == "gone")
        if piece is not None and (not is_there if is_withdrawn else piece["valid_to"] == new["valid_to"]):
            self.layers.append(("hole" if is_withdrawn else kind, {**plain, "valid_to": piece["valid_to"]}, True))
            return
        of_piece = bool(same) and same[-1][2]
        if same:
            self.layers.remove(same[-1])
        if not is_withdrawn:
            self.layers.append((kind, plain, of_piece))
        elif is_known and not of_piece:
            self.layers.append(("gone", plain, False))


@st.composite
def _laid(draw: st.DrawFn) -> tuple[list[SeedRow], list[SeedRow]]:
    bounds = [[], [(0, 8)], [(2, 8)], [(0, 3), (4, 8)], [(1, 2), (5, 6)]]
    below = [
        weight(f"b{at}", _HORIZON[first], "" if last == 8 else _HORIZON[last], key)
        for key in "st"
        for at, (first, last) in enumerate(draw(st.sampled_from(bounds)))
    ]
    above = []
    for n in range(draw(st.integers(0, 7))):
        first = draw(st.integers(0, 7))
        last = draw(st.none() | st.integers(first, 7))
        row = weight(str(n), _HORIZON[first], "" if last is None else _HORIZON[last], draw(st.sampled_from("st")))
        how = draw(st.sampled_from(["", "", "", WITHDRAWN, SHIPPED]))
        above.append({**row, how: "true"} if how else row)
    return below, above


@given(_laid())
def test_the_overlay_is_what_its_naive_definition_says(rows: tuple[list[SeedRow], list[SeedRow]]) -> None:
    below, above = rows
    laid: list[LaidRow] = overlay.lay_over(WEIGHTS, below, above)
    for key in "st":
        naive = _Naive([row for row in below if row["target_key"] == key])
        for row in above:
            if row["target_key"] == key:
                naive.lay(row)
        own = sorted((row for row, _ in laid if row["target_key"] == key), key=lambda row: row["valid_from"])
        assert own == naive.pieces()
    for row, source in laid:
        said = below if source is None else [above[source]]
        assert any(row["weight"] == one["weight"] and row["target_key"] == one["target_key"] for one in said)
