"""When this corpus' questions are asked: on the last afternoon, a while after the last picture."""

from __future__ import annotations

NOW = "2027-01-29T16:30:00Z"
