<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
<name>Labelight</name>
<message><source> It also learnt from images that look like the labelled ones.</source><translation type="unfinished"></translation></message>
<message><source> It also learnt from images that look like the labelled ones: {numbers}{but}.</source><translation type="unfinished"></translation></message>
<message><source> Learning from images that look like the labelled ones did not help: {numbers}.</source><translation type="unfinished"></translation></message>
<message><source> and {more} more</source><translation type="unfinished"></translation></message>
<message><source> or </source><translation> hoặc </translation></message>
<message><source>, but its probabilities are nearer to the truth</source><translation type="unfinished"></translation></message>
<message><source>, or go on with the CPU (--device cpu)</source><translation type="unfinished"></translation></message>
<message><source>--confidence goes with --only predicted or --only sure.</source><translation>--confidence đi cùng với --only predicted hoặc --only sure.</translation></message>
<message><source>--link goes with --folders DIR or --image-folder DIR.</source><translation>--link đi cùng với --folders DIR hoặc --image-folder DIR.</translation></message>
<message><source>--only takes {words}, or a CSV file with a column path; there is no file at {file}.</source><translation>--only nhận {words}, hoặc một tệp CSV có cột path; không có tệp nào tại {file}.</translation></message>
<message><source>--val goes with --image-folder DIR.</source><translation>--val đi cùng với --image-folder DIR.</translation></message>
<message><source>1 class</source><translation type="unfinished"></translation></message>
<message><source>1 class with one label not judged</source><translation type="unfinished"></translation></message>
<message><source>1 drawn image is none of these classes and not counted.</source><translation type="unfinished"></translation></message>
<message><source>1 embedding is in {file}.</source><translation>1 vectơ nhúng ở trong {file}.</translation></message>
<message><source>1 embedding of “{encoder}”.</source><translation>1 vectơ nhúng của “{encoder}”.</translation></message>
<message><source>1 embedding.</source><translation>1 vectơ nhúng.</translation></message>
<message><source>1 file not supported ({named}): save it as JPEG, PNG or TIFF to use it.</source><translation type="unfinished"></translation></message>
<message><source>1 folder could not be looked into ({named}): check the permissions, then look for new images again.</source><translation type="unfinished"></translation></message>
<message><source>1 image</source><translation type="unfinished"></translation></message>
<message><source>1 image came in since it last predicted: its predictions are made now.</source><translation type="unfinished"></translation></message>
<message><source>1 image looks like none of these (less familiar than {share}).</source><translation type="unfinished"></translation></message>
<message><source>1 image was copied</source><translation>Đã sao chép 1 ảnh</translation></message>
<message><source>1 image was linked</source><translation>Đã liên kết 1 ảnh</translation></message>
<message><source>1 image was not found.</source><translation>Không tìm thấy 1 ảnh.</translation></message>
<message><source>1 image was placed before; nothing that was there was changed.</source><translation>1 ảnh đã được đặt trước đó; không có gì sẵn ở đó bị thay đổi.</translation></message>
<message><source>1 label</source><translation type="unfinished"></translation></message>
<message><source>1 label of an image drawn at random is too few to say: about {more} more.</source><translation type="unfinished"></translation></message>
<message><source>1 looks like nothing labelled (less familiar than {below}) and is left out.</source><translation type="unfinished"></translation></message>
<message><source>1 of {total:,} unlabelled images is sure enough (confidence {threshold} or more); {wrong}.</source><translation type="unfinished"></translation></message>
<message><source>1 prediction is a label now; {wrong}.</source><translation type="unfinished"></translation></message>
<message><source>1 row is in {file}.</source><translation>1 dòng ở trong {file}.</translation></message>
<message><source>A CSV with the columns path and label. One step to undo; unknown paths are told.</source><translation>Một tệp CSV có các cột path và label. Hoàn tác bằng một bước; đường dẫn lạ được báo lại.</translation></message>
<message><source>A backup at {temporary} did not verify ({problem}). The project was not changed.</source><translation type="unfinished"></translation></message>
<message><source>A class name can have up to {longest_name} characters; this one has {count}.</source><translation type="unfinished"></translation></message>
<message><source>A class needs a name.</source><translation type="unfinished"></translation></message>
<message><source>A classifier needs labels of at least two classes. Label some images of each first.</source><translation type="unfinished"></translation></message>
<message><source>A classifier needs readable images of at least two classes; there are {count} labels of {classes}. Nothing was changed. Label some images of another class, then fine-tune again.</source><translation type="unfinished"></translation></message>
<message><source>A confidence is a fraction between 0 and 1, for example 0.9.</source><translation>Độ tin cậy là một số từ 0 đến 1, ví dụ 0.9.</translation></message>
<message><source>A copy is at {target}.</source><translation type="unfinished"></translation></message>
<message><source>A copy of {project} is at {new}.</source><translation type="unfinished"></translation></message>
<message><source>A part of the project is damaged (an embedding, map, prediction or encoder). Labels and classes are whole. `main.py check PROJECT` says which part it is, and what to do.</source><translation type="unfinished"></translation></message>
<message><source>A row of “{row}” points to nothing.</source><translation type="unfinished"></translation></message>
<message><source>A run is going on. The language can be changed when it has ended or was stopped.</source><translation type="unfinished"></translation></message>
<message><source>About {accuracy:.0%} right on images it was not trained on ({low:.0%} to {high:.0%}; {how}).</source><translation type="unfinished"></translation></message>
<message><source>About {count:,} more labels may bring {target:.0%} (between {low:,} and {high:,}).</source><translation type="unfinished"></translation></message>
<message><source>About {count:,} more labels may bring {target:.0%}; the labels there are say it only roughly.</source><translation type="unfinished"></translation></message>
<message><source>All images</source><translation>Mọi ảnh</translation></message>
<message><source>All labels are kept. Connect the disk it is on, or say where the folder is now (Locate… on the Images page, or: main.py locate PROJECT FOLDER), and try again.</source><translation type="unfinished"></translation></message>
<message><source>All saved</source><translation type="unfinished"></translation></message>
<message><source>All {total:,} images are embedded with “{name}” already.</source><translation type="unfinished"></translation></message>
<message><source>Allow writing and do it again, or save a copy elsewhere.</source><translation type="unfinished"></translation></message>
<message><source>Another folder?</source><translation type="unfinished"></translation></message>
<message><source>Another program holds {path}, so it could not be {doing}: a backup or a virus scanner, perhaps.</source><translation type="unfinished"></translation></message>
<message><source>Array {n} is damaged, and nothing uses it.</source><translation type="unfinished"></translation></message>
<message><source>Asking the labels</source><translation type="unfinished"></translation></message>
<message><source>Asking what more labels would bring</source><translation type="unfinished"></translation></message>
<message><source>Asking what this machine offers</source><translation type="unfinished"></translation></message>
<message><source>At random</source><translation type="unfinished"></translation></message>
<message><source>Backups of {name} are made by themselves, at every half hour of work and on closing. Going back to one makes a new project beside this one, which stays as it is.</source><translation type="unfinished"></translation></message>
<message><source>Brightness</source><translation type="unfinished"></translation></message>
<message><source>Bring labels in</source><translation>Đưa nhãn vào</translation></message>
<message><source>COCO, for classification (JSON)</source><translation>COCO, để phân loại (JSON)</translation></message>
<message><source>CSV files (*.csv)</source><translation>Tệp CSV (*.csv)</translation></message>
<message><source>CSV, for pandas and Parquet</source><translation>CSV, cho pandas và Parquet</translation></message>
<message><source>CSV, for spreadsheets and notebooks</source><translation>CSV, cho bảng tính và sổ tay</translation></message>
<message><source>Cancel</source><translation type="unfinished"></translation></message>
<message><source>Carry it to the other machine, run there: main.py pretrain {name}</source><translation type="unfinished"></translation></message>
<message><source>Changes of the open project wait for the disk: try again, or save a copy, before you leave it.</source><translation type="unfinished"></translation></message>
<message><source>Choose a folder of images to classify</source><translation>Chọn thư mục ảnh để phân loại</translation></message>
<message><source>Choose a folder…</source><translation>Chọn thư mục…</translation></message>
<message><source>Choose an empty folder, or one to make it in</source><translation>Chọn một thư mục trống, hoặc nơi để tạo nó</translation></message>
<message><source>Classes that lost their names ({made_up:,}) are called “class 1 (name lost)” and so on.</source><translation type="unfinished"></translation></message>
<message><source>Classifier</source><translation>Bộ phân loại</translation></message>
<message><source>Classifier {id} of {when} is in use.</source><translation type="unfinished"></translation></message>
<message><source>Classify another folder</source><translation>Phân loại thư mục khác</translation></message>
<message><source>Classifying: {step:,} of {total:,}</source><translation>Đang phân loại: {step:,} trên {total:,}</translation></message>
<message><source>Close Labelight?</source><translation type="unfinished"></translation></message>
<message><source>Close it there first; nothing was changed.</source><translation type="unfinished"></translation></message>
<message><source>Close without saving</source><translation type="unfinished"></translation></message>
<message><source>Comparing encoders</source><translation type="unfinished"></translation></message>
<message><source>Comparing it with the program on {count} images</source><translation type="unfinished"></translation></message>
<message><source>Confidence</source><translation type="unfinished"></translation></message>
<message><source>Copies</source><translation type="unfinished"></translation></message>
<message><source>Cross-validating</source><translation type="unfinished"></translation></message>
<message><source>Date</source><translation type="unfinished"></translation></message>
<message><source>Day</source><translation type="unfinished"></translation></message>
<message><source>Decoding stood still for {seconds:.0f} seconds, and none of the files that were being decoded does so alone.</source><translation type="unfinished"></translation></message>
<message><source>Do it again when that is done, or save a copy elsewhere.</source><translation type="unfinished"></translation></message>
<message><source>Do it again; if that fails too, save a copy on another disk.</source><translation type="unfinished"></translation></message>
<message><source>Download it now? [y/N] </source><translation type="unfinished"></translation></message>
<message><source>Downloading {name}, {megabytes}, from {host}</source><translation type="unfinished"></translation></message>
<message><source>Drawn by chance alone: slower, but their labels give an honest accuracy.</source><translation type="unfinished"></translation></message>
<message><source>Edges {wider:.1f} times as wide as usual here</source><translation type="unfinished"></translation></message>
<message><source>Embedding</source><translation type="unfinished"></translation></message>
<message><source>Embedding images that have no embedding yet</source><translation type="unfinished"></translation></message>
<message><source>Embedding the images first.</source><translation type="unfinished"></translation></message>
<message><source>Embedding {count} images at {size} px</source><translation type="unfinished"></translation></message>
<message><source>Embeddings</source><translation>Vectơ nhúng</translation></message>
<message><source>Embeddings, maps and predictions can be made again: `main.py embed`, `map`, `predict`.</source><translation type="unfinished"></translation></message>
<message><source>Ended early, after step {step}; the encoder is kept as it is</source><translation type="unfinished"></translation></message>
<message><source>Every image has a label or a mark. Nothing is left.</source><translation type="unfinished"></translation></message>
<message><source>Every image that has a class is in {folder} already; nothing was written.</source><translation>Mọi ảnh có lớp đã có trong {folder}; không có gì được ghi.</translation></message>
<message><source>Everything is saved.</source><translation type="unfinished"></translation></message>
<message><source>Everything saved before is still there for this window: save a copy of it.</source><translation type="unfinished"></translation></message>
<message><source>Export</source><translation type="unfinished"></translation></message>
<message><source>Exporting the classifier</source><translation type="unfinished"></translation></message>
<message><source>Familiar</source><translation type="unfinished"></translation></message>
<message><source>Far from labels</source><translation type="unfinished"></translation></message>
<message><source>Fewer than {fewest} labels judge {which} and {more:,} more: of these it says little.</source><translation type="unfinished"></translation></message>
<message><source>Fewer than {fewest} labels judge {which}: of these it says little.</source><translation type="unfinished"></translation></message>
<message><source>File size</source><translation type="unfinished"></translation></message>
<message><source>Files</source><translation>Tệp</translation></message>
<message><source>Finding neighbours</source><translation type="unfinished"></translation></message>
<message><source>Fine-tuning</source><translation type="unfinished"></translation></message>
<message><source>Fine-tuning the whole network</source><translation type="unfinished"></translation></message>
<message><source>Fine-tuning the whole network broke down at step {step}: {what}. Nothing was changed. Use a smaller learning rate (now {rate:g}), or the linear classifier.</source><translation type="unfinished"></translation></message>
<message><source>Folder</source><translation type="unfinished"></translation></message>
<message><source>Folder not found: {root}. {kept}</source><translation type="unfinished"></translation></message>
<message><source>Folders</source><translation>Thư mục</translation></message>
<message><source>Format</source><translation>Định dạng</translation></message>
<message><source>Free some space and do it again, or save a copy on another disk.</source><translation type="unfinished"></translation></message>
<message><source>Going back to the backup…</source><translation type="unfinished"></translation></message>
<message><source>Going on from step {step}</source><translation type="unfinished"></translation></message>
<message><source>Going on without “{name}”{more}: {next}</source><translation type="unfinished"></translation></message>
<message><source>Group {number}</source><translation type="unfinished"></translation></message>
<message><source>Hard links</source><translation>Liên kết cứng</translation></message>
<message><source>How familiar an image must be is a fraction between 0 and 1, for example 0.05; 0 is off.</source><translation type="unfinished"></translation></message>
<message><source>How familiar the images are is being computed …</source><translation type="unfinished"></translation></message>
<message><source>If it was one, {what} A backup, if there is one, is found by: main.py backups {name}</source><translation type="unfinished"></translation></message>
<message><source>ImageFolder, to train with</source><translation>ImageFolder, để huấn luyện</translation></message>
<message><source>ImageFolder, train and validation</source><translation>ImageFolder, huấn luyện và kiểm định</translation></message>
<message><source>ImageNet weights need images larger than {value} px. Choose a size of 64 px or more.</source><translation type="unfinished"></translation></message>
<message><source>Images</source><translation type="unfinished"></translation></message>
<message><source>Images between two classes, by the classifier's probabilities.</source><translation type="unfinished"></translation></message>
<message><source>Images by class</source><translation>Ảnh theo lớp</translation></message>
<message><source>Images least like any that has a label; odd ones come early.</source><translation type="unfinished"></translation></message>
<message><source>Images whose prediction flips when parts of what the network sees are left out.</source><translation type="unfinished"></translation></message>
<message><source>Import labels</source><translation>Nhập nhãn</translation></message>
<message><source>Import labels…</source><translation>Nhập nhãn…</translation></message>
<message><source>It is less sure than it should be: when it says {said:.0%}, it is right about {right:.0%} of the time ({low:.0%} to {high:.0%}).</source><translation type="unfinished"></translation></message>
<message><source>It is surer than it should be: when it says {said:.0%}, it is right about {right:.0%} of the time ({low:.0%} to {high:.0%}).</source><translation type="unfinished"></translation></message>
<message><source>It says nothing of {listed}, which only one of them knows.</source><translation type="unfinished"></translation></message>
<message><source>It would have to be started again. Everything that is stored stays.</source><translation type="unfinished"></translation></message>
<message><source>JSON files (*.json)</source><translation>Tệp JSON (*.json)</translation></message>
<message><source>JSON, with classes and classifier</source><translation>JSON, kèm các lớp và bộ phân loại</translation></message>
<message><source>Judging the images of {folder}.</source><translation type="unfinished"></translation></message>
<message><source>Kept: {there}.</source><translation type="unfinished"></translation></message>
<message><source>Keys</source><translation type="unfinished"></translation></message>
<message><source>Label</source><translation type="unfinished"></translation></message>
<message><source>Label at least {count} images first: what looks like none of them is told from the labels.</source><translation type="unfinished"></translation></message>
<message><source>Label: {label}</source><translation type="unfinished"></translation></message>
<message><source>Labelight ended while this was going on.</source><translation type="unfinished"></translation></message>
<message><source>Labelight projects (*{suffix})</source><translation type="unfinished"></translation></message>
<message><source>Labelled images</source><translation>Ảnh có nhãn</translation></message>
<message><source>Labelled or predicted</source><translation>Có nhãn hoặc được dự đoán</translation></message>
<message><source>Labels and predictions</source><translation>Nhãn và dự đoán</translation></message>
<message><source>Language</source><translation type="unfinished"></translation></message>
<message><source>Laying out the map</source><translation type="unfinished"></translation></message>
<message><source>Learn</source><translation type="unfinished"></translation></message>
<message><source>Learning broke down at step {step}: {what}. {then}. Start again with a smaller learning rate (now {peak_rate:g}) or another start.</source><translation type="unfinished"></translation></message>
<message><source>Learning is not available on this computer: a library cannot be loaded ({error}). Looking through images, labelling and exporting work all the same. Install Labelight again to mend it.</source><translation type="unfinished"></translation></message>
<message><source>Light or dark</source><translation type="unfinished"></translation></message>
<message><source>Likeness</source><translation type="unfinished"></translation></message>
<message><source>Linear, as asked: the encoder stays as it is.{how}</source><translation type="unfinished"></translation></message>
<message><source>Linear: the middle class has 1 label, and below {full_from} the whole network would learn them by heart.{how}</source><translation type="unfinished"></translation></message>
<message><source>Linear: the middle class has {middle} labels, and below {full_from} the whole network would learn them by heart.{how}</source><translation type="unfinished"></translation></message>
<message><source>Linear: the whole network was tried, but its loss was no number any more.{how}</source><translation type="unfinished"></translation></message>
<message><source>Linear: the whole network was tried, but {numbers}.{how}</source><translation type="unfinished"></translation></message>
<message><source>Links take no room. A symbolic link breaks when the images move; a hard link is the same file under a second name, so whoever changes it changes your image, and must lie on the same disk.</source><translation>Liên kết không tốn chỗ. Liên kết tượng trưng hỏng khi ảnh bị chuyển đi; liên kết cứng là cùng một tệp dưới tên thứ hai, nên ai sửa nó là sửa ảnh của bạn, và phải nằm cùng đĩa.</translation></message>
<message><source>Look-alikes</source><translation type="unfinished"></translation></message>
<message><source>Looking at the embeddings</source><translation type="unfinished"></translation></message>
<message><source>Looking for the images in {folder}…</source><translation type="unfinished"></translation></message>
<message><source>Looking through the folder</source><translation type="unfinished"></translation></message>
<message><source>Lost: {gone}.</source><translation type="unfinished"></translation></message>
<message><source>Make “{name}” in it</source><translation>Tạo “{name}” trong đó</translation></message>
<message><source>Memory ran out: going on with {part} images at a time, same batch</source><translation type="unfinished"></translation></message>
<message><source>Memory ran out: going on with {size} images at a time</source><translation type="unfinished"></translation></message>
<message><source>More labels like these will hardly bring {target:.0%}: other images, or SimCLR, may.</source><translation type="unfinished"></translation></message>
<message><source>Nearly the same</source><translation type="unfinished"></translation></message>
<message><source>Nearly the same picture, {} times</source><translation type="unfinished"></translation></message>
<message><source>New project</source><translation type="unfinished"></translation></message>
<message><source>No backup could be made in {home}: {value}. The project itself is not touched by that.</source><translation type="unfinished"></translation></message>
<message><source>No backup of {name} was made, only a list of its labels in {folder}. {lacking}</source><translation type="unfinished"></translation></message>
<message><source>No date</source><translation type="unfinished"></translation></message>
<message><source>No image has a class; nothing was written into {folder}.</source><translation>Không ảnh nào có lớp; không có gì được ghi vào {folder}.</translation></message>
<message><source>No image is chosen.</source><translation>Chưa chọn ảnh nào.</translation></message>
<message><source>No label</source><translation type="unfinished"></translation></message>
<message><source>No label could be left out to see how often the classifier is right. Label at least two images of each class.</source><translation type="unfinished"></translation></message>
<message><source>No label of today was left out of both, so these two cannot be compared. Train again, then compare anew.</source><translation type="unfinished"></translation></message>
<message><source>No label yet is of an image drawn at random. The labels you chose may be easier or harder than the rest; about {enough} drawn ones tell.</source><translation type="unfinished"></translation></message>
<message><source>No prediction</source><translation type="unfinished"></translation></message>
<message><source>No unlabelled image has a prediction. Train again, and every image gets one.</source><translation type="unfinished"></translation></message>
<message><source>None of the images chosen has a class.</source><translation>Không ảnh nào được chọn có lớp.</translation></message>
<message><source>None of the images chosen is embedded.</source><translation>Không ảnh nào được chọn đã được nhúng.</translation></message>
<message><source>None of the paths in the truth file has a prediction. Paths are relative to the folder of the images.</source><translation type="unfinished"></translation></message>
<message><source>None of the paths in {file} is an image of this project.</source><translation>Không đường dẫn nào trong {file} là ảnh của dự án này.</translation></message>
<message><source>None of the pictures can be read.</source><translation type="unfinished"></translation></message>
<message><source>None of the {count} images can be read. Look at the reasons on the Images page.</source><translation type="unfinished"></translation></message>
<message><source>None of these images has a class; nothing was written.</source><translation>Không ảnh nào trong số này có lớp; không có gì được ghi.</translation></message>
<message><source>None of these: images less familiar than {share}.</source><translation type="unfinished"></translation></message>
<message><source>None of these: off.</source><translation type="unfinished"></translation></message>
<message><source>None of {total:,} unlabelled images can be accepted at {precision:.0%}: {judged:,} labels can promise {count}% at most, for the surest. More labels promise more, as does mending wrong ones.</source><translation type="unfinished"></translation></message>
<message><source>Not compiled ({name}); going on without</source><translation type="unfinished"></translation></message>
<message><source>Not embedded yet</source><translation type="unfinished"></translation></message>
<message><source>Not everything is saved</source><translation type="unfinished"></translation></message>
<message><source>Not found any more. Del takes it off this list.</source><translation type="unfinished"></translation></message>
<message><source>Not suggested</source><translation type="unfinished"></translation></message>
<message><source>Nothing can be accepted.</source><translation type="unfinished"></translation></message>
<message><source>Nothing could be read from {damaged}: it is not a Labelight project, or wholly damaged.</source><translation type="unfinished"></translation></message>
<message><source>Nothing had been kept yet</source><translation type="unfinished"></translation></message>
<message><source>Nothing in the project was changed</source><translation type="unfinished"></translation></message>
<message><source>Nothing is ever written into the folder of your images.</source><translation>Không bao giờ có gì được ghi vào thư mục ảnh của bạn.</translation></message>
<message><source>Nothing is in the folder {root} any more. {kept}</source><translation type="unfinished"></translation></message>
<message><source>Nothing is known by the name “{field}”. One can search by: {known}.</source><translation type="unfinished"></translation></message>
<message><source>Nothing to redo</source><translation type="unfinished"></translation></message>
<message><source>Nothing to undo</source><translation type="unfinished"></translation></message>
<message><source>Nothing was changed</source><translation type="unfinished"></translation></message>
<message><source>Nothing was changed. Copy it to where you may write.</source><translation type="unfinished"></translation></message>
<message><source>Nothing was done yet</source><translation type="unfinished"></translation></message>
<message><source>Nothing was downloaded and nothing was changed. Add --download to agree to it, or begin with --start bundled, which needs no network.</source><translation type="unfinished"></translation></message>
<message><source>Nothing was kept and nothing was changed.</source><translation type="unfinished"></translation></message>
<message><source>NumPy (npz)</source><translation>NumPy (npz)</translation></message>
<message><source>NumPy files (*.npz)</source><translation>Tệp NumPy (*.npz)</translation></message>
<message><source>ONNX files (*.onnx)</source><translation>Tệp ONNX (*.onnx)</translation></message>
<message><source>ONNX files need more packages ({names}). Install them with: pip install "labelight[onnx]"</source><translation>Tệp ONNX cần thêm các gói ({names}). Cài chúng bằng: pip install "labelight[onnx]"</translation></message>
<message><source>ONNX files need three more packages. Install them with: pip install "labelight[onnx]"</source><translation type="unfinished"></translation></message>
<message><source>Of these nothing is lost.</source><translation type="unfinished"></translation></message>
<message><source>Of {judged:,} images drawn at random it has {right:,} right: {accuracy:.0%} ({low:.0%} to {high:.0%}). They stand for the images that had no label.</source><translation type="unfinished"></translation></message>
<message><source>On the 1 label that was left out of both, classifier {first} was {first_right:.0%} right, classifier {second} {second_right:.0%}: {verdict}.</source><translation type="unfinished"></translation></message>
<message><source>On {labels:,} labels that were left out of both, classifier {first} was {first_right:.0%} right, classifier {second} {second_right:.0%}: {verdict}.</source><translation type="unfinished"></translation></message>
<message><source>One ONNX file with everything inside, from pixels to probabilities, for other programs and machines.</source><translation>Một tệp ONNX chứa tất cả, từ điểm ảnh đến xác suất, cho chương trình và máy khác.</translation></message>
<message><source>One image from the middle of each large group that has no label yet.</source><translation type="unfinished"></translation></message>
<message><source>One per class</source><translation>Mỗi lớp một thư mục</translation></message>
<message><source>Only 1 label judges it: the range counts, not the number.</source><translation type="unfinished"></translation></message>
<message><source>Only {total} labels judge it: the range counts, not the number.</source><translation type="unfinished"></translation></message>
<message><source>Open a project or choose a folder of images first.</source><translation type="unfinished"></translation></message>
<message><source>Open project</source><translation type="unfinished"></translation></message>
<message><source>Part of the embeddings</source><translation type="unfinished"></translation></message>
<message><source>Path, label and where it came from, prediction and how sure it is, one for each image.</source><translation>Đường dẫn, nhãn và nguồn gốc, dự đoán và độ chắc chắn, cho từng ảnh.</translation></message>
<message><source>Perhaps more is lost of these, as a part of the file that listed them is gone: {listed}.</source><translation type="unfinished"></translation></message>
<message><source>Placing new images</source><translation type="unfinished"></translation></message>
<message><source>Predicted, no label</source><translation>Được dự đoán, chưa có nhãn</translation></message>
<message><source>Predicting</source><translation type="unfinished"></translation></message>
<message><source>Predicting every image</source><translation type="unfinished"></translation></message>
<message><source>Prediction</source><translation type="unfinished"></translation></message>
<message><source>Prediction: {prediction}</source><translation type="unfinished"></translation></message>
<message><source>Prediction: {prediction}, {confidence:.0%}</source><translation type="unfinished"></translation></message>
<message><source>Predictions of images less familiar than {share} are written as “{name}”, and such images are copied into no folder. The threshold is moved on the Label page; how familiar an image is, the trained classifier says.</source><translation>Dự đoán của ảnh kém quen thuộc hơn {share} được ghi là “{name}”, và những ảnh đó không được sao chép vào thư mục nào. Ngưỡng được chỉnh ở trang Gán nhãn; bộ phân loại đã huấn luyện cho biết ảnh quen thuộc đến đâu.</translation></message>
<message><source>Preparing the sample images…</source><translation type="unfinished"></translation></message>
<message><source>Pretraining</source><translation type="unfinished"></translation></message>
<message><source>Pretraining tells images apart, so it needs {max} that can be read; this folder has {images}. Nothing was changed. Add images to the folder and look for new ones.</source><translation type="unfinished"></translation></message>
<message><source>Pretraining {architecture} at {size} px on {count:,} images</source><translation type="unfinished"></translation></message>
<message><source>Process {rank} of {count} could not go on, most often since another one ended ({problem}). The last checkpoint is kept: go on with --resume, with any number of processes.</source><translation type="unfinished"></translation></message>
<message><source>Put them beside what is there</source><translation>Đặt cạnh những gì đã có</translation></message>
<message><source>Quit</source><translation type="unfinished"></translation></message>
<message><source>Reading only</source><translation type="unfinished"></translation></message>
<message><source>Redo</source><translation type="unfinished"></translation></message>
<message><source>Rescuing what can be read…</source><translation type="unfinished"></translation></message>
<message><source>Right by class, where they differ: {listed}, and {more:,} more.</source><translation type="unfinished"></translation></message>
<message><source>Right by class, where they differ: {listed}.</source><translation type="unfinished"></translation></message>
<message><source>Save a copy</source><translation type="unfinished"></translation></message>
<message><source>Save a copy…</source><translation type="unfinished"></translation></message>
<message><source>Save as ONNX…</source><translation>Lưu thành ONNX…</translation></message>
<message><source>Save embeddings</source><translation>Lưu vectơ nhúng</translation></message>
<message><source>Save labels and predictions</source><translation>Lưu nhãn và dự đoán</translation></message>
<message><source>Save the classifier</source><translation>Lưu bộ phân loại</translation></message>
<message><source>Save the predictions</source><translation>Lưu dự đoán</translation></message>
<message><source>Save…</source><translation>Lưu…</translation></message>
<message><source>Saving…</source><translation type="unfinished"></translation></message>
<message><source>Say what to export: --labels F, --coco F, --folders DIR, --image-folder DIR, --embeddings F or --onnx F. `export --help` says more.</source><translation>Hãy cho biết xuất gì: --labels F, --coco F, --folders DIR, --image-folder DIR, --embeddings F hoặc --onnx F. `export --help` cho biết thêm.</translation></message>
<message><source>Selected images</source><translation>Ảnh đang chọn</translation></message>
<message><source>Selected images ({count:,})</source><translation>Ảnh đang chọn ({count:,})</translation></message>
<message><source>Set of predictions</source><translation type="unfinished"></translation></message>
<message><source>Share for validation</source><translation>Phần để kiểm định</translation></message>
<message><source>Sharpness</source><translation type="unfinished"></translation></message>
<message><source>Show in folder</source><translation>Mở thư mục chứa</translation></message>
<message><source>Size</source><translation type="unfinished"></translation></message>
<message><source>Something else is being written. Wait for it, or cancel it.</source><translation>Đang ghi một thứ khác. Hãy đợi, hoặc hủy nó.</translation></message>
<message><source>Something went wrong inside Labelight: {error}</source><translation type="unfinished"></translation></message>
<message><source>Something went wrong inside Labelight: {problem}. It was logged; nothing was lost.</source><translation type="unfinished"></translation></message>
<message><source>Spreading the labels to alike images</source><translation type="unfinished"></translation></message>
<message><source>Starting</source><translation type="unfinished"></translation></message>
<message><source>Stopped. Copies made before stay; what was not finished is not there.</source><translation>Đã dừng. Các bản sao đã tạo vẫn còn; phần chưa xong không được giữ lại.</translation></message>
<message><source>Stopped. What was done before was kept.</source><translation type="unfinished"></translation></message>
<message><source>Symbolic links</source><translation>Liên kết tượng trưng</translation></message>
<message><source>Take the results away</source><translation>Lấy kết quả ra</translation></message>
<message><source>That class is not there any more. Nothing was labelled.</source><translation type="unfinished"></translation></message>
<message><source>That class is not there any more. Undo (Ctrl+Z) brings it back.</source><translation type="unfinished"></translation></message>
<message><source>The ImageNet weights {name} ({megabytes} from {host}) are not on this computer, and their download was not agreed to. Nothing was downloaded. Start again with --download, or agree to it when the window asks, or begin from the bundled encoder, which needs no network.</source><translation type="unfinished"></translation></message>
<message><source>The ONNX file does not compute what Labelight does: probabilities differ by up to {difference:.3f} ({same:.0%} of {count} images get the same class). It was thrown away.</source><translation type="unfinished"></translation></message>
<message><source>The ONNX file does not say how familiar images are as Labelight does: shares differ by {median:.3f} in the middle. It was thrown away.</source><translation type="unfinished"></translation></message>
<message><source>The backup of {when} is damaged. Take another one; nothing was changed.</source><translation type="unfinished"></translation></message>
<message><source>The beginning</source><translation type="unfinished"></translation></message>
<message><source>The bundle was packed for {name} {packed}. Pack another for {name} {asked}.</source><translation type="unfinished"></translation></message>
<message><source>The bundle {folder} is damaged: {error}. Pack it again.</source><translation type="unfinished"></translation></message>
<message><source>The bundle {folder} is damaged: {error}. The project was not changed; copy it here again.</source><translation type="unfinished"></translation></message>
<message><source>The bundle {folder} is not trained to its end yet. Go on with: main.py pretrain {folder}</source><translation type="unfinished"></translation></message>
<message><source>The bundle {folder} is trained already. Take the encoder home with: main.py unpack PROJECT {folder}</source><translation type="unfinished"></translation></message>
<message><source>The bundled start fits efficientnet_lite0 only, not {architecture}. Choose the encoder efficientnet_lite0, or the start random or imagenet.</source><translation type="unfinished"></translation></message>
<message><source>The cache folder cannot be written to: {problem}. What was found before is kept. Make room on that disk and look for new images again.</source><translation type="unfinished"></translation></message>
<message><source>The checkpoint of that run is gone (the cache was cleared). Start it anew.</source><translation type="unfinished"></translation></message>
<message><source>The classifier cannot tell which look like nothing labelled: the threshold of {below} is not used.</source><translation type="unfinished"></translation></message>
<message><source>The classifier does not fit its encoder: its file is damaged. Fine-tune again.</source><translation type="unfinished"></translation></message>
<message><source>The classifier is in {file}: on {checked:,} of your images it says what Labelight says.</source><translation>Bộ phân loại ở trong {file}: trên {checked:,} ảnh của bạn nó cho kết quả như Labelight.</translation></message>
<message><source>The classifier is in {file}: on {checked} images it says what Labelight says.</source><translation>Bộ phân loại ở trong {file}: trên {checked} ảnh nó cho kết quả như Labelight.</translation></message>
<message><source>The classifier looks at new images and writes a CSV: path, label, confidence, how familiar it looks.</source><translation>Bộ phân loại xem ảnh mới và ghi một tệp CSV: đường dẫn, nhãn, độ tin cậy, độ quen thuộc.</translation></message>
<message><source>The classifier {name} cannot be read: {error}. Fine-tune again.</source><translation type="unfinished"></translation></message>
<message><source>The compute process crashed ({name}).</source><translation type="unfinished"></translation></message>
<message><source>The compute process ended while it decoded. Looking for the file that did it ({count} to try)</source><translation type="unfinished"></translation></message>
<message><source>The compute process ended without a word (exit code {code}).</source><translation type="unfinished"></translation></message>
<message><source>The compute process was killed, most often because the computer ran out of memory.</source><translation type="unfinished"></translation></message>
<message><source>The connection to {host} broke off ({name}).</source><translation type="unfinished"></translation></message>
<message><source>The connection to {host} is not safe ({value}), so nothing was taken from it.</source><translation type="unfinished"></translation></message>
<message><source>The copy did not come out right and was taken away. The project is as it was.</source><translation type="unfinished"></translation></message>
<message><source>The device stopped working ({words}). {kept}. Try again{or_cpu}.</source><translation type="unfinished"></translation></message>
<message><source>The disk is full: {path} could not be written. Free some space.</source><translation type="unfinished"></translation></message>
<message><source>The disk is full: {path} could not be {doing}.</source><translation type="unfinished"></translation></message>
<message><source>The disk is full: {what}.</source><translation type="unfinished"></translation></message>
<message><source>The disk reports an error ({problem}): {what}.</source><translation type="unfinished"></translation></message>
<message><source>The disk reports an error: {path} could not be {doing} ({said}).</source><translation type="unfinished"></translation></message>
<message><source>The disk with {parent} is full. What had come was deleted. Make room and start again.</source><translation type="unfinished"></translation></message>
<message><source>The download was ended: {scheme}://{hostname} is no safe address (https). {otherwise}</source><translation type="unfinished"></translation></message>
<message><source>The encoder gave numbers that are not finite; its embeddings were not stored. Train it again.</source><translation type="unfinished"></translation></message>
<message><source>The encoder is in {folder}. Take it home with: main.py unpack PROJECT {folder}</source><translation type="unfinished"></translation></message>
<message><source>The encoder {path} cannot be read: {error}. Choose another file, or start from bundled.</source><translation type="unfinished"></translation></message>
<message><source>The encoder {source} to start from cannot be read: {problem}.</source><translation type="unfinished"></translation></message>
<message><source>The encoder “{name}” gives embeddings that are no numbers, so it cannot be used. They were not stored. Choose another encoder on the Learn page, or learn anew with a smaller learning rate.</source><translation type="unfinished"></translation></message>
<message><source>The encoder “{name}” is in the project. Next: embed.</source><translation type="unfinished"></translation></message>
<message><source>The file changed after it was labelled</source><translation type="unfinished"></translation></message>
<message><source>The file {path} is read-only.</source><translation type="unfinished"></translation></message>
<message><source>The folder {folder} could not be made: {problem}. Nothing was downloaded.</source><translation type="unfinished"></translation></message>
<message><source>The folder {root} cannot be read: {problem}. Nothing was changed.</source><translation type="unfinished"></translation></message>
<message><source>The images are looked for in {folder} from now on.</source><translation type="unfinished"></translation></message>
<message><source>The images are looked for in {folder} from now on. Not all are where they were; they are found by their content.</source><translation type="unfinished"></translation></message>
<message><source>The images are not embedded with the encoder “{name}” yet. Nothing was compared.</source><translation type="unfinished"></translation></message>
<message><source>The images are not embedded with the encoder “{name}” yet. Run `embed` first.</source><translation type="unfinished"></translation></message>
<message><source>The images are not embedded yet.</source><translation>Ảnh chưa được nhúng.</translation></message>
<message><source>The images are not embedded yet. Run `embed` first.</source><translation type="unfinished"></translation></message>
<message><source>The images are not embedded yet: how familiar they are cannot be told.</source><translation type="unfinished"></translation></message>
<message><source>The images in folders by label, or by prediction where there is no label. Nothing is moved.</source><translation>Ảnh trong các thư mục theo nhãn, hoặc theo dự đoán khi chưa có nhãn. Không có gì bị di chuyển.</translation></message>
<message><source>The last change is kept in memory, and what you see does not have it yet.</source><translation type="unfinished"></translation></message>
<message><source>The last change is only in memory and would be lost.</source><translation type="unfinished"></translation></message>
<message><source>The last checkpoint is kept, and the run can be resumed</source><translation type="unfinished"></translation></message>
<message><source>The last {count:,} changes are kept in memory, and what you see does not have them yet.</source><translation type="unfinished"></translation></message>
<message><source>The last {count:,} changes are only in memory and would be lost.</source><translation type="unfinished"></translation></message>
<message><source>The least confidence of a prediction</source><translation>Độ tin cậy tối thiểu của dự đoán</translation></message>
<message><source>The map of {images:,} images is in the project.</source><translation type="unfinished"></translation></message>
<message><source>The new encoder has collapsed: {facts}; there were too few labels to ask them.</source><translation type="unfinished"></translation></message>
<message><source>The new encoder is as good as the one before</source><translation type="unfinished"></translation></message>
<message><source>The new encoder is better</source><translation type="unfinished"></translation></message>
<message><source>The new encoder is better, which may be chance</source><translation type="unfinished"></translation></message>
<message><source>The new encoder is worse</source><translation type="unfinished"></translation></message>
<message><source>The new encoder is worse, which may be chance</source><translation type="unfinished"></translation></message>
<message><source>The new project is {project}; {name} is as it was.</source><translation type="unfinished"></translation></message>
<message><source>The new project is {project}; {project_2} is as it was.</source><translation type="unfinished"></translation></message>
<message><source>The precision is a fraction between 0 and 1, for example 0.98.</source><translation type="unfinished"></translation></message>
<message><source>The process that makes them ended.</source><translation type="unfinished"></translation></message>
<message><source>The project is sound: {held}. Every row agrees with its indexes, and every array with its digest.</source><translation type="unfinished"></translation></message>
<message><source>The project is {path}. Open it with: python main.py {path}</source><translation type="unfinished"></translation></message>
<message><source>The report is on the clipboard: paste it where you ask for help. No image, file name or folder is in it.</source><translation type="unfinished"></translation></message>
<message><source>The same file, {} times</source><translation type="unfinished"></translation></message>
<message><source>The share for validation is a fraction between 0 and 1, for example 0.2.</source><translation>Phần để kiểm định là một số từ 0 đến 1, ví dụ 0.2.</translation></message>
<message><source>The start “{name}” is the encoder {architecture}, and cannot become {encoder}. Choose the encoder {architecture}, or another start. Nothing was changed.</source><translation type="unfinished"></translation></message>
<message><source>The system allows this program no more threads. {kept}. Close other programs, or raise that limit.</source><translation type="unfinished"></translation></message>
<message><source>The threshold of {share} was not used.</source><translation type="unfinished"></translation></message>
<message><source>The unfinished pretraining was begun with {name} {stored}, not {asked}. It is kept. Go on with {stored}, or begin a new run.</source><translation type="unfinished"></translation></message>
<message><source>The vectors of the current encoder, with labels, predictions and places on the map.</source><translation>Các vectơ của bộ mã hóa hiện tại, kèm nhãn, dự đoán và vị trí trên bản đồ.</translation></message>
<message><source>The views are no longer wanted.</source><translation type="unfinished"></translation></message>
<message><source>The views cannot be shown. The process that makes them ended.</source><translation type="unfinished"></translation></message>
<message><source>The views cannot be shown. {head}</source><translation type="unfinished"></translation></message>
<message><source>The views cannot be shown: {error}</source><translation type="unfinished"></translation></message>
<message><source>The weights of classifier {number} are damaged. Its predictions stay, but it can neither predict new images nor be exported: train again (on the Train page, or `main.py finetune PROJECT`), or use another version. Labels and classes are whole.</source><translation type="unfinished"></translation></message>
<message><source>The weights of the encoder “{name}” are damaged. Its embeddings and its map stay in use, but it cannot embed new images or be fine-tuned: pretrain again, or use another encoder (`main.py embed PROJECT --encoder bundled`). Labels and classes are whole.</source><translation type="unfinished"></translation></message>
<message><source>The whole network, as asked.</source><translation type="unfinished"></translation></message>
<message><source>The whole network: {numbers}.</source><translation type="unfinished"></translation></message>
<message><source>The {count} processes of this run could not meet: {error}. Nothing was changed.</source><translation type="unfinished"></translation></message>
<message><source>There are no ImageNet weights for the encoder {architecture}. Choose the start random, or another encoder.</source><translation type="unfinished"></translation></message>
<message><source>There are no embeddings yet. Run `embed` first.</source><translation type="unfinished"></translation></message>
<message><source>There are no images to embed. Choose a folder with images first.</source><translation type="unfinished"></translation></message>
<message><source>There are no images yet.</source><translation>Chưa có ảnh nào.</translation></message>
<message><source>There are no labels and no predictions yet.</source><translation>Chưa có nhãn và dự đoán nào.</translation></message>
<message><source>There are no readable images in {folder} to pack. Nothing was written.</source><translation type="unfinished"></translation></message>
<message><source>There are no readable images in {folder}. Add some and look through the folder again.</source><translation type="unfinished"></translation></message>
<message><source>There are too few labels to say how good the classifier is. Label at least two images of each class.</source><translation type="unfinished"></translation></message>
<message><source>There are too few labels to tell yet. Label at least two images of each class.</source><translation type="unfinished"></translation></message>
<message><source>There is a class “{name}” already.</source><translation type="unfinished"></translation></message>
<message><source>There is no backup of {project} on this computer. What can be read of a damaged project is saved by: main.py rescue</source><translation type="unfinished"></translation></message>
<message><source>There is no backup {backup}: main.py backups {project} lists {count}.</source><translation type="unfinished"></translation></message>
<message><source>There is no classifier yet.</source><translation type="unfinished"></translation></message>
<message><source>There is no classifier yet. Label some images of at least two classes, then fine-tune one.</source><translation type="unfinished"></translation></message>
<message><source>There is no classifier yet. Train one first.</source><translation>Chưa có bộ phân loại. Hãy huấn luyện trước.</translation></message>
<message><source>There is no encoder {architecture}. Choose one of {listed}.</source><translation type="unfinished"></translation></message>
<message><source>There is no file at {path}.</source><translation type="unfinished"></translation></message>
<message><source>There is no folder at {chosen}.</source><translation type="unfinished"></translation></message>
<message><source>There is no folder at {folder}.</source><translation type="unfinished"></translation></message>
<message><source>There is no folder at {folder}. Check the path of the images.</source><translation type="unfinished"></translation></message>
<message><source>There is no folder at {folder}. The project still looks in the old place.</source><translation type="unfinished"></translation></message>
<message><source>There is no folder {parent} to make {name} in.</source><translation>Không có thư mục {parent} để tạo {name} trong đó.</translation></message>
<message><source>There is no folder {parent} to put the copy in. Nothing was written.</source><translation type="unfinished"></translation></message>
<message><source>There is no folder {parent} to put the project in.</source><translation type="unfinished"></translation></message>
<message><source>There is no folder {parent} to write {name} into.</source><translation type="unfinished"></translation></message>
<message><source>There is no pretraining to resume: none was stopped, or its checkpoint is gone.</source><translation type="unfinished"></translation></message>
<message><source>There is no project at {damaged}.</source><translation type="unfinished"></translation></message>
<message><source>There is no project at {path}. Check the path, or create it with: main.py new {name} FOLDER</source><translation type="unfinished"></translation></message>
<message><source>There is no readable image in {folder}. Choose another folder.</source><translation type="unfinished"></translation></message>
<message><source>There is no strategy {strategy}. There are: {listed}.</source><translation type="unfinished"></translation></message>
<message><source>There is not enough memory for even {count} images at a time ({problem}). {kept}. Choose a smaller size or encoder{instead}.</source><translation type="unfinished"></translation></message>
<message><source>There was no room to copy it with its log, so its newest changes may be missing here.</source><translation type="unfinished"></translation></message>
<message><source>There was not enough memory ({words}). {kept}. Choose a smaller batch or size{or_cpu}.</source><translation type="unfinished"></translation></message>
<message><source>There were too few labels to know whether the new encoder is better; it has not collapsed: {facts}.</source><translation type="unfinished"></translation></message>
<message><source>This backup is a list of labels only: {value}. Make a project with main.py new {name} FOLDER and read the list with main.py label.</source><translation type="unfinished"></translation></message>
<message><source>This classifier cannot tell images that look like none of its classes: it is from an older Labelight, or has too few labels. Fine-tune again.</source><translation type="unfinished"></translation></message>
<message><source>This machine has no device {name}. It has: {listed}. Choose one of these, or auto.</source><translation type="unfinished"></translation></message>
<message><source>This project has no classifier {classifier_id}. `main.py versions` lists those it has.</source><translation type="unfinished"></translation></message>
<message><source>This project has no encoder {encoder_id}. `main.py info` lists those it has.</source><translation type="unfinished"></translation></message>
<message><source>This project has no encoder “{words}”. It has: {names}; and `bundled`.</source><translation type="unfinished"></translation></message>
<message><source>This project is damaged</source><translation type="unfinished"></translation></message>
<message><source>This share of each class, the same images each time; copies of an image stay on one side</source><translation>Phần này của mỗi lớp, lần nào cũng cùng những ảnh đó; các bản sao của một ảnh ở cùng một phía</translation></message>
<message><source>This start needs a download: {facts}&#10;</source><translation type="unfinished"></translation></message>
<message><source>This step cannot be taken back or done again: what is kept of it is damaged. Nothing was changed.</source><translation type="unfinished"></translation></message>
<message><source>To go back to one: main.py restore {project} NEW.labelight --backup N</source><translation type="unfinished"></translation></message>
<message><source>Tones differ by {:.1%}, usual here is {:.0%}</source><translation type="unfinished"></translation></message>
<message><source>Too few different images to be on both sides, and so only to train with: {classes}. Number the classes by name.</source><translation>Quá ít ảnh khác nhau để có ở cả hai phía, nên chỉ dùng để huấn luyện: {classes}. Hãy đánh số các lớp theo tên.</translation></message>
<message><source>Train</source><translation type="unfinished"></translation></message>
<message><source>Trained elsewhere, from a bundle.</source><translation type="unfinished"></translation></message>
<message><source>Try again later, or begin from the bundled encoder, which needs no network.</source><translation type="unfinished"></translation></message>
<message><source>Typical images first, doubtful ones once each class has about ten labels.</source><translation type="unfinished"></translation></message>
<message><source>Undo</source><translation type="unfinished"></translation></message>
<message><source>Update Labelight to change it; the file was not changed.</source><translation type="unfinished"></translation></message>
<message><source>Use it all the same</source><translation type="unfinished"></translation></message>
<message><source>Use it all the same? Labels stay; images that are not there are listed as missing.</source><translation type="unfinished"></translation></message>
<message><source>Validation</source><translation>Kiểm định</translation></message>
<message><source>What is made again was taken out of the project. Run the command again.</source><translation type="unfinished"></translation></message>
<message><source>What the backup holds is not sound ({problems}). Take another one; nothing was changed.</source><translation type="unfinished"></translation></message>
<message><source>What to label next could not be found out: {error}</source><translation type="unfinished"></translation></message>
<message><source>What was done before the rescue cannot be undone any more: the history is not whole.</source><translation type="unfinished"></translation></message>
<message><source>What was done so far is kept, and learning can be resumed.</source><translation type="unfinished"></translation></message>
<message><source>What was done so far is kept, and the rest is done when the project is opened next.</source><translation type="unfinished"></translation></message>
<message><source>What was learnt up to step {kept} is kept</source><translation type="unfinished"></translation></message>
<message><source>What was rescued is not sound ({problems}), so it was not kept. The project was not changed.</source><translation type="unfinished"></translation></message>
<message><source>What was saved before is safe, this change is not in it.</source><translation type="unfinished"></translation></message>
<message><source>What was stored before is kept. Free some space and start it again.</source><translation type="unfinished"></translation></message>
<message><source>What was stored before is kept. Free some space, then resume the run or start it again.</source><translation type="unfinished"></translation></message>
<message><source>What {host} sent as {name} is not that file: its sha256 is another than the one known. It was deleted unread. Try again; if it happens again, begin from the bundled encoder and tell us.</source><translation type="unfinished"></translation></message>
<message><source>When it says {said:.0%}, it is right about {right:.0%} of the time ({low:.0%} to {high:.0%}).</source><translation type="unfinished"></translation></message>
<message><source>Where is the folder of the images now?</source><translation type="unfinished"></translation></message>
<message><source>Where it says {span}, {hits:,} of {count:,} images were right: {right:.0%} ({low:.0%} to {high:.0%}).</source><translation type="unfinished"></translation></message>
<message><source>Which folder the images lie in was lost; the new project looks for them in {best}.</source><translation type="unfinished"></translation></message>
<message><source>Which images</source><translation>Những ảnh nào</translation></message>
<message><source>With {count} labels per class, {accuracy:.1%} of the other {others:,} digits are right.</source><translation type="unfinished"></translation></message>
<message><source>Writing the ONNX file</source><translation type="unfinished"></translation></message>
<message><source>You go on in the copy at {target}.</source><translation type="unfinished"></translation></message>
<message><source>about 1 of them is expected to be wrong</source><translation type="unfinished"></translation></message>
<message><source>about {wrong:,} of them are expected to be wrong</source><translation type="unfinished"></translation></message>
<message><source>accept {count:,} predictions</source><translation type="unfinished"></translation></message>
<message><source>after a command</source><translation type="unfinished"></translation></message>
<message><source>and take the encoder home with: main.py unpack {project} {name}</source><translation type="unfinished"></translation></message>
<message><source>at least </source><translation>ít nhất </translation></message>
<message><source>at some time</source><translation type="unfinished"></translation></message>
<message><source>by `main.py {by}`, in the window by itself</source><translation type="unfinished"></translation></message>
<message><source>cannot be read</source><translation type="unfinished"></translation></message>
<message><source>change of colour</source><translation type="unfinished"></translation></message>
<message><source>classes</source><translation type="unfinished"></translation></message>
<message><source>classifier {id} is better</source><translation type="unfinished"></translation></message>
<message><source>classifiers</source><translation type="unfinished"></translation></message>
<message><source>clear the label of {some}</source><translation type="unfinished"></translation></message>
<message><source>cross-validation, {folds} folds, once</source><translation type="unfinished"></translation></message>
<message><source>cross-validation, {folds} folds, twice</source><translation type="unfinished"></translation></message>
<message><source>cross-validation, {folds} folds, {repeats} times</source><translation type="unfinished"></translation></message>
<message><source>deletion of a class</source><translation type="unfinished"></translation></message>
<message><source>effective rank {rank:,.1f} ({rank_before:,.1f} before), neighbours agree in {consistency:.0%} ({consistency_before:.0%} before)</source><translation type="unfinished"></translation></message>
<message><source>empty file</source><translation type="unfinished"></translation></message>
<message><source>encoders</source><translation type="unfinished"></translation></message>
<message><source>every half hour</source><translation type="unfinished"></translation></message>
<message><source>far from every labelled image</source><translation type="unfinished"></translation></message>
<message><source>hardly any is expected to be wrong</source><translation type="unfinished"></translation></message>
<message><source>images</source><translation type="unfinished"></translation></message>
<message><source>images drawn at random</source><translation type="unfinished"></translation></message>
<message><source>import of {count:,} labels</source><translation type="unfinished"></translation></message>
<message><source>it is expected to be right</source><translation type="unfinished"></translation></message>
<message><source>its beginning is damaged; save what can be read with: </source><translation type="unfinished"></translation></message>
<message><source>its content is gone.</source><translation type="unfinished"></translation></message>
<message><source>its prediction flips easily</source><translation type="unfinished"></translation></message>
<message><source>keep the label of 1 image</source><translation type="unfinished"></translation></message>
<message><source>keep the label of {many:,} images</source><translation type="unfinished"></translation></message>
<message><source>key “{key}” of a class</source><translation type="unfinished"></translation></message>
<message><source>label {some} like those that look the same</source><translation type="unfinished"></translation></message>
<message><source>label {some} “{name}”</source><translation type="unfinished"></translation></message>
<message><source>labels</source><translation type="unfinished"></translation></message>
<message><source>leaving each label out once</source><translation type="unfinished"></translation></message>
<message><source>linear, on the encoder as it is</source><translation type="unfinished"></translation></message>
<message><source>maps</source><translation type="unfinished"></translation></message>
<message><source>mark {some} as none of these</source><translation type="unfinished"></translation></message>
<message><source>mark {some} as not sure</source><translation type="unfinished"></translation></message>
<message><source>merge of two classes</source><translation type="unfinished"></translation></message>
<message><source>new class “{name}”</source><translation type="unfinished"></translation></message>
<message><source>new class “{name}” for {some}</source><translation type="unfinished"></translation></message>
<message><source>no labels</source><translation type="unfinished"></translation></message>
<message><source>no permission to read the file</source><translation type="unfinished"></translation></message>
<message><source>none of these</source><translation type="unfinished"></translation></message>
<message><source>none yet</source><translation type="unfinished"></translation></message>
<message><source>not a regular file</source><translation type="unfinished"></translation></message>
<message><source>not an image</source><translation type="unfinished"></translation></message>
<message><source>not judged</source><translation type="unfinished"></translation></message>
<message><source>not judged: every class has one label only</source><translation type="unfinished"></translation></message>
<message><source>not supported</source><translation type="unfinished"></translation></message>
<message><source>not sure</source><translation type="unfinished"></translation></message>
<message><source>nothing else</source><translation type="unfinished"></translation></message>
<message><source>off</source><translation type="unfinished"></translation></message>
<message><source>on closing</source><translation type="unfinished"></translation></message>
<message><source>on {day}</source><translation type="unfinished"></translation></message>
<message><source>on {held_out} held-out labels it was {ours:.1%} right, the linear classifier {right:.1%}</source><translation type="unfinished"></translation></message>
<message><source>only a list of the labels</source><translation type="unfinished"></translation></message>
<message><source>parts of the embeddings</source><translation type="unfinished"></translation></message>
<message><source>picked at random, to keep the estimate honest</source><translation type="unfinished"></translation></message>
<message><source>records of how familiar images are</source><translation type="unfinished"></translation></message>
<message><source>removal of a key</source><translation type="unfinished"></translation></message>
<message><source>rename to “{name}”</source><translation type="unfinished"></translation></message>
<message><source>rescued by its name; look through the folder again</source><translation type="unfinished"></translation></message>
<message><source>right of {judged:,} images drawn at random ({low:.0%} to {high:.0%}), which stand for all you did not label.</source><translation type="unfinished"></translation></message>
<message><source>runs</source><translation type="unfinished"></translation></message>
<message><source>sets of predictions</source><translation type="unfinished"></translation></message>
<message><source>skip {some}</source><translation type="unfinished"></translation></message>
<message><source>skipped</source><translation type="unfinished"></translation></message>
<message><source>the bundled weights</source><translation type="unfinished"></translation></message>
<message><source>the cache folder could not be written</source><translation type="unfinished"></translation></message>
<message><source>the classifier is unsure</source><translation type="unfinished"></translation></message>
<message><source>the decoder crashed on this file</source><translation type="unfinished"></translation></message>
<message><source>the disk is nearly full ({value:,.0f} MB are free)</source><translation type="unfinished"></translation></message>
<message><source>the disk of the cache is full</source><translation type="unfinished"></translation></message>
<message><source>the disk there is full</source><translation type="unfinished"></translation></message>
<message><source>the encoder gives all images the same embedding</source><translation type="unfinished"></translation></message>
<message><source>the file changed meanwhile</source><translation type="unfinished"></translation></message>
<message><source>the file has changed since it was looked through</source><translation type="unfinished"></translation></message>
<message><source>the file is cut short</source><translation type="unfinished"></translation></message>
<message><source>the file is gone</source><translation type="unfinished"></translation></message>
<message><source>the loss is {losses}</source><translation type="unfinished"></translation></message>
<message><source>the loss is {value}</source><translation type="unfinished"></translation></message>
<message><source>the picture cannot be decoded</source><translation type="unfinished"></translation></message>
<message><source>the picture data are damaged</source><translation type="unfinished"></translation></message>
<message><source>the table “meta”: the mark of the project is missing</source><translation type="unfinished"></translation></message>
<message><source>the table “{table}”: rows that say nothing Labelight knows ({unknown:,})</source><translation type="unfinished"></translation></message>
<message><source>the table “{table}”: {answer}</source><translation type="unfinished"></translation></message>
<message><source>the weights are no numbers</source><translation type="unfinished"></translation></message>
<message><source>the whole encoder, fine-tuned</source><translation type="unfinished"></translation></message>
<message><source>they agree on every one</source><translation type="unfinished"></translation></message>
<message><source>today</source><translation type="unfinished"></translation></message>
<message><source>too close to say</source><translation type="unfinished"></translation></message>
<message><source>too large</source><translation type="unfinished"></translation></message>
<message><source>too large for the memory of this machine</source><translation type="unfinished"></translation></message>
<message><source>torchvision's code is under the BSD-3 licence. Its weights “may have their own licenses or terms and conditions derived from the dataset used for training”, and ImageNet is for non-commercial research and education only. Whether your use is allowed is for you to judge.</source><translation type="unfinished"></translation></message>
<message><source>triggers or views</source><translation type="unfinished"></translation></message>
<message><source>typical of an unlabelled group</source><translation type="unfinished"></translation></message>
<message><source>unknown</source><translation type="unfinished"></translation></message>
<message><source>use of classifier {number}</source><translation type="unfinished"></translation></message>
<message><source>whole project</source><translation type="unfinished"></translation></message>
<message><source>without embeddings and encoders, which are made again</source><translation type="unfinished"></translation></message>
<message><source>yesterday</source><translation type="unfinished"></translation></message>
<message><source>{:.0%} like its nearest, usual here is {:.0%}</source><translation type="unfinished"></translation></message>
<message><source>{accuracy:.1%} of {images:,} images right. Rows: truth; columns: prediction.</source><translation type="unfinished"></translation></message>
<message><source>{after:.1%} right on {labels:,} labels left out in turn, {before:.1%} before</source><translation type="unfinished"></translation></message>
<message><source>{ago} days ago</source><translation type="unfinished"></translation></message>
<message><source>{brightness:.0%} bright, usual here is {usual:.0%}</source><translation type="unfinished"></translation></message>
<message><source>{called} {row} is damaged. It is made again: {how}.</source><translation type="unfinished"></translation></message>
<message><source>{classes:,} classes, learnt from {labels:,} labels.</source><translation>{classes:,} lớp, học từ {labels:,} nhãn.</translation></message>
<message><source>{colour} is not a colour. Write it as #rrggbb.</source><translation type="unfinished"></translation></message>
<message><source>{count:,} array</source><translation type="unfinished"></translation></message>
<message><source>{count:,} arrays</source><translation type="unfinished"></translation></message>
<message><source>{count:,} class</source><translation type="unfinished"></translation></message>
<message><source>{count:,} classes</source><translation type="unfinished"></translation></message>
<message><source>{count:,} classifier</source><translation type="unfinished"></translation></message>
<message><source>{count:,} classifiers</source><translation type="unfinished"></translation></message>
<message><source>{count:,} embeddings are in {file}.</source><translation>{count:,} vectơ nhúng ở trong {file}.</translation></message>
<message><source>{count:,} embeddings of “{encoder}”.</source><translation>{count:,} vectơ nhúng của “{encoder}”.</translation></message>
<message><source>{count:,} embeddings.</source><translation>{count:,} vectơ nhúng.</translation></message>
<message><source>{count:,} encoder</source><translation type="unfinished"></translation></message>
<message><source>{count:,} encoders</source><translation type="unfinished"></translation></message>
<message><source>{count:,} folders could not be looked into ({named}): check the permissions, then look for new images again.</source><translation type="unfinished"></translation></message>
<message><source>{count:,} image</source><translation type="unfinished"></translation></message>
<message><source>{count:,} image drawn at random</source><translation type="unfinished"></translation></message>
<message><source>{count:,} images</source><translation type="unfinished"></translation></message>
<message><source>{count:,} images are listed in {csv}.</source><translation type="unfinished"></translation></message>
<message><source>{count:,} images drawn at random</source><translation type="unfinished"></translation></message>
<message><source>{count:,} images look like none of these (less familiar than {share}).</source><translation type="unfinished"></translation></message>
<message><source>{count:,} images of {classes} are in {folder}.</source><translation>{count:,} ảnh thuộc {classes} ở trong {folder}.</translation></message>
<message><source>{count:,} images were copied</source><translation>Đã sao chép {count:,} ảnh</translation></message>
<message><source>{count:,} images were linked</source><translation>Đã liên kết {count:,} ảnh</translation></message>
<message><source>{count:,} images were not found.</source><translation>Không tìm thấy {count:,} ảnh.</translation></message>
<message><source>{count:,} images were placed before; nothing that was there was changed.</source><translation>{count:,} ảnh đã được đặt trước đó; không có gì sẵn ở đó bị thay đổi.</translation></message>
<message><source>{count:,} label</source><translation type="unfinished"></translation></message>
<message><source>{count:,} labels</source><translation type="unfinished"></translation></message>
<message><source>{count:,} labels look wrong; they are in {csv}.</source><translation type="unfinished"></translation></message>
<message><source>{count:,} labels were imported, {new} new classes.</source><translation>Đã nhập {count:,} nhãn, {new} lớp mới.</translation></message>
<message><source>{count:,} map</source><translation type="unfinished"></translation></message>
<message><source>{count:,} maps</source><translation type="unfinished"></translation></message>
<message><source>{count:,} not saved</source><translation type="unfinished"></translation></message>
<message><source>{count:,} of {total:,} unlabelled images are sure enough (confidence {threshold} or more); {wrong}.</source><translation type="unfinished"></translation></message>
<message><source>{count:,} part of the embeddings</source><translation type="unfinished"></translation></message>
<message><source>{count:,} parts of the embeddings</source><translation type="unfinished"></translation></message>
<message><source>{count:,} paths are not in this project and were passed over: {few} ...</source><translation type="unfinished"></translation></message>
<message><source>{count:,} paths are not in this project.</source><translation>{count:,} đường dẫn không có trong dự án này.</translation></message>
<message><source>{count:,} predictions are in {csv}.</source><translation type="unfinished"></translation></message>
<message><source>{count:,} predictions are in {file}.</source><translation>{count:,} dự đoán ở trong {file}.</translation></message>
<message><source>{count:,} predictions are labels now; {wrong}.</source><translation type="unfinished"></translation></message>
<message><source>{count:,} record of how familiar images are</source><translation type="unfinished"></translation></message>
<message><source>{count:,} records of how familiar images are</source><translation type="unfinished"></translation></message>
<message><source>{count:,} rows are in {file}.</source><translation>{count:,} dòng ở trong {file}.</translation></message>
<message><source>{count:,} run</source><translation type="unfinished"></translation></message>
<message><source>{count:,} runs</source><translation type="unfinished"></translation></message>
<message><source>{count:,} set of predictions</source><translation type="unfinished"></translation></message>
<message><source>{count:,} sets of predictions</source><translation type="unfinished"></translation></message>
<message><source>{count:,} step to undo</source><translation type="unfinished"></translation></message>
<message><source>{count:,} steps to undo</source><translation type="unfinished"></translation></message>
<message><source>{count:,} were there already and stay as they are.</source><translation>{count:,} ảnh đã có sẵn ở đó và được giữ nguyên.</translation></message>
<message><source>{count} held-out labels it was not trained on</source><translation type="unfinished"></translation></message>
<message><source>{damaged} could not be rescued to {new}: {error}. {name} was not changed.</source><translation type="unfinished"></translation></message>
<message><source>{damaged} is not a Labelight project. It was not changed.</source><translation type="unfinished"></translation></message>
<message><source>{damaged} was made by a newer Labelight. Update Labelight to rescue it; it was not changed.</source><translation type="unfinished"></translation></message>
<message><source>{doing} is still going on. Close Labelight?</source><translation type="unfinished"></translation></message>
<message><source>{done:,} of {total:,}</source><translation>{done:,} trên {total:,}</translation></message>
<message><source>{done} into {folder}, one folder per class.</source><translation>{done} vào {folder}, mỗi lớp một thư mục.</translation></message>
<message><source>{file} cannot be read: {why}.</source><translation>Không đọc được {file}: {why}.</translation></message>
<message><source>{file} is a folder. Choose the name of a file.</source><translation>{file} là một thư mục. Hãy chọn tên một tệp.</translation></message>
<message><source>{file} is there already and was left as it is. Choose another name, or say that it may be replaced (on the command line: --overwrite).</source><translation>{file} đã có sẵn và được giữ nguyên. Hãy chọn tên khác, hoặc cho phép thay thế (trên dòng lệnh: --overwrite).</translation></message>
<message><source>{file} needs the column path in its first line.</source><translation>{file} cần có cột path ở dòng đầu tiên.</translation></message>
<message><source>{file}: a name that ends in {endings} says what to write.</source><translation>{file}: tên kết thúc bằng {endings} cho biết cần ghi gì.</translation></message>
<message><source>{folder} cannot be looked at: {answer}</source><translation type="unfinished"></translation></message>
<message><source>{folder} could not be written: {why}. Nothing was kept of it.</source><translation>Không ghi được {folder}: {why}. Không giữ lại phần nào của nó.</translation></message>
<message><source>{folder} does not look like the folder of this project: of its {known:,} images none was found there, neither by name nor by content.</source><translation type="unfinished"></translation></message>
<message><source>{folder} is no bundle but a folder Labelight works in. Choose another.</source><translation type="unfinished"></translation></message>
<message><source>{folder} is no bundle. Make one with: main.py pack PROJECT {folder}</source><translation type="unfinished"></translation></message>
<message><source>{folder} is not empty. Whatever lies in it would be learnt too: choose a new folder. Nothing was written.</source><translation>{folder} không trống. Những gì nằm trong đó cũng sẽ bị học: hãy chọn một thư mục mới. Không có gì được ghi.</translation></message>
<message><source>{folder} is there already and not empty. Choose a new folder for the bundle.</source><translation type="unfinished"></translation></message>
<message><source>{host} answered with {value:,} bytes, and {name} has {bytes:,}: it is not that file, perhaps a login page of your network. {kept} {otherwise}</source><translation type="unfinished"></translation></message>
<message><source>{host} cannot be reached ({value}).</source><translation type="unfinished"></translation></message>
<message><source>{host} did not answer for {timeout:.0f} seconds.</source><translation type="unfinished"></translation></message>
<message><source>{host} does not give out {name} ({error}). {kept} {otherwise}</source><translation type="unfinished"></translation></message>
<message><source>{images:,} images at {side} px are in {target} ({megabytes:,.0f} MB).</source><translation type="unfinished"></translation></message>
<message><source>{images:,} images, {unreadable:,} unreadable, {missing:,} missing.</source><translation type="unfinished"></translation></message>
<message><source>{images} and {named:,} annotations are in {file}.</source><translation>{images} và {named:,} chú thích ở trong {file}.</translation></message>
<message><source>{images} with a class, as links.</source><translation>{images} có lớp, dưới dạng liên kết.</translation></message>
<message><source>{images} with a class, {size} of copies.</source><translation>{images} có lớp, {size} bản sao.</translation></message>
<message><source>{images}, {labels}, opened {opened}</source><translation type="unfinished"></translation></message>
<message><source>{images}: {labelled:,} labelled, {guessed:,} with a prediction alone.</source><translation>{images}: {labelled:,} có nhãn, {guessed:,} chỉ có dự đoán.</translation></message>
<message><source>{judged} labels of images drawn at random are too few to say: about {more} more.</source><translation type="unfinished"></translation></message>
<message><source>{labels:,} labels of {count:,} classes</source><translation type="unfinished"></translation></message>
<message><source>{labels:,} labels taken, {count} new classes.</source><translation type="unfinished"></translation></message>
<message><source>{log} belongs to a project that is open or was not closed. Choose another name for the copy.</source><translation type="unfinished"></translation></message>
<message><source>{longer:,.0f} pixels on its longer side, usual here is {usual_size:,.0f}</source><translation type="unfinished"></translation></message>
<message><source>{low} to {high}</source><translation type="unfinished"></translation></message>
<message><source>{megabytes} of {whole} are kept, and the next try goes on from there.</source><translation type="unfinished"></translation></message>
<message><source>{missing:,} images came in since it last predicted: its predictions are made now.</source><translation type="unfinished"></translation></message>
<message><source>{most} and {last}</source><translation type="unfinished"></translation></message>
<message><source>{named} and {more:,} more</source><translation type="unfinished"></translation></message>
<message><source>{name} beside {told} belongs to another file: with it, the project would be broken. It was put aside as {other}, and {project} was opened without it. If changes are missing, they lay in a log that is gone.</source><translation type="unfinished"></translation></message>
<message><source>{name} came from an older Labelight and was brought up to date. As it was, it is kept beside it: {before}.</source><translation type="unfinished"></translation></message>
<message><source>{name} could not be written</source><translation type="unfinished"></translation></message>
<message><source>{name} does not say how to build its encoder: {error}. Choose another file.</source><translation type="unfinished"></translation></message>
<message><source>{name} holds the encoder {architecture}, not {wanted}. Choose that encoder.</source><translation type="unfinished"></translation></message>
<message><source>{name} is a name SQLite uses for parts of {other}. Choose another.</source><translation type="unfinished"></translation></message>
<message><source>{name} is larger than a list of labels can be. Nothing was imported.</source><translation type="unfinished"></translation></message>
<message><source>{name} is no encoder of this program: it says nothing about how to build it.</source><translation type="unfinished"></translation></message>
<message><source>{name} is not on this computer and so not in the bundle; add --download there. {facts}</source><translation type="unfinished"></translation></message>
<message><source>{name} is open in another Labelight on {host} (process {process}) since {clock}.</source><translation type="unfinished"></translation></message>
<message><source>{name} is open in another Labelight, or held by another program.</source><translation type="unfinished"></translation></message>
<message><source>{name} lies in a folder that cannot be written, {parent}.</source><translation type="unfinished"></translation></message>
<message><source>{name} needs the columns path and label in its first line; it has: {found}.</source><translation type="unfinished"></translation></message>
<message><source>{name} was made by a newer Labelight (file version {version}, this one writes up to {newest}).</source><translation type="unfinished"></translation></message>
<message><source>{name} was made by a newer Labelight, which keeps its “{other}” in another way. Update Labelight to open it; the file was not changed.</source><translation type="unfinished"></translation></message>
<message><source>{name} was not closed properly, and {name}-wal, which belongs beside it then, is gone. What lay in the file itself is here; if the newest changes are missing, put that file back before anything is changed.</source><translation type="unfinished"></translation></message>
<message><source>{name}, line {line_num}: the {lacking} is missing. Nothing was imported.</source><translation type="unfinished"></translation></message>
<message><source>{name}: {first:,} and {second:,} of {labels:,}</source><translation type="unfinished"></translation></message>
<message><source>{new} could not be written: {value}. The backup is as it was.</source><translation type="unfinished"></translation></message>
<message><source>{new} exists already. Choose another name; nothing was changed.</source><translation type="unfinished"></translation></message>
<message><source>{new} was made of the backup of {backup}. {name} is as it was.</source><translation type="unfinished"></translation></message>
<message><source>{new} was made of the backup of {share}. {project} is as it was.</source><translation type="unfinished"></translation></message>
<message><source>{parent} needs {megabytes} for {name}, and there are {whole}. Nothing was downloaded. Make room and start again.</source><translation type="unfinished"></translation></message>
<message><source>{part} could not be written: {problem}. Look at the rights of that folder, then start again.</source><translation type="unfinished"></translation></message>
<message><source>{passed:,} more have no label of yours: if these are the hard ones, fewer are right.</source><translation type="unfinished"></translation></message>
<message><source>{path} can no longer be read ({problem}). Open it again.</source><translation type="unfinished"></translation></message>
<message><source>{path} cannot be opened: {problem}. It was not changed.</source><translation type="unfinished"></translation></message>
<message><source>{path} cannot be read: {problem}.</source><translation type="unfinished"></translation></message>
<message><source>{path} cannot be read: {problem}. It was not changed.</source><translation type="unfinished"></translation></message>
<message><source>{path} cannot be written.</source><translation type="unfinished"></translation></message>
<message><source>{path} could not be written on closing. Everything is saved, part of it in {log} beside it: keep the two together. The next time it is opened and closed, with room on the disk, it is one file again.</source><translation type="unfinished"></translation></message>
<message><source>{path} exists already. Choose another name, or open it.</source><translation type="unfinished"></translation></message>
<message><source>{path} holds {what} that Labelight did not make, so it was not opened and not changed. Take only its rows with: {rescue_command}</source><translation type="unfinished"></translation></message>
<message><source>{path} is a folder, not a Labelight project.</source><translation type="unfinished"></translation></message>
<message><source>{path} is damaged, or no project, and was not opened.</source><translation type="unfinished"></translation></message>
<message><source>{path} is damaged.</source><translation type="unfinished"></translation></message>
<message><source>{path} is damaged. Save what can be read of it in a new project with: {rescue}</source><translation type="unfinished"></translation></message>
<message><source>{path} is not a Labelight project. It was not changed.</source><translation type="unfinished"></translation></message>
<message><source>{path} is not a Labelight project. It was not changed. {hint}</source><translation type="unfinished"></translation></message>
<message><source>{path} is not a Labelight project: it is no file. It was not opened.</source><translation type="unfinished"></translation></message>
<message><source>{path} lies on a disk that cannot be written.</source><translation type="unfinished"></translation></message>
<message><source>{path} names an image outside the folder of its images (“{shown}”), which Labelight never does, so it was not opened and not changed. Take only its sound rows with: {rescue}</source><translation type="unfinished"></translation></message>
<message><source>{path} was moved, replaced or deleted by another program while it was open; nothing is written to it any more.</source><translation type="unfinished"></translation></message>
<message><source>{path} was moved, replaced or deleted while it was open. If it was deleted, all of it is lost on closing.</source><translation type="unfinished"></translation></message>
<message><source>{path}, its folder or its disk has become read-only, so it could not be {doing}.</source><translation type="unfinished"></translation></message>
<message><source>{place} could not be written: {why}.</source><translation>Không ghi được {place}: {why}.</translation></message>
<message><source>{place} leads out of {inside}. {kept} Remove it, or choose another folder.</source><translation>{place} dẫn ra ngoài {inside}. {kept} Hãy gỡ nó đi, hoặc chọn thư mục khác.</translation></message>
<message><source>{place}: hard links to the images cannot be made there ({why}). They must lie on the same disk as the images, and FAT and exFAT know none. Copy instead, or make symbolic links.</source><translation>{place}: không tạo được liên kết cứng đến ảnh ở đó ({why}). Chúng phải nằm cùng đĩa với ảnh, và FAT và exFAT không có. Hãy sao chép, hoặc tạo liên kết tượng trưng.</translation></message>
<message><source>{place}: symbolic links cannot be made there ({why}). FAT and exFAT know none, and Windows wants developer mode for them. Copy instead, or choose another disk.</source><translation>{place}: không tạo được liên kết tượng trưng ở đó ({why}). FAT và exFAT không có, và Windows cần chế độ nhà phát triển. Hãy sao chép, hoặc chọn đĩa khác.</translation></message>
<message><source>{points:+.1f} points, 90% interval {low:+.1f} to {high:+.1f}</source><translation type="unfinished"></translation></message>
<message><source>{points:+.1f} points, 95% interval {low:+.1f} to {high:+.1f}</source><translation type="unfinished"></translation></message>
<message><source>{project} by class</source><translation>{project} theo lớp</translation></message>
<message><source>{project} is not sound. It was not changed.</source><translation type="unfinished"></translation></message>
<message><source>{project} to train with</source><translation>{project} để huấn luyện</translation></message>
<message><source>{ratio:.1f} times as long as wide, usual here is {usual_shape:.1f}</source><translation type="unfinished"></translation></message>
<message><source>{rest:,} more</source><translation type="unfinished"></translation></message>
<message><source>{restored:,} of the images came back by name only; `main.py ingest` reads them again.</source><translation type="unfinished"></translation></message>
<message><source>{sentence} Nothing was changed. To use it all the same: --anyway.</source><translation type="unfinished"></translation></message>
<message><source>{shares:.0%} of the labels left out were right, {without:.0%} without</source><translation type="unfinished"></translation></message>
<message><source>{single} classes with one label not judged</source><translation type="unfinished"></translation></message>
<message><source>{source} cannot be read: {problem}. It was not changed.</source><translation type="unfinished"></translation></message>
<message><source>{source} does not fit this encoder: {count} tensors differ, the first is {name} ({stored} in the file, {expected} in the encoder). Choose the encoder and the size it was made with.</source><translation type="unfinished"></translation></message>
<message><source>{source} holds weights that are not numbers. Choose another file, or train that encoder again.</source><translation type="unfinished"></translation></message>
<message><source>{stage} done in {seconds:.1f} s</source><translation type="unfinished"></translation></message>
<message><source>{step:,} of {total:,}</source><translation type="unfinished"></translation></message>
<message><source>{strange:,} look like nothing labelled (less familiar than {below}) and are left out.</source><translation type="unfinished"></translation></message>
<message><source>{strangers:,} drawn images are none of these classes and not counted.</source><translation type="unfinished"></translation></message>
<message><source>{target} could not be written: {error}. The download is kept. Make room and start again.</source><translation type="unfinished"></translation></message>
<message><source>{target} could not be written: {problem}. What was there before is unchanged.</source><translation type="unfinished"></translation></message>
<message><source>{target} could not be written: {why}. The project is as it was; choose another place for the copy.</source><translation type="unfinished"></translation></message>
<message><source>{target} exists already and was left as it is. Choose another name for the copy.</source><translation type="unfinished"></translation></message>
<message><source>{target} is the project itself. Choose another name for the copy.</source><translation type="unfinished"></translation></message>
<message><source>{target} lies inside the folder of the images, which is never written to. Choose another.</source><translation type="unfinished"></translation></message>
<message><source>{text} (taken back)	{when}</source><translation type="unfinished"></translation></message>
<message><source>{text} or go back to a backup: main.py backups {name}</source><translation type="unfinished"></translation></message>
<message><source>{told} Nothing in the project was changed; free some space and start it again.</source><translation type="unfinished"></translation></message>
<message><source>{total:,} files not supported ({named}): save them as JPEG, PNG or TIFF to use them.</source><translation type="unfinished"></translation></message>
<message><source>{train:,} images to train with and {val:,} for validation, of {classes}, are in {folder}.</source><translation>{train:,} ảnh để huấn luyện và {val:,} ảnh để kiểm định, thuộc {classes}, ở trong {folder}.</translation></message>
<message><source>{trouble} There is no room to make a copy for reading either: {error}.</source><translation type="unfinished"></translation></message>
<message><source>{what} Labelight changes nothing in it. Go back to a backup, or let everything be rescued that can be read: either becomes a new project beside it.</source><translation type="unfinished"></translation></message>
<message><source>{what} So it was not opened, and is as it was. Free some space, or copy it to another disk.</source><translation type="unfinished"></translation></message>
<message><source>{what} {doing} rests until that is mended, and then goes on by itself; nothing of it is lost.</source><translation type="unfinished"></translation></message>
<message><source>{when}: {labels} in {classes}, {what}, {why}</source><translation type="unfinished"></translation></message>
<message><source>{why} It is open for reading only: nothing can be changed here.</source><translation type="unfinished"></translation></message>
<message><source>{why} Opening it for reading only…</source><translation type="unfinished"></translation></message>
<message><source>{why} This is a copy of it as it was at {clock}.</source><translation type="unfinished"></translation></message>
<message><source>{words} Your labels are safe; the run can be resumed from its last checkpoint.</source><translation type="unfinished"></translation></message>
<message><source>“{field}” has names, not numbers: write {field}:name.</source><translation type="unfinished"></translation></message>
<message><source>“{folder}” is not empty. What lies there stays as it is.</source><translation>“{folder}” không trống. Những gì ở đó được giữ nguyên.</translation></message>
<message><source>“{key}” cannot be the key of a class. It can be one of: {listed}.</source><translation type="unfinished"></translation></message>
<message><source>“{name}” is in use. To use the other one: embed --encoder “{other}”.</source><translation type="unfinished"></translation></message>
<message><source>“{value}” is no date. Write it as 2024-05-31, 2024-05 or 2024.</source><translation type="unfinished"></translation></message>
<message><source>“{value}” is no number that {field} could be compared with.</source><translation type="unfinished"></translation></message>
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
