"""The systems around the product: registers and approval systems, and simulators of them."""
