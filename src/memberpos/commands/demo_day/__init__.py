"""The demo day: what a cashier, an owner, their customers and their devices do from morning to evening."""
