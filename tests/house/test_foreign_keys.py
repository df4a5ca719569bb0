"""Foreign keys follow the imports: a string "qa.Question" is an import too."""

from collections.abc import Iterable

from django.apps import apps
from django.db import models

FLOORS = {"features": 3, "foundation": 2}
ROOM_ORDER = {"library": 0, "questionbank": 1}


def floor(model: type[models.Model]) -> int:
    parts = model.__module__.split(".")
    return FLOORS.get(parts[1], 0) if parts[0] == "luatgandan" else 0


def upward(model_list: Iterable[type[models.Model]]) -> list[str]:
    """Keys from a lower floor to a higher one, or from one room to another that is not library or questionbank."""
    wrong = []
    for model in model_list:
        for field in model._meta.get_fields():
            target = field.related_model if field.concrete and field.is_relation else None
            if isinstance(target, type) and not allowed(model, target):
                wrong.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")
    return wrong


def allowed(model: type[models.Model], target: type[models.Model]) -> bool:
    if floor(target) != floor(model) or floor(target) < FLOORS["features"]:
        return floor(target) <= floor(model)
    own, other = model._meta.app_label, target._meta.app_label
    return own == other or ROOM_ORDER.get(other, 9) < ROOM_ORDER.get(own, 9)


def ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("luatgandan.")]


def test_foreign_keys_go_down() -> None:
    assert upward(ours()) == []


def test_an_upward_foreign_key_is_caught() -> None:
    class Fault(models.Model):  # noqa: DJ008
        document = models.ForeignKey("library.Document", models.CASCADE)
        __module__ = "luatgandan.foundation.places.models"

        class Meta:
            app_label = "places"

    try:
        assert upward([Fault]) == ["places.Fault.document -> library.Document"]
    finally:
        del apps.all_models["places"]["fault"]
        apps.clear_cache()


def test_a_sideways_foreign_key_is_caught() -> None:
    class Fault(models.Model):  # noqa: DJ008
        topic = models.ForeignKey("portal.TopicPage", models.CASCADE, related_name="+")
        __module__ = "luatgandan.features.library.models"

        class Meta:
            app_label = "library"

    try:
        assert upward([Fault]) == ["library.Fault.topic -> portal.TopicPage"]
    finally:
        del apps.all_models["library"]["fault"]
        apps.clear_cache()
