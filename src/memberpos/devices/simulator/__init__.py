"""Devices that are not there: state machines behind ptys (TCP where there are none), with an operator's side."""
