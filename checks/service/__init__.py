"""Service: guides to what people come for (办事指南), and their forms."""
