"""What a keyboard and a narrow window make of a page (无障碍), judged by what was measured in a browser."""
