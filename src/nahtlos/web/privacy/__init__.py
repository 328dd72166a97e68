"""The privacy notice, made from the register of what is stored."""
