"""What pages cost, measured on a site of its own in a temporary directory. Commands, not tests."""
