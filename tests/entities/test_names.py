"""Names of Members, observers, organisations and groups: every form finds its one record."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import parse

from trips_graph.entities.authorities import read_authorities
from trips_graph.entities.match import fold, open_register
from trips_graph.iris import concept
from trips_graph.model.entity import EntityKind, EntityRef, Member

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
AUTHORITIES = read_authorities(DATA / "authorities")
REGISTER = open_register(AUTHORITIES, ())
MEMBERS = [EntityKind.MEMBER]
BENEFICIARIES = [EntityKind.MEMBER, EntityKind.GROUP]
BODIES = [EntityKind.MEMBER, EntityKind.ORGANISATION]


def found(name: str, kinds: list[EntityKind]) -> list[str]:
    return sorted(str(ref) for ref in REGISTER.find(name, kinds))


def spellings(name: str) -> dict[str, str]:
    """Return the ways in which a page may print one name."""
    return {
        "as it is": name,
        "capitals": name.upper(),
        "small letters": name.lower(),
        "curly": name.replace("'", "\u2019"),
        "straight": name.replace("\u2019", "'"),
        "hard hyphens": name.replace("-", "\u2011"),
        "hard blanks": name.replace(" ", "\u00a0"),
        "double blanks": f"  {name.replace(' ', '  ')} ",
        "soft hyphen": f"{name[:2]}\u00ad{name[2:]}",
        "without accents": "".join(
            sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign)
        ),
        "composed otherwise": unicodedata.normalize("NFD", name),
        "full stop": f"{name}.",
        "comma": f"{name},",
        "article": f"The {name}",
        "article behind": f"{name} (the)",
    }


@pytest.mark.parametrize("member", AUTHORITIES.members, ids=lambda member: member.key)
def test_every_spelling_of_every_name_finds_its_member(member: Member) -> None:
    for name in (*member.names.values(), *member.look_up_names):
        for way, spelling in spellings(name).items():
            assert found(spelling, MEMBERS) == [f"member/{member.key}"], f"{way}: {spelling!r}"


def test_no_name_stands_for_a_member_and_a_group() -> None:
    for name in REGISTER.names:
        assert len(REGISTER.find(name, BENEFICIARIES)) <= 1, name


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Guinea", "GIN"), ("Guinea-Bissau", "GNB"), ("Equatorial Guinea", "GNQ"),
        ("Papua New Guinea", "PNG"), ("Niger", "NER"), ("Nigeria", "NGA"), ("Congo", "COG"),
        ("Democratic Republic of the Congo", "COD"), ("DR Congo", "COD"),
        ("Republic of the Congo", "COG"), ("Dominica", "DMA"), ("Dominican Republic", "DOM"),
        ("Korea", "KOR"), ("Korea, Republic of", "KOR"), ("Republic of Korea", "KOR"),
        ("China", "CHN"), ("Hong Kong, China", "HKG"), ("Macao, China", "MAC"),
        ("Chinese Taipei", "TPKM"), ("Sudan", "SDN"), ("South Sudan", "SSD"), ("Samoa", "WSM"),
        ("Mali", "MLI"), ("Malawi", "MWI"), ("Somalia", "SOM"), ("Oman", "OMN"),
        ("Romania", "ROU"), ("India", "IND"), ("Ireland", "IRL"), ("Lao PDR", "LAO"),
        ("Swaziland", "SWZ"), ("Kingdom of Bahrain", "BHR"), ("State of Kuwait", "KWT"),
        ("The Gambia", "GMB"), ("Gambia, The", "GMB"), ("Côte d’Ivoire", "CIV"),
        ("COTE D'IVOIRE", "CIV"), ("Turkiye", "TUR"), ("TÜRKİYE", "TUR"), ("Zaire", "COD"),
        ("Burma", "MMR"), ("Cape Verde", "CPV"), ("European Communities", "EU"),
        ("The former Yugoslav Republic of Macedonia", "MKD"), ("Western Samoa", "WSM"),
        ("Trinidad & Tobago", "TTO"), ("Timor - Leste", "TLS"), ("États-Unis", "USA"),
        ("Estados Unidos", "USA"), ("U.S.A.", "USA"), ("UK", "GBR"), ("UAE", "ARE"),
        ("Cambodge", "KHM"), ("Camboya", "KHM"), ("Viêt Nam", "VNM"),
    ],
)  # fmt: skip
def test_names_that_hold_one_another_stay_apart(name: str, key: str) -> None:
    assert found(name, BENEFICIARIES) == [f"member/{key}"]


@pytest.mark.parametrize(
    "name",
    ["England", "Scotland", "Great Britain", "America", "Georgia (US)", "Zambia1", "Zambia.1",
     "Guinea Bissau", "Hong Kong; China", "Korea, China", "Combodia", "Ghana and Togo", "the"],
)  # fmt: skip
def test_what_is_no_name_of_a_member_finds_nothing(name: str) -> None:
    assert found(name, BENEFICIARIES) == []


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ASEAN", "asean"), ("ASEAN Member States", "asean"), ("African Group", "african-group"),
        ("Africa", "africa"), ("ARIPO members", "aripo-members"), ("OAPI members", "oapi-members"),
        ("LDCs", "ldcs"), ("all LDCs", "ldcs"), ("Least-developed countries", "ldcs"),
        ("LDC Group", "ldc-group"), ("all Members", "all-members"), ("APEC economies", "apec"),
        ("CARICOM", "caricom"), ("Developing country Members", "developing-countries"),
        ("SIDS", "sids"), ("GCC States", "gcc-states"), ("Western Balkans", "western-balkans"),
        ("Pays les moins avancés", "ldcs"), ("Países menos adelantados", "ldcs"),
        ("Latin America & the Caribbean", "latin-america-caribbean"), ("Global", "worldwide"),
        ("Asia-Pacific", "asia-pacific"), ("Central Asia", "central-asia"),
        ("All ASEAN Members", "asean"), ("All ARIPO Member States", "aripo-members"),
        ("All African countries", "africa"), ("Europe", "europe"), ("EFTA States", "efta-states"),
        ("CARIFORUM", "cariforum"), ("SAARC", "saarc-members"), ("North Africa", "north-africa"),
        ("Small Island Developing States (SIDS)", "sids"),
    ],
)  # fmt: skip
def test_groups_are_found_by_the_names_that_reports_use(name: str, key: str) -> None:
    assert found(name, BENEFICIARIES) == [f"group/{key}"]


def test_every_group_has_a_name_in_each_language() -> None:
    for group in AUTHORITIES.groups:
        assert set(group.names) == {"en", "fr", "es"}, group.key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("WCO", "wco"), ("World Customs Organisation", "wco"), ("Interpol", "interpol"),
        ("ICPO-INTERPOL", "interpol"), ("Europol", "europol"), ("USPTO", "uspto"), ("JPO", "jpo"),
        ("Cooperation Council for the Arab States of the Gulf", "gcc"),
        ("Gulf Cooperation Council (GCC)", "gcc"), ("KIPO", "kipo"), ("MOIP", "kipo"),
        ("EUIPO", "euipo"), ("EPO", "epo"), ("CIPO", "cipo"), ("IPONZ", "iponz"),
        ("IP Australia", "ip-australia"), ("IGE/IPI", "ige-ipi"), ("IPI", "ige-ipi"),
        ("WTO Secretariat", "wto-secretariat"), ("WTO", "wto"), ("ASEAN", "asean"),
        ("SECO", "seco"), ("KIPI", "kipi"), ("ILO", "ilo"), ("JICA", "jica"), ("JST", "jst"),
        ("AMED", "amed"), ("JETRO", "jetro"), ("GIZ", "giz"), ("AFD", "afd"), ("Sida", "sida"),
        ("NORAD", "norad"), ("USAID", "usaid"), ("DFAT", "dfat"), ("MFAT", "mfat-nz"),
        ("FCDO", "fcdo"), ("FAO", "fao"), ("UNCTAD", "unctad"), ("UNIDO", "unido"), ("ITC", "itc"),
        ("ITU", "itu"), ("UPU", "upu"), ("ESCWA", "escwa"), ("UNECA", "uneca"), ("OAPI", "oapi"),
        ("GCCPO", "gccpo"), ("GCC Patent Office", "gccpo"), ("CARIFORUM", "cariforum"),
        ("SAARC Secretariat", "saarc"), ("EBRD", "ebrd"), ("AfDB", "afdb"), ("ADB", "adb"),
        ("Asian Development Bank (ADB)", "adb"), ("ADB (Asian Development Bank)", "adb"),
        ("International Criminal Police Organization (ICPO)", "interpol"),
        ("ICPO/INTERPOL", "interpol"), ("European Police Office (Europol)", "europol"),
        ("Intellectual Property Office of the Philippines (IPOPHL)", "ipophl"),
        ("IPOPHL", "ipophl"), ("IP Viet Nam", "ip-viet-nam"),
        ("U.S. Copyright Office", "us-copyright-office"),
        ("Medicines Patent Pool", "mpp"), ("European Commission (DG Trade)", "dg-trade"),
    ],
)  # fmt: skip
def test_organisations_are_found_by_names_and_acronyms(name: str, key: str) -> None:
    assert found(name, BODIES) == [f"organisation/{key}"]


@pytest.mark.parametrize(
    ("acronym", "bodies"),
    [("INPI", 4), ("IDB", 2), ("DIP", 3), ("IPD", 2), ("INAPI", 2), ("NIPO", 2), ("SIPO", 3)],
)
def test_an_acronym_of_several_is_not_chosen(acronym: str, bodies: int) -> None:
    assert len(found(acronym, BODIES)) == bodies


@pytest.mark.parametrize(
    "name", ["ICC", "ECA", "CDB", "EIF", "MAFF", "ADA", "CBP", "IP5", "Copyright Office",
             "European Union and its member States", "Palestine"]
)  # fmt: skip
def test_what_may_be_others_or_several_is_unknown(name: str) -> None:
    assert found(name, [*BODIES, EntityKind.GROUP]) == []


def test_a_name_with_the_acronym_of_another_body_finds_nothing() -> None:
    assert found("Asian Development Bank (AfDB)", BODIES) == []


def test_organisations_have_the_kinds_of_the_scheme() -> None:
    declared = {str(quad.subject) for quad in parse(path=ROOT / "ontology" / "concepts.ttl")}
    for body in AUTHORITIES.organisations:
        assert str(concept("organisation-kind", body.organisation_kind)) in declared, body.key


@pytest.mark.parametrize(
    "text", ["N/A", "n.a.", "-", "–", "—", "...", "None", "NIL", "Not applicable", "Various",
             "various countries", "TBD", "", "1", "Néant", "No aplicable"]
)  # fmt: skip
def test_texts_that_name_nobody(text: str) -> None:
    assert REGISTER.names_nobody(text)


@pytest.mark.parametrize("text", ["Ghana", "All Members", "Africa", "Global", "Nauru"])
def test_texts_that_name_somebody(text: str) -> None:
    assert not REGISTER.names_nobody(text)


def test_no_text_that_names_nobody_is_a_name() -> None:
    kinds = set(EntityKind)
    for text in AUTHORITIES.nothing_stated:
        assert REGISTER.find(text, kinds) == frozenset(), text


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.sampled_from(("\u00ad", "\u200b", "\ufeff")), st.integers(0, 40))
def test_signs_without_a_width_change_nothing(text: str, sign: str, place: int) -> None:
    assert fold(text[:place] + sign + text[place:]) == fold(text)


@given(st.sampled_from(sorted(REGISTER.names)), st.sampled_from("0123456789"))
def test_a_digit_at_the_end_is_never_dropped(name: str, digit: str) -> None:
    assert fold(name + digit) != fold(name)


def test_references_are_written_as_ledgers_write_them() -> None:
    assert str(EntityRef(EntityKind.MEMBER, "KGZ")) == "member/KGZ"
