<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
<name>Labelight</name>
<message><source> or </source><translation type="unfinished"></translation></message>
<message><source>--confidence goes with --only predicted or --only sure.</source><translation type="unfinished"></translation></message>
<message><source>--link goes with --folders DIR or --image-folder DIR.</source><translation type="unfinished"></translation></message>
<message><source>--only takes {words}, or a CSV file with a column path; there is no file at {file}.</source><translation type="unfinished"></translation></message>
<message><source>--val goes with --image-folder DIR.</source><translation type="unfinished"></translation></message>
<message><source>1 class</source><translation type="unfinished"></translation></message>
<message><source>1 embedding is in {file}.</source><translation type="unfinished"></translation></message>
<message><source>1 embedding of “{encoder}”.</source><translation type="unfinished"></translation></message>
<message><source>1 embedding.</source><translation type="unfinished"></translation></message>
<message><source>1 image</source><translation type="unfinished"></translation></message>
<message><source>1 image was copied</source><translation type="unfinished"></translation></message>
<message><source>1 image was linked</source><translation type="unfinished"></translation></message>
<message><source>1 image was not found.</source><translation type="unfinished"></translation></message>
<message><source>1 image was placed before; nothing that was there was changed.</source><translation type="unfinished"></translation></message>
<message><source>1 row is in {file}.</source><translation type="unfinished"></translation></message>
<message><source>A CSV with the columns path and label. One step to undo; unknown paths are told.</source><translation type="unfinished"></translation></message>
<message><source>A confidence is a fraction between 0 and 1, for example 0.9.</source><translation type="unfinished"></translation></message>
<message><source>All images</source><translation type="unfinished"></translation></message>
<message><source>Bring labels in</source><translation type="unfinished"></translation></message>
<message><source>COCO, for classification (JSON)</source><translation type="unfinished"></translation></message>
<message><source>CSV files (*.csv)</source><translation type="unfinished"></translation></message>
<message><source>CSV, for pandas and Parquet</source><translation type="unfinished"></translation></message>
<message><source>CSV, for spreadsheets and notebooks</source><translation type="unfinished"></translation></message>
<message><source>Cancel</source><translation type="unfinished"></translation></message>
<message><source>Choose a folder of images to classify</source><translation type="unfinished"></translation></message>
<message><source>Choose a folder…</source><translation type="unfinished"></translation></message>
<message><source>Choose an empty folder, or one to make it in</source><translation type="unfinished"></translation></message>
<message><source>Classifier</source><translation type="unfinished"></translation></message>
<message><source>Classify another folder</source><translation type="unfinished"></translation></message>
<message><source>Classifying: {step:,} of {total:,}</source><translation type="unfinished"></translation></message>
<message><source>Copies</source><translation type="unfinished"></translation></message>
<message><source>Embeddings</source><translation type="unfinished"></translation></message>
<message><source>Every image that has a class is in {folder} already; nothing was written.</source><translation type="unfinished"></translation></message>
<message><source>Files</source><translation type="unfinished"></translation></message>
<message><source>Folders</source><translation type="unfinished"></translation></message>
<message><source>Format</source><translation type="unfinished"></translation></message>
<message><source>Hard links</source><translation type="unfinished"></translation></message>
<message><source>ImageFolder, to train with</source><translation type="unfinished"></translation></message>
<message><source>ImageFolder, train and validation</source><translation type="unfinished"></translation></message>
<message><source>Images</source><translation type="unfinished"></translation></message>
<message><source>Images by class</source><translation type="unfinished"></translation></message>
<message><source>Import labels</source><translation type="unfinished"></translation></message>
<message><source>Import labels…</source><translation type="unfinished"></translation></message>
<message><source>JSON files (*.json)</source><translation type="unfinished"></translation></message>
<message><source>JSON, with classes and classifier</source><translation type="unfinished"></translation></message>
<message><source>Labelled images</source><translation type="unfinished"></translation></message>
<message><source>Labelled, or predicted surely</source><translation type="unfinished"></translation></message>
<message><source>Labels and predictions</source><translation type="unfinished"></translation></message>
<message><source>Links take no room. A symbolic link breaks when the images move; a hard link is the same file under a second name, so whoever changes it changes your image, and must lie on the same disk.</source><translation type="unfinished"></translation></message>
<message><source>Make “{name}” in it</source><translation type="unfinished"></translation></message>
<message><source>No image has a class; nothing was written into {folder}.</source><translation type="unfinished"></translation></message>
<message><source>No image is chosen.</source><translation type="unfinished"></translation></message>
<message><source>None of the images chosen has a class.</source><translation type="unfinished"></translation></message>
<message><source>None of the images chosen is embedded.</source><translation type="unfinished"></translation></message>
<message><source>None of the paths in {file} is an image of this project.</source><translation type="unfinished"></translation></message>
<message><source>None of these images has a class; nothing was written.</source><translation type="unfinished"></translation></message>
<message><source>Nothing is ever written into the folder of your images.</source><translation type="unfinished"></translation></message>
<message><source>NumPy (npz)</source><translation type="unfinished"></translation></message>
<message><source>NumPy files (*.npz)</source><translation type="unfinished"></translation></message>
<message><source>ONNX files (*.onnx)</source><translation type="unfinished"></translation></message>
<message><source>ONNX files need more packages ({names}). Install them with: pip install "labelight[onnx]"</source><translation type="unfinished"></translation></message>
<message><source>One ONNX file with everything inside, from pixels to probabilities, for other programs and machines.</source><translation type="unfinished"></translation></message>
<message><source>One per class</source><translation type="unfinished"></translation></message>
<message><source>Open a project or choose a folder of images first.</source><translation type="unfinished"></translation></message>
<message><source>Path, label and where it came from, prediction and how sure it is, one for each image.</source><translation type="unfinished"></translation></message>
<message><source>Predicted surely, not labelled</source><translation type="unfinished"></translation></message>
<message><source>Predictions of images less familiar than {share} are written as “{name}”, and such images are copied into no folder. The threshold is moved on the Label page; how familiar an image is, the trained classifier says.</source><translation type="unfinished"></translation></message>
<message><source>Put them beside what is there</source><translation type="unfinished"></translation></message>
<message><source>Save as ONNX…</source><translation type="unfinished"></translation></message>
<message><source>Save embeddings</source><translation type="unfinished"></translation></message>
<message><source>Save labels and predictions</source><translation type="unfinished"></translation></message>
<message><source>Save the classifier</source><translation type="unfinished"></translation></message>
<message><source>Save the predictions</source><translation type="unfinished"></translation></message>
<message><source>Save…</source><translation type="unfinished"></translation></message>
<message><source>Say what to export: --labels F, --coco F, --folders DIR, --image-folder DIR, --embeddings F or --onnx F. `export --help` says more.</source><translation type="unfinished"></translation></message>
<message><source>Selected images</source><translation type="unfinished"></translation></message>
<message><source>Selected images ({count:,})</source><translation type="unfinished"></translation></message>
<message><source>Share for validation</source><translation type="unfinished"></translation></message>
<message><source>Show in folder</source><translation type="unfinished"></translation></message>
<message><source>Something else is being written. Wait for it, or cancel it.</source><translation type="unfinished"></translation></message>
<message><source>Stopped. Whole copies made before stay; a file that was not finished is not there.</source><translation type="unfinished"></translation></message>
<message><source>Symbolic links</source><translation type="unfinished"></translation></message>
<message><source>Take the results away</source><translation type="unfinished"></translation></message>
<message><source>The classifier is in {file}: on {checked:,} of your images it says what Labelight says.</source><translation type="unfinished"></translation></message>
<message><source>The classifier is in {file}: on {checked} images it says what Labelight says.</source><translation type="unfinished"></translation></message>
<message><source>The classifier looks at new images and writes a CSV: path, label, confidence, how familiar it looks.</source><translation type="unfinished"></translation></message>
<message><source>The images are not embedded yet.</source><translation type="unfinished"></translation></message>
<message><source>The images in folders by label, or by prediction where there is no label. Nothing is moved.</source><translation type="unfinished"></translation></message>
<message><source>The least confidence of a prediction</source><translation type="unfinished"></translation></message>
<message><source>The share for validation is a fraction between 0 and 1, for example 0.2.</source><translation type="unfinished"></translation></message>
<message><source>The vectors of the current encoder, with labels, predictions and places on the map.</source><translation type="unfinished"></translation></message>
<message><source>There are no embeddings yet. Run `embed` first.</source><translation type="unfinished"></translation></message>
<message><source>There are no images yet.</source><translation type="unfinished"></translation></message>
<message><source>There are no labels and no predictions yet.</source><translation type="unfinished"></translation></message>
<message><source>There is no classifier yet. Train one first.</source><translation type="unfinished"></translation></message>
<message><source>There is no folder {parent} to make {name} in.</source><translation type="unfinished"></translation></message>
<message><source>This share of each class, the same images each time; copies of an image stay on one side</source><translation type="unfinished"></translation></message>
<message><source>Too few different images to be on both sides, and so only to train with: {classes}. Number the classes by name.</source><translation type="unfinished"></translation></message>
<message><source>Validation</source><translation type="unfinished"></translation></message>
<message><source>Which images</source><translation type="unfinished"></translation></message>
<message><source>at least </source><translation type="unfinished"></translation></message>
<message><source>{classes:,} classes, learnt from {labels:,} labels.</source><translation type="unfinished"></translation></message>
<message><source>{count:,} classes</source><translation type="unfinished"></translation></message>
<message><source>{count:,} embeddings are in {file}.</source><translation type="unfinished"></translation></message>
<message><source>{count:,} embeddings of “{encoder}”.</source><translation type="unfinished"></translation></message>
<message><source>{count:,} embeddings.</source><translation type="unfinished"></translation></message>
<message><source>{count:,} images</source><translation type="unfinished"></translation></message>
<message><source>{count:,} images of {classes} are in {folder}.</source><translation type="unfinished"></translation></message>
<message><source>{count:,} images were copied</source><translation type="unfinished"></translation></message>
<message><source>{count:,} images were linked</source><translation type="unfinished"></translation></message>
<message><source>{count:,} images were not found.</source><translation type="unfinished"></translation></message>
<message><source>{count:,} images were placed before; nothing that was there was changed.</source><translation type="unfinished"></translation></message>
<message><source>{count:,} labels were imported, {new} new classes.</source><translation type="unfinished"></translation></message>
<message><source>{count:,} paths are not in this project.</source><translation type="unfinished"></translation></message>
<message><source>{count:,} predictions are in {file}.</source><translation type="unfinished"></translation></message>
<message><source>{count:,} rows are in {file}.</source><translation type="unfinished"></translation></message>
<message><source>{count:,} were there already and stay as they are.</source><translation type="unfinished"></translation></message>
<message><source>{done:,} of {total:,}</source><translation type="unfinished"></translation></message>
<message><source>{done} into {folder}, one folder per class.</source><translation type="unfinished"></translation></message>
<message><source>{file} cannot be read: {why}.</source><translation type="unfinished"></translation></message>
<message><source>{file} is a folder. Choose the name of a file.</source><translation type="unfinished"></translation></message>
<message><source>{file} is there already and was left as it is. Choose another name, or say that it may be replaced (on the command line: --overwrite).</source><translation type="unfinished"></translation></message>
<message><source>{file} needs the column path in its first line.</source><translation type="unfinished"></translation></message>
<message><source>{file}: a name that ends in {endings} says what to write.</source><translation type="unfinished"></translation></message>
<message><source>{folder} could not be written: {why}. Nothing was kept of it.</source><translation type="unfinished"></translation></message>
<message><source>{folder} is not empty. Whatever lies in it would be learnt too: choose a new folder. Nothing was written.</source><translation type="unfinished"></translation></message>
<message><source>{images} and {named:,} annotations are in {file}.</source><translation type="unfinished"></translation></message>
<message><source>{images} with a class, as links.</source><translation type="unfinished"></translation></message>
<message><source>{images} with a class, {size} of copies.</source><translation type="unfinished"></translation></message>
<message><source>{images}: {labelled:,} labelled, {guessed:,} with a prediction alone.</source><translation type="unfinished"></translation></message>
<message><source>{place} could not be written: {why}.</source><translation type="unfinished"></translation></message>
<message><source>{place} leads out of {inside}. {kept} Remove it, or choose another folder.</source><translation type="unfinished"></translation></message>
<message><source>{place}: hard links to the images cannot be made there ({why}). They must lie on the same disk as the images, and FAT and exFAT know none. Copy instead, or make symbolic links.</source><translation type="unfinished"></translation></message>
<message><source>{place}: symbolic links cannot be made there ({why}). FAT and exFAT know none, and Windows wants developer mode for them. Copy instead, or choose another disk.</source><translation type="unfinished"></translation></message>
<message><source>{project} by class</source><translation type="unfinished"></translation></message>
<message><source>{project} to train with</source><translation type="unfinished"></translation></message>
<message><source>{target} lies inside the folder of the images, which is never written to. Choose another.</source><translation type="unfinished"></translation></message>
<message><source>{train:,} images to train with and {val:,} for validation, of {classes}, are in {folder}.</source><translation type="unfinished"></translation></message>
<message><source>“{folder}” is not empty. What lies there stays as it is.</source><translation type="unfinished"></translation></message>
</context>
<context>
<name>Qt</name>
<message><source>%1 already exists.&#10;Do you want to replace it?</source><translation>%1 đã có.&#10;Bạn có muốn thay nó không?</translation></message>
<message><source>&amp;Cancel</source><translation>&amp;Hủy</translation></message>
<message><source>&amp;Choose</source><translation>&amp;Chọn</translation></message>
<message><source>&amp;Close</source><translation>Đón&amp;g</translation></message>
<message><source>&amp;Copy</source><translation>Sao &amp;chép</translation></message>
<message><source>&amp;No</source><translation>&amp;Không</translation></message>
<message><source>&amp;OK</source><translation>&amp;OK</translation></message>
<message><source>&amp;Open</source><translation>&amp;Mở</translation></message>
<message><source>&amp;Paste</source><translation>&amp;Dán</translation></message>
<message><source>&amp;Redo</source><translation>&amp;Làm lại</translation></message>
<message><source>&amp;Save</source><translation>&amp;Lưu</translation></message>
<message><source>&amp;Undo</source><translation>&amp;Hoàn tác</translation></message>
<message><source>&amp;Yes</source><translation>&amp;Có</translation></message>
<message><source>All Files (*)</source><translation>Mọi tệp (*)</translation></message>
<message><source>Apply</source><translation>Áp dụng</translation></message>
<message><source>Back</source><translation>Lùi</translation></message>
<message><source>Cancel</source><translation>Hủy</translation></message>
<message><source>Clear text</source><translation>Xóa chữ</translation></message>
<message><source>Close</source><translation>Đóng</translation></message>
<message><source>Computer</source><translation>Máy tính</translation></message>
<message><source>Create New Folder</source><translation>Tạo thư mục mới</translation></message>
<message><source>Cu&amp;t</source><translation>Cắ&amp;t</translation></message>
<message><source>Date Modified</source><translation>Ngày sửa đổi</translation></message>
<message><source>Delete</source><translation>Xóa</translation></message>
<message><source>Detail View</source><translation>Xem chi tiết</translation></message>
<message><source>Directories</source><translation>Thư mục</translation></message>
<message><source>Directory:</source><translation>Thư mục:</translation></message>
<message><source>Discard</source><translation>Bỏ</translation></message>
<message><source>Don't Save</source><translation>Không lưu</translation></message>
<message><source>File &amp;name:</source><translation>Tê&amp;n tệp:</translation></message>
<message><source>Files of type:</source><translation>Loại tệp:</translation></message>
<message><source>Find Directory</source><translation>Tìm thư mục</translation></message>
<message><source>Forward</source><translation>Tiến</translation></message>
<message><source>Help</source><translation>Trợ giúp</translation></message>
<message><source>Ignore</source><translation>Bỏ qua</translation></message>
<message><source>List View</source><translation>Xem danh sách</translation></message>
<message><source>Look in:</source><translation>Tìm trong:</translation></message>
<message><source>My Computer</source><translation>Máy tính này</translation></message>
<message><source>Name</source><translation>Tên</translation></message>
<message><source>No</source><translation>Không</translation></message>
<message><source>OK</source><translation>OK</translation></message>
<message><source>Open</source><translation>Mở</translation></message>
<message><source>Parent Directory</source><translation>Thư mục cha</translation></message>
<message><source>Reset</source><translation>Đặt lại</translation></message>
<message><source>Retry</source><translation>Thử lại</translation></message>
<message><source>Save</source><translation>Lưu</translation></message>
<message><source>Save As</source><translation>Lưu thành</translation></message>
<message><source>Select All</source><translation>Chọn tất cả</translation></message>
<message><source>Size</source><translation>Kích thước</translation></message>
<message><source>Type</source><translation>Loại</translation></message>
<message><source>Yes</source><translation>Có</translation></message>
</context>
</TS>
