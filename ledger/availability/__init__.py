"""The availability monitoring in the ledger: who visits which slot, and what was seen."""
