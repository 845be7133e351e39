"""IPv6: addresses in DNS and the home page over them."""
