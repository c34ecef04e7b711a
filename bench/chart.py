# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws figures by size of site as one SVG: a small chart for each, sizes on a logarithmic axis, a line for the goal where there is one."""
import html
import math

WIDTH, HEIGHT, LEFT, TOP, GAP_X, GAP_Y, COLUMNS = 250, 120, 56, 44, 84, 82, 3


def number(value):
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def size_name(size):
    return f"{size // 1000000} M" if size >= 1000000 else f"{size // 1000} k"


def panel(x, y, title, sizes, values, goal):
    top = max(values + ([goal] if goal else [])) * 1.15 or 1
    low, high = math.log10(sizes[0]), math.log10(sizes[-1])

    def at(size, value):
        share = (math.log10(size) - low) / (high - low) if high > low else 0.5
        return x + share * WIDTH, y + HEIGHT - value / top * HEIGHT

    parts = [f'<text x="{x}" y="{y - 14}" class="title">{html.escape(title)}</text>',
             f'<path d="M{x} {y}V{y + HEIGHT}H{x + WIDTH}" class="axis"/>']
    for share in (0.5, 1):
        parts.append(f'<text x="{x - 6}" y="{y + HEIGHT - share / 1.15 * HEIGHT + 4:.1f}" class="label end">{number(top / 1.15 * share)}</text>')
    if goal:
        line = at(sizes[0], goal)[1]
        parts.append(f'<path d="M{x} {line:.1f}H{x + WIDTH}" class="goal"/><text x="{x + WIDTH + 4}" y="{line + 4:.1f}" class="label goaltext">goal</text>')
    points = [at(size, value) for size, value in zip(sizes, values)]
    parts.append('<path d="M' + "L".join(f"{px:.1f} {py:.1f}" for px, py in points) + '" class="line"/>')
    for (px, py), size, value in zip(points, sizes, values):
        parts.append(f'<circle cx="{px:.1f}" cy="{py:.1f}" r="3.5" class="dot"/><text x="{px:.1f}" y="{py - 8:.1f}" class="label middle">{number(value)}</text>')
        parts.append(f'<text x="{px:.1f}" y="{y + HEIGHT + 16}" class="label middle">{size_name(size)}</text>')
    return "\n".join(parts)


def draw(title, sizes, panels):
    """`panels`: (title, values by size, goal or None)."""
    rows = (len(panels) + COLUMNS - 1) // COLUMNS
    width = LEFT + COLUMNS * (WIDTH + GAP_X)
    height = TOP + 30 + rows * (HEIGHT + GAP_Y)
    body = [panel(LEFT + index % COLUMNS * (WIDTH + GAP_X), TOP + 44 + index // COLUMNS * (HEIGHT + GAP_Y), name, sizes, values, goal)
            for index, (name, values, goal) in enumerate(panels)]
    style = ("text{font:12px sans-serif;fill:#222}.title{font-weight:600}.label{font-size:11px;fill:#444}.end{text-anchor:end}.middle{text-anchor:middle}"
             ".axis{fill:none;stroke:#888}.line{fill:none;stroke:#0b5cad;stroke-width:2}.dot{fill:#0b5cad}.goal{fill:none;stroke:#a33;stroke-dasharray:4 4}"
             ".goaltext{fill:#a33}.head{font-size:15px;font-weight:600}")
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{html.escape(title)}">\n<style>{style}</style>\n'
            f'<rect width="{width}" height="{height}" fill="#fff"/>\n<text x="{LEFT}" y="{TOP - 14}" class="head">{html.escape(title)}</text>\n'
            + "\n".join(body) + "\n</svg>\n")
