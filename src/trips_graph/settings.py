"""The settings of one run, and where the project's own resources lie.

Settings come from `trips-graph.toml` in the working folder and from `TRIPS_` variables (which win);
facts about the world are not settings, they are files in `data/`.
"""

import json
import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    Field,
    IPvAnyNetwork,
    SecretStr,
    ValidationError,
    field_validator,
)
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from trips_graph.errors import BadSetting

PREFIX = "TRIPS_"
_FILE = "trips-graph.toml"
_HOST = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?"
)


def _divide(given: object) -> object:
    """Return the parts of a list that an environment variable holds as one text."""
    return given.replace(",", " ").split() if isinstance(given, str) else given


Networks = Annotated[tuple[IPvAnyNetwork, ...], NoDecode, BeforeValidator(_divide)]


class Settings(BaseSettings):
    """One frozen set of settings, read once per command."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, toml_file=_FILE, extra="forbid", frozen=True
    )

    base: str = Field(
        default="https://w3id.org/trips-graph/",
        pattern=r"^https?://[^\s<>\"{}|\\^`]+/$",
        description="Base IRI of the things that a release names; ends in a slash.",
    )
    publisher: str = Field(
        default="trips-graph", min_length=1, description="Who publishes the releases, by name."
    )
    contact: str | None = Field(
        default=None,
        pattern=r"^(mailto:[^\s<>\"{}|\\^`@]+@[^\s<>\"{}|\\^`@]+|https?://[^\s<>\"{}|\\^`]+)$",
        description="Where questions about the releases are answered: mailto: or a web address.",
    )
    address: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s<>\"{}|\\^`]+$",
        description="Address under which the pages are public, for search engines; None: paths.",
    )
    decisions: Path | None = Field(
        default=None, description="Ledger of decisions on identity; None: the one that is shipped."
    )
    tombstones: Path | None = Field(
        default=None, description="Table of what is withdrawn; None: the one that is shipped."
    )
    query_seconds: float = Field(
        default=30.0, gt=0, le=600, description="Deadline of one query, in seconds."
    )
    query_workers: int = Field(default=4, ge=1, le=64, description="Processes that answer queries.")
    long_queries: int = Field(
        default=8,
        ge=0,
        le=256,
        description="Long queries that go on beside these, behind others.",
    )
    query_queue: int = Field(
        default=64, ge=1, le=10_000, description="Queries that wait for a place at most."
    )
    query_memory: int = Field(
        default=2**31, ge=2**30, description="Address space of one process that answers, in bytes."
    )
    query_characters: int = Field(
        default=20_000, ge=100, le=1_000_000, description="Longest query that is accepted."
    )
    answer_bytes: int = Field(
        default=100_000_000, ge=1000, description="Largest answer that is sent, in bytes."
    )
    transfer_seconds: float = Field(
        default=300.0, gt=0, description="Time in which an answer must have been taken, in seconds."
    )
    cache_bytes: int = Field(
        default=64_000_000,
        ge=0,
        description="Room for answers that may be asked again, in bytes.",
    )
    trusted_proxies: Networks = Field(
        default=(),
        description="Networks of the proxies whose word on the client's address counts, by comma.",
    )
    proxy_header: Literal["x-forwarded-for", "forwarded"] = Field(
        default="x-forwarded-for", description="Header in which those proxies tell the client."
    )
    client_requests: int = Field(
        default=64, ge=1, description="Requests of one client that are open at once."
    )
    rate_limit: str | None = Field(
        default=None,
        pattern=r"^[1-9]\d{0,8}/(second|minute|hour)$",
        description="Requests that one client may make, such as 50/second; None: no limit.",
    )
    access_log: bool = Field(
        default=True, description="Whether each request is told on standard error, in JSON."
    )
    metrics: Literal["loopback", "all", "off"] = Field(
        default="loopback", description="Who may read /metrics: loopback, all or off."
    )
    service_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Hosts that SERVICE may ask, as `host` or `host:port`, parted by commas.",
    )
    gateway: str = Field(
        default="https://e-trips.wto.org",
        pattern=r"^https?://[^\s<>\"{}|\\^`?#@/]+(/[^\s<>\"{}|\\^`?#/]+)*$",
        description="Address of the gateway that pages are fetched from; no slash at its end.",
    )
    harvest_seconds: float = Field(
        default=2.0, gt=0, le=300, description="Pause between two requests, in seconds."
    )
    harvest_deadline: float = Field(
        default=60.0, gt=0, le=600, description="Deadline of one answer of the gateway, in seconds."
    )
    harvest_bytes: int = Field(
        default=20_000_000, ge=1000, description="Largest page that is fetched, in bytes."
    )
    harvest_tries: int = Field(
        default=4, ge=1, le=20, description="Tries for a page where a failure may pass."
    )
    harvest_contact: str | None = Field(
        default=None,
        pattern=r"^[\x20-\x7e]+$",
        description="Address at which the keeper of the gateway finds who fetches.",
    )
    store: str | None = Field(
        default=None,
        description="Address of a store elsewhere that `serve` asks; None: that of the release.",
    )
    store_user: str | None = Field(
        default=None, min_length=1, description="User of the store of others, where it has users."
    )
    store_password: SecretStr | None = Field(
        default=None, description="Password of that user; never told, printed or logged."
    )
    push_seconds: float = Field(
        default=600.0,
        gt=0,
        le=86_400,
        description="Longest silence of a store that a release is loaded into, in seconds.",
    )
    push_tries: int = Field(
        default=5, ge=1, le=20, description="Tries for a graph where a failure may pass."
    )

    @field_validator("service_hosts", mode="before")
    @classmethod
    def _part_hosts(cls, given: Any) -> Any:
        """Return the hosts of the environment: parted by commas, or a list in JSON."""
        if not isinstance(given, str):
            return given
        if given.lstrip().startswith("["):
            return json.loads(given)
        return tuple(host.strip() for host in given.split(",") if host.strip())

    @field_validator("service_hosts")
    @classmethod
    def _check_hosts(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        """Return the hosts in lower case; international names stand in ASCII (xn--…)."""
        for host in given:
            if not _HOST.fullmatch(host):
                raise ValueError(f"{host!r} is no host and no host:port")
        return tuple(host.lower() for host in given)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the sources in order of weight: arguments, environment, TOML file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def read_settings(**given: Any) -> Settings:
    """Return the settings of this run; what is given outweighs the rest, None gives nothing.

    Errors: `BadSetting` names each key that is unknown or has a value of the wrong kind.
    """
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    strange = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    if strange:
        raise BadSetting(
            f"unknown setting(s) {', '.join(strange)}; known: {', '.join(sorted(known))}"
        )
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except tomllib.TOMLDecodeError as error:
        raise BadSetting(f"{_FILE}: {error}") from error
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise BadSetting("; ".join(faults)) from error


def resources() -> Path:
    """Return the folder that holds `ontology/`, `shapes/` and `data/`.

    An installed package carries them as `trips_graph/resources`; in a checkout they stand on top.
    """
    package = Path(__file__).parent
    return package / "resources" if is_packed() else package.parents[1]


def is_packed() -> bool:
    """Return whether the resources are those of an installed package, not of a checkout."""
    return (Path(__file__).parent / "resources").is_dir()
