"""The demo shop: a coffee and grocery shop with goods, staff, members and a past, and the till that opens on it.

Wiring at the height of `app`: it fills a data folder through the services and starts the window on simulated devices.
"""
