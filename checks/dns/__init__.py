"""The domain itself: name servers, signatures, aliases, old and further names."""
