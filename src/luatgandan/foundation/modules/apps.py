from django.apps import AppConfig


class ModulesConfig(AppConfig):
    name = "luatgandan.foundation.modules"
    label = "modules"
