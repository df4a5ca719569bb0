"""Rows against each other and against the tree: codes, doubles, parents, circles."""

from collections import defaultdict

from django.utils.translation import gettext as _

from luatgandan.lib.vietnamese import fold, slug

from ..models import CODE_LENGTH, Organisation
from . import columns
from .report import RowReport


class Known:
    """The organisations that stand, by code and by name."""

    def __init__(self) -> None:
        self.by_code = {one.code: one for one in Organisation.objects.all()}
        self.by_id = {one.pk: one for one in self.by_code.values()}
        self.by_name: dict[str, list[Organisation]] = defaultdict(list)
        for one in self.by_code.values():
            if one.is_open:
                self.by_name[one.folded].append(one)

    def parent_code(self, one: Organisation) -> str:
        parent = self.by_id.get(one.parent_id or 0)
        return parent.code if parent else ""


def match_codes(rows: list[RowReport], known: Known) -> None:
    """Every row gets a code: its own, that of the same organisation in the tree, or a new one from its name."""
    first_row: dict[str, int] = {}
    named: dict[tuple[str, str], int] = {}
    taken = set(known.by_code) | {row.draft.code for row in rows if row.draft.code}
    for row in rows:
        draft = row.draft
        if not draft.name:
            continue
        if not draft.code:
            _code_by_name(row, known, taken)
        same_name = (fold(draft.name), fold(draft.parent))
        if draft.code in first_row:
            row.error(columns.CODE, _("trùng với dòng %(row)d; giữ một dòng") % {"row": first_row[draft.code]})
        elif same_name in named:
            row.error(
                columns.NAME,
                _("trùng tên và cấp trên với dòng %(row)d; giữ một dòng") % {"row": named[same_name]},
            )
        first_row.setdefault(draft.code, row.number)
        named.setdefault(same_name, row.number)
        _same_name_elsewhere(row, known)


def _code_by_name(row: RowReport, known: Known, taken: set[str]) -> None:
    draft = row.draft
    standing = known.by_name.get(fold(draft.name), [])
    parent = fold(draft.parent)
    if parent:
        standing = [
            one
            for one in standing
            if one.parent_id and parent in (known.by_id[one.parent_id].folded, known.by_id[one.parent_id].code)
        ]
    if len(standing) == 1:
        draft.code = standing[0].code
    elif standing:
        codes = ", ".join(one.code for one in standing[:6])
        row.error(columns.CODE, _("có nhiều đơn vị cùng tên (%(codes)s); ghi mã của đơn vị này") % {"codes": codes})
    else:
        draft.code = _new_code(draft.name, taken)
        taken.add(draft.code)
        row.notes(columns.CODE, [_("mã được đặt theo tên: %(code)s") % {"code": draft.code}])


def _new_code(name: str, taken: set[str]) -> str:
    base = slug(name)[: CODE_LENGTH - 6].strip("-") or "don-vi"
    number = 1
    code = base
    while code in taken:
        number += 1
        code = f"{base}-{number}"
    return code


def _same_name_elsewhere(row: RowReport, known: Known) -> None:
    """A closed code cannot be used; a new code for a name that stands under the same parent is a double."""
    draft = row.draft
    standing = known.by_code.get(draft.code)
    if standing and not standing.is_open:
        row.error(
            columns.CODE,
            _("đơn vị mã này đã kết thúc từ %(day)s; dùng mã khác") % {"day": f"{standing.valid_to:%d/%m/%Y}"},
        )
    if standing or row.has_error:
        return
    for one in known.by_name.get(fold(draft.name), []):
        parent = known.by_id.get(one.parent_id or 0)
        if fold(draft.parent) in ((parent.folded, parent.code) if parent else ("",)):
            row.error(
                columns.CODE,
                _("đã có “%(name)s” với mã %(code)s; dùng mã đó") % {"name": one.name, "code": one.code},
            )
            return


def find_parents(rows: list[RowReport], known: Known) -> None:
    """The parent by code or by name, in the sheet or in the tree."""
    in_sheet: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.draft.code:
            in_sheet[row.draft.code].add(row.draft.code)
            in_sheet[fold(row.draft.name)].add(row.draft.code)
    for row in rows:
        draft = row.draft
        standing = known.by_code.get(draft.code)
        if not draft.parent:
            draft.parent_code = known.parent_code(standing) if standing else ""
            if standing is None and not row.has_error:
                row.notes(columns.PARENT, [_("để trống: đơn vị sẽ đứng ở gốc của cây")])
            continue
        text = fold(draft.parent)
        found = in_sheet.get(text, set()) | {one.code for one in known.by_name.get(text, [])}
        if text in known.by_code and known.by_code[text].is_open:
            found = {text}
        if len(found) == 1:
            draft.parent_code = next(iter(found))
        elif found:
            codes = ", ".join(sorted(found)[:6])
            row.error(columns.PARENT, _("có nhiều đơn vị tên này (%(codes)s); ghi mã") % {"codes": codes})
        else:
            row.error(
                columns.PARENT,
                _("chưa có đơn vị “%(name)s”; ghi đúng mã hoặc tên, hoặc thêm một dòng cho đơn vị đó")
                % {"name": draft.parent},
            )


def refuse_circles(rows: list[RowReport], known: Known) -> None:
    new = {row.draft.code: row for row in rows if row.draft.code and row.draft.code not in known.by_code}
    for row in new.values():
        seen: set[str] = set()
        code = row.draft.code
        while code in new and code not in seen:
            seen.add(code)
            code = new[code].draft.parent_code
        if code == row.draft.code:
            row.error(columns.PARENT, _("các đơn vị trực thuộc lẫn nhau thành vòng; sửa lại cấp trên"))


def refuse_children_of_errors(rows: list[RowReport]) -> None:
    """A new row below a row with an error cannot be entered either; told once for each level."""
    by_code = {row.draft.code: row for row in rows if row.draft.code}
    below: dict[str, list[RowReport]] = defaultdict(list)
    for row in rows:
        if row.draft.parent_code:
            below[row.draft.parent_code].append(row)
    known_good = set(Organisation.objects.open().values_list("code", flat=True))
    waiting = [code for code, row in by_code.items() if row.has_error and code not in known_good]
    while waiting:
        code = waiting.pop()
        for child in below[code]:
            if not child.has_error:
                child.error(columns.PARENT, _("đơn vị cấp trên ở dòng %(row)d có lỗi") % {"row": by_code[code].number})
                waiting.append(child.draft.code)
