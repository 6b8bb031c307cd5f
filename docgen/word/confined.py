"""What a Word template may ask for: its fields, loops and conditions, and nothing that runs.

A template is written by others and rendered in our process. Jinja's sandbox keeps it from Python's
internals; here every construct is refused that could take long, grow without bound or reach for
anything but the fields it was given. Rendering and linting ask the same environment, so a template
that passed the lint cannot surprise when it is rendered.
"""

from collections.abc import Iterator
from functools import cache

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.For,
    nodes.If,
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Filter,
    nodes.Test,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.CondExpr,
    nodes.Add,
    nodes.Sub,
    nodes.Concat,
    nodes.Pair,
    nodes.Keyword,
)
"""Arithmetic is kept to what cannot grow: ``'a' * 10**9`` is not on the list."""
FILTERS = frozenset({"join", "length", "count", "default", "d", "first", "last", "upper", "lower"})
TESTS = frozenset({"defined", "undefined", "none", "even", "odd", "divisibleby", "in"})

WORDS = {
    nodes.Call: "调用了函数",
    nodes.Import: "引用了别的模板（import）",
    nodes.FromImport: "引用了别的模板（from … import）",
    nodes.Include: "引用了别的模板（include）",
    nodes.Extends: "引用了别的模板（extends）",
    nodes.Macro: "定义了宏（macro）",
    nodes.CallBlock: "调用了宏（call）",
    nodes.Assign: "给变量赋值（set）",
    nodes.AssignBlock: "给变量赋值（set）",
    nodes.Block: "定义了区块（block）",
    nodes.Mul: "使用了乘法",
    nodes.Pow: "使用了乘方",
}
"""What a forbidden construct does, in the words of a remark; others go by ``OTHERWISE``."""
OTHERWISE = "使用了模板里不允许的写法"


class ForbiddenError(TemplateSyntaxError):
    """The template holds a construct that is not allowed; the message says which, in Chinese."""


class ConfinedEnvironment(SandboxedEnvironment):
    """Jinja with autoescape, without undefined names, and without forbidden constructs."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()  # no range, no lipsum, no namespace

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Return the parsed template; raises ``ForbiddenError`` for what is not allowed in it."""
        tree = super()._parse(source, name, filename)
        for node, words in forbidden(tree):
            raise ForbiddenError(words, node.lineno, name, filename)
        return tree


@cache
def confined() -> ConfinedEnvironment:
    """Return the environment every template is read with."""
    return ConfinedEnvironment()


def forbidden(tree: nodes.Node) -> Iterator[tuple[nodes.Node, str]]:
    """Yield each construct that is not allowed, with what it does in Chinese."""
    for node in _everything(tree):
        if not isinstance(node, ALLOWED):
            yield node, WORDS.get(type(node), OTHERWISE)
        elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
            yield node, f"使用了不允许的过滤器“{node.name}”"
        elif isinstance(node, nodes.Test) and node.name not in TESTS:
            yield node, f"使用了不允许的判断“{node.name}”"
        elif isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            yield node, f"读取了内部属性“{node.attr}”"
        elif isinstance(node, nodes.Getitem) and not _is_place(node.arg):
            yield node, "方括号里只能写序号"
        elif isinstance(node, nodes.For):
            yield from _loops(node)


def _everything(tree: nodes.Node) -> Iterator[nodes.Node]:
    yield tree
    for child in tree.iter_child_nodes():
        yield from _everything(child)


def _is_place(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, int)


def _loops(loop: nodes.For) -> Iterator[tuple[nodes.Node, str]]:
    """A loop within a loop goes over a part of the outer one, so that output cannot multiply."""
    if loop.recursive:
        yield loop, "使用了递归循环（recursive）"
    own = {each.name for each in loop.target.find_all(nodes.Name)} | _names(loop.target)
    for inner in _inner_loops(loop):
        if not own & _names(inner.iter):
            yield inner, "在循环里重复另一个列表，内容会成倍增加"


def _inner_loops(loop: nodes.For) -> Iterator[nodes.For]:
    """Yield the loops right inside a loop; deeper ones are looked at from theirs."""
    for part in (*loop.body, *loop.else_):
        yield from _outermost(part)


def _outermost(node: nodes.Node) -> Iterator[nodes.For]:
    if isinstance(node, nodes.For):
        yield node
        return
    for child in node.iter_child_nodes():
        yield from _outermost(child)


def _names(node: nodes.Node) -> set[str]:
    found = {each.name for each in node.find_all(nodes.Name)}
    return found | {node.name} if isinstance(node, nodes.Name) else found
