"""The practice office: what a robot meets at work, with made-up people; shipped code never imports it."""
