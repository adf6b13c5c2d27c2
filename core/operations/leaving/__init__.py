"""What leaves the program: labels and predictions, images by class, embeddings. One format in each file; docs/formats.md says
what is in them. Nothing is ever written into the folder of the images, or over a file that was not asked for.

Each takes the project, where to write, a `Choice` of images and a `Tell` for progress and cancel, and returns a `Left`."""
