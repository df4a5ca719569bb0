from django.apps import AppConfig


class QuestionbankConfig(AppConfig):
    name = "luatgandan.features.questionbank"
    label = "questionbank"

    def ready(self) -> None:
        from . import module
