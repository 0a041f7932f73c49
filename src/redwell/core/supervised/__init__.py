"""Reading strangers' files in a child process with limits: a poison file costs only itself.

``with Supervisor("redwell.lib.docketpages:read_json") as reader: outcome = reader.run(data)``
"""

from redwell.core.supervised.limits import Expansion, Limits
from redwell.core.supervised.outcome import Code, Outcome, Refusal
from redwell.core.supervised.process import SupervisorFault
from redwell.core.supervised.supervisor import Supervisor

__all__ = ["Code", "Expansion", "Limits", "Outcome", "Refusal", "Supervisor", "SupervisorFault"]
