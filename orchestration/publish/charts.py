"""Charts of the page: Vega-Lite specifications drawn to SVG beforehand, so that it needs no script and no network."""

from __future__ import annotations

from orchestration.publish.report_data import LIGHTS

COLOURS = {"红": "#c62828", "黄": "#f9a825", "绿": "#2e7d32", "蓝": "#1565c0", "灰": "#9e9e9e"}


def lights_by_section(counts: dict[str, dict[str, int]]) -> str:
    """Stacked bars, one a section, as SVG text."""
    import vl_convert

    values = [
        {"section": section, "light": light, "targets": number, "order": LIGHTS.index(light)}
        for section, lights in counts.items()
        for light, number in lights.items()
        if number
    ]
    spec = {
        "width": 560,
        "height": {"step": 34},
        "data": {"values": values},
        "mark": "bar",
        "encoding": {
            "y": {"field": "section", "type": "nominal", "title": None, "sort": list(counts)},
            "x": {"field": "targets", "type": "quantitative", "title": "目标数", "stack": "zero"},
            "color": {
                "field": "light",
                "type": "nominal",
                "title": None,
                "scale": {"domain": list(LIGHTS), "range": [COLOURS[light] for light in LIGHTS]},
            },
            "order": {"field": "order", "type": "quantitative"},
        },
        "config": {"font": "Noto Sans CJK SC, Microsoft YaHei, sans-serif", "view": {"stroke": None}},
    }
    return str(vl_convert.vegalite_to_svg(spec))
