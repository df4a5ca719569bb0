"""The roof: settings, routes and entry points. Nothing below imports it."""
