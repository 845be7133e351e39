"""Tables, the register, the life cycle of findings, waivers, deadlines and the audit trail."""
