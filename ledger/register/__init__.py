"""The register (登记表): read from and written to spreadsheets, kept in the database."""
