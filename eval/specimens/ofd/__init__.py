"""Digital invoices as OFD: pages, structured data and a seal made for tests, marked 样张."""
