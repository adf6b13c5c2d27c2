"""What the grid says where it has nothing to show. Pure."""

from core.words import tr, tr_later
from desktop_app.pages.grid_tools import EVERYTHING, NEXT, NEXT_KEY, Wish
from desktop_app.suggestions import State

_NO_SUGGESTIONS: dict[State, tuple[str, str]] = {
    "unasked": (tr_later("No suggestions yet"), tr_later("{key} suggests what to label next.")),
    "coming": (
        tr_later("Looking for what to label next"),
        tr_later("The images it pays most to label appear here in a moment."),
    ),
    "unembedded": (tr_later("No suggestions yet"), tr_later("Suggestions come once the images are embedded.")),
    "exhausted": (tr_later("Everything is labelled"), tr_later("No embedded image is without a label or a mark.")),
    "there": (tr_later("No suggestions any more"), tr_later("These images have left the project. {key} suggests others.")),
}


def why_empty(project: bool, shown: Wish, suggestions: State) -> tuple[str, str]:
    """A title and a sentence: is there a project, what is shown, and how far the suggestions are."""
    if not project:
        return tr("No project is open"), tr("Choose a folder of images on the Images page.")
    if shown.text:
        return tr("Nothing found"), tr("No image fits all of these words. Esc shows everything again.")
    if shown.show == NEXT:
        title, sentence = _NO_SUGGESTIONS[suggestions]
        return tr(title), tr(sentence, key=NEXT_KEY)
    if shown.group == "copies":
        return tr("No copies"), tr("No two of these files have the same content.")
    if shown.group == "near":
        return tr("No pairs"), tr("No two of these pictures are nearly the same.")
    if shown.show != EVERYTHING:
        return tr("Nothing to show here"), tr("No image fits this choice. Show everything to go on.")
    return tr("No images yet"), tr("They appear here as they are found.")
