"""``redwell replay``: compute every open deadline anew and report each that differs."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from redwell.docketing import recalculating


class Command(BaseCommand):
    help = "Compute every open deadline anew; changes nothing, ends with 1 where a date differs."

    def handle(self, *args: Any, **options: Any) -> None:
        differing = 0
        for line in recalculating.replay():
            differing += 1
            new = line.new_on.isoformat() if line.new_on else "falls away"
            old = line.old_on.isoformat() if line.old_on else "new"
            self.stdout.write(f"{line.trigger.matter.number}  {old} -> {new}  {line.title}")
        wrong = recalculating.disagreeing()
        if wrong:
            self.stdout.write(
                f"{wrong} deadlines are marked open or closed against their own rows."
            )
        if differing or wrong:
            raise CommandError(
                f"{differing} dates would be set differently today. Open Rulebook, Closures, "
                "Dates that would change, and accept them there."
            )
        self.stdout.write("Every open date stands.")
