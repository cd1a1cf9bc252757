"""The words of the grammar stand in the lexicon, whole and typed; its modules hold none, and their values never change."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from ingest.task_lists import targets
from ingest.task_lists.lexicon.grammar import FOLDER, lexicon
from ingest.task_lists.lexicon.grammar.shapes import Lexicon
from ingest.task_lists.lexicon.loader import read_tables
from ingest.task_lists.model import Comparator
from ingest.task_lists.review import falls

GRAMMAR = Path(targets.__file__).parent
HAN = re.compile(r"[\u3400-\u9fff]")
MODULES = sorted(path.relative_to(GRAMMAR).as_posix() for path in GRAMMAR.rglob("*.py"))


def _words_of(path: Path) -> list[str]:
    """The string constants of a module that hold Chinese, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bodies = (node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef))
    said = {id(body.body[0].value) for body in bodies if body.body and isinstance(body.body[0], ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in said)
    return [node.value for node in constants if isinstance(node.value, str) and HAN.search(node.value)]


@pytest.mark.parametrize("module", MODULES)
def test_no_module_of_the_grammar_has_words_of_its_own(module: str) -> None:
    assert _words_of(GRAMMAR / module) == []


@pytest.mark.parametrize("module", MODULES)
def test_values_are_frozen_and_nothing_is_assigned_from_afar(module: str) -> None:
    """A step of the grammar gives a new value; only an object itself assigns what it holds."""
    tree = ast.parse((GRAMMAR / module).read_text(encoding="utf-8"))
    made = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "dataclass"]
    assert all(any(word.arg == "frozen" for word in call.keywords) for call in made)
    assigned = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)]
    afar = [ast.unparse(node) for node in assigned if not (isinstance(node.value, ast.Name) and node.value.id == "self")]
    assert afar == []


def test_text_knows_no_rule_and_rules_know_nothing_of_what_went_before() -> None:
    left = {"text": ("rules", "resolve"), "rules": ("resolve",)}
    for room, others in left.items():
        for path in (GRAMMAR / room).glob("*.py"):
            imports = re.findall(r"^from ingest\.task_lists\.targets\.(\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
            assert not set(imports) & {*others, "read", "clause_stages", "record", "tree"}, path.name


def test_words_outside_the_lexicon_are_seen(tmp_path: Path) -> None:
    path = tmp_path / "rule.py"
    function = 'def read(text: str) -> bool:\n    """完成."""\n    return text.startswith(f"新增{text}")\n'
    path.write_text(f'"""完成."""\n\n\n{function}', encoding="utf-8")
    assert _words_of(path) == ["新增"]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_file_says_what_belongs_there(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert len(first) > 40


def test_every_key_is_used_by_the_grammar() -> None:
    """A word that no rule reads is no word of the grammar; corrected rows are read by it, too, for what tells of a fall."""
    files = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml")}
    readers = "\n".join(path.read_text(encoding="utf-8") for path in (*GRAMMAR.rglob("*.py"), Path(falls.__file__)))
    referred = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.toml"))
    unused = [
        f"{name}.{key}"
        for name, table in files.items()
        for key in table
        if not re.search(rf"\.{key}\b", readers) and f"{{{name}.{key}}}" not in referred
    ]
    assert unused == []


def test_words_come_longest_first_and_once() -> None:
    done = lexicon().verbs.done
    assert list(done) == sorted(done, key=len, reverse=True)
    assert len(done) == len(set(done))


def test_the_lexicon_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="rate"):
        lexicon().verbs.rate = "比"
    with pytest.raises(TypeError):
        lexicon().comparators.before_value["约"] = Comparator.EQ  # type: ignore[index]


def test_every_key_can_be_read() -> None:
    """A key is read when it is first asked for, so that a broken pattern would stay unseen until then."""
    read = {(name, key): getattr(getattr(lexicon(), name), key) for name, table in _tables().items() for key in table}
    assert len(read) > 300
    assert all(getattr(getattr(lexicon(), name), key) is value for (name, key), value in read.items())
    with pytest.raises(AttributeError, match="spare"):
        getattr(lexicon().verbs, "spare")  # noqa: B009


def test_references_bring_words_in_and_leave_words_out() -> None:
    assert "治理" in lexicon().qualities.heads
    assert "治理" not in lexicon().qualities.topic_heads
    assert set(lexicon().qualities.topic_heads) < set(lexicon().qualities.heads)
    assert lexicon().events.passed.match("通过国家级评审")


def _tables() -> dict[str, dict[str, object]]:
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml")}


def test_a_key_too_many_and_a_key_too_few_are_errors() -> None:
    tables = _tables()
    tables["verbs"]["spare"] = "字"
    with pytest.raises(ValueError, match="spare"):
        read_tables(tables, Lexicon)
    tables = _tables()
    del tables["verbs"]["done"]
    with pytest.raises(ValueError, match="done"):
        read_tables(tables, Lexicon)
    tables = _tables()
    del tables["verbs"]
    with pytest.raises(ValueError, match="verbs"):
        read_tables(tables, Lexicon)
