"""The public file by which anybody computes a contest again: made by the worker once keys are public."""

import gzip
from datetime import datetime
from hashlib import file_digest
from tempfile import TemporaryFile

from django.core.files import File

from luatgandan.foundation.modules.services import content_changed

from ..models import Contest
from ..queries.proof import proof_lines


def make_proof(*, contest: Contest, at: datetime) -> bool:
    """Write it and put it in the place of the one before; not while a place waits to be computed anew.

    People stand in it by their codes. Lines go through a file of the disk, so it may be of any size.
    """
    shown = contest.rounds.filter(revealed_at__isnull=False, ranked_at__isnull=False)
    if not shown.exists() or shown.filter(stale_since__isnull=False).exists():
        return False
    before = contest.proof.name
    with TemporaryFile() as kept:
        with gzip.GzipFile(filename="", fileobj=kept, mode="wb", mtime=0) as packed:
            packed.writelines(f"{line}\n".encode() for line in proof_lines(contest, at=at))
        kept.seek(0)
        contest.proof_sha256 = file_digest(kept, "sha256").hexdigest()
        kept.seek(0)
        contest.proof.save(f"{contest.slug}.jsonl.gz", File(kept), save=False)
    Contest.objects.filter(pk=contest.pk).update(proof=contest.proof.name, proof_sha256=contest.proof_sha256)
    if before:
        contest.proof.storage.delete(before)
    content_changed()
    return True
