"""오늘: what waits for whoever looks, what runs, what ended today."""
