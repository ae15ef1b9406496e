"""Grades submissions: the assertions run here, the student's code runs in a sandboxed worker.

``extract`` reads a submission, ``sandbox`` starts a worker, ``student`` is the proxy that a graded
suite calls, ``local`` its twin in one process, ``plugin`` connects both with pytest, ``run`` grades
a class and ``report`` writes what it found. All that a submission can see of ours is ``inside``.
"""
