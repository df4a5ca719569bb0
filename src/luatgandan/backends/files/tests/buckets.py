"""A real S3 server (moto, in this process) and empty buckets in it, for tests of whoever keeps files there."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
from moto.server import ThreadedMotoServer


@contextmanager
def s3_server() -> Iterator[str]:
    """The address of a server that ends with the block."""
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    yield "http://{}:{}".format(*running.get_host_and_port())
    running.stop()


def empty_bucket(server: str) -> dict[str, Any]:
    """Options of `S3Files` for a new bucket."""
    bucket, keys = secrets.token_hex(6), {"aws_access_key_id": "k", "aws_secret_access_key": "s"}
    boto3.client("s3", endpoint_url=server, region_name="us-east-1", **keys).create_bucket(Bucket=bucket)
    place = {"endpoint_url": server, "bucket_name": bucket, "location": "media", "base_url": "/tep/"}
    return {**place, "region_name": "us-east-1", "access_key": "k", "secret_key": "s"}
