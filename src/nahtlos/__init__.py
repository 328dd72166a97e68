"""nahtlos: the platform on which a county, its towns and the state office build a Präventionskette."""
