"""The platform of government information (政府信息公开): its parts, its guide, its reports, its catalogue."""
