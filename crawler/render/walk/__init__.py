"""What a visitor's keyboard, a narrow window and an ageing-friendly mode make of a page: measured in a browser."""
