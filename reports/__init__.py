"""Documents: read models → docx, xlsx, html, json."""
