"""What goes wrong on our side is logged under the id that the client is told, and told nowhere."""

import shutil
from pathlib import Path

import httpx

from trips_graph.model.release import Release

from .serving import serving


def test_a_fault_of_ours_is_logged_whole_and_told_without_its_inside(
    small_release: Release, tmp_path: Path
) -> None:
    folder = tmp_path / small_release.folder.name
    shutil.copytree(small_release.folder, folder)
    broken = folder / "findings.json"
    broken.chmod(0o644)
    broken.write_text("[{ this is no JSON")
    with serving(folder, tmp_path / "told.txt") as served:
        answer = httpx.get(served.address + "/quality/findings", headers={"Accept": "text/html"})
        lines = served.lines(answer.headers["x-request-id"])
        told = served.told.read_text("utf-8")
    assert answer.status_code == 500
    assert "JSON" not in answer.text.replace("JSON-LD", "") and "Traceback" not in answer.text
    assert [line["status"] for line in lines] == [500]
    assert f"request failed id={answer.headers['x-request-id']}" in told
    assert "Traceback" in told and "JSONDecodeError" in told
