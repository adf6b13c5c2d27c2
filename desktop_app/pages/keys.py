"""What the keys do, for the sheet (F1). A test holds it against the shortcuts that window and Label page have."""

from core.words import tr_later
from desktop_app.widgets.key_sheet import Section

KEYS = (
    Section(
        tr_later("Label"),
        (
            (tr_later("1 to 9, letters"), tr_later("Label what is selected with the class that has this key")),
            (".", tr_later("The last label again, for what is selected now")),
            ("S   U   N", tr_later("Skip, not sure, none of these")),
            ("Ctrl+J", tr_later("The images it pays most to label, and why; then more of them")),
            ("Del", tr_later("Remove the label")),
            ("Ctrl+Z   Ctrl+Shift+Z", tr_later("Take back, do again")),
            (tr_later("Drag"), tr_later("A class onto an image, or images onto a class")),
            ("F2   Enter", tr_later("In the list of classes: rename, label with it")),
        ),
    ),
    Section(
        tr_later("Find"),
        (
            ("Ctrl+F", tr_later("Search by name, folder, label and more")),
            ("Ctrl+M", tr_later("Images like the selected ones")),
            ("F5", tr_later("Put everything in order again, or suggest anew")),
            ("Esc", tr_later("Clear the selection, then show everything")),
        ),
    ),
    Section(
        tr_later("Grid"),
        (
            (tr_later("Arrows, Page, Home, End"), tr_later("Go and select")),
            (tr_later("Shift+arrows"), tr_later("Select up to here")),
            (tr_later("Ctrl+arrows   Ctrl+Space"), tr_later("Go without selecting, select one more")),
            ("Ctrl+A   Ctrl+Shift+A", tr_later("Select all that are shown, or the group one is in")),
            ("-   +", tr_later("Fold the group one is in, unfold it")),
            ("Ctrl+C", tr_later("Copy the file names")),
        ),
    ),
    Section(
        tr_later("Map"),
        (
            (tr_later("Drag, wheel"), tr_later("Move, come nearer")),
            (tr_later("Shift+drag   Ctrl+drag"), tr_later("Lasso: add to the selection, remove from it")),
            (tr_later("Space+drag"), tr_later("Move, whatever the tool")),
            ("+   -   F", tr_later("Nearer, farther, show everything")),
        ),
    ),
    Section(
        tr_later("An image seen closely"),
        (
            ("Enter", tr_later("Open it; Esc or Enter closes it")),
            (tr_later("Arrows, Home, End"), tr_later("Go on through the grid; class keys label and go on")),
            ("Ctrl+J", tr_later("On to what it pays most to label")),
            ("+   -   0   Z", tr_later("Nearer, farther, fit, actual pixels")),
            ("F11", tr_later("Full screen")),
        ),
    ),
    Section(
        tr_later("Second look, on the Train page"),
        (
            ("Enter", tr_later("Change it to the suggested label, and on to the next")),
            ("K", tr_later("Keep it: not shown again before the next classifier")),
        ),
    ),
    Section(
        tr_later("Look at these, on the Images page"),
        (
            ("S   L   M", tr_later("Skip; label like their copies; settle contradictions")),
            ("Enter", tr_later("Show them on the Label page")),
        ),
    ),
    Section(
        tr_later("Window"),
        (
            (tr_later("Ctrl+1 to Ctrl+5"), tr_later("Images, Learn, Label, Train, Export")),
            ("Ctrl+N   Ctrl+O", tr_later("New project, open a project")),
            ("Ctrl+Shift+S", tr_later("Save a copy of the project")),
            ("Ctrl+Shift+L", tr_later("Light or dark")),
            ("Ctrl++   Ctrl+-   Ctrl+0", tr_later("Text larger, smaller, of the usual size")),
            ("F1", tr_later("This sheet")),
            ("Ctrl+Q", tr_later("Quit")),
        ),
    ),
)
