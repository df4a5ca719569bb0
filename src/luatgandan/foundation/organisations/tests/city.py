"""A city with two wards beside each other, for the tests of rooms."""

from luatgandan.foundation.organisations.models import Organisation


def city() -> dict[str, Organisation]:
    """The units by name: root, ward-a, ward-b."""
    root = Organisation.objects.create(code="can-tho", name="Thành phố", kind="city", path="/can-tho/", folded="tp")
    wards = {
        code: Organisation.objects.create(
            code=code, name=f"Phường {code}", kind="ward_committee", parent=root, path=f"/can-tho/{code}/", folded=code
        )
        for code in ("ward-a", "ward-b")
    }
    return {"root": root, **wards}
