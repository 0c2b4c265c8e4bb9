"""Counts which operators are misread in fonts that draw some of them as one sign (Fira Code, JetBrains Mono).

    python -m benchmarks.ligatures [--family "Fira Code"] [--sizes 13 14 15 16 18] [--wrong]

A headless Chromium draws lines of several languages, light and dark, with ligatures and without; the embedded reader
reads them. What is read is compared letter for letter with the line that was written: of each operator it is counted
how often it was read as it is, and as what where it was not.
"""

from __future__ import annotations

import argparse
import html
import io
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import product

import numpy as np
from PIL import Image

from benchmarks.browser import Browser, Drawing
from benchmarks.ocr_corpus import told
from benchmarks.ocr_lines import folded, shown
from processors import typed
from processors.engines import EmbeddedReader

LINES = {
    "javascript": """\
const swap = (a, b) => [b, a];
if (left !== right && value === other || !found) {
  const total = items.map(x => x ** 2).filter(n => n >= 10);
  for (let i = 0; i <= limit; i++, rest--) { sum += i; }
  return first ?? second?.third ?? [...list, ...more];
  // what is left of the second one
  /* the first row */ const half = size >>> 1 | mask << 2;
  if (a != b || c == d) { wide -= 4; high *= 2; part /= 3; }
  const page = <section><Note title="x" /></section>;
  data?.rows?.forEach(row => row.count++);
}""",
    "haskell": """\
module Main where
apply :: (a -> b) -> [a] -> [b]
apply f (x:xs) = f x : apply f xs
main = readLine >>= print . length <$> words
pairs = [(a, b) | a <- first, b <- second, a /= b]
total = foldr (\\x acc -> x + acc) 0 <> rest ++ more""",
    "rust": """\
fn largest(rows: &[u32]) -> Option<u32> {
    let best = rows.iter().max()?;
    match best { 0..=9 => None, n if *n >= 10 => Some(*n), _ => None }
    let name = String::from("x"); // made anew
    for i in 0..10 { if i == 3 || i != 4 && ok { total += i; } }
    std::mem::swap(&mut left, &mut right);
}""",
    "go": """\
func Sum(rows []int) (total int) {
	for i := 0; i <= len(rows); i++ { total += rows[i] }
	results <- total
	value, ok := <-results
	if err != nil && value >= 3 || !ok { return }
	mask := flags &^ 4 << 2 >> 1
}""",
    "c": """\
#include <stdio.h>
int main(int argc, char **argv) {
    while (node->next != NULL && node->value <= limit) node = node->next;
    if (argc == 2 || argv[1][0] == '-') { count++; left--; }
    std::vector<std::pair<int, int>> grid; std::cout << "x" << std::endl;
    flags |= 1 << 3; flags &= ~mask; return a >> 2; // done
    /* the end */ }""",
    "bash": """\
#!/bin/bash
if [[ "$kind" == "full" && -d "$place" ]]; then mkdir -p "$place" || exit 1; fi
while read -r line; do echo "$line" >> "$log"; done <<< "$text"
cat <<EOF > notes.txt; ls ../other 2>&1 || true
for f in *.txt; do [ "$f" != "x" ] && cp -- "$f" ./old/; done;;""",
    "sql": """\
-- what was sold in the first half
SELECT a.name || ' ' || b.name, count(*) FROM sales a
WHERE a.sum >= 100 AND b.sum <= 50 AND a.kind <> 'x' AND b.kind != 'y'
AND data->>'place' = 'north' AND data::text LIKE '%x%';""",
    "python": """\
def middle(rows: list[int], *, wide: bool = True) -> float:
    if not rows or len(rows) <= 2 and rows[0] != 0: return 0.0
    half = len(rows) // 2 ** level; total += half; part >>= 1
    while (n := next(rows)) >= 3 == True: print(f"{n:>8}", *args, **more)
    return total -> x""",
    "php": """\
<?php $rows = array_map(fn($row) => $row->total ?? 0, $this->rows);
foreach ($rows as $key => $row) { $row->total += Price::of($key); } ?>
<!-- the end of it --> <p>one</p>""",
    "ocaml": """\
let total = rows |> List.map (fun x -> x * 2) |> List.fold_left (+) 0
let () = count := !count + 1; if a <> b && c >= d || e <= f then rows.(0) <- 1 :: []""",
}

_OPERATORS = (
    "<!-- --> <<< >>> === !== >>= <<= ... ..= <$> ->> ** && || != == >= <= => -> <- := :: |> ++ -- // /* */ </ /> "
    "?? ?. <> >> << += -= *= /= |= &= ;; .. [[ ]] [| |] #! <? ?> >& &^ ~= =~ #{ ${ $( (* *)"
)
OPERATORS = sorted(_OPERATORS.split(), key=len, reverse=True)

LOOKS = (("#ffffff", "#1f2328"), ("#1e1e1e", "#d4d4d4"), ("#fdf6e3", "#586e75"), ("#282c34", "#abb2bf"))


def page(text: str, family: str, size: int, look: tuple[str, str], *, joined: bool) -> str:
    """A page that shows the text in a font of one width."""
    ground, letters = look
    settings = "normal" if joined else "'calt' 0, 'liga' 0"
    style = f"font: {size}px '{family}', monospace; line-height: 1.5; font-feature-settings: {settings}; tab-size: 4"
    return (
        f"<body style='margin: 0; background: {ground}; color: {letters}'>"
        f'<pre style="padding: 20px 30px; margin: 0; {style}">{html.escape(text)}</pre></body>'
    )


def runs(line: str) -> Iterator[tuple[str, int, int]]:
    """Each operator of a line, the longest that fits, and where it begins and ends."""
    at = 0
    while at < len(line):
        found = next((each for each in OPERATORS if line.startswith(each, at)), "")
        if found:
            yield found, at, at + len(found)
        at += len(found) or 1


def read_as(want: str, read: str, start: int, stop: int) -> str:
    """What was read in the place of part of a line."""
    out: list[str] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, want, read, autojunk=False).get_opcodes():
        if tag == "equal":
            a, b = max(i1, start), min(i2, stop)
            if a < b:
                out.append(read[j1 + a - i1 : j1 + b - i1])
        elif (i1 < stop and i2 > start) or (i1 == i2 and start < i1 < stop):
            out.append(read[j1:j2])
    return "".join(out)


def main() -> None:
    parser = argparse.ArgumentParser(description="Count misread operators in fonts with ligatures.")
    parser.add_argument("--family", default="Fira Code")
    parser.add_argument("--sizes", type=int, nargs="+", default=[13, 14, 15, 16, 18])
    parser.add_argument("--scales", type=float, nargs="+", default=[1.0])
    parser.add_argument("--looks", type=int, default=len(LOOKS))
    parser.add_argument("--wrong", action="store_true", help="print the lines that differ")
    args = parser.parse_args()
    reader = EmbeddedReader()
    for joined in (True, False):
        tally = _measured(reader, args, joined=joined)
        _report(tally, "with ligatures" if joined else "without")


class Tally:
    """Lines, exact ones, and what each operator was read as."""

    def __init__(self) -> None:
        self.lines = self.exact = self.told = 0
        self.operators: defaultdict[str, Counter[str]] = defaultdict(Counter)


def _measured(reader: EmbeddedReader, args: argparse.Namespace, *, joined: bool) -> Tally:
    tally = Tally()
    looks = product(args.sizes, args.scales, LOOKS[: args.looks], LINES.items())
    with Browser(Drawing()) as browser:
        for size, scale, look, (language, text) in looks:
            browser.show(page(text, args.family, size, look, joined=joined), 1200, 420, scale)
            pixels = np.asarray(Image.open(io.BytesIO(browser.picture())).convert("RGB"))
            lines = told(reader.lines(pixels))["lines"]
            read = [each.text for each in shown(lines, (25, 0, pixels.shape[1], pixels.shape[0]))]
            _count(tally, text.expandtabs(4).split("\n"), read, language, args.wrong)
    return tally


def _count(tally: Tally, wanted: Sequence[str], read: Sequence[str], language: str, wrong: bool) -> None:
    pairs = list(zip(wanted, read, strict=True)) if len(wanted) == len(read) else _paired(wanted, read)
    for line, told_as in pairs:
        got = " " * (len(line) - len(line.lstrip())) + told_as.lstrip()
        want = folded(line)
        tally.lines += 1
        tally.exact += want == got
        tally.told += want == typed.of(got, language)
        if wrong and want != got:
            print(f"  {want!r}\n  {got!r}")
        for operator, start, stop in runs(want):
            tally.operators[operator][read_as(want, got, start, stop)] += 1


def _paired(wanted: Sequence[str], read: Sequence[str]) -> list[tuple[str, str]]:
    """Each line with the one most like it."""

    def likest(want: str) -> str:
        return max(read, key=lambda got: SequenceMatcher(None, want, got, autojunk=False).ratio(), default="")

    return [(want, likest(want)) for want in wanted]


def _report(tally: Tally, what: str) -> None:
    shown_ = f"exact {tally.exact / tally.lines:.4f}, as code {tally.told / tally.lines:.4f}"
    print(f"{what}: {tally.lines} lines, {shown_}")
    for operator, counts in sorted(tally.operators.items()):
        wrong = {read: count for read, count in counts.most_common() if read != operator}
        if wrong:
            print(f"  {operator:5} {counts[operator]:4} of {sum(counts.values()):4}   {wrong}")


if __name__ == "__main__":
    main()
