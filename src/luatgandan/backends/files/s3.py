"""Uploads in S3-compatible storage, with the errors of a folder and addresses of our own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from urllib.parse import quote

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

from .base import StorageError

# Other makes than Amazon's know no checksums beside the body; who waits longer for a file than this has left.
_CLIENT = {
    "connect_timeout": 3,
    "read_timeout": 20,
    "retries": {"mode": "standard", "total_max_attempts": 3},
    "request_checksum_calculation": "when_required",
    "response_checksum_validation": "when_required",
    "s3": {"addressing_style": "path"},
    "signature_version": "s3v4",
}
_ABSENT = ("404", "NoSuchKey", "NotFound")


@contextmanager
def _as_folder() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        absent = error.response.get("Error", {}).get("Code") in _ABSENT
        raise (FileNotFoundError if absent else StorageError)(str(error)) from error
    except (BotoCoreError, Boto3Error) as error:
        raise StorageError(str(error)) from error


class S3Files(S3Storage):  # type: ignore[misc]  # django-storages has no types
    """Files below `location` in `bucket_name`. Nothing is public there: the portal hands files out and asks first.

    `base_url` begins the addresses of files ("/tep/"); without it they have none. Raises FileNotFoundError and
    StorageError. Opening fetches the whole file, into a temporary one on disk where it is long.
    """

    def __init__(self, *, base_url: str | None = None, **options: Any) -> None:
        self.base_url = base_url
        fixed = {"client_config": Config(**_CLIENT), "file_overwrite": False, "max_memory_size": 1_000_000}
        super().__init__(**fixed, **options)

    def url(self, name: str, *_args: Any, **_options: Any) -> str:
        """The portal's own address of a file. Raises ValueError when files here have none."""
        if self.base_url is None:
            raise ValueError("This file is not accessible via a URL.")
        return self.base_url + quote(name)

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        with _as_folder():
            file: File[bytes] = super()._open(name, mode)
            file.open()
            return file

    def _save(self, name: str, content: File[bytes]) -> str:
        with _as_folder():
            return str(super()._save(name, content))

    def delete(self, name: str) -> None:
        """Remove a file; nothing happens when it is gone."""
        with _as_folder():
            super().delete(name)

    def exists(self, name: str) -> bool:
        """Whether there is such a file."""
        with _as_folder():
            return bool(super().exists(name))

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Names of folders and of files."""
        with _as_folder():
            folders, files = super().listdir(path)
            return folders, files

    def size(self, name: str) -> int:
        """In bytes."""
        with _as_folder():
            return int(super().size(name))

    def get_modified_time(self, name: str) -> datetime:
        """When it was saved, in UTC."""
        with _as_folder():
            modified: datetime = super().get_modified_time(name)
            return modified
