"""What the keys do, for the sheet (F1). A test holds it against the shortcuts that window and Label page have."""

from desktop_app.widgets.key_sheet import Section

KEYS = (
    Section(
        "Label",
        (
            ("1 to 9, letters", "Label what is selected with the class that has this key"),
            (".", "The last label again, for what is selected now"),
            ("S   U   N", "Skip, not sure, none of these"),
            ("Ctrl+J", "The images it pays most to label, and why; then more of them"),
            ("Del", "Remove the label"),
            ("Ctrl+Z   Ctrl+Shift+Z", "Take back, do again"),
            ("Drag", "A class onto an image, or images onto a class"),
            ("F2   Enter", "In the list of classes: rename, label with it"),
        ),
    ),
    Section(
        "Find",
        (
            ("Ctrl+F", "Search by name, folder, label and more"),
            ("Ctrl+M", "Images like the selected ones"),
            ("F5", "Put everything in order again, or suggest anew"),
            ("Esc", "Clear the selection, then show everything"),
        ),
    ),
    Section(
        "Grid",
        (
            ("Arrows, Page, Home, End", "Go and select"),
            ("Shift+arrows", "Select up to here"),
            ("Ctrl+arrows   Ctrl+Space", "Go without selecting, select one more"),
            ("Ctrl+A   Ctrl+Shift+A", "Select all that are shown, or the group one is in"),
            ("-   +", "Fold the group one is in, unfold it"),
            ("Ctrl+C", "Copy the file names"),
        ),
    ),
    Section(
        "Map",
        (
            ("Drag, wheel", "Move, come nearer"),
            ("Shift+drag   Ctrl+drag", "Lasso: add to the selection, remove from it"),
            ("Space+drag", "Move, whatever the tool"),
            ("+   -   F", "Nearer, farther, show everything"),
        ),
    ),
    Section(
        "An image seen closely",
        (
            ("Enter", "Open it; Esc or Enter closes it"),
            ("Arrows, Home, End", "Go on through the grid; class keys label and go on"),
            ("Ctrl+J", "On to what it pays most to label"),
            ("+   -   0   Z", "Nearer, farther, fit, actual pixels"),
            ("F11", "Full screen"),
        ),
    ),
    Section(
        "Second look, on the Train page",
        (
            ("Enter", "Change it to the suggested label, and on to the next"),
            ("K", "Keep it: not shown again before the next classifier"),
        ),
    ),
    Section(
        "Look at these, on the Images page",
        (
            ("S   L   M", "Skip; label like their copies; settle contradictions"),
            ("Enter", "Show them on the Label page"),
        ),
    ),
    Section(
        "Window",
        (
            ("Ctrl+1 to Ctrl+5", "Images, Learn, Label, Train, Export"),
            ("Ctrl+N   Ctrl+O", "New project, open a project"),
            ("Ctrl+Shift+S", "Save a copy of the project"),
            ("Ctrl+Shift+L", "Light or dark"),
            ("F1", "This sheet"),
            ("Ctrl+Q", "Quit"),
        ),
    ),
)
