"""Markup that is the same for all until public content changes, and where questions to officials are taken."""

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.translation import get_language

from luatgandan.lib.links import in_language

from ..queries import remember
from ..registry import QuestionTaker, offers

register = template.Library()


class RememberedNode(template.Node):
    """Renders its body once per language, day and content version in this process; previews always render."""

    def __init__(self, names: list[FilterExpression], body: NodeList) -> None:
        self.names = names
        self.body = body

    def render(self, context: Context) -> str:
        request = context.get("request")
        if request is None or getattr(request, "is_preview", False):
            return str(self.body.render(context))
        parts = [str(name.resolve(context)) for name in self.names]
        key = ".".join(["markup", *parts, str(get_language())])
        return str(remember(key, lambda: self.body.render(context)))


@register.tag
def remembered(parser: Parser, token: Token) -> RememberedNode:
    """The block tag; its arguments tell one use from another."""
    names = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    if not names:
        raise template.TemplateSyntaxError("remembered needs a name")
    body = parser.parse(("endremembered",))
    parser.delete_first_token()
    return RememberedNode(names, body)


@register.simple_tag
def asking_url() -> str:
    """`{% asking_url as url %}`: where one sends questions to officials, in the language read; "" when nobody does."""
    taker = next(iter(offers(QuestionTaker)), None)
    return in_language(taker.take("") if taker else "", get_language())
