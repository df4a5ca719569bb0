"""What the room offers to the house."""

from django.utils.translation import gettext_lazy as _

from luatgandan.features.library.registry import CitingSource, Policy
from luatgandan.foundation.modules.registry import DeskPanel, Module, Starter, register

from . import queries
from .starter import load

module = register(
    Module(
        name="questionbank",
        title=_("Ngân hàng câu hỏi"),
        offers=(
            DeskPanel(title=_("Ngân hàng câu hỏi"), tasks=queries.desk_tasks, order=40),
            CitingSource(
                model="questionbank.item",
                title=_("Câu hỏi trắc nghiệm"),
                policy=Policy.HIDE,
                grace_days=30,
                organisation=lambda item: item.bank.organisation,
                edit_url=lambda item, part: item.desk_path(),
                says=lambda item, part: item.approved.stem if item.approved else "",
                is_public=False,
            ),
            Starter(label="câu hỏi trắc nghiệm", load=load, order=80),
        ),
    )
)
