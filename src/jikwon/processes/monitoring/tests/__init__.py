"""Tests of the monitoring process, in memory."""
