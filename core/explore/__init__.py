"""Looking through many images: fields, order, groups, search, likeness. numpy only; knows no project and no window."""
