# SPDX-License-Identifier: Apache-2.0
"""picture: lines over two logarithmic axes, as SVG without any library.

A Panel is one plot; `picture` sets several beside each other. Lines are named
at their right end, so there is no legend to look up.
"""
import math
from dataclasses import dataclass
from xml.sax.saxutils import escape

COLOURS = ("#1b6ca8", "#c0392b", "#2e7d32", "#8e44ad", "#b9770e", "#37474f")
INK, GREY, GRID, PAPER = "#222222", "#666666", "#dddddd", "#ffffff"
WIDTH, HEIGHT = 430, 360          # of a panel
LEFT, RIGHT, TOP, BOTTOM = 58, 96, 46, 46
LABEL_HEIGHT = 14


@dataclass(frozen=True)
class Line:
    name: str
    points: tuple           # of (x, y), both above 0
    dashed: bool = False    # for what is expected, not measured


@dataclass(frozen=True)
class Panel:
    title: str
    x_name: str
    y_name: str
    lines: tuple


class Axis:
    """One logarithmic axis from a value to a value, on pixels."""

    def __init__(self, values, first, last):
        self.low = math.log10(min(values)) - 0.08
        self.high = math.log10(max(values)) + 0.08
        self.first, self.last = first, last

    def at(self, value):
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.first + share * (self.last - self.first)

    def ticks(self):
        """1, 2 and 5 of every decade where there are few decades, else 1."""
        decades = range(math.floor(self.low), math.ceil(self.high) + 1)
        steps = (1, 2, 5) if self.high - self.low < 2 else (1,)
        values = [step * 10.0 ** decade for decade in decades for step in steps]
        return [value for value in values
                if self.low <= math.log10(value) <= self.high]


def short(value):
    """1200000 as 1.2 M, 0.05 as 0.05."""
    for unit, size in (("G", 1e9), ("M", 1e6), ("k", 1e3)):
        if value >= size:
            return f"{value / size:.3g} {unit}"
    return f"{value:.3g}"


def text(x, y, words, anchor="middle", colour=INK, size=12, more=""):
    return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" '
            f'fill="{colour}" font-size="{size}"{more}>{escape(words)}</text>')


def rule(x1, y1, x2, y2, colour=GRID):
    return (f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
            f'stroke="{colour}"/>')


def apart(heights):
    """Moves labels so that none lies on another; keeps their order."""
    order = sorted(range(len(heights)), key=lambda at: heights[at])
    placed = list(heights)
    for before, at in zip(order, order[1:]):
        placed[at] = max(placed[at], placed[before] + LABEL_HEIGHT)
    return placed


def frame(panel, x_axis, y_axis):
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    parts = [text(LEFT, 22, panel.title, "start", size=14,
                  more=' font-weight="bold"'),
             text(LEFT, TOP - 8, panel.y_name, "start", GREY, 11),
             text((LEFT + right) / 2, HEIGHT - 8, panel.x_name, colour=GREY,
                  size=11)]
    for value in x_axis.ticks():
        x = x_axis.at(value)
        parts += [rule(x, TOP, x, bottom),
                  text(x, bottom + 16, short(value), colour=GREY, size=11)]
    for value in y_axis.ticks():
        y = y_axis.at(value)
        parts += [rule(LEFT, y, right, y),
                  text(LEFT - 6, y + 4, short(value), "end", GREY, 11)]
    return parts + [rule(LEFT, bottom, right, bottom, GREY),
                    rule(LEFT, TOP, LEFT, bottom, GREY)]


def draw(panel):
    """Returns the SVG parts of a panel."""
    points = [point for line in panel.lines for point in line.points]
    x_axis = Axis([x for x, _ in points], LEFT, WIDTH - RIGHT)
    y_axis = Axis([y for _, y in points], HEIGHT - BOTTOM, TOP)
    parts = frame(panel, x_axis, y_axis)
    ends = apart([y_axis.at(line.points[-1][1]) for line in panel.lines])
    for number, (line, end) in enumerate(zip(panel.lines, ends)):
        colour = GREY if line.dashed else COLOURS[number % len(COLOURS)]
        path = " ".join(f"{x_axis.at(x):.1f},{y_axis.at(y):.1f}"
                        for x, y in line.points)
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" '
            f'stroke-width="{1 if line.dashed else 2}"'
            + (' stroke-dasharray="4 4"' if line.dashed else "") + "/>")
        if not line.dashed:
            parts += [f'<circle cx="{x_axis.at(x):.1f}" cy="{y_axis.at(y):.1f}" '
                      f'r="3" fill="{colour}"/>' for x, y in line.points]
        parts.append(text(x_axis.at(line.points[-1][0]) + 8, end + 4, line.name,
                          "start", colour))
    return parts


def picture(panels, note):
    """Returns the whole SVG: the panels in a row, a note below them."""
    width, height = WIDTH * len(panels), HEIGHT + 28
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" '
             f'height="{height}" viewBox="0 0 {width} {height}" '
             'font-family="DejaVu Sans, Arial, sans-serif">',
             f'<rect width="{width}" height="{height}" fill="{PAPER}"/>']
    for number, panel in enumerate(panels):
        parts += [f'<g transform="translate({number * WIDTH} 0)">',
                  *draw(panel), "</g>"]
    parts += [text(LEFT, height - 10, note, "start", GREY, 11), "</svg>"]
    return "\n".join(parts) + "\n"
