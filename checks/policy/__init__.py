"""Policy documents: what their pages state about themselves, and how they are explained."""
