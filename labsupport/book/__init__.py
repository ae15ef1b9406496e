"""From one source, ``chapters/<slug>/lab.md``, to the notebook, its solution and the web page."""
