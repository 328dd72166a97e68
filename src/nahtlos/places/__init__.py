"""Land > Kreis > Kreisteil > Gemeinde > Ortsteil, each valid from and to, with boundaries and population."""
