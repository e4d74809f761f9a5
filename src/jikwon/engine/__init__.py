"""The engine: runs that survive. Stages, batches, effects, questions, release.

A run is ordered and driven (`runs`) through its `stages` by `workers`, or by a command in a terminal: both have it in
hand as an `active.Active`. On the way it reads and makes `files`, does `acts` outside, asks `questions`, and uses
models of the `office` (`learned`). `reports` tell people of it. Beside the runs stand what starts them by itself
(`triggers`), what watches over the installation (`health`, `metrics`), and `backup`.
"""
