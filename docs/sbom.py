"""docs/sbom.cdx.json: what the requirements bring as a CycloneDX bill of materials, for scanners of an operator.

Written from the same pins as docs/third-party.md, without network and without a date, so that `docs/make.py --check`
can compare it. Hashes of the files stand in requirements/*.txt.
"""

import json
from typing import Any

import third_party

PAGE = third_party.ROOT / "docs" / "sbom.cdx.json"
SHIPPED = ("base", "scale", "mcp")


def render() -> str:
    """The whole file."""
    known = third_party.written_licences()
    found: dict[str, dict[str, Any]] = {}
    for section in third_party.SECTIONS:
        for one in third_party.packages_of(section):
            found.setdefault(
                f"pkg:pypi/{one.name}@{one.version}", _component(one, section, third_party.licence_of(one, known))
            )
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "luatgandan", "bom-ref": "luatgandan"}},
        "components": list(found.values()),
    }
    return json.dumps(bill, ensure_ascii=False, indent=1) + "\n"


def _component(one: Any, section: str, licence: str) -> dict[str, Any]:
    address = f"pkg:pypi/{one.name}@{one.version}"
    return {
        "type": "library",
        "bom-ref": address,
        "name": one.name,
        "version": one.version,
        "purl": address,
        "scope": "required" if section in SHIPPED else "excluded",
        "licenses": [{"license": {"name": licence}}],
    }
