"""The kinds of pages that a reader meets, in one table: whatever holds for pages is tested on each.

The things are those of the release that is built from the invented pages of `tests/fixtures`.
"""

from dataclasses import dataclass
from typing import Literal

LANGUAGES = ("en", "fr", "es")
WIDTHS = (360, 768, 1440)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page, by an example: `path` opens it; `audited` ones go to Lighthouse each time.

    What is not `indexed` tells crawlers so, for which Lighthouse takes points off.
    """

    name: str
    path: str
    status: int = 200
    audited: bool = False
    indexed: bool = True


KINDS = (
    Kind("home", "/"),
    Kind("activities", "/activities", audited=True),
    Kind("activities-of-one", "/activities?beneficiary=KHM"),
    Kind("activities-none", "/activities?year=2099"),
    Kind("reports", "/reports"),
    Kind("members", "/members"),
    Kind("organisations", "/organisations"),
    Kind("groups", "/groups"),
    Kind("tools", "/tools"),
    Kind("report", "/doc/report/9000061", audited=True),
    Kind("report-long", "/doc/report/9000028"),
    Kind("activity", "/doc/activity/9000061-1"),
    Kind("activity-with-figures", "/doc/activity/9000061-operation-stop-iii"),
    Kind("member", "/doc/member/KHM"),
    Kind("submitter", "/doc/member/EU"),
    Kind("organisation", "/doc/organisation/wco"),
    Kind("group", "/doc/group/asean"),
    Kind("tool", "/doc/tool/cencomm"),
    Kind("figure", "/doc/figure/9000061-arrests"),
    Kind("evidence", "/doc/evidence/9000061-378-389"),
    Kind("section", "/doc/section/9000061-1.1"),
    Kind("rule", "/doc/rule/seminar-by-title"),
    Kind("dataset", "/doc/dataset/trips-graph"),
    Kind("graph", "/doc/graph/report-9000061"),
    Kind("forms", "/doc/report/9000061?_profile=alt"),
    Kind("pictures", "/pictures"),
    Kind("picture-map", "/pictures/map"),
    Kind("picture-years", "/pictures/years"),
    Kind("picture-matrix", "/pictures/matrix"),
    Kind("picture-timeline", "/pictures/timeline"),
    Kind("picture-gaps", "/pictures/gaps"),
    Kind("picture-unstated", "/pictures/unstated"),
    Kind("search", "/search"),
    Kind("search-found", "/search?q=Cambodia"),
    Kind("search-kind", "/search?q=workshop&kind=activity"),
    Kind("search-nothing", "/search?q=zzzzqqqq"),
    Kind("questions", "/questions"),
    Kind("question", "/question/q01", audited=True),
    Kind("question-for-one", "/question/q01-beneficiary?asked=KHM"),
    Kind("question-misspelt", "/question/q01-beneficiary?asked=Cambodja", status=400),
    Kind("question-with-picture", "/question/q05"),
    Kind("question-without-answer", "/question/q13"),
    Kind("vocabulary", "/def"),
    Kind("term", "/def/Activity"),
    Kind("shapes", "/shapes"),
    Kind("quality", "/quality"),
    Kind("findings", "/quality/findings"),
    Kind("shape-results", "/quality/shapes"),
    Kind("coverage", "/quality/coverage"),
    Kind("unresolved", "/quality/unresolved"),
    Kind("catalogue", "/catalogue"),
    Kind("data", "/data"),
    Kind("sparql", "/sparql"),
    Kind(
        "sparql-answer",
        "/sparql?format=html&query=SELECT+*+%7B%3Fs+%3Fp+%3Fo%7D+LIMIT+50",
        indexed=False,
    ),
    Kind("sparql-mistake", "/sparql?format=html&query=SELECT+%3Fs+WHERE", status=400),
    Kind("service", "/sparql/description"),
    Kind("missing", "/doc/report/1", status=404),
)
