"""Judges components and forms by the limits that Discord writes down in 'Component Reference'."""

from collections import Counter
from collections.abc import Iterator

from tests.wire.payloads import Payload

V2 = 1 << 15
"""The flag of a message that is made of the new components alone."""

ROW, BUTTON, TEXT_MENU, TEXT_INPUT, SECTION, TEXT, LABEL = 1, 2, 3, 4, 9, 10, 18
_MENUS = frozenset({3, 5, 6, 7, 8})
_NEW = frozenset({9, 10, 11, 12, 13, 14, 17})
_LINK, _PREMIUM = 5, 6
_ROWS, _BUTTONS, _OPTIONS, _ALL, _FORM_PARTS = 5, 5, 25, 40, 5
_CUSTOM_ID, _LABEL, _OPTION, _TEXTS, _FORM_TITLE, _ADDRESS = 100, 80, 100, 4000, 45, 512
_SECTION_TEXTS = range(1, 4)


def walk(components: list[Payload]) -> Iterator[Payload]:
    """Every component, however deep."""
    for component in components:
        yield component
        inside = [*(component.get("components") or [])]
        inside += [component[name] for name in ("accessory", "component") if component.get(name)]
        yield from walk(inside)


def judge_components(components: list[Payload], flags: int) -> Iterator[str]:
    """What Discord would refuse in the components of a message with these flags."""
    every = list(walk(components))
    kinds = {component["type"] for component in every}
    if flags & V2:
        texts = sum(len(component["content"]) for component in every if component["type"] == TEXT)
        if len(every) > _ALL:
            yield f"{len(every)} components of {_ALL}"
        if texts > _TEXTS:
            yield f"the components have {texts} characters of {_TEXTS}"
    else:
        if kinds & _NEW:
            yield "new components without the flag for them"
        if len(components) > _ROWS:
            yield f"{len(components)} rows of {_ROWS}"
    yield from _judge_each(every)


def judge_form(form: Payload) -> Iterator[str]:
    """What Discord would refuse in a form."""
    every = list(walk(form["components"]))
    if len(form["title"]) > _FORM_TITLE or not form["title"]:
        yield f"the form's title has {len(form['title'])} characters of 1 to {_FORM_TITLE}"
    if not 1 <= len(form["components"]) <= _FORM_PARTS:
        yield f"the form has {len(form['components'])} parts of {_FORM_PARTS}"
    for component in every:
        if component["type"] == LABEL and len(component["label"]) > _FORM_TITLE:
            yield f"a label has more than {_FORM_TITLE} characters"
        if component["type"] == TEXT_INPUT and len(component.get("label") or "") > _FORM_TITLE:
            yield f"a text field's label has more than {_FORM_TITLE} characters"
    yield from _judge_each([form, *every])


def _judge_each(every: list[Payload]) -> Iterator[str]:
    identifiers = [component["custom_id"] for component in every if component.get("custom_id") is not None]
    for identifier, times in Counter(identifiers).items():
        if times > 1:
            yield f"the custom id {identifier!r} stands {times} times"
        if not 1 <= len(identifier) <= _CUSTOM_ID:
            yield f"a custom id has {len(identifier)} characters of 1 to {_CUSTOM_ID}"
    for component in every:
        kind = component.get("type")
        if kind == ROW:
            yield from _judge_row(component)
        elif kind == BUTTON:
            yield from _judge_button(component)
        elif kind == TEXT_MENU:
            yield from _judge_menu(component)
        elif kind == SECTION and len(component["components"]) not in _SECTION_TEXTS:
            yield f"a section has {len(component['components'])} texts of 1 to 3"
        elif kind == TEXT and not component["content"].strip():
            yield "a text is empty"


def _judge_row(row: Payload) -> Iterator[str]:
    kinds = [component["type"] for component in row["components"]]
    if not 1 <= len(kinds) <= _BUTTONS:
        yield f"a row has {len(kinds)} components of 1 to {_BUTTONS}"
    if any(kind in _MENUS for kind in kinds) and len(kinds) > 1:
        yield "a row has something beside its menu"


def _judge_button(button: Payload) -> Iterator[str]:
    named, linked = bool(button.get("custom_id")), bool(button.get("url"))
    if button["style"] == _LINK and (named or not linked):
        yield "a link button needs an address and no custom id"
    if button["style"] not in {_LINK, _PREMIUM} and (linked or not named):
        yield "a button needs a custom id and no address"
    if button["style"] != _PREMIUM and not (button.get("label") or button.get("emoji")):
        yield "a button has neither label nor emoji"
    if len(button.get("label") or "") > _LABEL:
        yield f"a button's label has more than {_LABEL} characters"
    if len(button.get("url") or "") > _ADDRESS:
        yield f"a button's address has more than {_ADDRESS} characters"


def _judge_menu(menu: Payload) -> Iterator[str]:
    options = menu["options"]
    if not 1 <= len(options) <= _OPTIONS:
        yield f"a menu has {len(options)} options of 1 to {_OPTIONS}"
    if len({option["value"] for option in options}) < len(options):
        yield "two options of a menu have the same value"
    for option in options:
        longest = max(len(option.get(part) or "") for part in ("label", "value", "description"))
        if longest > _OPTION:
            yield f"an option of a menu has {longest} characters of {_OPTION}"
