"""How dates are written where the usual form of a language would be misread here."""
