"""From a file to pixels: the one decode function, the pixel cache and the thumbnails. Needs only Pillow and numpy."""
