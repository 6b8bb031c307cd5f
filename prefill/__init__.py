"""Fill a form from its sources; every value says where it came from."""
