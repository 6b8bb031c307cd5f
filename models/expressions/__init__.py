"""Small conditions in declarations, such as ``age(birth_date) <= law.passenger_driver_age``.

A declaration says in one line what must hold; nobody writes Python for it. The words are those of
the form: a key is a box, ``type.field`` what a paper says, ``law.name`` a dated number of the law.
What is not known makes no claim: a condition over it is neither true nor false.
"""

from models.expressions.functions import FUNCTIONS, Function
from models.expressions.parse import LAW, Expression, parse
from models.expressions.values import FOREVER, Scope, Texts, Value, typed

__all__ = [
    "FOREVER",
    "FUNCTIONS",
    "LAW",
    "Expression",
    "Function",
    "Scope",
    "Texts",
    "Value",
    "parse",
    "typed",
]
