"""Templates: what is printed is escaped, what is undefined is an error, texts are translated."""

from collections.abc import Callable
from hashlib import sha256
from importlib import resources as package_files

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from trips_graph.web.catalogue.source import dataset_of
from trips_graph.web.languages.locale import Locale
from trips_graph.web.reader import Reader
from trips_graph.web.shown import brief


def make_templates() -> Environment:
    """Return the templates of all rooms."""
    environment = Environment(
        loader=PackageLoader("trips_graph.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    install: Callable[..., None] = vars(environment)["install_gettext_callables"]
    install(_gettext, _ngettext, newstyle=True)
    environment.filters["brief"] = brief
    environment.filters["number"] = _number
    environment.filters["size"] = _size
    environment.filters["date"] = _date
    environment.globals["at"] = _at
    environment.globals["style_version"] = _style_version()
    environment.globals["dataset_of"] = dataset_of
    return environment


def _style_version() -> str:
    """Return what changes with the style sheet, so that no browser keeps an old one."""
    sheet = package_files.files("trips_graph.web") / "static" / "style.css"
    return sha256(sheet.read_bytes()).hexdigest()[:12]


def _locale(context: Context) -> Locale:
    locale: Locale = context["locale"]
    return locale


@pass_context
def _gettext(context: Context, message: str) -> str:
    return _locale(context).gettext(message)


@pass_context
def _ngettext(context: Context, singular: str, plural: str, number: int) -> str:
    return _locale(context).ngettext(singular, plural, number)


@pass_context
def _number(context: Context, given: int | float | str) -> str:
    """Return a number as the reader's language writes it, other text as it is."""
    if isinstance(given, str):
        return _locale(context).number(int(given)) if given.isdecimal() else given
    return _locale(context).number(given)


@pass_context
def _size(context: Context, given: int) -> str:
    return _locale(context).size(given)


@pass_context
def _date(context: Context, given: str) -> str:
    return _locale(context).date(given)


@pass_context
def _at(context: Context, path: str) -> str:
    reader: Reader = context["reader"]
    return reader.at(path)
