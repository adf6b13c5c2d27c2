"""Widgets that are given arrays and emit signals. They know no session, page or project, and import no torch.

Images are known here by their row in the collection (0..N-1); masks and indexes are numpy arrays of length N.
Setters (`set_...`) never emit: signals only ever tell what a person did. A selection is asked for, never made:
`selection_requested(rows, mode)` goes out, the owner answers with `set_selection(mask)` on every widget that shows it.

    theme            apply(app, "light"|"dark"|"system"), tokens() -> Theme, SHAPES
    icons            icon(name) -> QIcon that follows the palette
    map_view         MapView        set_points set_colours set_alpha set_shapes set_selection set_shown ring set_tool
                                    set_thumbnails set_thumbnail_size set_density set_minimap set_preview
                                    thumbnail_ready set_empty_text fit go_to(x, y, scale) sheet(entries, note) -> Sheet
                                    -> selection_requested(rows, mode) point_hovered point_clicked point_activated
    map_options      MapOptions     the button with pictures, shade, small map, export -> thumbnail_size_changed(pixels | None)
                                    density_toggled minimap_toggled png_requested svg_requested
    map_sheet        Sheet          what the map shows, taken on the GUI thread: image(), svg() on any
    map_legend       MapLegend      set_entries(entries, note) set_isolated(key) -> entry_clicked(key)
    image_grid       ImageGrid      set_order(rows, groups, grouping) fold fold_all set_thumbnail_provider thumbnail_ready
                                    set_marks set_badges set_size set_selection set_current scroll_to following(row)
                                    set_empty_text
                                    -> selection_requested(rows, mode) current_changed activated hovered
                                    class_dropped(row, class_id)
    grid_groups      Group(title, count, colour, shape)
    thumbnails       ThumbnailLoader(fetch)  view() -> pixmap(row) forget(rows), clear close -> ready(row)
    drags            the mime types of what is dragged: images out of the grid, a class onto it
    loss_chart       LossChart      set_points(steps, losses) add(step, loss) set_empty_text
    confusion_matrix ConfusionMatrix set_matrix(counts, names) -> cell_clicked(true, predicted)
    reliability_chart ReliabilityChart set_found(reliability, confidence) set_empty_text -> bin_clicked(place)
    class_list       ClassList      set_classes(classes, counts) set_marks_counts -> class_added(name) class_chosen(id)
                                    rename_requested(id, name) colour_requested(id, "#rrggbb") delete_requested(id)
                                    merge_requested(id) mark_chosen("skip"|"unsure"|"none")
                                    labelled_wanted(id) predicted_wanted(id)
    recent_list      RecentList     set_projects(list[RecentProject]) -> chosen(path) removal_requested(path)
    run_bar          RunBar         set_running(title, fraction, detail) set_idle(text)
                                    -> stop_requested
    viewer           Viewer         show_image sharpen set_caption set_note set_ways set_label_keys bring_forward
                                    -> step_requested(by) first_requested last_requested label_key_pressed(key)
                                    clear_requested undo_requested redo_requested closed
    picture_canvas   PictureCanvas  set_picture sharpen set_trouble fit toggle zoom -> view_changed step_requested(by)
    elided_choice    ElidedChoice(characters)  a combo box that ends its choice in … and shows all of it in the tip
    wrap_row         WrapRow        a layout that breaks lines: add(*widgets, greedy); Choice: a combo box that cuts no choice
    columns          Columns        a layout of cards side by side that go below one another: add(widget, share, least)
    header           Header         the line at the top: add_tab(button) line
    card, empty_state, reasons, message_bar, wheel_guard  small parts of pages
"""
