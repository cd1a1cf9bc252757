"""What a seed names and what a model makes must be the same names: a rule that no model feeds would be silently idle."""

from __future__ import annotations

import csv
import re
from typing import Any

from ingest.progress.asks import ASKS_OF_KIND
from ingest.task_lists.model import Kind
from ingest.task_lists.review.texts import KINDS
from tests.support.parsed import PROJECT


def seed(name: str) -> list[dict[str, str]]:
    with (PROJECT / "seeds" / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def code_of(models: dict[str, dict[str, Any]], name: str) -> str:
    return next(str(node["raw_code"]) for node in models.values() if node["name"] == name)


def test_findings_of_the_warehouse_are_those_of_the_seed(models: dict[str, dict[str, Any]]) -> None:
    codes = {row["code"] for row in seed("warehouse_rules")}
    made = "\n".join(code_of(models, n) for n in ("int_judgement_findings", "int_list_rule_findings", "int_warehouse_findings"))
    named = set(re.findall(r"'([a-z]+(?:-[a-z]+)+)'", made))
    assert named == codes


def test_no_reader_uses_a_code_of_the_warehouse() -> None:
    """docs/design.md, rule 4: no rule is stated twice."""
    codes = {row["code"] for row in seed("warehouse_rules")}
    ingest = PROJECT.parent / "ingest"
    catalogues = [path.read_text(encoding="utf-8") for path in sorted(ingest.rglob("catalogue.py"))]
    assert len(catalogues) >= 3
    assert [code for code in codes if any(f'"{code}"' in text for text in catalogues)] == []


def test_every_measure_of_an_office_rule_is_measured(models: dict[str, dict[str, Any]]) -> None:
    listed = re.search(r"for measure in \[(.*?)\]", code_of(models, "int_unit_points"), re.DOTALL)
    assert listed is not None
    measured = set(re.findall(r"'(\w+)'", listed.group(1)))
    assert {row["measure"] for row in seed("score_rules_office")} == measured | {"total"}


def test_every_component_and_method_of_a_formula_is_known(models: dict[str, dict[str, Any]]) -> None:
    figures, points = code_of(models, "int_list_score_figures"), code_of(models, "int_list_scores")
    components = {row["component"] for row in seed("score_formulas")}
    assert components == {"total", "growth", "completion"}
    assert all(f"as {component}" in figures for component in components)
    named = set(re.findall(r"method = '(\w+)'", points))
    assert {row["method"] for row in seed("score_formulas")} - named == {
        "share_of_first"
    }  # what is left when the others are not


def test_every_check_of_parts_has_a_tolerance(models: dict[str, dict[str, Any]]) -> None:
    checks = set(re.findall(r"'(\w+)' as check_name", code_of(models, "int_reconciliations")))
    assert checks == {row["check_name"] for row in seed("reconciliation_tolerances")}


def test_the_last_dimension_takes_every_code() -> None:
    rows = sorted(seed("finding_dimensions"), key=lambda row: int(row["dimension_no"]))
    assert rows[-1]["code_like"] == "%"


def test_every_kind_of_target_is_named_asked_and_accepted(manifest: dict[str, Any]) -> None:
    kinds = {kind.value for kind in Kind}
    tests = [node for node in manifest["nodes"].values() if node.get("column_name") == "kind"]
    values = [(node["attached_node"], set(node["test_metadata"]["kwargs"].get("values", ())) - {"*"}) for node in tests]
    accepted = {name.rsplit(".", 1)[-1]: found for name, found in values if "level" in found}
    assert set(accepted) == {"status_bands", "pace_rules", "fct_target", "fct_completion", "dim_target"}
    known = {"review/texts.py": {kind.value for kind in KINDS}, "progress/asks.py": set(ASKS_OF_KIND), **accepted}
    assert {place: found ^ kinds for place, found in known.items() if found != kinds} == {}


def test_statuses_counted_are_those_of_the_bands() -> None:
    macro = (PROJECT / "macros" / "status_counts.sql").read_text(encoding="utf-8")
    never_asked = {"other_place", "base"}  # what is counted is what a form asks for
    assert set(re.findall(r"'([a-z_]+)'", macro)) == {row["status"] for row in seed("status_bands")} - never_asked


def test_the_documented_rules_are_the_rules() -> None:
    text = (PROJECT.parent / "docs" / "scoring.md").read_text(encoding="utf-8")
    rows = {tuple(cell.strip() for cell in line.strip("|").split("|")) for line in text.splitlines() if line.startswith("|")}
    columns = ("rule_id", "measure", "points_each", "min_points", "max_points")
    missing = [row["rule_id"] for row in seed("score_rules_office") if tuple(row[c] for c in columns) not in rows]
    assert missing == []
    formulas: dict[str, list[str]] = {}
    for row in seed("score_formulas"):
        formulas.setdefault(row["formula"], []).append(
            f"{float(row['weight']):.0%}"[:-1] + f" % {row['component']} by {row['method']}"
        )
    assert {(formula, ", ".join(parts)) for formula, parts in formulas.items()} <= rows


def test_the_document_of_judging_has_every_band_in_force_and_every_reason() -> None:
    text = (PROJECT.parent / "docs" / "judging.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in text.splitlines() if line.startswith("| ")]
    told = [(row[0], *row[1].split(" "), row[2], set(re.findall(r"\d+", row[3]))) for row in rows if row[0].isdigit()]
    in_force = {band["band_no"]: band for band in sorted(seed("status_bands"), key=lambda band: band["valid_from"])}
    bounds = {no: {band[end].lstrip("-") for end in ("gap_from", "gap_to")} - {""} for no, band in in_force.items()}
    assert told == [
        (no, band["status"], band["label_zh"], band["light"], bounds[no])
        for no, band in sorted(in_force.items(), key=lambda item: int(item[0]))
    ]
    models = [PROJECT / "models" / "intermediate" / "completion" / f"int_{name}.sql" for name in ("conditions", "judged")]
    reasons = {found for model in models for found in re.findall(r"'([a-z]+(?:-[a-z]+)+)'", model.read_text(encoding="utf-8"))}
    assert len(reasons) > 18
    assert {reason for reason in reasons if reason not in text} == set()
