"""Colours of pictures: those of the style sheet, and five steps of its green.

A picture is drawn in the light colours, which every program shows; its style sheet puts the dark
ones in their place where the reader wants them. Steps differ by lightness, so that who does not
tell colours apart reads them, too.
"""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

from trips_graph.web.pages.pictures.drawing.chart import Mark

CARD, INK, SOFT, RULE, LAND = "#ffffff", "#1c2423", "#5a6664", "#dedbd0", "#efece3"
GREEN, OCHRE = "#0b5d58", "#9a5412"
STEPS = ("#bfded7", "#94c8be", "#66aca2", "#26786f", "#0b4b47")
CLASSES = (OCHRE, STEPS[2])
"""Colours of classes on a map: they differ in hue and in lightness."""
READ_IN_INK = 3
"""Steps, counted from the lightest, on which text is written in ink; on the others in `CARD`."""

DARK = {
    CARD: "#1b2220", INK: "#e7ebe8", SOFT: "#a0adaa", RULE: "#34403d", LAND: "#252a28",
    GREEN: "#7cccc2", OCHRE: "#e3ab6b",
    STEPS[0]: "#21544d", STEPS[1]: "#2a6259", STEPS[2]: "#317068", STEPS[3]: "#6fc0b5",
    STEPS[4]: "#c3efe8",
}  # fmt: skip
_RULES = "".join(
    f'[{part}="{light}"]{{{part}:{dark}}}'
    for light, dark in DARK.items()
    for part in ("fill", "stroke")
)
STYLE = f":root{{color-scheme:light dark}}@media (prefers-color-scheme:dark){{{_RULES}}}"
STYLE_DIGEST = "sha256-" + b64encode(sha256(STYLE.encode()).digest()).decode()
"""The digest by which a Content-Security-Policy lets this style through and no other."""


def make_steps(marks: Sequence[Mark]) -> dict[float, str]:
    """Return the step of each value above nothing, named by its lowest and highest value.

    There are at most as many as colours, with as many different values in each as can be.
    """
    texts = {mark.value: mark.text for mark in marks if mark.value > 0}
    values = sorted(texts)
    count = min(len(STEPS), len(values))
    found: dict[float, str] = {}
    for number in range(count):
        step = values[number * len(values) // count : (number + 1) * len(values) // count]
        name = texts[step[0]] + (f"–{texts[step[-1]]}" if len(step) > 1 else "")
        found |= dict.fromkeys(step, name)
    return found
