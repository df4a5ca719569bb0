"""The staff desk wears the house's colours and letters."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def desk_style_sheet() -> SafeString:
    """Our style sheet after Wagtail's own."""
    return format_html('<link rel="stylesheet" href="{}">', static("ui/built/desk.css"))


@hooks.register("insert_editor_js")
def desk_script() -> SafeString:
    """What keeps the editor's own saving and a pressed button apart."""
    return format_html('<script src="{}"></script>', static("ui/js/desk/saving.js"))
