"""What the browser says of a rendered screen: where each fact and each word stands, and what is covered."""
# ruff: noqa: E501 - a script in another language

from __future__ import annotations

# A mark counts as seen where every word of it (or the whole control) lies open on the screen. Boxes are CSS px.
SCRIPT = r"""
(() => {
  const open = (x, y, node) => { const top = document.elementFromPoint(x, y); return !!top && (node.contains(top) || top.contains(node)) && top.closest('.w,.task') === node.closest('.w,.task'); };
  const inView = r => r.left >= 0 && r.top >= 0 && r.right <= innerWidth && r.bottom <= innerHeight;
  const clipped = (r, node) => { for (let e = node.parentElement; e; e = e.parentElement) { if (getComputedStyle(e).overflow === 'visible') continue;
      const c = e.getBoundingClientRect(); if (r.left < c.left - 1 || r.top < c.top - 1 || r.right > c.right + 1 || r.bottom > c.bottom + 1) return true; } return false; };
  const spots = r => [[(r.left + r.right) / 2, (r.top + r.bottom) / 2], [r.left + 1, r.top + 2], [r.right - 1, r.bottom - 2], [r.left + 1, r.bottom - 2], [r.right - 1, r.top + 2]];
  const shown = (r, node) => inView(r) && !clipped(r, node) ? spots(r).filter(p => open(p[0], p[1], node)).length / 5 : (r.right > 0 && r.left < innerWidth && spots(r).some(p => open(p[0], p[1], node)) ? 0.5 : 0);
  const range = document.createRange();
  const wordsOf = node => { const found = []; const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    for (let n; (n = walk.nextNode());) for (const m of n.data.matchAll(/\S+/g)) { range.setStart(n, m.index); range.setEnd(n, m.index + m[0].length);
      for (const r of [...range.getClientRects()].slice(0, 1)) found.push([m[0], r, n.parentElement]); } return found; };
  const canvas = document.createElement('canvas').getContext('2d');
  const marks = [];
  for (const e of document.querySelectorAll('[data-t]')) {
    const control = e.matches('input,button,select');
    const rects = control ? [e.getBoundingClientRect()] : wordsOf(e).map(w => w[1]);
    if (!rects.length || !(control ? [[e, rects[0], e]] : wordsOf(e)).every(w => shown(w[1], w[2]) === 1 || (control && open((w[1].left + w[1].right) / 2, (w[1].top + w[1].bottom) / 2, e) && !clipped(w[1], e)))) continue;
    marks.push([e.dataset.t, Math.min(...rects.map(r => r.left)), Math.min(...rects.map(r => r.top)), Math.max(...rects.map(r => r.right)), Math.max(...rects.map(r => r.bottom))]);
  }
  const words = [], lines = [];
  const blockOf = e => { while (e && getComputedStyle(e).display.startsWith('inline')) e = e.parentElement; return e; };
  const elided = e => { for (; e; e = e.parentElement) if (getComputedStyle(e).textOverflow === 'ellipsis' && e.scrollWidth > e.clientWidth) return true; return false; };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const drawn = /^[\u2500-\u259f\u2300-\u23ff\u2039\u203a=_]+$/;   // lines and arrows made of letters
  let row = null, joins = false;
  for (let n; (n = walk.nextNode());) { const parent = n.parentElement;
    if (['STYLE', 'SCRIPT'].includes(parent.tagName) || parent.closest('[data-ignore]') || !n.data) continue;
    const block = blockOf(parent), loose = elided(parent);
    for (const m of n.data.matchAll(/\S+/g)) { range.setStart(n, m.index); range.setEnd(n, m.index + m[0].length); const r = range.getClientRects()[0];
      if (!r || !r.width) continue; const part = shown(r, parent); if (!part) continue;
      if (!row || row.block !== block || Math.abs(row.top - r.top) > 3) { row = {top: r.top, block, text: '', box: [r.left, r.top, r.right, r.bottom], source: 'dom'}; lines.push(row); joins = false; }
      const flag = drawn.test(m[0]) ? 'g' : loose ? 'l' : part === 1 ? '' : 'p', last = words[words.length - 1];
      const glued = joins && m.index === 0 && Math.abs(last[3] - r.left) < 2;   // a word in two colours is one word
      row.text += (row.text && !glued ? ' ' : '') + m[0]; row.box[2] = r.right; row.box[3] = Math.max(row.box[3], r.bottom);
      if (glued) { last[0] += m[0]; last[3] = r.right; last[6] = last[6] || flag; }
      else words.push([m[0], r.left, r.top, r.right, r.bottom, lines.length - 1, flag]);
      joins = true; }
    joins = joins && !/\s$/.test(n.data); }
  for (const e of document.querySelectorAll('input[type=text]')) { const r = e.getBoundingClientRect(); if (!e.value || !shown(r, e)) continue;
    const style = getComputedStyle(e); canvas.font = style.font; let x = r.left + parseFloat(style.paddingLeft) + 1;
    lines.push({text: e.value, box: [r.left, r.top, r.right, r.bottom], source: 'dom'});
    for (const word of e.value.split(' ')) { const w = canvas.measureText(word).width; words.push([word, x, r.top + 6, x + w, r.bottom - 6, lines.length - 1, '']); x += w + canvas.measureText(' ').width; } }
  const ignore = [...document.querySelectorAll('svg,[data-ignore],.dot,.icon')].map(e => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; });
  const view = document.querySelector('[data-active] [data-view]'), v = view && view.getBoundingClientRect();
  return {marks, words, lines: lines.map(l => ({text: l.text, box: l.box, source: l.source})), ignore, view: v && [v.left, v.top, v.right, v.bottom]};
})()
"""


def scaled(box: list[float], scale: float) -> list[float]:
    """A box in CSS px as one in pixels of the picture."""
    return [round(side * scale, 1) for side in box]
