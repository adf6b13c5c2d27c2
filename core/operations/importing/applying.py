"""Taking a source over: one edit, one step to undo."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Literal

from core.operations.importing import plan as planning
from core.operations.importing.plan import ImportPlan
from core.operations.importing.rows import Source
from core.project import imported
from core.project.project import Project
from core.records import Change
from core.words import tr


@dataclass(frozen=True)
class Choice:
    """`take`: which conflicts are decided for the source: all, none, or those of these images. `mapping`: name of a class
    there -> its name here, or plan.LEFT_OUT; others keep theirs."""

    take: Literal["all", "none"] | Set[int] = "none"
    mapping: Mapping[str, str] = field(default_factory=dict)

    def takes(self, image: int) -> bool:
        return self.take == "all" or (self.take != "none" and image in self.take)


@dataclass(frozen=True)
class Outcome:
    """What was done. `plan` is what was weighed at that moment, within the edit; `replaced`: conflicts decided for the source;
    `made`: classes that are new."""

    plan: ImportPlan
    replaced: int
    made: tuple[str, ...]

    @property
    def labels(self) -> int:
        """Images that have the label of the source now."""
        return self.plan.new + self.plan.agree + self.replaced

    @property
    def sentence(self) -> str:
        return " ".join(self._sentences())

    def _sentences(self) -> list[str]:
        number, plan = self.plan.new + self.replaced, self.plan
        said = [_imported(number, plan.source)]
        kept = len(plan.conflicts) - self.replaced
        if self.replaced:
            said.append(tr("Other labels that were replaced: {count:,}.", count=self.replaced))
        if kept:
            said.append(tr("Other labels that were kept: {count:,}.", count=kept))
        if self.made:
            said.append(tr("New classes: {names}.", names=planning.few(self.made, 5)))
        if plan.unknown:
            said.append(tr("Paths that are not in this project: {count:,}.", count=len(plan.unknown)))
        return said


def apply(project: Project, source: Source, choice: Choice) -> tuple[Change, Outcome]:
    """Labels get the origin `import`; those that agree stay as they are. Weighed anew within the transaction: what was labelled
    since the plan was shown is a conflict now. Raises UserError."""
    with project.write():
        plan = planning.make(project, source, choice.mapping)
        replaced = {conflict.image for conflict in plan.conflicts if choice.takes(conflict.image)}
        kept = {conflict.image for conflict in plan.conflicts} - replaced
        given = {image: (said.name, said.mark) for image, said in plan.labels.items() if image not in kept}
        text = _step(plan.new + len(replaced), plan.source)
        change, made = imported.put(project, given=given, text=text)
    return change, Outcome(plan, len(replaced), made)


def _step(count: int, source: str) -> str:
    """Completes "Undo …"."""
    return tr(
        "import of 1 label from {source}" if count == 1 else "import of {count:,} labels from {source}",
        count=count,
        source=source,
    )


def _imported(count: int, source: str) -> str:
    return tr(
        "1 label was imported from {source}." if count == 1 else "{count:,} labels were imported from {source}.",
        count=count,
        source=source,
    )
