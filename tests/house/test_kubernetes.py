"""The manifests agree with the code: documented settings, commands and probes that exist, pods without rights."""

from importlib import import_module
from typing import Any

import pytest
import yaml
from django.core.management import get_commands
from django.urls import resolve

from luatgandan.foundation.watching.middleware.probes import PROBES

from .anatomy import ROOT
from .test_settings import DOCUMENTED

FOLDER = ROOT / "deploy" / "kubernetes"
HOME = "/data"  # LUATGANDAN_HOME of the image


@pytest.fixture(scope="module")
def things() -> list[dict[str, Any]]:
    """All that the kustomization names."""
    names = yaml.safe_load((FOLDER / "kustomization.yaml").read_text(encoding="utf-8"))["resources"]
    assert set(names) == {path.name for path in FOLDER.iterdir()} - {"kustomization.yaml"}
    return [one for name in names for one in yaml.safe_load_all((FOLDER / name).read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def pods(things: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What runs, by the name of what starts it."""
    found = {}
    for one in things:
        spec = one.get("spec", {})
        spec = spec.get("jobTemplate", {}).get("spec", spec)
        if "template" in spec:
            found[one["metadata"]["name"]] = spec["template"]["spec"]
    return found


def boxes(pod: dict[str, Any]) -> list[dict[str, Any]]:
    return [*pod.get("initContainers", []), *pod["containers"]]


def test_all_parts_are_there(pods: dict[str, Any]) -> None:
    assert pods.keys() == {"prepare", "web", "live", "worker", "backup"}


def test_every_variable_is_a_documented_setting(things: list[dict[str, Any]]) -> None:
    documented = set(DOCUMENTED.findall((ROOT / "docs/settings.md").read_text(encoding="utf-8")))
    (told,) = (one["data"] for one in things if one["kind"] == "ConfigMap")
    names = {name.removeprefix("LUATGANDAN_").removesuffix("_FILE") for name in told}
    assert names - documented == set()
    secret = {name for name in told if any(word in name for word in ("PASSWORD", "SECRET", "BACKUP_KEY", "TOKEN"))}
    assert all(name.endswith("_FILE") and told[name].startswith("/secrets/") for name in secret)


def test_a_pod_has_no_rights_and_writes_in_its_own_folders_only(pods: dict[str, Any]) -> None:
    for name, pod in pods.items():
        assert pod["securityContext"]["runAsNonRoot"], name
        assert not pod["automountServiceAccountToken"], name
        volumes = {one["name"] for one in pod["volumes"]}
        for box in boxes(pod):
            assert box["securityContext"]["readOnlyRootFilesystem"], name
            assert not box["securityContext"]["allowPrivilegeEscalation"], name
            mounts = {one["name"]: one["mountPath"] for one in box["volumeMounts"]}
            assert mounts.keys() <= volumes
            assert {HOME, "/tmp", "/secrets", "/backups"} == set(
                mounts.values()
            )  # erased people are noted beside backups
            assert box["image"] == "luatgandan"
            assert box["resources"]["limits"]["memory"]


def test_the_image_has_the_user_and_the_home(pods: dict[str, Any]) -> None:
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    (user,) = {pod["securityContext"]["runAsUser"] for pod in pods.values()}
    assert f"--uid {user} " in image
    assert f"LUATGANDAN_HOME={HOME}" in image


def test_the_image_is_named_by_its_digest_and_by_no_registry() -> None:
    (image,) = yaml.safe_load((FOLDER / "kustomization.yaml").read_text(encoding="utf-8"))["images"]
    assert (image["name"], image["newName"], image["digest"].partition(":")[0]) == (
        "luatgandan",
        "luatgandan",
        "sha256",
    )


def test_each_starts_something_that_exists(pods: dict[str, Any]) -> None:
    for name, pod in pods.items():
        for program, target, *_ in (box["command"] for box in boxes(pod)):
            if program == "luatgandan":
                assert target in get_commands(), name
            else:
                module, _, attribute = target.partition(":")
                assert callable(getattr(import_module(module), attribute or "application")), name


def test_probes_are_addresses_that_answer_without_anything_else(pods: dict[str, Any]) -> None:
    for name in ("web", "live"):
        (box,) = pods[name]["containers"]
        paths = {kind: box[f"{kind}Probe"]["httpGet"]["path"] for kind in ("startup", "liveness", "readiness")}
        assert paths == {"startup": "/healthz", "liveness": "/healthz", "readiness": "/readyz"}
        assert set(paths.values()) <= PROBES.keys()


def test_who_serves_is_reached_and_never_gone_altogether(things: list[dict[str, Any]], pods: dict[str, Any]) -> None:
    kinds = {kind: {one["metadata"]["name"]: one for one in things if one["kind"] == kind} for kind in
             ("Deployment", "Service", "PodDisruptionBudget", "Ingress")}  # fmt: skip
    assert kinds["PodDisruptionBudget"].keys() == kinds["Deployment"].keys() == {"web", "live", "worker"}
    assert all(one["spec"]["replicas"] > 1 for one in kinds["Deployment"].values())
    (rule,) = kinds["Ingress"]["luatgandan"]["spec"]["rules"]
    paths = {one["path"]: one["backend"]["service"]["name"] for one in rule["http"]["paths"]}
    assert paths == {"/tro-ly/": "live", "/": "web"}
    assert set(paths.values()) == kinds["Service"].keys()
    assert all(resolve(path) for path in paths)
