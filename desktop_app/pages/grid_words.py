"""What the grid says where it has nothing to show. Pure."""

from desktop_app.pages.grid_tools import EVERYTHING, NEXT, NEXT_KEY, Wish
from desktop_app.suggestions import State

_NO_SUGGESTIONS: dict[State, tuple[str, str]] = {
    "unasked": ("No suggestions yet", f"{NEXT_KEY} suggests what to label next."),
    "coming": ("Looking for what to label next", "The images it pays most to label appear here in a moment."),
    "unembedded": ("No suggestions yet", "Suggestions come once the images are embedded."),
    "exhausted": ("Everything is labelled", "No embedded image is without a label or a mark."),
    "there": ("No suggestions any more", f"These images have left the project. {NEXT_KEY} suggests others."),
}


def why_empty(project: bool, shown: Wish, suggestions: State) -> tuple[str, str]:
    """A title and a sentence: is there a project, what is shown, and how far the suggestions are."""
    if not project:
        return "No project is open", "Choose a folder of images on the Images page."
    if shown.text:
        return "Nothing found", "No image fits all of these words. Esc shows everything again."
    if shown.show == NEXT:
        return _NO_SUGGESTIONS[suggestions]
    if shown.group == "copies":
        return "No copies", "No two of these files have the same content."
    if shown.group == "near":
        return "No pairs", "No two of these pictures are nearly the same."
    if shown.show != EVERYTHING:
        return "Nothing to show here", "No image fits this choice. Show everything to go on."
    return "No images yet", "They appear here as they are found."
