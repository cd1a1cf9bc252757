"""How the house is built, in figures: `python -m tests.benchmarks.house [--root DIR]` prints them for any checkout of it.

Reads files only; nothing is imported from the checkout that is measured. Tests that hold some of the figures are in
`tests/unit/test_house.py`.
"""

from __future__ import annotations

import argparse
import ast
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from ingest.schema import PROVENANCE, TABLES

ROOMS = ("ingest", "expectations", "orchestration")
HERE = Path(__file__).parents[2]
SOME = 6  # columns
LONG = 12  # lines that stand twice
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"\w+")
_REF = re.compile(r"ref\(\s*'(\w+)'\s*\)")
_JOIN = re.compile(r"\bjoin\b(.*?)(?=\bjoin\b|\bwhere\b|\bgroup\b|\bselect\b|$)", re.IGNORECASE | re.DOTALL)


def python_files(root: Path, *rooms: str) -> list[Path]:
    return sorted(path for room in rooms or ROOMS for path in (root / room).rglob("*.py"))


def sql_files(root: Path) -> list[Path]:
    project = root / "dbt_project"
    return sorted(path for room in ("models", "macros", "tests") for path in (project / room).rglob("*.sql"))


def lines(paths: Iterable[Path]) -> int:
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in paths)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def spelling_out(root: Path, table: str, least: int) -> list[Path]:
    """Files of Python, SQL and dbt's YAML that name at least so many columns of a raw table, provenance left out."""
    names = {column.name for column in TABLES[table].columns} - {column.name for column in PROVENANCE}
    described = sorted(path for path in (root / "dbt_project" / "models").rglob("*.yml"))
    files = [*python_files(root), *sql_files(root), *described]
    return [path for path in files if len(names & set(_WORD.findall(path.read_text(encoding="utf-8")))) >= least]


def module_name(root: Path, path: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(root: Path) -> dict[str, set[str]]:
    """For each module of ours the modules of ours that it imports: at its head, late in a function, or for the type checker."""
    files = {module_name(root, path): path for path in python_files(root)}
    found: dict[str, set[str]] = {}
    for name, path in files.items():
        wanted: set[str] = set()
        package = name if path.name == "__init__.py" else name.rpartition(".")[0]
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Import):
                wanted |= {alias.name for alias in node.names}
                continue
            if not isinstance(node, ast.ImportFrom):
                continue
            base = node.module or ""
            if node.level:
                base = ".".join([*package.split(".")[: len(package.split(".")) - node.level + 1], *filter(None, [base])])
            # `from package import module` is about the module, not about the package's own text
            names = {f"{base}.{alias.name}" for alias in node.names}
            wanted |= (names & files.keys()) | ({base} if names - files.keys() else set())
        found[name] = {module for module in wanted if module in files and module != name}
    return found


def circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Groups of modules that import one another, each group sorted (Tarjan)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in sorted(graph[node]):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            at = stack.index(node)
            group = stack[at:]
            del stack[at:]
            if len(group) > 1:
                found.append(sorted(group))

    for node in sorted(graph):
        if node not in index:
            visit(node)
    return found


def shared_class_names(root: Path) -> dict[str, list[str]]:
    """Names of classes, private ones too, that stand in more than one module."""
    where: dict[str, list[str]] = defaultdict(list)
    for path in python_files(root):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                where[node.name].append(path.relative_to(root).as_posix())
    return {name: places for name, places in sorted(where.items()) if len(places) > 1}


def chinese_literals(paths: Iterable[Path]) -> list[str]:
    """Literals with Chinese in them, parts of f-strings too, docstrings not."""
    found: list[str] = []
    for path in paths:
        spoken: set[int] = set()
        for node in ast.walk(tree(path)):
            body = getattr(node, "body", None)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and body:
                first = body[0]
                if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                    spoken.add(id(first.value))
        found += [
            node.value
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in spoken
            and _CHINESE.search(node.value)
        ]
    return found


def refs(root: Path) -> dict[str, set[str]]:
    """The models that each model reads, from its SQL."""
    models = {path.stem: path.read_text(encoding="utf-8") for path in (root / "dbt_project" / "models").rglob("*.sql")}
    return {name: {ref for ref in _REF.findall(sql) if ref in models and ref != name} for name, sql in models.items()}


def depths(graph: Mapping[str, set[str]]) -> dict[str, int]:
    """How many models stand on the longest way to each model, itself counted."""

    @cache
    def depth(name: str) -> int:
        return 1 + max((depth(other) for other in graph[name]), default=0)

    return {name: depth(name) for name in graph}


def joins_on(paths: Iterable[Path], key: str) -> int:
    """Joins whose condition names the column."""
    count = 0
    for path in paths:
        sql = re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))
        count += sum(key in clause for clause in _JOIN.findall(sql))
    return count


def duplicates(root: Path, paths: Iterable[Path]) -> list[tuple[str, str, int]]:
    """(place, place, lines) of each run of more than twelve equal lines in two places; blank lines and comments left out."""
    windows: dict[tuple[str, ...], list[tuple[Path, int]]] = defaultdict(list)
    texts: dict[Path, list[tuple[int, str]]] = {}
    for path in paths:
        kept = [(n, line.strip()) for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)]
        texts[path] = [(n, line) for n, line in kept if line and not line.startswith(("#", "--"))]
        for at in range(len(texts[path]) - LONG):
            windows[tuple(line for _, line in texts[path][at : at + LONG + 1])].append((path, at))
    pairs = {pair for places in windows.values() for pair in itertools.combinations(places, 2)}
    found: list[tuple[str, str, int]] = []
    for (one, at), (other, there) in sorted(pairs):
        if ((one, at - 1), (other, there - 1)) in pairs:
            continue  # goes on from the line before
        size = LONG + 1
        while ((one, at + size - LONG), (other, there + size - LONG)) in pairs:
            size += 1
        places = (f"{p.relative_to(root).as_posix()}:{texts[p][start][0]}" for p, start in ((one, at), (other, there)))
        found.append((*places, size))  # type: ignore[arg-type]
    return found


def figures(root: Path) -> Iterator[tuple[str, object]]:
    """What is printed, a line a figure."""
    for table in ("targets", "tasks", "filing_findings"):
        half = len(TABLES[table].columns) // 2
        yield f"files that name {SOME} columns of {table}", len(spelling_out(root, table, SOME))
        yield f"files that name half of its {2 * half} columns", len(spelling_out(root, table, half))
    completion = sorted((root / "dbt_project/models/intermediate/completion").glob("*.sql"))
    yield "models of completion", len(completion)
    yield "lines of them", lines(completion)
    yield "joins on judgement_key in them", joins_on(completion, "judgement_key")
    yield "joins on judgement_key in all models", joins_on(sql_files(root), "judgement_key")
    depth = depths(refs(root))
    deepest = max(depth, key=lambda name: depth[name])
    yield "depth of the dbt graph", f"{depth[deepest]} ({deepest})"
    yield "models", len(depth)
    yield "Chinese literals in task_lists/targets", len(chinese_literals(python_files(root, "ingest/task_lists/targets")))
    yield "import circles", len(circles(imports(root)))
    shared = shared_class_names(root)
    yield "class names in more than one module", f"{len(shared)} {' '.join(shared)}".strip()
    yield "lines of Python", lines(python_files(root))
    yield "modules of Python", len(python_files(root))
    yield "lines of SQL", lines(sql_files(root))
    yield f"runs of more than {LONG} equal lines, Python", len(duplicates(root, python_files(root)))
    yield f"runs of more than {LONG} equal lines, SQL", len(duplicates(root, sql_files(root)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=HERE, help="the checkout to measure")
    for name, value in figures(parser.parse_args().root.resolve()):
        print(f"{name:48} {value}")


if __name__ == "__main__":
    main()
