"""Registers of roles in files: our own as CSV and JSON, and those that others keep as TOML and YAML.

Each reader gives a `domain.registers` register and knows one form. What a file says that isn't about teams,
roles and who holds them (addresses, rights, chat rooms) is passed over.
"""
