"""Everything people see in the browser: one folder per area."""
