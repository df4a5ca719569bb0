"""The schedule and the pulse of the workers of all machines."""

from django.db import models


class Turn(models.Model):
    """The next turn of one scheduled task. Whoever moves it on enqueues the task: workers need not know each other."""

    task = models.CharField(primary_key=True, max_length=200)  # its module path
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.task} {self.at:%d/%m/%Y %H:%M:%S}"


class Pulse(models.Model):
    """One worker that lives: `beat` is another number every few seconds (`services.Lookout`)."""

    worker = models.CharField(primary_key=True, max_length=64)
    beat = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.worker} {self.beat}"
