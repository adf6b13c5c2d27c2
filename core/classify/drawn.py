"""What labels of images drawn at random say about a classifier: the only estimate that owes nothing to who chose the labels.

Cross-validation over all labels speaks for images like those. Typical images are easier than the folder, doubtful ones harder,
and a class somebody looked for is more frequent among labels than in it. An image drawn uniformly from those without a label
stands for these, whatever else was labelled before and after. What this cannot see:

- images without a label at the time of the draw are not quite the folder: the labelled ones, and those suggested for another
  reason at the same moment, had no chance. While few are labelled that is little;
- who passes over the hard ones among the drawn makes the rest look easy. How many were passed over is counted and said;
- a person who sees a prediction while labelling may agree too readily.
"""

from dataclasses import dataclass

from core.classify import scores
from core.words import tr

ENOUGH = 20
"""Labels from which a number is said: with fewer its 95 % interval is wider than 35 points at 80 % right."""
MANY_PASSED = 0.2  # part of the drawn images without an answer, from which that is said


@dataclass(frozen=True)
class Drawn:
    """answered: drawn images that a person has labelled; judged: those of them the classifier had not learnt when it was asked;
    right: of these; passed: drawn images without such a label though others drawn then or later have one; strangers: drawn ones
    marked as none of these."""

    judged: int = 0
    right: int = 0
    answered: int = 0
    passed: int = 0
    strangers: int = 0

    @property
    def accuracy(self) -> float | None:
        """In 0..1; None where there are too few to say."""
        return self.right / self.judged if self.judged >= ENOUGH else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 %, in 0..1."""
        return scores.interval(self.right, self.judged) if self.judged >= ENOUGH else None

    @property
    def many_passed(self) -> bool:
        return self.passed > MANY_PASSED * (self.passed + self.answered)

    @property
    def beside_the_number(self) -> str:
        """What is left to say where the accuracy itself is shown."""
        if self.interval is None:
            return self.sentence
        low, high = self.interval
        number = tr(
            "right of {judged:,} images drawn at random ({low:.0%} to {high:.0%}), which stand for all you did not label.",
            judged=self.judged,
            low=low,
            high=high,
        )
        return " ".join(filter(None, (number, self._caution())))

    @property
    def sentence(self) -> str:
        """For the user."""
        return " ".join(filter(None, (self._number(), self._caution())))

    def _number(self) -> str:
        if self.interval is not None:
            low, high = self.interval
            return tr(
                "Of {judged:,} images drawn at random it has {right:,} right: {accuracy:.0%} ({low:.0%} to "
                "{high:.0%}). They stand for the images that had no label.",
                judged=self.judged,
                right=self.right,
                accuracy=self.accuracy,
                low=low,
                high=high,
            )
        if not self.judged:
            return tr(
                "No label yet is of an image drawn at random. The labels you chose may be easier or harder than "
                "the rest; about {enough} drawn ones tell.",
                enough=ENOUGH,
            )
        return tr(
            "1 label of an image drawn at random is too few to say: about {more} more."
            if self.judged == 1
            else "{judged} labels of images drawn at random are too few to say: about {more} more.",
            judged=self.judged,
            more=ENOUGH - self.judged,
        )

    def _caution(self) -> str:
        said = []
        if self.judged >= ENOUGH and self.many_passed:
            said.append(
                tr("{passed:,} more have no label of yours: if these are the hard ones, fewer are right.", passed=self.passed)
            )
        if self.strangers:
            one = self.strangers == 1
            said.append(
                tr(
                    "1 drawn image is none of these classes and not counted."
                    if one
                    else "{strangers:,} drawn images are none of these classes and not counted.",
                    strangers=self.strangers,
                )
            )
        return " ".join(said)
