"""Every text of the site is translated, and the tool that looks after that finds what is not."""

from pathlib import Path

import pytest
from tools import translate


def test_every_text_is_translated() -> None:
    assert list(translate.find_faults()) == []


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small web room of its own, with one template of invented texts."""
    template = tmp_path / "templates" / "lists" / "list.html"
    template.parent.mkdir(parents=True)
    template.write_text(
        '{{ _("A text") }} {% trans count=2 %}One{% pluralize %}{{ count }}{% endtrans %}'
    )
    monkeypatch.setattr(translate, "WEB", tmp_path)
    translate._read_others.cache_clear()
    return tmp_path


def test_what_is_missing_is_named_by_language_and_room(copy: Path) -> None:
    faults = list(translate.find_faults())
    assert "fr/lists.po: 'A text' is not translated" in faults
    assert "es/lists.po: 'One' is not translated" in faults
    assert len(faults) == 4


def test_what_is_half_translated_doubtful_or_unused_is_named(copy: Path) -> None:
    translate.write_catalogues()
    file = copy / "locale" / "fr" / "lists.po"
    told = file.read_text()
    told = told.replace('msgid "A text"\nmsgstr ""', '#, fuzzy\nmsgid "A text"\nmsgstr "Un texte"')
    told = told.replace('msgstr[0] ""', 'msgstr[0] "Un"')
    file.write_text(told + '\nmsgid "Nobody shows it"\nmsgstr "Rien"\n')
    faults = [fault for fault in translate.find_faults() if fault.startswith("fr")]
    assert sorted(faults) == [
        "fr/lists.po: 'A text' is marked as doubtful",
        "fr/lists.po: 'One' is not translated",
        "fr/lists.po: nothing shows 'Nobody shows it'",
    ]


def test_a_translation_with_other_fields_is_a_fault(copy: Path) -> None:
    translate.write_catalogues()
    file = copy / "locale" / "es" / "lists.po"
    told = file.read_text().replace('msgstr[0] ""', 'msgstr[0] "Uno"')
    file.write_text(told.replace('msgstr[1] ""', 'msgstr[1] "%(number)s"'))
    assert any("es/lists.po: 'One'" in fault for fault in translate.find_faults())


def test_a_text_that_gets_a_plural_is_translated_anew(copy: Path) -> None:
    translate.write_catalogues()
    file = copy / "locale" / "fr" / "lists.po"
    file.write_text(file.read_text().replace('"A text"\nmsgstr ""', '"A text"\nmsgstr "Un texte"'))
    template = copy / "templates" / "lists" / "list.html"
    template.write_text("{% trans count=2 %}A text{% pluralize %}Texts{% endtrans %}")
    translate._read_others.cache_clear()
    translate.write_catalogues()
    assert "fr/lists.po: 'A text' is not translated" in list(translate.find_faults())


def test_what_two_rooms_show_is_translated_alike(copy: Path) -> None:
    other = copy / "templates" / "home" / "home.html"
    other.parent.mkdir()
    other.write_text('{{ _("A text") }}')
    translate.write_catalogues()
    for room, text in (("lists", "Un texte"), ("home", "Autre")):
        file = copy / "locale" / "fr" / f"{room}.po"
        said = f'msgid "A text"\nmsgstr "{text}"'
        file.write_text(file.read_text().replace('msgid "A text"\nmsgstr ""', said))
    assert "fr: lists and home differ on 'A text'" in list(translate.find_faults())


def test_what_is_translated_stays_when_the_catalogues_are_written_again(copy: Path) -> None:
    translate.write_catalogues()
    file = copy / "locale" / "fr" / "lists.po"
    said = 'msgid "A text"\nmsgstr "Un texte"'
    file.write_text(file.read_text().replace('msgid "A text"\nmsgstr ""', said))
    before = file.read_bytes()
    translate.write_catalogues()
    assert file.read_bytes() == before
