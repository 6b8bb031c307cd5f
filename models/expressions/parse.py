"""Turn the text of a condition into something that can be asked, and refuse everything else.

The grammar is the part of Python's that states facts: comparison, ``and``/``or``/``not``,
``… if … else …``, arithmetic, lists and calls of the functions that are given. The text is parsed,
never run.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, DecimalException
from inspect import signature
from typing import Any, Final, TypeAlias

from models.errors import SpecError
from models.expressions.functions import FUNCTIONS, Function
from models.expressions.values import Scope, Value
from models.specs import need

LAW: Final = "law"
"""``law.name`` asks the dated parameters."""
GIVEN: Final = "given"
"""``given(place)`` tells whether anything is known: the one question that is never unknown."""
Step: TypeAlias = Callable[[Scope], Value]

ARITHMETIC: Final[Mapping[type[ast.operator], Callable[[Any, Any], Any]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
COMPARISONS: Final[Mapping[type[ast.cmpop], Callable[[Any, Any], bool]]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda one, many: one in many,
    ast.NotIn: lambda one, many: one not in many,
}


@dataclass(frozen=True)
class Expression:
    """One condition, and everything it names."""

    text: str
    places: tuple[str, ...]
    """Keys of boxes and ``type.field`` of papers, each once, in order."""
    laws: tuple[str, ...]
    """Names of dated parameters."""
    step: Step

    def evaluate(self, scope: Scope) -> Value:
        """Return what it comes to; None when something it rests on is not known.

        Nothing the scope says makes it raise: what cannot be compared is not known.
        """
        return self.step(scope)


def parse(text: str, functions: Mapping[str, Function] = FUNCTIONS) -> Expression:
    """Return the condition a text states; raises ``SpecError`` when it states none."""
    return _Reader(text, functions).read()


class _Reader:
    """Reads one text; each kind of node has a method of its own."""

    def __init__(self, text: str, functions: Mapping[str, Function]) -> None:
        self._text, self._functions = text, functions
        self._places: dict[str, None] = {}
        self._laws: dict[str, None] = {}

    def read(self) -> Expression:
        try:
            body = ast.parse(self._text.strip(), mode="eval").body
        except SyntaxError as error:
            raise SpecError(f"{self._text!r} is no condition: {error.msg}") from error
        step = self._step(body)
        return Expression(self._text, tuple(self._places), tuple(self._laws), step)

    def _step(self, node: ast.expr) -> Step:
        read = READ_NODE.get(type(node))
        if read is None:
            raise SpecError(f"{self._text!r}: {ast.unparse(node)!r} may not stand in a condition")
        return read(self, node)

    def constant(self, node: ast.Constant) -> Step:
        value = node.value
        if isinstance(value, bool | str):
            return lambda _: value
        if isinstance(value, int | float):
            number = Decimal(str(value))
            return lambda _: number
        raise SpecError(f"{self._text!r}: {value!r} may not stand in a condition")

    def name(self, node: ast.Name) -> Step:
        return self._place(node.id)

    def attribute(self, node: ast.Attribute) -> Step:
        if not isinstance(node.value, ast.Name):
            raise SpecError(f"{self._text!r}: {ast.unparse(node)!r} names no place")
        if node.value.id != LAW:
            return self._place(f"{node.value.id}.{node.attr}")
        name = node.attr
        self._laws[name] = None
        return lambda scope: scope.law(name)

    def _place(self, place: str) -> Step:
        self._places[place] = None
        return lambda scope: scope.value(place)

    def listing(self, node: ast.List | ast.Tuple) -> Step:
        steps = [self._step(each) for each in node.elts]
        return lambda scope: tuple(step(scope) for step in steps)

    def negation(self, node: ast.UnaryOp) -> Step:
        step = self._step(node.operand)
        if isinstance(node.op, ast.Not):
            return lambda scope: None if (value := step(scope)) is None else not value
        if isinstance(node.op, ast.USub):
            return _applied(operator.neg, [step])
        raise SpecError(f"{self._text!r}: {ast.unparse(node)!r} may not stand in a condition")

    def junction(self, node: ast.BoolOp) -> Step:
        """One that decides is enough; otherwise what is not known leaves the whole unknown."""
        steps = [self._step(each) for each in node.values]
        deciding = isinstance(node.op, ast.Or)

        def decide(scope: Scope) -> Value:
            told = [step(scope) for step in steps]
            if any(value is not None and bool(value) is deciding for value in told):
                return deciding
            return None if None in told else not deciding

        return decide

    def choice(self, node: ast.IfExp) -> Step:
        test, then, otherwise = map(self._step, (node.test, node.body, node.orelse))

        def choose(scope: Scope) -> Value:
            told = test(scope)
            return None if told is None else then(scope) if told else otherwise(scope)

        return choose

    def arithmetic(self, node: ast.BinOp) -> Step:
        operation = ARITHMETIC.get(type(node.op))
        if operation is None:
            raise SpecError(f"{self._text!r}: {ast.unparse(node)!r} may not stand in a condition")
        return _applied(operation, [self._step(node.left), self._step(node.right)])

    def comparison(self, node: ast.Compare) -> Step:
        """A chain holds when each of its links does."""
        steps = [self._step(each) for each in (node.left, *node.comparators)]
        links = [
            _applied(COMPARISONS[type(sign)], pair)
            for sign, *pair in zip(node.ops, steps, steps[1:], strict=False)
            if type(sign) in COMPARISONS
        ]
        if len(links) != len(node.ops):
            raise SpecError(f"{self._text!r}: only values are compared")

        def compare(scope: Scope) -> Value:
            told = [link(scope) for link in links]
            return False if False in told else None if None in told else True

        return compare

    def call(self, node: ast.Call) -> Step:
        name = ast.unparse(node.func)
        if name == GIVEN and len(node.args) == 1 and not node.keywords:
            step = self._step(node.args[0])
            return lambda scope: step(scope) is not None
        need(self._text, "function", [name], [*self._functions, GIVEN])
        if node.keywords or name == GIVEN:
            raise SpecError(f"{self._text!r}: {name} does not take these arguments")
        function = self._functions[name]
        try:
            signature(function).bind(*node.args)
        except TypeError as error:
            raise SpecError(f"{self._text!r}: {name}: {error}") from error
        return _applied(function, [self._step(each) for each in node.args])


def _applied(function: Callable[..., Any], steps: list[Step]) -> Step:
    """Return the step that applies a function to what is known."""

    def apply(scope: Scope) -> Value:
        given = [step(scope) for step in steps]
        if None in given:
            return None
        try:
            found: bool | Decimal | str | date | tuple[Value, ...] | None = function(*given)
        except (TypeError, ValueError, AttributeError, OverflowError, DecimalException):
            return None
        return found

    return apply


READ_NODE: Final[Mapping[type[ast.expr], Callable[[_Reader, Any], Step]]] = {
    ast.Constant: _Reader.constant,
    ast.Name: _Reader.name,
    ast.Attribute: _Reader.attribute,
    ast.List: _Reader.listing,
    ast.Tuple: _Reader.listing,
    ast.UnaryOp: _Reader.negation,
    ast.BoolOp: _Reader.junction,
    ast.IfExp: _Reader.choice,
    ast.BinOp: _Reader.arithmetic,
    ast.Compare: _Reader.comparison,
    ast.Call: _Reader.call,
}
"""By kind of node; every other kind is refused."""
