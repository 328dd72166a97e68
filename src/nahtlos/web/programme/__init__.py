"""The programme door: what the state programme says about itself."""
