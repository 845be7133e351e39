"""The adapters: one lawful way to an account's posts a file."""
