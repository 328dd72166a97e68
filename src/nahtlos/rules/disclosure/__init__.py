"""Statistical disclosure control: which counts of a table must be hidden, proven so that anyone can check it.

`protect` decides, `verify` checks the decision without a solver, `audit` looks at a release of others.
"""

from .audit import audit
from .budget import Budget
from .crossed import Hierarchy, crossed, linked
from .errors import Undecided, Unprotectable
from .protect import protect
from .protection import Protection
from .table import Cell, Equation, Table, TableError
from .verify import Violation, verify

__all__ = [
    "Budget",
    "Cell",
    "Equation",
    "Hierarchy",
    "Protection",
    "Table",
    "TableError",
    "Undecided",
    "Unprotectable",
    "Violation",
    "audit",
    "crossed",
    "linked",
    "protect",
    "verify",
]
