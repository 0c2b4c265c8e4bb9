"""Renders generated pages in a real browser and asks it what stands where: truth for elements and fields."""
# ruff: noqa: E501 - a script in another language

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.browser import Browser, Drawing
from benchmarks.looks import Rendering, rendering

# Texts are asked word by word; what another element covers, or what lies outside the window, is not on the picture.
SCRIPT = r"""
(() => {
  const s = devicePixelRatio, W = innerWidth, H = innerHeight, words = [], ui = [], fields = {};
  const box = r => [r.left * s, r.top * s, r.right * s, r.bottom * s];
  const whole = r => r.left >= -1 && r.top >= -1 && r.right <= W + 1 && r.bottom <= H + 1 && r.width > 0 && r.height > 0;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const inside = (node, root) => root.contains(node);
  const textOf = element => {
    const found = []; const inner = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let n = inner.nextNode(); n; n = inner.nextNode()) for (const m of n.data.matchAll(/\S+/g)) {
      const range = document.createRange(); range.setStart(n, m.index); range.setEnd(n, m.index + m[0].length);
      for (const r of range.getClientRects()) { found.push([m[0], r]); break; }
    }
    return found;
  };
  const canvas = document.createElement('canvas').getContext('2d');
  const caps = element => getComputedStyle(element).textTransform == 'uppercase';
  for (let n = walk.nextNode(); n; n = walk.nextNode()) {
    const parent = n.parentElement;
    if (['STYLE', 'SCRIPT', 'OPTION'].includes(parent.tagName)) continue;
    for (const m of n.data.matchAll(/\S+/g)) {
      const range = document.createRange(); range.setStart(n, m.index); range.setEnd(n, m.index + m[0].length);
      const rects = [...range.getClientRects()];
      if (!rects.length || !whole(rects[0])) continue;
      words.push([caps(parent) ? m[0].toUpperCase() : m[0], ...box(rects[0])]);
    }
  }
  for (const e of document.querySelectorAll('input[type=text],select')) {
    const r = e.getBoundingClientRect(), style = getComputedStyle(e);
    if (!whole(r)) continue;
    const shown = e.tagName == 'SELECT' ? e.options[e.selectedIndex].text : (e.value || e.placeholder || '');
    canvas.font = style.font;
    const pad = e.tagName == 'SELECT' ? 4 : 0;
    let x = r.left + parseFloat(style.borderLeftWidth) + parseFloat(style.paddingLeft) + pad;
    const size = parseFloat(style.fontSize), middle = (r.top + r.bottom) / 2;
    for (const word of shown.split(/\s+/).filter(Boolean)) {
      const w = canvas.measureText(word).width;
      words.push([word, x * s, (middle - size * 0.6) * s, (x + w) * s, (middle + size * 0.6) * s]);
      x += w + canvas.measureText(' ').width;
    }
  }
  const clear = 'rgba(0, 0, 0, 0)';
  const ground = e => { for (; e; e = e.parentElement) {
    const style = getComputedStyle(e); if (style.backgroundColor != clear || style.backgroundImage != 'none') return style.backgroundColor + style.backgroundImage; }
    return ''; };
  const hasBorder = (style, below) => parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle != 'none' && !below.startsWith(style.borderTopColor);
  const roles = [['button', 'Button'], ['input[type=text]', 'Edit'], ['select', 'ComboBox'], ['a', 'Hyperlink'],
    ['input[type=checkbox]', 'CheckBox'], ['input[type=radio]', 'RadioButton'], ['[role=tab]', 'TabItem'], ['[data-icon]', 'Image']];
  for (const [query, role] of roles) for (const e of document.querySelectorAll(query)) {
    const rects = role == 'Hyperlink' ? [...e.getClientRects()] : [e.getBoundingClientRect()];
    if (!rects.length || !rects.every(whole)) continue;
    const style = getComputedStyle(e), plain = getComputedStyle(e.parentElement);
    const node = {role, label: e.dataset.name || (e.innerText || '').trim(), box: box(rects[0]), parts: rects.map(box)};
    if (role == 'Hyperlink') node.visible = style.color != plain.color || style.textDecorationLine != 'none';
    if (role == 'Button' && !node.label) node.picture = true;
    else if (role == 'Button') node.visible = ground(e) != ground(e.parentElement) || hasBorder(style, ground(e.parentElement));
    if (e.type == 'checkbox' || e.type == 'radio') node.checked = e.checked;
    if (role == 'TabItem') node.selected = e.getAttribute('aria-selected') == 'true';
    if (e.disabled) node.disabled = true;
    if (role == 'Edit' || role == 'ComboBox') node.value = role == 'Edit' ? e.value : e.options[e.selectedIndex].text;
    ui.push(node);
  }
  const spot = e => {
    if (e.matches('input,select')) return {text: e.tagName == 'SELECT' ? e.options[e.selectedIndex].text : e.value,
      box: box(e.getBoundingClientRect()), whole: whole(e.getBoundingClientRect())};
    const found = textOf(e), up = caps(e);
    if (!found.length) return null;
    const text = found.map(f => up ? f[0].toUpperCase() : f[0]).join(' ');
    const edge = (k, f) => f(...found.map(x => x[1][k]));
    return {text, box: [edge('left', Math.min) * s, edge('top', Math.min) * s, edge('right', Math.max) * s, edge('bottom', Math.max) * s],
      whole: found.every(f => whole(f[1]))};
  };
  const out = [];
  for (const v of document.querySelectorAll('[data-v]')) {
    const l = v.dataset.under ? v.closest('table').querySelector(`[data-h="${v.dataset.under}"]`)
      : document.querySelector(`[data-l="${v.dataset.v}"]`);
    const a = spot(l), b = spot(v);
    if (a && b && a.whole && b.whole) out.push({label: a.text, value: b.text, label_box: a.box, box: b.box, table: !!v.dataset.under});
  }
  return {words, ui, fields: out};
})()
"""


def render(
    browser: Browser, seed: int, page_of: Callable[[int], Rendering] = rendering
) -> tuple[bytes, dict[str, Any]]:
    """Return a page's picture (PNG) and its truth: words, ui, fields, in pixels of the picture."""
    page = page_of(seed)
    browser.show(page.html, round(page.width * page.scale), round(page.height * page.scale), page.scale)
    truth: dict[str, Any] = browser.ask(SCRIPT)
    truth["scale"] = page.scale
    return browser.picture(), truth


def main(arguments: list[str]) -> int:
    """Write pages `FIRST` to before `LAST` into a directory: N.png and N.json each."""
    directory, first, last = Path(arguments[0]), int(arguments[1]), int(arguments[2])
    directory.mkdir(parents=True, exist_ok=True)
    with Browser(Drawing()) as browser:
        for seed in range(first, last):
            picture, truth = render(browser, seed)
            (directory / f"{seed}.png").write_bytes(picture)
            (directory / f"{seed}.json").write_text(json.dumps(truth), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
