"""`threekey init`: a home folder with its settings file."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ingest.home import Home
from ingest.seeds import Seeds
from ingest.task_lists.own_place import areas_in
from orchestration import clock
from orchestration.settings import HomeSettings
from orchestration.settings_texts import NEW_FILE


def init(root: Path, place: str) -> int:
    """Make the folders and write the settings of a new home. Returns 1, with the reason, for a place whose name tells no
    place, for settings that are there already and say otherwise, or where nothing can be written.
    """
    city, area = _place(place)
    if place and not area:
        print(f"“{place}”不像地区名称。请写全，如 青川市临江区、白石县。", file=sys.stderr)  # noqa: T201
        return 1
    home = Home(root)
    text = _file(city, area)
    try:
        if home.settings.exists():
            if home.settings.read_text(encoding="utf-8-sig") == text or not place:
                home.create()
                print(f"{home.settings} 已经有了，没有改动。")  # noqa: T201
                return 0
            print(f"{home.settings} 已经有了，没有改动。要改地区，请在其中修改 [place]。", file=sys.stderr)  # noqa: T201
            return 1
        home.create()
        home.settings.write_text(text, encoding="utf-8")
    except OSError as reason:
        print(f"无法写入 {root}：{reason.strerror}。", file=sys.stderr)  # noqa: T201
        return 1
    # apart: a name that was divided wrongly is seen
    where = area + (f"（属{city}）" if city else "") if area else "未指定，以清单写明的为准"
    print(f"已建立 {home.root}\n  地区：{where}\n  设置：{home.settings}")  # noqa: T201
    print(f"  任务清单放入 {home.inbox / 'task_lists'}，然后运行 threekey refresh --home {home.root}")  # noqa: T201
    return 0


def _place(written: str) -> tuple[str, str]:
    """The city and the place that are meant; "" for what is not said."""
    named = areas_in(written, Seeds().at(clock.today()))
    if not named or not "".join(written.split()).endswith(named[-1]):
        return "", ""
    return ("", *named)[-2], named[-1]


def _file(city: str, area: str) -> str:
    defaults = HomeSettings.model_construct()
    return NEW_FILE.format(
        place=json.dumps(area, ensure_ascii=False),
        city=json.dumps(city, ensure_ascii=False),
        nightly=f"{defaults.schedule.nightly:%H:%M}",
        **defaults.inbox.model_dump(),
        **defaults.limits.model_dump(),
        **defaults.retention.model_dump(),
        **{f"query_{name}": value for name, value in defaults.query.model_dump().items()},
        **{f"postgres_{name}": value for name, value in defaults.postgres.model_dump().items()},
    )
