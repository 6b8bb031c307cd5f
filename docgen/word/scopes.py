"""Which names a template uses, and whether each holds what is done with it."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from docgen.word.fields import Kind, Shape, text

LOOP = Shape(
    kind=Kind.RECORD,
    parts={name: text() for name in ("index", "index0", "revindex", "first", "last", "length")},
)
KINDS = {
    Kind.TEXT: "文字",
    Kind.FLAG: "是或否",
    Kind.PICTURE: "图片",
    Kind.LIST: "列表",
    Kind.RECORD: "一组内容",
}
UNKNOWN = None
Scope = Mapping[str, Shape | None]


@dataclass(frozen=True)
class Misuse:
    """One wrong use of a name, by the line of the source it is on."""

    line: int
    code: str
    message: str


@dataclass
class Reading:
    """What reading a template's tree gave."""

    names: Mapping[str, Shape]
    """Everything that is declared."""
    used: set[str] = field(default_factory=set)
    misuses: list[Misuse] = field(default_factory=list)

    def read(self, tree: nodes.Node) -> None:
        """Read a whole template."""
        self._walk(tree, self.names)

    def _walk(self, node: nodes.Node, scope: Scope) -> None:
        if isinstance(node, nodes.For):
            self._loop(node, scope)
        elif isinstance(node, nodes.Output):
            for each in node.nodes:
                if not isinstance(each, nodes.TemplateData):
                    self._print(each, scope)
        elif isinstance(node, nodes.Expr):
            self._shape(node, scope)
        else:
            for child in node.iter_child_nodes():
                self._walk(child, scope)

    def _loop(self, loop: nodes.For, scope: Scope) -> None:
        over = self._shape(loop.iter, scope)
        if over and over.kind is not Kind.LIST:
            self._say(
                loop, "no_list", f"“{_words(loop.iter)}”是{KINDS[over.kind]}，不能用 for 循环"
            )
        inside = {**scope, "loop": LOOP}
        if isinstance(loop.target, nodes.Name):
            inside[loop.target.name] = over.item if over else UNKNOWN
        if loop.test is not None:
            self._walk(loop.test, inside)
        for child in loop.body:
            self._walk(child, inside)
        for child in loop.else_:
            self._walk(child, scope)

    def _print(self, node: nodes.Node, scope: Scope) -> None:
        shape = self._shape(node, scope)
        if shape and shape.kind in {Kind.LIST, Kind.RECORD}:
            hint = "请用 for 循环逐项填写" if shape.kind is Kind.LIST else _parts(shape)
            self._say(node, "whole", f"“{_words(node)}”是{KINDS[shape.kind]}，不能直接填写，{hint}")
        elif shape and shape.kind is Kind.FLAG:
            told = f"“{_words(node)}”是{KINDS[shape.kind]}，会填成 True 或 False，请用 if 判断"
            self._say(node, "flag", told)

    def _shape(self, node: nodes.Node, scope: Scope) -> Shape | None:
        """Return what an expression holds, None where that cannot be told."""
        if isinstance(node, nodes.Name):
            return self._name(node, scope)
        if isinstance(node, nodes.Getattr):
            return self._part(node, self._shape(node.node, scope))
        if isinstance(node, nodes.Getitem):
            held = self._shape(node.node, scope)
            return held.item if held and held.kind is Kind.LIST else UNKNOWN
        for child in node.iter_child_nodes():
            self._walk(child, scope)
        return UNKNOWN

    def _name(self, node: nodes.Name, scope: Scope) -> Shape | None:
        if node.name in scope:
            self.used.add(node.name)
            return scope[node.name]
        self.used.add(node.name)
        told = f"使用了没有声明的字段 {{{{ {node.name} }}}}"
        self._say(node, "undeclared", told, near(node.name, scope))
        return UNKNOWN

    def _part(self, node: nodes.Getattr, held: Shape | None) -> Shape | None:
        if held is None:
            return UNKNOWN
        if held.kind is Kind.RECORD and node.attr in held.parts:
            return held.parts[node.attr]
        told = f"“{_words(node.node)}”没有“{node.attr}”这一项"
        self._say(node, "undeclared", told, near(node.attr, held.parts))
        return UNKNOWN

    def _say(self, node: nodes.Node, code: str, message: str, guess: str = "") -> None:
        whole = f"{message}，是不是 {{{{ {guess} }}}}？" if guess else f"{message}。"
        self.misuses.append(Misuse(node.lineno, code, whole))


def near(name: str, known: Mapping[str, object]) -> str:
    """Return the declared name that was probably meant, or nothing."""
    found = difflib.get_close_matches(name, list(known), 1, cutoff=0.6)
    return found[0] if found else ""


def _words(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_words(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        return f"{_words(node.node)}[…]"
    return "…"


def _parts(shape: Shape) -> str:
    return f"请写明其中一项：{'、'.join(shape.parts)}"
