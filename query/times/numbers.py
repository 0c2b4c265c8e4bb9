"""Numbers as screens show them: `1,187`, `USD 3,150`, `-18.0 C`, `42 s`; read exactly, with what stands around them."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from query.patterns.pattern import pattern

_NUMBER = pattern(r"(?<![\w.,])(?P<sign>[-+−]\s?)?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d.,]*\d)")


class Quantity(msgspec.Struct, frozen=True):
    """A number and what stands before and after it: `EUR`, `kg`, `%`."""

    number: Decimal
    before: str
    after: str

    @property
    def unit(self) -> tuple[str, str]:
        """What must be the same for two of them to be set against each other."""
        return self.before.casefold(), self.after.casefold()

    def spelled(self, number: Decimal) -> str:
        """Return another number in the same unit."""
        text = f"{number.normalize():,f}" if number == number.to_integral() else f"{number:,}"
        return " ".join(filter(None, (self.before, text, self.after)))


def quantity(text: str) -> Quantity | None:
    """Return the one number of a text with its unit; None where there is none, or more than one."""
    found = list(_NUMBER.finditer(text))
    if len(found) != 1:
        return None
    [match] = found
    number = Decimal(match["digits"].replace(",", ""))
    if match["sign"] and match["sign"].strip() != "+":
        number = -number
    return Quantity(number, text[: match.start()].strip(" :"), text[match.end() :].strip())
