<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
<name>Labelight</name>
<message><source> Cancel</source><translation> Hủy</translation></message>
<message><source> Close</source><translation> Đóng</translation></message>
<message><source> Go back to this backup</source><translation> Quay về bản sao lưu này</translation></message>
<message><source> Import</source><translation> Nhập</translation></message>
<message><source> Import 1 label</source><translation> Nhập 1 nhãn</translation></message>
<message><source> Import {count:,} labels</source><translation> Nhập {count:,} nhãn</translation></message>
<message><source> It also learnt from images that look like the labelled ones.</source><translation> Nó cũng đã học từ các ảnh trông giống ảnh đã gán nhãn.</translation></message>
<message><source> It also learnt from images that look like the labelled ones: {numbers}{but}.</source><translation> Nó cũng đã học từ các ảnh trông giống ảnh đã gán nhãn: {numbers}{but}.</translation></message>
<message><source> Label next</source><translation> Gán tiếp</translation></message>
<message><source> Learning from images that look like the labelled ones did not help: {numbers}.</source><translation> Học từ các ảnh trông giống ảnh đã gán nhãn không giúp ích: {numbers}.</translation></message>
<message><source> Open the new project</source><translation> Mở dự án mới</translation></message>
<message><source> Rescue what can be read</source><translation> Cứu những gì đọc được</translation></message>
<message><source> Save a copy…</source><translation> Lưu một bản sao…</translation></message>
<message><source> Skip (S)</source><translation> Bỏ qua (S)</translation></message>
<message><source> Skip it (S)</source><translation> Bỏ qua ảnh này (S)</translation></message>
<message><source> Skip these {count:,} (S)</source><translation> Bỏ qua {count:,} ảnh này (S)</translation></message>
<message><source> Suggest more</source><translation> Gợi ý thêm</translation></message>
<message><source> Turn off</source><translation> Tắt</translation></message>
<message><source> Undo</source><translation> Hoàn tác</translation></message>
<message><source> Use {share}%</source><translation> Dùng {share}%</translation></message>
<message><source> Versions</source><translation> Phiên bản</translation></message>
<message><source> and {more} more</source><translation> và {more} tệp nữa</translation></message>
<message><source> epochs</source><translation> vòng</translation></message>
<message><source> images</source><translation> ảnh</translation></message>
<message><source> in {groups:,} groups</source><translation> trong {groups:,} nhóm</translation></message>
<message><source> min</source><translation> phút</translation></message>
<message><source> or </source><translation> hoặc </translation></message>
<message><source> {many:,} versions</source><translation> {many:,} phiên bản</translation></message>
<message><source>**{share:.0%} of these images look unfamiliar, {expected:.0%} were to be expected.** They may show something else, or come from another camera: look at them before you trust the numbers.</source><translation>**{share:.0%} số ảnh này trông không quen thuộc, mức dự kiến là {expected:.0%}.** Có thể chúng chụp thứ khác, hoặc từ máy ảnh khác: hãy xem chúng trước khi tin các con số.</translation></message>
<message><source>+, wheel</source><translation>+, con lăn</translation></message>
<message><source>, but its probabilities are nearer to the truth</source><translation>, nhưng các xác suất của nó gần sự thật hơn</translation></message>
<message><source>, or go on with the CPU (--device cpu)</source><translation>, hoặc chạy tiếp bằng CPU (--device cpu)</translation></message>
<message><source>- Anything but its {count:,} classes: what it has never seen it takes for one of them, unless it looks strange enough.</source><translation>- Bất cứ thứ gì ngoài {count:,} lớp của nó: thứ nó chưa từng thấy sẽ bị coi là một trong các lớp ấy, trừ khi trông đủ lạ.</translation></message>
<message><source>- Anything but its {count:,} classes: what it has never seen it takes for one of them.</source><translation>- Bất cứ thứ gì ngoài {count:,} lớp của nó: thứ nó chưa từng thấy sẽ bị coi là một trong các lớp ấy.</translation></message>
<message><source>- Classifier: number {id} of its project, {kind}.</source><translation>- Bộ phân loại: số {id} của dự án, {kind}.</translation></message>
<message><source>- Counting without correction: where one class is taken for another more often than the other way round, counts are wrong by that much.</source><translation>- Đếm mà không hiệu chỉnh: khi một lớp bị nhầm sang lớp kia nhiều hơn chiều ngược lại, số đếm sai đi chừng ấy.</translation></message>
<message><source>- Decisions about people, and anything where an error does harm: nobody has examined it for that. It was made from {labels:,} labels, its confidence is an estimate, and it was not tested for fairness, safety or attack.</source><translation>- Quyết định về con người, và bất cứ việc gì mà sai sót gây hại: chưa ai kiểm tra nó cho việc đó. Nó được làm từ {labels:,} nhãn, độ tin cậy của nó là ước lượng, và nó chưa được thử về công bằng, an toàn hay tấn công.</translation></message>
<message><source>- Decisions of any weight: {labels:,} labels are too few to know how often it is wrong.</source><translation>- Những quyết định quan trọng: {labels:,} nhãn là quá ít để biết nó sai bao nhiêu lần.</translation></message>
<message><source>- Encoder: “{name}”, {architecture}, {width:,} numbers for a picture of {size} px. {start}</source><translation>- Bộ mã hoá: “{name}”, {architecture}, {width:,} số cho một ảnh {size} px. {start}</translation></message>
<message><source>- Labels now: {person:,} by a person here, {imported:,} imported, {accepted:,} predictions that a person accepted.</source><translation>- Nhãn hiện có: {person:,} do người gán tại đây, {imported:,} được nhập vào, {accepted:,} là dự đoán được người chấp nhận.</translation></message>
<message><source>- Other pictures than these: all it knows comes from one folder of {images:,}. Pictures of another camera, another light, background, scale or season may be classified far worse than the numbers above say; label some of them and measure.</source><translation>- Ảnh khác với những ảnh này: mọi điều nó biết đến từ một thư mục {images:,} ảnh. Ảnh từ máy ảnh khác, ánh sáng, nền, tỉ lệ hay mùa khác có thể được phân loại kém hơn nhiều so với các con số ở trên; hãy gán nhãn vài ảnh rồi đo.</translation></message>
<message><source>- Pictures: a folder of {images:,}, of which {labels:,} have the labels the classifier learnt.</source><translation>- Ảnh: một thư mục {images:,} ảnh, trong đó {labels:,} ảnh có nhãn mà bộ phân loại đã học.</translation></message>
<message><source>--confidence goes with --only predicted or --only sure.</source><translation>--confidence đi cùng với --only predicted hoặc --only sure.</translation></message>
<message><source>--link goes with --folders DIR or --image-folder DIR.</source><translation>--link đi cùng với --folders DIR hoặc --image-folder DIR.</translation></message>
<message><source>--only takes {words}, or a CSV file with a column path; there is no file at {file}.</source><translation>--only nhận {words}, hoặc một tệp CSV có cột path; không có tệp nào tại {file}.</translation></message>
<message><source>--sort and --report are about another folder: name it, or use export for the project's own images.</source><translation>--sort và --report dành cho thư mục khác: hãy nêu thư mục đó, hoặc dùng export cho ảnh của chính dự án.</translation></message>
<message><source>--val goes with --image-folder DIR.</source><translation>--val đi cùng với --image-folder DIR.</translation></message>
<message><source>1 annotation was passed over: its image or its category is not in the file.</source><translation>1 chú thích bị bỏ qua: ảnh hoặc loại của nó không có trong tệp.</translation></message>
<message><source>1 byte</source><translation>1 byte</translation></message>
<message><source>1 class</source><translation>1 lớp</translation></message>
<message><source>1 class is not in this project</source><translation>1 lớp chưa có trong dự án này</translation></message>
<message><source>1 class with one label not judged</source><translation>1 lớp chỉ có một nhãn không được đánh giá</translation></message>
<message><source>1 drawn image is none of these classes and not counted.</source><translation>1 ảnh rút ra không thuộc lớp nào trong số này và không được tính.</translation></message>
<message><source>1 embedding is in {file}.</source><translation>1 vectơ đặc trưng ở trong {file}.</translation></message>
<message><source>1 embedding of “{encoder}”.</source><translation>1 vectơ đặc trưng của “{encoder}”.</translation></message>
<message><source>1 embedding.</source><translation>1 vectơ đặc trưng.</translation></message>
<message><source>1 file could not be read.</source><translation>Không đọc được 1 tệp.</translation></message>
<message><source>1 file could not be read: {named}</source><translation>1 tệp không đọc được: {named}</translation></message>
<message><source>1 file name copied.</source><translation>Đã chép 1 tên tệp.</translation></message>
<message><source>1 file not supported ({named}): save it as JPEG, PNG or TIFF to use it.</source><translation>1 tệp không được hỗ trợ ({named}): hãy lưu thành JPEG, PNG hoặc TIFF để dùng.</translation></message>
<message><source>1 folder could not be looked into ({named}): check the permissions, then look for new images again.</source><translation>Không xem được 1 thư mục ({named}): hãy kiểm tra quyền truy cập rồi tìm ảnh mới lần nữa.</translation></message>
<message><source>1 group of alike images selected.</source><translation>Đã chọn 1 nhóm ảnh giống nhau.</translation></message>
<message><source>1 image</source><translation>1 ảnh</translation></message>
<message><source>1 image came in since it last predicted: its predictions are made now.</source><translation>1 ảnh được thêm vào sau lần dự đoán trước: dự đoán của nó đang được tạo.</translation></message>
<message><source>1 image has another label here</source><translation>1 ảnh có nhãn khác ở đây</translation></message>
<message><source>1 image has another label here.</source><translation>1 ảnh có nhãn khác ở đây.</translation></message>
<message><source>1 image has that label already.</source><translation>1 ảnh đã có nhãn đó.</translation></message>
<message><source>1 image is given several labels, of which none is taken.</source><translation>1 ảnh được cho nhiều nhãn, không nhãn nào được nhận.</translation></message>
<message><source>1 image is marked as none of these.</source><translation>1 ảnh được đánh dấu không thuộc lớp nào.</translation></message>
<message><source>1 image is not measured yet.</source><translation>1 ảnh chưa được đo.</translation></message>
<message><source>1 image looks like none of these (less familiar than {share}).</source><translation>1 ảnh trông không thuộc lớp nào (ít quen thuộc hơn {share}).</translation></message>
<message><source>1 image of {name} recognised</source><translation>1 ảnh {name} được nhận ra</translation></message>
<message><source>1 image of {name} taken for {other}</source><translation>1 ảnh {name} bị coi là {other}</translation></message>
<message><source>1 image was classified ({per_class}).</source><translation>Đã phân loại 1 ảnh ({per_class}).</translation></message>
<message><source>1 image was classified. The newest is {file}: {name}, {confidence:.0%} sure.</source><translation>Đã phân loại 1 ảnh. Ảnh mới nhất là {file}: {name}, chắc chắn {confidence:.0%}.</translation></message>
<message><source>1 image was copied</source><translation>Đã sao chép 1 ảnh</translation></message>
<message><source>1 image was linked</source><translation>Đã liên kết 1 ảnh</translation></message>
<message><source>1 image was not found.</source><translation>Không tìm thấy 1 ảnh.</translation></message>
<message><source>1 image was placed before; nothing that was there was changed.</source><translation>1 ảnh đã được đặt trước đó; không có gì sẵn ở đó bị thay đổi.</translation></message>
<message><source>1 image without a label gets one.</source><translation>1 ảnh chưa có nhãn sẽ nhận nhãn.</translation></message>
<message><source>1 label</source><translation>1 nhãn</translation></message>
<message><source>1 label is newer than the classifier. Train again, then label the rest.</source><translation>1 nhãn mới hơn bộ phân loại. Hãy huấn luyện lại rồi gán nhãn phần còn lại.</translation></message>
<message><source>1 label looks wrong</source><translation>1 nhãn có vẻ sai</translation></message>
<message><source>1 label of an image drawn at random is too few to say: about {more} more.</source><translation>1 nhãn của ảnh rút ngẫu nhiên là quá ít để kết luận: cần thêm khoảng {more}.</translation></message>
<message><source>1 label was imported from {source}.</source><translation>Đã nhập 1 nhãn từ {source}.</translation></message>
<message><source>1 looks like nothing labelled (less familiar than {below}) and is left out.</source><translation>1 ảnh không giống ảnh nào đã gán nhãn (ít quen thuộc hơn {below}) nên bị bỏ qua.</translation></message>
<message><source>1 of {total:,} unlabelled images is sure enough (confidence {threshold} or more); {wrong}.</source><translation>1 trong {total:,} ảnh chưa gán nhãn đủ chắc chắn (độ tin cậy từ {threshold}); {wrong}.</translation></message>
<message><source>1 path is not in this project: {few}.</source><translation>1 đường dẫn không có trong dự án này: {few}.</translation></message>
<message><source>1 prediction is a label now; {wrong}.</source><translation>1 dự đoán nay đã là nhãn; {wrong}.</translation></message>
<message><source>1 row is in {file}.</source><translation>1 dòng ở trong {file}.</translation></message>
<message><source>1 to 9, letters</source><translation>1 đến 9, chữ cái</translation></message>
<message><source>A backup at {temporary} did not verify ({problem}). The project was not changed.</source><translation>Bản sao lưu tại {temporary} không qua được kiểm tra ({problem}). Dự án không bị thay đổi.</translation></message>
<message><source>A card in JSON is written beside it. Replace {names} as well?</source><translation>Một thẻ dạng JSON được ghi bên cạnh. Thay cả {names}?</translation></message>
<message><source>A class name can have up to {longest_name} characters; this one has {count}.</source><translation>Tên lớp dài tối đa {longest_name} ký tự; tên này có {count}.</translation></message>
<message><source>A class needs a name.</source><translation>Lớp cần có tên.</translation></message>
<message><source>A class onto an image, or images onto a class</source><translation>Một lớp lên ảnh, hoặc ảnh lên một lớp</translation></message>
<message><source>A classifier needs labels of at least two classes. Label some images of each first.</source><translation>Bộ phân loại cần nhãn của ít nhất hai lớp. Hãy gán nhãn vài ảnh cho mỗi lớp trước.</translation></message>
<message><source>A classifier needs labels of at least two classes. Label some images of each on the Label page.</source><translation>Bộ phân loại cần nhãn của ít nhất hai lớp. Hãy gán nhãn vài ảnh của mỗi lớp ở trang Nhãn.</translation></message>
<message><source>A classifier needs readable images of at least two classes; there are {count} labels of {classes}. Nothing was changed. Label some images of another class, then fine-tune again.</source><translation>Bộ phân loại cần ảnh đọc được của ít nhất hai lớp; hiện có {count} nhãn của {classes} lớp. Không có gì thay đổi. Hãy gán nhãn vài ảnh của một lớp khác rồi tinh chỉnh lại.</translation></message>
<message><source>A classifier of pictures with {count:,} classes, made with Labelight {version} on {date}. It says which of its classes a picture shows, and how sure that is.</source><translation>Một bộ phân loại ảnh với {count:,} lớp, làm bằng Labelight {version} ngày {date}. Nó cho biết ảnh thuộc lớp nào của nó, và chắc đến đâu.</translation></message>
<message><source>A confidence is a fraction between 0 and 1, for example 0.9.</source><translation>Độ tin cậy là một số từ 0 đến 1, ví dụ 0.9.</translation></message>
<message><source>A copy is at {target}.</source><translation>Bản sao nằm tại {target}.</translation></message>
<message><source>A copy of {project} is at {new}.</source><translation>Bản sao của {project} nằm tại {new}.</translation></message>
<message><source>A folder of images</source><translation>Một thư mục ảnh</translation></message>
<message><source>A folder per class with copies; nothing is moved, and what is none of these stays out</source><translation>Mỗi lớp một thư mục chứa bản sao; không có gì bị di chuyển, và ảnh không thuộc lớp nào được để lại</translation></message>
<message><source>A page about it is in {file}.</source><translation>Trang báo cáo nằm trong {file}.</translation></message>
<message><source>A part of the project is damaged (an embedding, map, prediction or encoder). Labels and classes are whole. `main.py check PROJECT` says which part it is, and what to do.</source><translation>Một phần của dự án bị hỏng (vectơ đặc trưng, bản đồ, dự đoán hoặc bộ mã hóa). Nhãn và lớp còn nguyên. `main.py check PROJECT` cho biết phần nào hỏng và cần làm gì.</translation></message>
<message><source>A project can have {most} folders at most. {folder} was not added.</source><translation>Một dự án có nhiều nhất {most} thư mục. {folder} không được thêm.</translation></message>
<message><source>A project is there already</source><translation>Đã có dự án ở đó</translation></message>
<message><source>A project of its own, which can be changed</source><translation>Một dự án riêng, có thể thay đổi</translation></message>
<message><source>A row of “{row}” points to nothing.</source><translation>Một dòng của “{row}” không trỏ tới đâu cả.</translation></message>
<message><source>A run is going on. The language can be changed when it has ended or was stopped.</source><translation>Đang có lượt chạy. Có thể đổi ngôn ngữ khi nó kết thúc hoặc đã dừng.</translation></message>
<message><source>A run is going on. The size of the text can be changed when it has ended or was stopped.</source><translation>Đang có lượt chạy. Có thể đổi cỡ chữ khi nó kết thúc hoặc đã dừng.</translation></message>
<message><source>About {accuracy:.0%} right on images it was not trained on ({low:.0%} to {high:.0%}; {how}).</source><translation>Đúng khoảng {accuracy:.0%} trên những ảnh không dùng để huấn luyện ({low:.0%} đến {high:.0%}; {how}).</translation></message>
<message><source>About {count:,} more labels may bring {target:.0%} (between {low:,} and {high:,}).</source><translation>Thêm khoảng {count:,} nhãn nữa có thể đạt {target:.0%} (từ {low:,} đến {high:,}).</translation></message>
<message><source>About {count:,} more labels may bring {target:.0%}; the labels there are say it only roughly.</source><translation>Thêm khoảng {count:,} nhãn nữa có thể đạt {target:.0%}; số nhãn hiện có chỉ cho ước lượng thô.</translation></message>
<message><source>Add a folder…</source><translation>Thêm thư mục…</translation></message>
<message><source>Add some and look again, or choose another folder.</source><translation>Hãy thêm ảnh rồi xem lại, hoặc chọn thư mục khác.</translation></message>
<message><source>Add this folder to the project</source><translation>Thêm thư mục này vào dự án</translation></message>
<message><source>Add to this project</source><translation>Thêm vào dự án này</translation></message>
<message><source>Add “{folder}” to the project “{project}”?</source><translation>Thêm “{folder}” vào dự án “{project}”?</translation></message>
<message><source>All as new classes</source><translation>Tất cả thành lớp mới</translation></message>
<message><source>All images</source><translation>Mọi ảnh</translation></message>
<message><source>All in one size</source><translation>Tất cả cùng một cỡ</translation></message>
<message><source>All keys</source><translation>Mọi phím</translation></message>
<message><source>All labels are kept. Connect the disk it is on, or say where the folder is now (Locate… on the Images page, or: main.py locate PROJECT FOLDER), and try again.</source><translation>Mọi nhãn được giữ nguyên. Hãy nối ổ đĩa chứa thư mục, hoặc cho biết thư mục nay ở đâu (Tìm lại… ở trang Ảnh, hoặc: main.py locate PROJECT FOLDER), rồi thử lại.</translation></message>
<message><source>All of them have a label or a mark.</source><translation>Tất cả đều có nhãn hoặc dấu.</translation></message>
<message><source>All saved</source><translation>Đã lưu hết</translation></message>
<message><source>All {count:,} are labelled. {key} suggests more.</source><translation>Cả {count:,} ảnh đã có nhãn. {key} gợi ý thêm.</translation></message>
<message><source>All {total:,} images are embedded with “{name}” already.</source><translation>Cả {total:,} ảnh đã có vectơ đặc trưng của “{name}”.</translation></message>
<message><source>Allow writing and do it again, or save a copy elsewhere.</source><translation>Hãy cho phép ghi rồi làm lại, hoặc lưu một bản sao ở nơi khác.</translation></message>
<message><source>Alone in the grid and selected, the least familiar first</source><translation>Riêng trong lưới và được chọn, ít quen thuộc nhất trước</translation></message>
<message><source>Already on this computer.</source><translation>Đã có trên máy này.</translation></message>
<message><source>An example and a model card are written beside it. Replace {names} as well?</source><translation>Một ví dụ và một thẻ mô hình được ghi bên cạnh. Thay cả {names}?</translation></message>
<message><source>An image seen closely</source><translation>Xem kỹ một ảnh</translation></message>
<message><source>Another classifier is in use by now: stop and begin again to hear that one.</source><translation>Nay đang dùng bộ phân loại khác: hãy dừng rồi bắt đầu lại để dùng bộ đó.</translation></message>
<message><source>Another classifier is in use since {folder} was classified. Classify it again for a report.</source><translation>Sau khi {folder} được phân loại, một bộ phân loại khác đã được dùng. Hãy phân loại lại để có báo cáo.</translation></message>
<message><source>Another classifier is in use since. Classify the folder again for a report.</source><translation>Từ đó một bộ phân loại khác đã được dùng. Hãy phân loại lại thư mục để có báo cáo.</translation></message>
<message><source>Another classifier is in use since: classify the folder again to hear that one.</source><translation>Từ đó một bộ phân loại khác đã được dùng: hãy phân loại lại thư mục để nghe ý kiến của nó.</translation></message>
<message><source>Another folder?</source><translation>Thư mục khác?</translation></message>
<message><source>Another program holds {path}, so it could not be {doing}: a backup or a virus scanner, perhaps.</source><translation>Một chương trình khác đang giữ {path} nên không thể thực hiện ({doing}): có thể là sao lưu hoặc quét virus.</translation></message>
<message><source>Apr</source><translation>thg 4</translation></message>
<message><source>Array {n} is damaged, and nothing uses it.</source><translation>Mảng {n} bị hỏng và không có gì dùng đến nó.</translation></message>
<message><source>Arrows move, Shift extends, Ctrl+A selects all, Enter opens, 1 to 9 label</source><translation>Mũi tên để đi, Shift mở rộng, Ctrl+A chọn tất cả, Enter mở, 1 đến 9 gán nhãn</translation></message>
<message><source>Arrows, Home, End</source><translation>Mũi tên, Home, End</translation></message>
<message><source>Arrows, Page, Home, End</source><translation>Mũi tên, Page, Home, End</translation></message>
<message><source>Asking the labels</source><translation>Đang hỏi các nhãn</translation></message>
<message><source>Asking what more labels would bring</source><translation>Đang ước lượng lợi ích của thêm nhãn</translation></message>
<message><source>Asking what this machine offers</source><translation>Đang hỏi máy này có gì</translation></message>
<message><source>Asking what this machine offers…</source><translation>Đang hỏi máy này có gì…</translation></message>
<message><source>Asking…</source><translation>Đang hỏi…</translation></message>
<message><source>At random</source><translation>Ngẫu nhiên</translation></message>
<message><source>Aug</source><translation>thg 8</translation></message>
<message><source>Automatic</source><translation>Tự động</translation></message>
<message><source>Background run</source><translation>Lượt chạy nền</translation></message>
<message><source>Backups</source><translation>Bản sao lưu</translation></message>
<message><source>Backups of {name} are made by themselves, at every half hour of work and on closing. Going back to one makes a new project beside this one, which stays as it is.</source><translation>Bản sao lưu của {name} được tạo tự động, mỗi nửa giờ làm việc và khi đóng. Quay về một bản sẽ tạo dự án mới bên cạnh dự án này; dự án này giữ nguyên.</translation></message>
<message><source>Backups, newest first</source><translation>Bản sao lưu, mới nhất trước</translation></message>
<message><source>Backups…</source><translation>Bản sao lưu…</translation></message>
<message><source>Batch</source><translation>Lô</translation></message>
<message><source>Becomes</source><translation>Trở thành</translation></message>
<message><source>Begin another</source><translation>Bắt đầu dự án khác</translation></message>
<message><source>Being computed …</source><translation>Đang tính …</translation></message>
<message><source>Below {below}: 1 image looks like nothing labelled.</source><translation>Dưới {below}: 1 ảnh không giống ảnh nào đã gán nhãn.</translation></message>
<message><source>Below {below}: no image without a label is so unfamiliar.</source><translation>Dưới {below}: không ảnh nào chưa có nhãn lại lạ đến thế.</translation></message>
<message><source>Below {below}: {count:,} images look like nothing labelled.</source><translation>Dưới {below}: {count:,} ảnh không giống ảnh nào đã gán nhãn.</translation></message>
<message><source>Below {share} (`none_below` in the file's metadata) the example says “none of these”, as the project does.</source><translation>Dưới {share} (`none_below` trong siêu dữ liệu của tệp), ví dụ nói “none of these” (không thuộc lớp nào), như dự án.</translation></message>
<message><source>Below {sure:.0%} confidence</source><translation>Độ tin cậy dưới {sure:.0%}</translation></message>
<message><source>Beside it are an example in Python and a model card.</source><translation>Bên cạnh có một ví dụ bằng Python và một thẻ mô hình.</translation></message>
<message><source>Beside this folder lies the project “{stem}”.</source><translation>Bên cạnh thư mục này có dự án “{stem}”.</translation></message>
<message><source>Blurred</source><translation>Mờ</translation></message>
<message><source>Boxes and outlines are not used: a label is of the whole image.</source><translation>Khung và đường viền không được dùng: nhãn là của cả ảnh.</translation></message>
<message><source>Brightest first</source><translation>Sáng nhất trước</translation></message>
<message><source>Brightness</source><translation>Độ sáng</translation></message>
<message><source>Bring labels in</source><translation>Đưa nhãn vào</translation></message>
<message><source>Bundled encoder, adapted</source><translation>Bộ mã hóa kèm sẵn, học thêm</translation></message>
<message><source>By date</source><translation>Theo ngày</translation></message>
<message><source>By folder</source><translation>Theo thư mục</translation></message>
<message><source>By label</source><translation>Theo nhãn</translation></message>
<message><source>By prediction</source><translation>Theo dự đoán</translation></message>
<message><source>By what the images to label next are chosen</source><translation>Cách chọn ảnh cần gán nhãn tiếp</translation></message>
<message><source>COCO, for classification (JSON)</source><translation>COCO, để phân loại (JSON)</translation></message>
<message><source>CSV files (*.csv)</source><translation>Tệp CSV (*.csv)</translation></message>
<message><source>CSV, for pandas and Parquet</source><translation>CSV, cho pandas và Parquet</translation></message>
<message><source>CSV, for spreadsheets and notebooks</source><translation>CSV, cho bảng tính và sổ tay</translation></message>
<message><source>Cancel</source><translation>Hủy</translation></message>
<message><source>Carry it to the other machine, run there: main.py pretrain {name}</source><translation>Mang nó sang máy kia rồi chạy ở đó: main.py pretrain {name}</translation></message>
<message><source>Change it (Enter)</source><translation>Đổi nó (Enter)</translation></message>
<message><source>Change it to the suggested label, and on to the next</source><translation>Đổi sang nhãn được gợi ý, rồi sang ảnh kế</translation></message>
<message><source>Changed since labelled</source><translation>Thay đổi sau khi gán nhãn</translation></message>
<message><source>Changes of the open project wait for the disk: try again, or save a copy, before you leave it.</source><translation>Các thay đổi của dự án đang mở còn chờ ghi đĩa: hãy thử lại, hoặc lưu một bản sao, trước khi rời đi.</translation></message>
<message><source>Choose a folder first.</source><translation>Hãy chọn một thư mục trước.</translation></message>
<message><source>Choose a folder for copies by class</source><translation>Chọn thư mục cho các bản sao theo lớp</translation></message>
<message><source>Choose a folder of images</source><translation>Chọn thư mục ảnh</translation></message>
<message><source>Choose a folder of images on the Images page.</source><translation>Hãy chọn thư mục ảnh ở trang Ảnh.</translation></message>
<message><source>Choose a folder of images to classify</source><translation>Chọn thư mục ảnh để phân loại</translation></message>
<message><source>Choose a folder of images…</source><translation>Chọn thư mục ảnh…</translation></message>
<message><source>Choose a folder to add to this project</source><translation>Chọn thư mục để thêm vào dự án này</translation></message>
<message><source>Choose a folder to watch</source><translation>Chọn thư mục để theo dõi</translation></message>
<message><source>Choose a folder…</source><translation>Chọn thư mục…</translation></message>
<message><source>Choose a kind to see its images alone.</source><translation>Chọn một loại để xem riêng ảnh của nó.</translation></message>
<message><source>Choose an empty folder, or one to make it in</source><translation>Chọn một thư mục trống, hoặc nơi để tạo nó</translation></message>
<message><source>Choose another folder of images and begin a project of its own</source><translation>Chọn một thư mục ảnh khác và bắt đầu dự án riêng cho nó</translation></message>
<message><source>Choose by itself</source><translation>Tự chọn</translation></message>
<message><source>Choose the table</source><translation>Chọn bảng</translation></message>
<message><source>Choose where the folder of the images is now</source><translation>Chọn nơi thư mục ảnh nay đang ở</translation></message>
<message><source>Choose where the folder of the images is now; every label stays with its image</source><translation>Chọn nơi thư mục ảnh nay đang ở; mọi nhãn vẫn đi với ảnh của nó</translation></message>
<message><source>Choose where the table is to be first.</source><translation>Trước hết hãy chọn nơi đặt bảng.</translation></message>
<message><source>Choose where this folder is now; every label stays with its image</source><translation>Chọn nơi thư mục này đang nằm; mọi nhãn vẫn ở cùng ảnh của nó</translation></message>
<message><source>Class</source><translation>Lớp</translation></message>
<message><source>Class by class</source><translation>Từng lớp</translation></message>
<message><source>Classes</source><translation>Các lớp</translation></message>
<message><source>Classes of the source that are not in this project; Enter chooses what becomes of one</source><translation>Các lớp của nguồn chưa có trong dự án này; Enter để chọn lớp đó trở thành gì</translation></message>
<message><source>Classes that lost their names ({made_up:,}) are called “class 1 (name lost)” and so on.</source><translation>Các lớp mất tên ({made_up:,}) được gọi là “class 1 (name lost)”, v.v.</translation></message>
<message><source>Classes that would be new: {names}.</source><translation>Các lớp sẽ là mới: {names}.</translation></message>
<message><source>Classified: {folder}</source><translation>Đã phân loại: {folder}</translation></message>
<message><source>Classifier</source><translation>Bộ phân loại</translation></message>
<message><source>Classifier as safetensors</source><translation>Bộ phân loại dạng safetensors</translation></message>
<message><source>Classifier {id} of {when} is in use.</source><translation>Bộ phân loại {id} lúc {when} đang được dùng.</translation></message>
<message><source>Classifier {id}, {classes}; {kind}. {spec}</source><translation>Bộ phân loại {id}, {classes}; {kind}. {spec}</translation></message>
<message><source>Classifier {number} of {project}, made {made}; classified {now}.</source><translation>Bộ phân loại {number} của {project}, tạo lúc {made}; phân loại lúc {now}.</translation></message>
<message><source>Classifiers made so far</source><translation>Các bộ phân loại đã tạo</translation></message>
<message><source>Classify</source><translation>Phân loại</translation></message>
<message><source>Classify another folder</source><translation>Phân loại thư mục khác</translation></message>
<message><source>Clear the selection, then show everything</source><translation>Bỏ chọn, rồi hiện tất cả</translation></message>
<message><source>Click the label that is right, or press Space to change it. Ctrl+A chooses every image.</source><translation>Nhấp vào nhãn đúng, hoặc nhấn phím cách để đổi. Ctrl+A chọn mọi ảnh.</translation></message>
<message><source>Click to see these alone on the map, click again for all.</source><translation>Bấm để xem riêng chúng trên bản đồ, bấm lại để xem tất cả.</translation></message>
<message><source>Close</source><translation>Đóng</translation></message>
<message><source>Close Labelight?</source><translation>Đóng Labelight?</translation></message>
<message><source>Close it there first; nothing was changed.</source><translation>Hãy đóng nó ở đó trước; không có gì thay đổi.</translation></message>
<message><source>Close without saving</source><translation>Đóng mà không lưu</translation></message>
<message><source>Colour</source><translation>Màu</translation></message>
<message><source>Colour by</source><translation>Tô màu theo</translation></message>
<message><source>Compare now</source><translation>So sánh ngay</translation></message>
<message><source>Compared with the predictions that lie in the project, {same:,} of {checked:,} are the same class. Those may have been computed with fewer digits (bf16), and differ where the classifier wavers.</source><translation>So với các dự đoán nằm trong dự án, {same:,} trên {checked:,} là cùng lớp. Các dự đoán ấy có thể được tính với ít chữ số hơn (bf16), và khác đi ở chỗ bộ phân loại do dự.</translation></message>
<message><source>Comparing encoders</source><translation>Đang so sánh các bộ mã hóa</translation></message>
<message><source>Comparing it with Labelight on {count} images</source><translation>Đang so sánh với Labelight trên {count} ảnh</translation></message>
<message><source>Comparing…</source><translation>Đang so sánh…</translation></message>
<message><source>Confidence</source><translation>Độ tin cậy</translation></message>
<message><source>Confusion matrix</source><translation>Ma trận nhầm lẫn</translation></message>
<message><source>Copies</source><translation>Bản sao</translation></message>
<message><source>Copies by class…</source><translation>Bản sao theo lớp…</translation></message>
<message><source>Copies of one file</source><translation>Bản sao của một tệp</translation></message>
<message><source>Copy file name</source><translation>Chép tên tệp</translation></message>
<message><source>Copy file names</source><translation>Chép tên các tệp</translation></message>
<message><source>Copy into folders by class</source><translation>Sao chép vào thư mục theo lớp</translation></message>
<message><source>Copy into folders…</source><translation>Sao chép vào thư mục…</translation></message>
<message><source>Copy report</source><translation>Chép báo cáo</translation></message>
<message><source>Copy the file names</source><translation>Chép tên các tệp</translation></message>
<message><source>Copying</source><translation>Đang chép</translation></message>
<message><source>Cross-validating</source><translation>Đang kiểm định chéo</translation></message>
<message><source>Ctrl+1 to Ctrl+5</source><translation>Ctrl+1 đến Ctrl+5</translation></message>
<message><source>Ctrl+arrows   Ctrl+Space</source><translation>Ctrl+mũi tên   Ctrl+Space</translation></message>
<message><source>Darkest first</source><translation>Tối nhất trước</translation></message>
<message><source>Date</source><translation>Ngày giờ</translation></message>
<message><source>Day</source><translation>Ngày</translation></message>
<message><source>Dec</source><translation>thg 12</translation></message>
<message><source>Decoding stood still for {seconds:.0f} seconds, and none of the files that were being decoded does so alone.</source><translation>Việc giải mã đứng yên suốt {seconds:.0f} giây, và không tệp nào đang giải mã gây ra điều đó khi thử riêng.</translation></message>
<message><source>Delete</source><translation>Xóa</translation></message>
<message><source>Device</source><translation>Thiết bị</translation></message>
<message><source>Did learning help?</source><translation>Học có giúp ích không?</translation></message>
<message><source>Dismiss this message</source><translation>Đóng thông báo này</translation></message>
<message><source>Do it again when that is done, or save a copy elsewhere.</source><translation>Hãy làm lại khi việc đó xong, hoặc lưu một bản sao ở nơi khác.</translation></message>
<message><source>Do it again; if that fails too, save a copy on another disk.</source><translation>Hãy làm lại; nếu vẫn không được, hãy lưu một bản sao trên ổ đĩa khác.</translation></message>
<message><source>Documents, digits: never mirrored</source><translation>Tài liệu, chữ số: không bao giờ lật gương</translation></message>
<message><source>Done, and compared with the encoder before.</source><translation>Xong, và đã so với bộ mã hóa trước.</translation></message>
<message><source>Done. All images are embedded with the new encoder.</source><translation>Xong. Mọi ảnh đã có vectơ của bộ mã hóa mới.</translation></message>
<message><source>Done. Every image has a new prediction.</source><translation>Xong. Mọi ảnh có dự đoán mới.</translation></message>
<message><source>Done. The images are being embedded with the new encoder, then it is compared with the one in use.</source><translation>Xong. Đang tính vectơ của các ảnh bằng bộ mã hóa mới, sau đó nó được so với bộ đang dùng.</translation></message>
<message><source>Done. The images are being embedded with the new encoder.</source><translation>Xong. Đang tính vectơ của các ảnh bằng bộ mã hóa mới.</translation></message>
<message><source>Download ImageNet weights?</source><translation>Tải trọng số ImageNet?</translation></message>
<message><source>Download it now? [y/N] </source><translation>Tải về ngay? [y/N] </translation></message>
<message><source>Downloading {name}, {megabytes}, from {host}</source><translation>Đang tải {name}, {megabytes}, từ {host}</translation></message>
<message><source>Drag</source><translation>Kéo</translation></message>
<message><source>Drag a rectangle  ·  Shift adds, Ctrl removes  ·  Space+drag to move</source><translation>Kéo hình chữ nhật  ·  Shift thêm, Ctrl bớt  ·  Space+kéo để dời</translation></message>
<message><source>Drag around points  ·  Shift adds, Ctrl removes  ·  Space+drag to move</source><translation>Kéo quanh các điểm  ·  Shift thêm, Ctrl bớt  ·  Space+kéo để dời</translation></message>
<message><source>Drag to move  ·  Shift+drag to lasso  ·  wheel to zoom</source><translation>Kéo để dời  ·  Shift+kéo để khoanh  ·  lăn chuột để phóng</translation></message>
<message><source>Drag, wheel</source><translation>Kéo, lăn chuột</translation></message>
<message><source>Drawn by chance alone: slower, but their labels give an honest accuracy.</source><translation>Rút hoàn toàn ngẫu nhiên: chậm hơn, nhưng nhãn của chúng cho độ chính xác trung thực.</translation></message>
<message><source>Each image gets the name of the folder it lies in as its label</source><translation>Mỗi ảnh nhận tên thư mục chứa nó làm nhãn</translation></message>
<message><source>Edges {wider:.1f} times as wide as usual here</source><translation>Đường biên rộng gấp {wider:.1f} lần mức thường thấy ở đây</translation></message>
<message><source>EfficientNet-Lite0, fast on a CPU</source><translation>EfficientNet-Lite0, nhanh trên CPU</translation></message>
<message><source>Embedding</source><translation>Đang tính vectơ đặc trưng</translation></message>
<message><source>Embedding images that have no embedding yet</source><translation>Đang tính vectơ cho các ảnh chưa có</translation></message>
<message><source>Embedding the images first.</source><translation>Tính vectơ đặc trưng của ảnh trước.</translation></message>
<message><source>Embedding {count} images at {size} px</source><translation>Đang tính vectơ cho {count} ảnh ở {size} px</translation></message>
<message><source>Embeddings</source><translation>Vectơ đặc trưng</translation></message>
<message><source>Embeddings, maps and predictions can be made again: `main.py embed`, `map`, `predict`.</source><translation>Vectơ đặc trưng, bản đồ và dự đoán có thể tạo lại: `main.py embed`, `map`, `predict`.</translation></message>
<message><source>Encoder</source><translation>Bộ mã hóa</translation></message>
<message><source>Encoder as safetensors</source><translation>Bộ mã hóa dạng safetensors</translation></message>
<message><source>Encoder in use</source><translation>Bộ mã hóa đang dùng</translation></message>
<message><source>Encoder “{name}”</source><translation>Bộ mã hóa “{name}”</translation></message>
<message><source>End by force</source><translation>Buộc kết thúc</translation></message>
<message><source>End learning here and use the encoder as it is now</source><translation>Kết thúc học ở đây và dùng bộ mã hóa như hiện có</translation></message>
<message><source>End learning here; it can be resumed later</source><translation>Kết thúc học ở đây; có thể tiếp tục sau</translation></message>
<message><source>End the run by force</source><translation>Buộc kết thúc lượt chạy</translation></message>
<message><source>Ended early, after step {step}; the encoder is kept as it is</source><translation>Kết thúc sớm, sau bước {step}; bộ mã hóa được giữ như hiện có</translation></message>
<message><source>Ending after this step; the encoder is used as it is.</source><translation>Kết thúc sau bước này; bộ mã hóa được dùng như hiện có.</translation></message>
<message><source>Ending the run with its checkpoint. Then the other project is opened.</source><translation>Đang kết thúc lượt chạy cùng điểm lưu. Sau đó dự án kia được mở.</translation></message>
<message><source>Enter gives the suggested label, K keeps the one it has.</source><translation>Enter gán nhãn được gợi ý, K giữ nhãn hiện có.</translation></message>
<message><source>Epochs</source><translation>Số vòng</translation></message>
<message><source>Every image has a label or a mark. Nothing is left.</source><translation>Mọi ảnh đều có nhãn hoặc dấu. Không còn gì.</translation></message>
<message><source>Every image has a label or a mark: there is none left to draw.</source><translation>Mọi ảnh đều có nhãn hoặc dấu: không còn ảnh nào để rút.</translation></message>
<message><source>Every image that has a class is in {folder} already; nothing was written.</source><translation>Mọi ảnh có lớp đã có trong {folder}; không có gì được ghi.</translation></message>
<message><source>Every label stays as it is in this project</source><translation>Mọi nhãn giữ nguyên như trong dự án này</translation></message>
<message><source>Every one of these images gets the label of the source</source><translation>Mỗi ảnh này nhận nhãn của nguồn</translation></message>
<message><source>Everything</source><translation>Tất cả</translation></message>
<message><source>Everything is labelled</source><translation>Mọi ảnh đã có nhãn</translation></message>
<message><source>Everything is saved.</source><translation>Mọi thứ đã được lưu.</translation></message>
<message><source>Everything saved before is still there for this window: save a copy of it.</source><translation>Mọi thứ đã lưu trước đó vẫn còn trong cửa sổ này: hãy lưu một bản sao.</translation></message>
<message><source>Export</source><translation>Xuất</translation></message>
<message><source>Exporting the classifier</source><translation>Đang xuất bộ phân loại</translation></message>
<message><source>Familiar</source><translation>Quen thuộc</translation></message>
<message><source>Far from labels</source><translation>Xa các nhãn</translation></message>
<message><source>Feb</source><translation>thg 2</translation></message>
<message><source>Fewer than five labels in a class: the number will be rough.</source><translation>Chưa tới năm nhãn trong một lớp: con số sẽ thô.</translation></message>
<message><source>Fewer than {fewest} labels judge {which} and {more:,} more: of these it says little.</source><translation>Chưa tới {fewest} nhãn đánh giá {which} và {more:,} lớp nữa: về các lớp này nó nói được rất ít.</translation></message>
<message><source>Fewer than {fewest} labels judge {which}: of these it says little.</source><translation>Chưa tới {fewest} nhãn đánh giá {which}: về các lớp này nó nói được rất ít.</translation></message>
<message><source>Fewer than {few} labels: {names}. Of these the shares say little.</source><translation>Ít hơn {few} nhãn: {names}. Về các lớp này, tỉ lệ nói lên rất ít.</translation></message>
<message><source>File name</source><translation>Tên tệp</translation></message>
<message><source>File size</source><translation>Cỡ tệp</translation></message>
<message><source>Files</source><translation>Tệp</translation></message>
<message><source>Files that cannot be used</source><translation>Tệp không dùng được</translation></message>
<message><source>Files that cannot be used, with the reason</source><translation>Tệp không dùng được, kèm lý do</translation></message>
<message><source>Find</source><translation>Tìm</translation></message>
<message><source>Find by name, folder, label …</source><translation>Tìm theo tên, thư mục, nhãn …</translation></message>
<message><source>Find images</source><translation>Tìm ảnh</translation></message>
<message><source>Find images like these</source><translation>Tìm ảnh giống các ảnh này</translation></message>
<message><source>Find images like this</source><translation>Tìm ảnh giống ảnh này</translation></message>
<message><source>Finding neighbours</source><translation>Đang tìm ảnh lân cận</translation></message>
<message><source>Fine-tuning</source><translation>Đang tinh chỉnh</translation></message>
<message><source>Fine-tuning the whole network</source><translation>Đang tinh chỉnh toàn mạng</translation></message>
<message><source>Fine-tuning the whole network broke down at step {step}: {what}. Nothing was changed. Use a smaller learning rate (now {rate:g}), or the linear classifier.</source><translation>Việc tinh chỉnh toàn mạng hỏng ở bước {step}: {what}. Không có gì thay đổi. Hãy dùng tốc độ học nhỏ hơn (hiện là {rate:g}), hoặc bộ phân loại tuyến tính.</translation></message>
<message><source>Fold the group one is in, unfold it</source><translation>Gập nhóm đang ở, mở nhóm ra</translation></message>
<message><source>Fold this group (Shift: all groups)</source><translation>Gập nhóm này (Shift: mọi nhóm)</translation></message>
<message><source>Folder</source><translation>Thư mục</translation></message>
<message><source>Folder not found: {folder}  ·  project file {name}</source><translation>Không tìm thấy thư mục: {folder}  ·  tệp dự án {name}</translation></message>
<message><source>Folder not found: {root}. {kept}</source><translation>Không tìm thấy thư mục: {root}. {kept}</translation></message>
<message><source>Folder to watch…</source><translation>Thư mục theo dõi…</translation></message>
<message><source>Folders</source><translation>Thư mục</translation></message>
<message><source>Folders of this project</source><translation>Các thư mục của dự án này</translation></message>
<message><source>Format</source><translation>Định dạng</translation></message>
<message><source>Found</source><translation>Tìm ra</translation></message>
<message><source>Found by path although their content is another one now: {count:,}.</source><translation>Tìm được theo đường dẫn dù nội dung nay đã khác: {count:,}.</translation></message>
<message><source>Free some space and do it again, or save a copy on another disk.</source><translation>Hãy giải phóng chỗ trống rồi làm lại, hoặc lưu một bản sao trên ổ đĩa khác.</translation></message>
<message><source>From a folder of images to a classifier</source><translation>Từ một thư mục ảnh đến bộ phân loại</translation></message>
<message><source>From a table with the columns path and label, a COCO file, another project, or the names of the sub-folders. You see before what would happen, decide where labels differ, and can take it back in one step.</source><translation>Từ một bảng có các cột path và label, một tệp COCO, một dự án khác, hoặc tên các thư mục con. Bạn thấy trước điều sẽ xảy ra, quyết định chỗ nào nhãn khác nhau, và có thể hoàn tác trong một bước.</translation></message>
<message><source>From dark (blurred) to bright (sharp)</source><translation>Từ tối (mờ) đến sáng (nét)</translation></message>
<message><source>From dark (like nothing labelled) to bright (like what is labelled)</source><translation>Từ tối (không giống ảnh nào đã gán nhãn) đến sáng (giống)</translation></message>
<message><source>From dark (unsure) to bright (sure)</source><translation>Từ tối (không chắc) đến sáng (chắc)</translation></message>
<message><source>From dark pictures to bright ones</source><translation>Từ ảnh tối đến ảnh sáng</translation></message>
<message><source>From nothing (the paper)</source><translation>Từ con số không (như bài báo)</translation></message>
<message><source>From sub-folders…</source><translation>Từ thư mục con…</translation></message>
<message><source>From {FEWEST} labels on it shows how often it is as right as it is sure.</source><translation>Từ {FEWEST} nhãn trở lên, hình cho thấy nó có đúng như mức nó chắc không.</translation></message>
<message><source>From {low} (dark) to {high} (bright)</source><translation>Từ {low} (tối) đến {high} (sáng)</translation></message>
<message><source>Full screen</source><translation>Toàn màn hình</translation></message>
<message><source>Give the suggested label (Enter in the list)</source><translation>Gán nhãn được gợi ý (Enter trong danh sách)</translation></message>
<message><source>Go and select</source><translation>Đi và chọn</translation></message>
<message><source>Go back to an earlier state of this project, as a new one</source><translation>Quay về trạng thái trước của dự án này, thành dự án mới</translation></message>
<message><source>Go on</source><translation>Tiếp tục</translation></message>
<message><source>Go on through the grid; class keys label and go on</source><translation>Đi tiếp qua lưới; phím lớp gán nhãn rồi đi tiếp</translation></message>
<message><source>Go on with the CPU</source><translation>Tiếp tục bằng CPU</translation></message>
<message><source>Go on with the run</source><translation>Tiếp tục lượt chạy</translation></message>
<message><source>Go to a line of the list first.</source><translation>Hãy tới một dòng của danh sách trước.</translation></message>
<message><source>Go without selecting, select one more</source><translation>Đi mà không chọn, chọn thêm một ảnh</translation></message>
<message><source>Going back to the backup…</source><translation>Đang quay về bản sao lưu…</translation></message>
<message><source>Going on from step {step}</source><translation>Tiếp tục từ bước {step}</translation></message>
<message><source>Going on from the last checkpoint.</source><translation>Tiếp tục từ điểm lưu cuối.</translation></message>
<message><source>Going on without “{name}”{more}: {next}</source><translation>Tiếp tục mà không có “{name}”{more}: {next}</translation></message>
<message><source>Grid</source><translation>Lưới</translation></message>
<message><source>Grid of images</source><translation>Lưới ảnh</translation></message>
<message><source>Group {number}</source><translation>Nhóm {number}</translation></message>
<message><source>Groups</source><translation>Nhóm</translation></message>
<message><source>HEIC can be read once the package pillow-heif is installed beside Labelight.</source><translation>Có thể đọc HEIC khi đã cài gói pillow-heif bên cạnh Labelight.</translation></message>
<message><source>Hard links</source><translation>Liên kết cứng</translation></message>
<message><source>Here</source><translation>Ở đây</translation></message>
<message><source>History</source><translation>Lịch sử</translation></message>
<message><source>How alike the two views of one image are to the encoder; how many directions its embeddings use (the effective rank, RankMe: it falls towards 1 if the encoder collapses); and how often the nearest labelled image has the same label.</source><translation>Hai góc nhìn của một ảnh giống nhau đến đâu với bộ mã hóa; các vectơ dùng bao nhiêu hướng (hạng hiệu dụng, RankMe: nó tụt về 1 nếu bộ mã hóa sụp đổ); và ảnh có nhãn gần nhất cùng nhãn bao nhiêu lần.</translation></message>
<message><source>How familiar an image must be is a fraction between 0 and 1, for example 0.05; 0 is off.</source><translation>Mức quen thuộc cần có là một số từ 0 đến 1, ví dụ 0.05; 0 là tắt.</translation></message>
<message><source>How familiar the images are is being computed …</source><translation>Đang tính độ quen thuộc của các ảnh …</translation></message>
<message><source>How good it is</source><translation>Nó tốt đến đâu</translation></message>
<message><source>How good it is on images drawn at random</source><translation>Nó tốt đến đâu trên ảnh rút ngẫu nhiên</translation></message>
<message><source>How it was trained is not known any more.</source><translation>Không còn biết nó được huấn luyện thế nào.</translation></message>
<message><source>How long to learn.</source><translation>Học bao lâu.</translation></message>
<message><source>How many groups of look-alikes</source><translation>Bao nhiêu nhóm ảnh giống nhau</translation></message>
<message><source>How many of its images were taken for it (recall)</source><translation>Bao nhiêu ảnh của lớp được nhận ra (độ bao phủ)</translation></message>
<message><source>How many of the predictions that become labels shall be right</source><translation>Bao nhiêu phần dự đoán trở thành nhãn phải đúng</translation></message>
<message><source>How many of those taken for it were of it (precision)</source><translation>Bao nhiêu ảnh được nhận là lớp này thật sự thuộc lớp (độ chuẩn xác)</translation></message>
<message><source>How sure it is</source><translation>Nó chắc đến đâu</translation></message>
<message><source>How sure it says it is, and how often it is right</source><translation>Nó nói chắc đến đâu, và đúng bao nhiêu lần</translation></message>
<message><source>How the file was checked</source><translation>Tệp đã được kiểm tra thế nào</translation></message>
<message><source>How the map is shown; save it as a picture</source><translation>Bản đồ hiện thế nào; lưu thành ảnh</translation></message>
<message><source>How to choose what to label next</source><translation>Cách chọn ảnh gán nhãn tiếp</translation></message>
<message><source>How to learn</source><translation>Học thế nào</translation></message>
<message><source>How to train</source><translation>Huấn luyện thế nào</translation></message>
<message><source>How to use it</source><translation>Cách dùng</translation></message>
<message><source>If it was one, {what} A backup, if there is one, is found by: main.py backups {name}</source><translation>Nếu trước đây là dự án, {what} Bản sao lưu, nếu có, được tìm bằng: main.py backups {name}</translation></message>
<message><source>Image</source><translation>Ảnh</translation></message>
<message><source>ImageFolder, to train with</source><translation>ImageFolder, để huấn luyện</translation></message>
<message><source>ImageFolder, train and validation</source><translation>ImageFolder, huấn luyện và kiểm định</translation></message>
<message><source>ImageNet weights (download)</source><translation>Trọng số ImageNet (tải về)</translation></message>
<message><source>ImageNet weights need images larger than {value} px. Choose a size of 64 px or more.</source><translation>Trọng số ImageNet cần ảnh lớn hơn {value} px. Hãy chọn cỡ từ 64 px trở lên.</translation></message>
<message><source>Images</source><translation>Ảnh</translation></message>
<message><source>Images are embedded and appear here as they are ready.</source><translation>Ảnh được tính vectơ và hiện ở đây khi xong.</translation></message>
<message><source>Images between two classes, by the classifier's probabilities.</source><translation>Ảnh nằm giữa hai lớp, theo xác suất của bộ phân loại.</translation></message>
<message><source>Images by class</source><translation>Ảnh theo lớp</translation></message>
<message><source>Images in {count:,} folders  ·  project file {name}</source><translation>Ảnh trong {count:,} thư mục  ·  tệp dự án {name}</translation></message>
<message><source>Images in {folder}  ·  project file {name}</source><translation>Ảnh trong {folder}  ·  tệp dự án {name}</translation></message>
<message><source>Images least like any that has a label; odd ones come early.</source><translation>Ảnh khác nhất với mọi ảnh đã có nhãn; ảnh lạ đến sớm.</translation></message>
<message><source>Images less familiar than this share of the labelled ones count as none of the classes. About as large a part of the images that do belong is called so by mistake. Label the rest and exports use the same threshold on what the trained classifier says.</source><translation>Ảnh ít quen thuộc hơn tỷ lệ này của ảnh đã gán nhãn được coi là không thuộc lớp nào. Khoảng chừng ấy phần ảnh thật sự thuộc lớp cũng bị coi nhầm như vậy. Gán nhãn phần còn lại và xuất dùng cùng ngưỡng, theo lời bộ phân loại đã huấn luyện.</translation></message>
<message><source>Images like the selected ones</source><translation>Ảnh giống các ảnh đang chọn</translation></message>
<message><source>Images of this kind, the worst first</source><translation>Ảnh thuộc loại này, tệ nhất trước</translation></message>
<message><source>Images per step; each gives two views.</source><translation>Số ảnh mỗi bước; mỗi ảnh cho hai góc nhìn.</translation></message>
<message><source>Images that lie in no sub-folder get no label: {count:,}.</source><translation>Ảnh không nằm trong thư mục con nào sẽ không có nhãn: {count:,}.</translation></message>
<message><source>Images whose prediction flips when parts of what the network sees are left out.</source><translation>Ảnh mà dự đoán đổi khi bỏ bớt một phần những gì mạng nhìn thấy.</translation></message>
<message><source>Images with another label here; Space decides for the other label</source><translation>Các ảnh có nhãn khác ở đây; phím cách chọn nhãn kia</translation></message>
<message><source>Images, Learn, Label, Train, Export</source><translation>Ảnh, Học, Nhãn, Huấn luyện, Xuất</translation></message>
<message><source>Import labels</source><translation>Nhập nhãn</translation></message>
<message><source>Import labels…</source><translation>Nhập nhãn…</translation></message>
<message><source>In the list of classes: rename, label with it</source><translation>Trong danh sách lớp: đổi tên, gán nhãn bằng nó</translation></message>
<message><source>In the source</source><translation>Trong nguồn</translation></message>
<message><source>Input `image`: bytes [pictures, height, width, 3], red, green, blue, upright (EXIF orientation applied), of any size. Everything else is inside the file: the whole picture is stretched to {side} x {side} px (bicubic, with antialias) and normalised. The aspect of a picture is not kept, as it was not in training.</source><translation>Đầu vào `image`: byte [số ảnh, cao, rộng, 3], đỏ, lục, lam, đứng thẳng (đã xoay theo EXIF), cỡ bất kỳ. Mọi thứ khác nằm trong tệp: cả ảnh được kéo giãn thành {side} x {side} px (bicubic, có khử răng cưa) và chuẩn hoá. Tỉ lệ cạnh của ảnh không được giữ, cũng như khi huấn luyện.</translation></message>
<message><source>It appears once there are readable images.</source><translation>Nó hiện khi có ảnh đọc được.</translation></message>
<message><source>It does not answer. End it now; what it stored and its last checkpoint are kept</source><translation>Nó không trả lời. Kết thúc ngay; những gì đã lưu và điểm lưu cuối được giữ</translation></message>
<message><source>It has not begun: what runs before it can be stopped above.</source><translation>Chưa bắt đầu: có thể dừng việc đang chạy trước nó ở phía trên.</translation></message>
<message><source>It is less sure than it should be: when it says {said:.0%}, it is right about {right:.0%} of the time ({low:.0%} to {high:.0%}).</source><translation>Nó kém chắc chắn hơn mức nên có: khi nó nói {said:.0%}, nó đúng khoảng {right:.0%} số lần ({low:.0%} đến {high:.0%}).</translation></message>
<message><source>It is not offered again in this project</source><translation>Trong dự án này sẽ không đề nghị lại</translation></message>
<message><source>It is surer than it should be: when it says {said:.0%}, it is right about {right:.0%} of the time ({low:.0%} to {high:.0%}).</source><translation>Nó chắc chắn hơn mức nên có: khi nó nói {said:.0%}, nó đúng khoảng {right:.0%} số lần ({low:.0%} đến {high:.0%}).</translation></message>
<message><source>It says nothing of {listed}, which only one of them knows.</source><translation>Nó không nói gì về {listed}, lớp chỉ một trong hai biết.</translation></message>
<message><source>It was learnt from the pictures themselves, without labels (SimCLR), {begun}: {epochs:.0f} times through the folder, on {date}.</source><translation>Nó được học từ chính các ảnh, không cần nhãn (SimCLR), {begun}: {epochs:.0f} lượt qua thư mục, ngày {date}.</translation></message>
<message><source>It was learnt without labels (SimCLR), {begun}.</source><translation>Nó được học không cần nhãn (SimCLR), {begun}.</translation></message>
<message><source>It would change nothing.</source><translation>Việc này không thay đổi gì.</translation></message>
<message><source>It would have to be started again. Everything that is stored stays.</source><translation>Sẽ phải bắt đầu lại. Mọi thứ đã lưu vẫn còn.</translation></message>
<message><source>Its images join those of the project, to be labelled and learnt from</source><translation>Ảnh của nó được thêm vào ảnh của dự án, để gán nhãn và học</translation></message>
<message><source>Its images join those that are there, with the same classes. Or begin a project of its own with them.</source><translation>Ảnh của nó nhập chung với các ảnh đã có, dùng cùng các lớp. Hoặc bắt đầu một dự án riêng với chúng.</translation></message>
<message><source>Its probabilities are calibrated on the same labels (temperature {value:.2f}): of the answers that are 80% sure, about 80% should be right.</source><translation>Xác suất của nó được hiệu chỉnh trên cùng các nhãn ấy (nhiệt độ {value:.2f}): trong các câu trả lời chắc 80%, khoảng 80% phải đúng.</translation></message>
<message><source>Its weights were learnt on ImageNet (the bundled start of Labelight, Apache-2.0), not on these pictures.</source><translation>Trọng số của nó được học trên ImageNet (điểm bắt đầu kèm theo Labelight, Apache-2.0), không phải trên các ảnh này.</translation></message>
<message><source>JSON files (*.json)</source><translation>Tệp JSON (*.json)</translation></message>
<message><source>JSON, with classes and classifier</source><translation>JSON, kèm các lớp và bộ phân loại</translation></message>
<message><source>Jan</source><translation>thg 1</translation></message>
<message><source>Judging the images of {folder}.</source><translation>Đang đánh giá các ảnh của {folder}.</translation></message>
<message><source>Jul</source><translation>thg 7</translation></message>
<message><source>Jun</source><translation>thg 6</translation></message>
<message><source>Keep it (K)</source><translation>Giữ nó (K)</translation></message>
<message><source>Keep it: not shown again before the next classifier</source><translation>Giữ nó: không hiện lại trước bộ phân loại kế tiếp</translation></message>
<message><source>Keep mine for all</source><translation>Giữ tất cả của tôi</translation></message>
<message><source>Keep this map</source><translation>Giữ bản đồ này</translation></message>
<message><source>Keep this map, go back to an earlier one, lay it out anew</source><translation>Giữ bản đồ này, quay về bản trước, trải lại</translation></message>
<message><source>Kept as here: {kept:,}. Taken from the source: {taken:,}.</source><translation>Giữ như ở đây: {kept:,}. Lấy từ nguồn: {taken:,}.</translation></message>
<message><source>Kept: {there}.</source><translation>Giữ được: {there}.</translation></message>
<message><source>Key</source><translation>Phím</translation></message>
<message><source>Keys</source><translation>Phím</translation></message>
<message><source>Kinds of images to look at</source><translation>Các loại ảnh cần xem</translation></message>
<message><source>Label</source><translation>Nhãn</translation></message>
<message><source>Label a few images of each class first: familiar is what looks like them.</source><translation>Hãy gán nhãn vài ảnh của mỗi lớp trước: quen thuộc là giống các ảnh đó.</translation></message>
<message><source>Label a few images of each class, then train. Ten per class is a good beginning.</source><translation>Gán nhãn vài ảnh của mỗi lớp rồi huấn luyện. Mười ảnh mỗi lớp là khởi đầu tốt.</translation></message>
<message><source>Label a few images of each class: colours show what looks like none of them.</source><translation>Gán nhãn vài ảnh của mỗi lớp: màu cho thấy ảnh không giống ảnh nào trong đó.</translation></message>
<message><source>Label as</source><translation>Gán nhãn là</translation></message>
<message><source>Label at least {count} images first: what looks like none of them is told from the labels.</source><translation>Hãy gán nhãn ít nhất {count} ảnh trước: ảnh không giống ảnh nào được nhận ra nhờ các nhãn.</translation></message>
<message><source>Label like their copies (L)</source><translation>Gán nhãn như bản sao của chúng (L)</translation></message>
<message><source>Label next</source><translation>Gán tiếp</translation></message>
<message><source>Label one image of each of two classes, and every image gets a prediction.</source><translation>Gán nhãn một ảnh cho mỗi lớp trong hai lớp, mọi ảnh sẽ có dự đoán.</translation></message>
<message><source>Label one of a group first: the others can then have it too.</source><translation>Hãy gán nhãn một ảnh trong nhóm trước: các ảnh khác khi đó cũng có thể nhận nhãn ấy.</translation></message>
<message><source>Label the rest</source><translation>Gán nhãn phần còn lại</translation></message>
<message><source>Label them</source><translation>Gán nhãn chúng</translation></message>
<message><source>Label what is selected with the class that has this key</source><translation>Gán nhãn phần đang chọn bằng lớp có phím này</translation></message>
<message><source>Label {NUMBER} drawn at random</source><translation>Gán nhãn {NUMBER} ảnh rút ngẫu nhiên</translation></message>
<message><source>Label {count:,} images as</source><translation>Gán nhãn {count:,} ảnh là</translation></message>
<message><source>Label: {label}</source><translation>Nhãn: {label}</translation></message>
<message><source>Labelight ended while this was going on.</source><translation>Labelight kết thúc khi việc này đang diễn ra.</translation></message>
<message><source>Labelight is in the menu, and opens .labelight files. To take it out: main.py desktop --remove</source><translation>Labelight đã có trong trình đơn và mở được tệp .labelight. Để bỏ ra: main.py desktop --remove</translation></message>
<message><source>Labelight looks at your images, lays them out on a map so that alike ones lie together, and learns your classes from the few you tag by eye. Everything stays on this computer. Choose a folder, or drop one here.</source><translation>Labelight xem các ảnh, trải chúng lên bản đồ để ảnh giống nhau nằm gần nhau, và học các lớp từ số ít ảnh được gán nhãn bằng mắt. Mọi thứ ở lại trên máy này. Hãy chọn một thư mục, hoặc thả vào đây.</translation></message>
<message><source>Labelight projects (*.labelight)</source><translation>Dự án Labelight (*.labelight)</translation></message>
<message><source>Labelight projects (*{suffix})</source><translation>Dự án Labelight (*{suffix})</translation></message>
<message><source>Labelled</source><translation>Có nhãn</translation></message>
<message><source>Labelled images</source><translation>Ảnh có nhãn</translation></message>
<message><source>Labelled or predicted</source><translation>Có nhãn hoặc được dự đoán</translation></message>
<message><source>Labels</source><translation>Số nhãn</translation></message>
<message><source>Labels (*.csv *.tsv *.txt *.json *.labelight)</source><translation>Nhãn (*.csv *.tsv *.txt *.json *.labelight)</translation></message>
<message><source>Labels and predictions</source><translation>Nhãn và dự đoán</translation></message>
<message><source>Labels contradict each other in {groups:,} of them.</source><translation>Nhãn mâu thuẫn nhau ở {groups:,} nhóm trong số đó.</translation></message>
<message><source>Labels from {source}</source><translation>Nhãn từ {source}</translation></message>
<message><source>Labels have changed: put everything in order again, or suggest anew (F5)</source><translation>Nhãn đã thay đổi: sắp lại tất cả, hoặc gợi ý lại (F5)</translation></message>
<message><source>Labels of the class that were left out in turn</source><translation>Số nhãn của lớp lần lượt được để riêng</translation></message>
<message><source>Labels that look wrong are listed here once there is a classifier to judge them.</source><translation>Nhãn có vẻ sai được liệt kê ở đây khi đã có bộ phân loại để đánh giá.</translation></message>
<message><source>Labels to look at again</source><translation>Nhãn cần xem lại</translation></message>
<message><source>Labels: as they are in the project now. Judged: labels the classifier did not learn from when it was asked about them; the shares are of these.</source><translation>Nhãn: như hiện có trong dự án. Được xét: những nhãn mà bộ phân loại không học khi được hỏi về chúng; các tỉ lệ tính trên những nhãn này.</translation></message>
<message><source>Language and text size</source><translation>Ngôn ngữ và cỡ chữ</translation></message>
<message><source>Larger text</source><translation>Chữ lớn hơn</translation></message>
<message><source>Largest first</source><translation>Lớn nhất trước</translation></message>
<message><source>Lasso: add to the selection, remove from it</source><translation>Khoanh: thêm vào phần chọn, bớt khỏi phần chọn</translation></message>
<message><source>Lay out anew</source><translation>Trải lại</translation></message>
<message><source>Laying out the map</source><translation>Đang trải bản đồ</translation></message>
<message><source>Learn</source><translation>Học</translation></message>
<message><source>Learn the look of your images</source><translation>Học dáng vẻ của các ảnh</translation></message>
<message><source>Learning broke down at step {step}: {what}. {then}. Start again with a smaller learning rate (now {peak_rate:g}) or another start.</source><translation>Việc học hỏng ở bước {step}: {what}. {then}. Hãy bắt đầu lại với tốc độ học nhỏ hơn (hiện là {peak_rate:g}) hoặc điểm xuất phát khác.</translation></message>
<message><source>Learning has begun</source><translation>Việc học đã bắt đầu</translation></message>
<message><source>Learning is going on already.</source><translation>Việc học đang diễn ra.</translation></message>
<message><source>Learning is not available on this computer: a library cannot be loaded ({error}). Looking through images, labelling and exporting work all the same. Install Labelight again to mend it.</source><translation>Máy này không học được: một thư viện không nạp được ({error}). Xem ảnh, gán nhãn và xuất vẫn hoạt động. Hãy cài lại Labelight để sửa.</translation></message>
<message><source>Learning needs at least two readable images.</source><translation>Việc học cần ít nhất hai ảnh đọc được.</translation></message>
<message><source>Learning teaches the encoder that both views in a column are the same picture. If you could not tell either, choose another kind of pictures.</source><translation>Việc học dạy bộ mã hóa rằng hai góc nhìn trong một cột là cùng một ảnh. Nếu mắt thường cũng không nhận ra, hãy chọn loại ảnh khác.</translation></message>
<message><source>Least familiar first</source><translation>Ít quen thuộc nhất trước</translation></message>
<message><source>Least sharp first</source><translation>Kém nét nhất trước</translation></message>
<message><source>Least sure first</source><translation>Kém chắc nhất trước</translation></message>
<message><source>Leave all out</source><translation>Bỏ qua tất cả</translation></message>
<message><source>Leave out</source><translation>Bỏ qua</translation></message>
<message><source>Left out with their class: {count:,} images.</source><translation>Bỏ ra cùng lớp của chúng: {count:,} ảnh.</translation></message>
<message><source>Left out, it looked like {words}: its label is {share:.0%} likely</source><translation>Khi để riêng, nó trông giống {words}: nhãn của nó đúng với xác suất {share:.0%}</translation></message>
<message><source>Legend of the map</source><translation>Chú giải bản đồ</translation></message>
<message><source>Length</source><translation>Độ dài</translation></message>
<message><source>Let learning rest, and the computer with it</source><translation>Cho việc học tạm nghỉ, và máy cũng vậy</translation></message>
<message><source>Light or dark</source><translation>Sáng hoặc tối</translation></message>
<message><source>Likeness</source><translation>Độ giống</translation></message>
<message><source>Linear, as asked: the encoder stays as it is.{how}</source><translation>Tuyến tính, như yêu cầu: bộ mã hóa giữ nguyên.{how}</translation></message>
<message><source>Linear: the middle class has 1 label, and below {full_from} the whole network would learn them by heart.{how}</source><translation>Tuyến tính: lớp ở giữa có 1 nhãn, và dưới {full_from} nhãn toàn mạng sẽ học thuộc lòng.{how}</translation></message>
<message><source>Linear: the middle class has {middle} labels, and below {full_from} the whole network would learn them by heart.{how}</source><translation>Tuyến tính: lớp ở giữa có {middle} nhãn, và dưới {full_from} nhãn toàn mạng sẽ học thuộc lòng.{how}</translation></message>
<message><source>Linear: the whole network was tried, but its loss was no number any more.{how}</source><translation>Tuyến tính: đã thử toàn mạng, nhưng hàm mất mát không còn là số.{how}</translation></message>
<message><source>Linear: the whole network was tried, but {numbers}.{how}</source><translation>Tuyến tính: đã thử toàn mạng, nhưng {numbers}.{how}</translation></message>
<message><source>Links take no room. A symbolic link breaks when the images move; a hard link is the same file under a second name, so whoever changes it changes your image, and must lie on the same disk.</source><translation>Liên kết không tốn chỗ. Liên kết tượng trưng hỏng khi ảnh bị chuyển đi; liên kết cứng là cùng một tệp dưới tên thứ hai, nên ai sửa nó là sửa ảnh của bạn, và phải nằm cùng đĩa.</translation></message>
<message><source>Locate {folder}</source><translation>Tìm {folder}</translation></message>
<message><source>Locate…</source><translation>Tìm lại…</translation></message>
<message><source>Look again</source><translation>Xem lại</translation></message>
<message><source>Look at it closely</source><translation>Xem kỹ</translation></message>
<message><source>Look at these</source><translation>Những ảnh cần xem</translation></message>
<message><source>Look at these, on the Images page</source><translation>Những ảnh cần xem, ở trang Ảnh</translation></message>
<message><source>Look for new, changed, missing and moved files</source><translation>Tìm ảnh mới, đã đổi, bị thiếu và bị dời</translation></message>
<message><source>Look through the folder again; files that are known already are read once more</source><translation>Xem lại thư mục; các tệp đã biết được đọc thêm một lần</translation></message>
<message><source>Look-alikes</source><translation>Ảnh giống nhau</translation></message>
<message><source>Looking at the embeddings</source><translation>Đang xem các vectơ đặc trưng</translation></message>
<message><source>Looking at what the classifier is sure of…</source><translation>Đang xem bộ phân loại chắc về gì…</translation></message>
<message><source>Looking for backups…</source><translation>Đang tìm bản sao lưu…</translation></message>
<message><source>Looking for copies and odd images …</source><translation>Đang tìm bản sao và ảnh lạ …</translation></message>
<message><source>Looking for images</source><translation>Đang tìm ảnh</translation></message>
<message><source>Looking for the images in {folder}…</source><translation>Đang tìm ảnh trong {folder}…</translation></message>
<message><source>Looking for what to label next</source><translation>Đang tìm ảnh cần gán nhãn tiếp</translation></message>
<message><source>Looking through the folder</source><translation>Đang xem qua thư mục</translation></message>
<message><source>Loss</source><translation>Mất mát</translation></message>
<message><source>Loss {loss:.3f}</source><translation>Mất mát {loss:.3f}</translation></message>
<message><source>Lost: {gone}.</source><translation>Mất: {gone}.</translation></message>
<message><source>Made</source><translation>Lúc tạo</translation></message>
<message><source>Make no copies</source><translation>Không tạo bản sao</translation></message>
<message><source>Make “{name}” in it</source><translation>Tạo “{name}” trong đó</translation></message>
<message><source>Making views…</source><translation>Đang tạo góc nhìn…</translation></message>
<message><source>Map</source><translation>Bản đồ</translation></message>
<message><source>Map of the images</source><translation>Bản đồ của các ảnh</translation></message>
<message><source>Map, quick classifier and fine-tuning work with this encoder.</source><translation>Bản đồ, bộ phân loại nhanh và tinh chỉnh dùng bộ mã hóa này.</translation></message>
<message><source>Maps</source><translation>Các bản đồ</translation></message>
<message><source>Mar</source><translation>thg 3</translation></message>
<message><source>Mark as none of these</source><translation>Đánh dấu không thuộc lớp nào</translation></message>
<message><source>Markdown files (*.md)</source><translation>Tệp Markdown (*.md)</translation></message>
<message><source>May</source><translation>thg 5</translation></message>
<message><source>Measure them</source><translation>Đo chúng</translation></message>
<message><source>Memory ran out: going on with {part} images at a time, same batch</source><translation>Hết bộ nhớ: tiếp tục với {part} ảnh mỗi lần, cùng cỡ lô</translation></message>
<message><source>Memory ran out: going on with {size} images at a time</source><translation>Hết bộ nhớ: tiếp tục với {size} ảnh mỗi lần</translation></message>
<message><source>Menu entries are made for Linux only. docs/install.md says what there is on other systems.</source><translation>Mục trong trình đơn chỉ được tạo trên Linux. docs/install.md cho biết các hệ khác có gì.</translation></message>
<message><source>Merge into</source><translation>Gộp vào</translation></message>
<message><source>Microscopy, aerial: no side is up</source><translation>Kính hiển vi, ảnh trên cao: không có chiều đứng</translation></message>
<message><source>Minutes</source><translation>Số phút</translation></message>
<message><source>Mix-ups</source><translation>Nhầm lẫn</translation></message>
<message><source>More labels like these will hardly bring {target:.0%}: other images, or SimCLR, may.</source><translation>Thêm nhãn như thế này khó đạt {target:.0%}: ảnh khác, hoặc SimCLR, thì có thể.</translation></message>
<message><source>Most alike first</source><translation>Giống nhất trước</translation></message>
<message><source>Move the map (drag); Shift and drag draws a lasso</source><translation>Dời bản đồ (kéo); Shift và kéo để khoanh</translation></message>
<message><source>Move, come nearer</source><translation>Dời, lại gần</translation></message>
<message><source>Move, whatever the tool</source><translation>Dời, bất kể công cụ nào</translation></message>
<message><source>Name of a new class</source><translation>Tên lớp mới</translation></message>
<message><source>Name of the class</source><translation>Tên của lớp</translation></message>
<message><source>Nearer, farther, fit, actual pixels</source><translation>Gần hơn, xa hơn, vừa khung, điểm ảnh thật</translation></message>
<message><source>Nearer, farther, show everything</source><translation>Gần hơn, xa hơn, hiện tất cả</translation></message>
<message><source>Nearly the same</source><translation>Gần như giống hệt</translation></message>
<message><source>Nearly the same picture, {} times</source><translation>Gần như cùng một ảnh, {} lần</translation></message>
<message><source>New class</source><translation>Lớp mới</translation></message>
<message><source>New classes: {names}.</source><translation>Lớp mới: {names}.</translation></message>
<message><source>New images are classified as they arrive, for as long as this project is open. Each gets a row in a table; nothing in the folder is changed.</source><translation>Ảnh mới được phân loại ngay khi đến, chừng nào dự án này còn mở. Mỗi ảnh có một dòng trong bảng; không có gì trong thư mục bị thay đổi.</translation></message>
<message><source>New project</source><translation>Dự án mới</translation></message>
<message><source>New project, open a project</source><translation>Dự án mới, mở dự án</translation></message>
<message><source>New project…</source><translation>Dự án mới…</translation></message>
<message><source>Newest first</source><translation>Mới nhất trước</translation></message>
<message><source>Next image</source><translation>Ảnh kế</translation></message>
<message><source>No GPU was found. Everything works; learning takes longer.</source><translation>Không tìm thấy GPU. Mọi thứ vẫn hoạt động; việc học lâu hơn.</translation></message>
<message><source>No backup could be made in {home}: {value}. The project itself is not touched by that.</source><translation>Không tạo được bản sao lưu trong {home}: {value}. Bản thân dự án không bị ảnh hưởng.</translation></message>
<message><source>No backup of {name} was made, only a list of its labels in {folder}. {lacking}</source><translation>Không có bản sao lưu của {name}, chỉ có danh sách nhãn trong {folder}. {lacking}</translation></message>
<message><source>No class has the key {key} yet.</source><translation>Chưa lớp nào có phím {key}.</translation></message>
<message><source>No class has the key {upper} yet. Type its name in “New class” and press Enter.</source><translation>Chưa lớp nào có phím {upper}. Gõ tên nó vào “Lớp mới” rồi nhấn Enter.</translation></message>
<message><source>No class yet. Its colour appears here.</source><translation>Chưa có lớp. Màu của nó sẽ hiện ở đây.</translation></message>
<message><source>No classifier yet</source><translation>Chưa có bộ phân loại</translation></message>
<message><source>No copies</source><translation>Không có bản sao</translation></message>
<message><source>No copies are made.</source><translation>Không tạo bản sao.</translation></message>
<message><source>No date</source><translation>Không có ngày</translation></message>
<message><source>No embedded image is without a label or a mark.</source><translation>Không ảnh nào đã có vectơ mà thiếu nhãn hoặc dấu.</translation></message>
<message><source>No file has other content than when it was labelled.</source><translation>Không tệp nào có nội dung khác lúc gán nhãn.</translation></message>
<message><source>No file is chosen.</source><translation>Chưa chọn tệp nào.</translation></message>
<message><source>No file is there twice.</source><translation>Không tệp nào có hai lần.</translation></message>
<message><source>No folder is chosen.</source><translation>Chưa chọn thư mục nào.</translation></message>
<message><source>No groups</source><translation>Không chia nhóm</translation></message>
<message><source>No image fits all of these words. Esc shows everything again.</source><translation>Không ảnh nào hợp với mọi từ này. Esc hiện lại tất cả.</translation></message>
<message><source>No image fits this choice. Show everything to go on.</source><translation>Không ảnh nào hợp lựa chọn này. Hiện tất cả để tiếp tục.</translation></message>
<message><source>No image has a class; nothing was written into {folder}.</source><translation>Không ảnh nào có lớp; không có gì được ghi vào {folder}.</translation></message>
<message><source>No image has an unusual size, or sizes vary all over.</source><translation>Không ảnh nào có kích thước lạ, hoặc kích thước rất khác nhau.</translation></message>
<message><source>No image is below the threshold.</source><translation>Không ảnh nào dưới ngưỡng.</translation></message>
<message><source>No image is chosen.</source><translation>Chưa chọn ảnh nào.</translation></message>
<message><source>No image is labelled “{name}” yet.</source><translation>Chưa ảnh nào được gán “{name}”.</translation></message>
<message><source>No image is much brighter than the others.</source><translation>Không ảnh nào sáng hơn hẳn các ảnh khác.</translation></message>
<message><source>No image is much darker than the others.</source><translation>Không ảnh nào tối hơn hẳn các ảnh khác.</translation></message>
<message><source>No image is predicted as “{name}” now.</source><translation>Hiện không ảnh nào được dự đoán là “{name}”.</translation></message>
<message><source>No image lacks contrast.</source><translation>Không ảnh nào thiếu tương phản.</translation></message>
<message><source>No image lies far from all others.</source><translation>Không ảnh nào nằm xa mọi ảnh khác.</translation></message>
<message><source>No image looks blurred.</source><translation>Không ảnh nào trông mờ.</translation></message>
<message><source>No image looks odd.</source><translation>Không ảnh nào trông lạ.</translation></message>
<message><source>No image of the folder is here.</source><translation>Không có ảnh nào của thư mục ở đây.</translation></message>
<message><source>No image was classified.</source><translation>Chưa phân loại ảnh nào.</translation></message>
<message><source>No images in this folder</source><translation>Không có ảnh trong thư mục này</translation></message>
<message><source>No images yet</source><translation>Chưa có ảnh</translation></message>
<message><source>No key</source><translation>Không có phím</translation></message>
<message><source>No label</source><translation>Không có nhãn</translation></message>
<message><source>No label could be left out to see how often the classifier is right. Label at least two images of each class.</source><translation>Không thể để riêng nhãn nào để xem bộ phân loại đúng bao nhiêu. Hãy gán nhãn ít nhất hai ảnh cho mỗi lớp.</translation></message>
<message><source>No label looks wrong.</source><translation>Không nhãn nào có vẻ sai.</translation></message>
<message><source>No label of today was left out of both, so these two cannot be compared. Train again, then compare anew.</source><translation>Không nhãn nào hiện nay được để riêng ở cả hai, nên không so sánh được. Hãy huấn luyện lại rồi so sánh.</translation></message>
<message><source>No label yet is of an image drawn at random. The labels you chose may be easier or harder than the rest; about {enough} drawn ones tell.</source><translation>Chưa có nhãn nào của ảnh rút ngẫu nhiên. Các nhãn đã chọn có thể dễ hoặc khó hơn phần còn lại; khoảng {enough} ảnh rút ra là đủ biết.</translation></message>
<message><source>No labels of alike pictures contradict each other.</source><translation>Không nhãn nào của ảnh giống nhau mâu thuẫn.</translation></message>
<message><source>No learning yet</source><translation>Chưa học</translation></message>
<message><source>No map yet</source><translation>Chưa có bản đồ</translation></message>
<message><source>No pairs</source><translation>Không có cặp</translation></message>
<message><source>No path is the same, so images were found by the end of their paths: {count:,}.</source><translation>Không đường dẫn nào giống hệt, nên ảnh được tìm theo phần cuối đường dẫn: {count:,}.</translation></message>
<message><source>No path is the same, so images were found by their file names alone: {count:,}.</source><translation>Không đường dẫn nào giống hệt, nên ảnh được tìm chỉ theo tên tệp: {count:,}.</translation></message>
<message><source>No prediction</source><translation>Không có dự đoán</translation></message>
<message><source>No project is open</source><translation>Chưa mở dự án</translation></message>
<message><source>No result yet</source><translation>Chưa có kết quả</translation></message>
<message><source>No suggestions any more</source><translation>Không còn gợi ý</translation></message>
<message><source>No suggestions yet</source><translation>Chưa có gợi ý</translation></message>
<message><source>No threshold is set (`none_below` is 0): the example always names a class.</source><translation>Không đặt ngưỡng (`none_below` là 0): ví dụ luôn nêu một lớp.</translation></message>
<message><source>No two of these files have the same content.</source><translation>Không hai tệp nào có cùng nội dung.</translation></message>
<message><source>No two of these pictures are nearly the same.</source><translation>Không hai ảnh nào gần như giống hệt.</translation></message>
<message><source>No two pictures are nearly the same.</source><translation>Không hai ảnh nào gần như giống hệt.</translation></message>
<message><source>No unlabelled image has a prediction. Train again, and every image gets one.</source><translation>Không ảnh chưa gán nhãn nào có dự đoán. Hãy huấn luyện lại, mọi ảnh sẽ có dự đoán.</translation></message>
<message><source>None</source><translation>Không</translation></message>
<message><source>None of the images chosen has a class.</source><translation>Không ảnh nào được chọn có lớp.</translation></message>
<message><source>None of the images chosen is embedded.</source><translation>Không ảnh nào được chọn có vectơ đặc trưng.</translation></message>
<message><source>None of the paths in the truth file has a prediction. Paths are relative to the folder of the images.</source><translation>Không đường dẫn nào trong tệp đáp án có dự đoán. Đường dẫn tính từ thư mục ảnh.</translation></message>
<message><source>None of the paths in {file} is an image of this project.</source><translation>Không đường dẫn nào trong {file} là ảnh của dự án này.</translation></message>
<message><source>None of the pictures can be read.</source><translation>Không đọc được ảnh nào.</translation></message>
<message><source>None of the {count} images can be read. Look at the reasons on the Images page.</source><translation>Không đọc được ảnh nào trong {count} ảnh. Xem lý do ở trang Ảnh.</translation></message>
<message><source>None of these</source><translation>Không thuộc lớp nào</translation></message>
<message><source>None of these below this share, in percent</source><translation>Không thuộc lớp nào nếu dưới tỷ lệ này, tính bằng phần trăm</translation></message>
<message><source>None of these images has a class; nothing was written.</source><translation>Không ảnh nào trong số này có lớp; không có gì được ghi.</translation></message>
<message><source>None of these: find the images that look like nothing labelled</source><translation>Không thuộc lớp nào: tìm ảnh không giống ảnh nào đã gán nhãn</translation></message>
<message><source>None of these: images less familiar than {share}.</source><translation>Không thuộc lớp nào: ảnh ít quen thuộc hơn {share}.</translation></message>
<message><source>None of these: off.</source><translation>Không thuộc lớp nào: tắt.</translation></message>
<message><source>None of {total:,} unlabelled images can be accepted at {precision:.0%}: {judged:,} labels can promise {count}% at most, for the surest. More labels promise more, as does mending wrong ones.</source><translation>Không ảnh nào trong {total:,} ảnh chưa gán nhãn được nhận ở mức {precision:.0%}: {judged:,} nhãn chỉ bảo đảm tối đa {count}%, cho ảnh chắc chắn nhất. Thêm nhãn sẽ bảo đảm hơn, sửa nhãn sai cũng vậy.</translation></message>
<message><source>None yet</source><translation>Chưa có</translation></message>
<message><source>Not classified</source><translation>Không phân loại được</translation></message>
<message><source>Not compiled ({name}); going on without</source><translation>Không biên dịch ({name}); tiếp tục không biên dịch</translation></message>
<message><source>Not embedded yet</source><translation>Chưa có vectơ đặc trưng</translation></message>
<message><source>Not everything is saved</source><translation>Chưa lưu hết</translation></message>
<message><source>Not found any more. Del takes it off this list.</source><translation>Không còn tìm thấy. Nhấn Del để bỏ khỏi danh sách này.</translation></message>
<message><source>Not found · {images}</source><translation>Không tìm thấy · {images}</translation></message>
<message><source>Not responding</source><translation>Không trả lời</translation></message>
<message><source>Not suggested</source><translation>Không được gợi ý</translation></message>
<message><source>Not sure</source><translation>Không chắc</translation></message>
<message><source>Nothing can be accepted.</source><translation>Không nhận được gì.</translation></message>
<message><source>Nothing could be read from {damaged}: it is not a Labelight project, or wholly damaged.</source><translation>Không đọc được gì từ {damaged}: đó không phải dự án Labelight, hoặc đã hỏng hoàn toàn.</translation></message>
<message><source>Nothing found</source><translation>Không tìm thấy gì</translation></message>
<message><source>Nothing had been kept yet</source><translation>Chưa có gì được giữ</translation></message>
<message><source>Nothing in the project was changed</source><translation>Không có gì trong dự án thay đổi</translation></message>
<message><source>Nothing in {source} is about the images of this project.</source><translation>Không có gì trong {source} nói về các ảnh của dự án này.</translation></message>
<message><source>Nothing is ever written into the folder of your images.</source><translation>Không bao giờ có gì được ghi vào thư mục ảnh của bạn.</translation></message>
<message><source>Nothing is in the folder {root} any more. {kept}</source><translation>Không còn gì trong thư mục {root}. {kept}</translation></message>
<message><source>Nothing is known by the name “{field}”. One can search by: {known}.</source><translation>Không có gì tên là “{field}”. Có thể tìm theo: {known}.</translation></message>
<message><source>Nothing is known yet</source><translation>Chưa biết gì</translation></message>
<message><source>Nothing is left without a label.</source><translation>Không còn ảnh nào thiếu nhãn.</translation></message>
<message><source>Nothing is running</source><translation>Không có gì đang chạy</translation></message>
<message><source>Nothing to redo</source><translation>Không có gì để làm lại</translation></message>
<message><source>Nothing to repeat yet: the full stop gives the last label again.</source><translation>Chưa có gì để lặp lại: dấu chấm gán lại nhãn vừa rồi.</translation></message>
<message><source>Nothing to show here</source><translation>Không có gì để hiện ở đây</translation></message>
<message><source>Nothing to undo</source><translation>Không có gì để hoàn tác</translation></message>
<message><source>Nothing was changed</source><translation>Không có gì thay đổi</translation></message>
<message><source>Nothing was changed. Copy it to where you may write.</source><translation>Không có gì thay đổi. Hãy chép nó tới nơi được phép ghi.</translation></message>
<message><source>Nothing was done yet</source><translation>Chưa làm gì</translation></message>
<message><source>Nothing was downloaded and nothing was changed. Add --download to agree to it, or begin with --start bundled, which needs no network.</source><translation>Không tải gì và không thay đổi gì. Thêm --download để đồng ý, hoặc bắt đầu với --start bundled, không cần mạng.</translation></message>
<message><source>Nothing was imported. Say --conflicts keep or --conflicts take to go on.</source><translation>Không nhập gì. Hãy dùng --conflicts keep hoặc --conflicts take để tiếp tục.</translation></message>
<message><source>Nothing was kept and nothing was changed.</source><translation>Không giữ gì và không thay đổi gì.</translation></message>
<message><source>Nov</source><translation>thg 11</translation></message>
<message><source>NumPy (npz)</source><translation>NumPy (npz)</translation></message>
<message><source>NumPy files (*.npz)</source><translation>Tệp NumPy (*.npz)</translation></message>
<message><source>Number of groups of look-alikes</source><translation>Số nhóm ảnh giống nhau</translation></message>
<message><source>ONNX files (*.onnx)</source><translation>Tệp ONNX (*.onnx)</translation></message>
<message><source>ONNX files need more packages ({names}). Install them with: pip install "labelight[onnx]"</source><translation>Tệp ONNX cần thêm các gói ({names}). Cài chúng bằng: pip install "labelight[onnx]"</translation></message>
<message><source>ONNX files need three more packages. Install them with: pip install "labelight[onnx]"</source><translation>Tệp ONNX cần thêm ba gói. Cài bằng: pip install "labelight[onnx]"</translation></message>
<message><source>ONNX holds everything from pixels to probabilities; an example in Python and a model card lie beside it. Safetensors are for torch, with a card in JSON.</source><translation>ONNX có đủ mọi thứ từ điểm ảnh đến xác suất; bên cạnh là một ví dụ bằng Python và một thẻ mô hình. Safetensors dành cho torch, kèm một thẻ dạng JSON.</translation></message>
<message><source>ONNX, for other programs</source><translation>ONNX, cho chương trình khác</translation></message>
<message><source>Oct</source><translation>thg 10</translation></message>
<message><source>Odd size or shape</source><translation>Cỡ hoặc hình lạ</translation></message>
<message><source>Of the NT-Xent loss: smaller looks harder at the most alike negatives.</source><translation>Của hàm mất mát NT-Xent: nhỏ hơn thì nhìn kỹ hơn vào những ảnh khác giống nhất.</translation></message>
<message><source>Of the predictions that become labels, right shall be</source><translation>Trong các dự đoán trở thành nhãn, phải đúng</translation></message>
<message><source>Of these nothing is lost.</source><translation>Trong số này không mất gì.</translation></message>
<message><source>Of {count:,} folders {lonely:,} hold a single image: are these classes?</source><translation>Trong {count:,} thư mục, {lonely:,} chỉ chứa một ảnh: đó có phải là các lớp không?</translation></message>
<message><source>Of {folder}.</source><translation>Về {folder}.</translation></message>
<message><source>Of {judged:,} images drawn at random it has {right:,} right: {accuracy:.0%} ({low:.0%} to {high:.0%}). They stand for the images that had no label.</source><translation>Trong {judged:,} ảnh rút ngẫu nhiên, nó đúng {right:,}: {accuracy:.0%} ({low:.0%} đến {high:.0%}). Chúng đại diện cho những ảnh chưa có nhãn.</translation></message>
<message><source>Off: every image is given the class that fits best. {share}% is a good start.</source><translation>Tắt: mọi ảnh được gán lớp hợp nhất. {share}% là khởi đầu tốt.</translation></message>
<message><source>Oldest first</source><translation>Cũ nhất trước</translation></message>
<message><source>On average it is 1 point off.</source><translation>Trung bình nó lệch 1 điểm.</translation></message>
<message><source>On average it is less than a point off.</source><translation>Trung bình nó lệch chưa tới một điểm.</translation></message>
<message><source>On average it is {points} points off.</source><translation>Trung bình nó lệch {points} điểm.</translation></message>
<message><source>On the 1 label that was left out of both, classifier {first} was {first_right:.0%} right, classifier {second} {second_right:.0%}: {verdict}.</source><translation>Trên 1 nhãn được để riêng ở cả hai, bộ phân loại {first} đúng {first_right:.0%}, bộ phân loại {second} đúng {second_right:.0%}: {verdict}.</translation></message>
<message><source>On the Label page, alone</source><translation>Ở trang Nhãn, riêng chúng</translation></message>
<message><source>On the Label page, alone with its copies</source><translation>Ở trang Nhãn, riêng nó cùng các bản sao</translation></message>
<message><source>On the Label page: the images that one alone has right</source><translation>Ở trang Nhãn: những ảnh chỉ một trong hai đúng</translation></message>
<message><source>On the embeddings (seconds)</source><translation>Trên vectơ đặc trưng (vài giây)</translation></message>
<message><source>On to what it pays most to label</source><translation>Tới ảnh đáng gán nhãn nhất</translation></message>
<message><source>On {checked:,} pictures of the project, drawn at random, ONNX Runtime and Labelight named the same class of {same:.0%}; the largest difference between two probabilities was {difference:.6f}.</source><translation>Trên {checked:,} ảnh của dự án, lấy ngẫu nhiên, ONNX Runtime và Labelight nêu cùng một lớp cho {same:.0%}; chênh lệch lớn nhất giữa hai xác suất là {difference:.6f}.</translation></message>
<message><source>On {labels:,} labels that were left out of both, classifier {first} was {first_right:.0%} right, classifier {second} {second_right:.0%}: {verdict}.</source><translation>Trên {labels:,} nhãn được để riêng ở cả hai, bộ phân loại {first} đúng {first_right:.0%}, bộ phân loại {second} đúng {second_right:.0%}: {verdict}.</translation></message>
<message><source>One image from the middle of each large group that has no label yet.</source><translation>Một ảnh ở giữa mỗi nhóm lớn chưa có nhãn.</translation></message>
<message><source>One per class</source><translation>Mỗi lớp một thư mục</translation></message>
<message><source>Only 1 label judges it: the range counts, not the number.</source><translation>Chỉ 1 nhãn đánh giá nó: hãy xem khoảng, đừng xem con số.</translation></message>
<message><source>Only {total} labels judge it: the range counts, not the number.</source><translation>Chỉ {total} nhãn đánh giá nó: hãy xem khoảng, đừng xem con số.</translation></message>
<message><source>Open	Enter</source><translation>Mở	Enter</translation></message>
<message><source>Open a project</source><translation>Mở một dự án</translation></message>
<message><source>Open a project or choose a folder of images first.</source><translation>Hãy mở dự án hoặc chọn thư mục ảnh trước.</translation></message>
<message><source>Open a project…</source><translation>Mở một dự án…</translation></message>
<message><source>Open it</source><translation>Mở nó</translation></message>
<message><source>Open it and go on with its labels, or begin a second project over the same images?</source><translation>Mở nó và dùng tiếp các nhãn, hay bắt đầu dự án thứ hai trên cùng các ảnh?</translation></message>
<message><source>Open it; Esc or Enter closes it</source><translation>Mở ra; Esc hoặc Enter để đóng</translation></message>
<message><source>Open project</source><translation>Mở dự án</translation></message>
<message><source>Order</source><translation>Thứ tự</translation></message>
<message><source>Order of the pictures</source><translation>Thứ tự của ảnh</translation></message>
<message><source>Other images, for what the classifier knows by now ({key})</source><translation>Ảnh khác, theo những gì bộ phân loại nay đã biết ({key})</translation></message>
<message><source>Other labels that were kept: {count:,}.</source><translation>Nhãn khác được giữ: {count:,}.</translation></message>
<message><source>Other labels that were replaced: {count:,}.</source><translation>Nhãn khác bị thay: {count:,}.</translation></message>
<message><source>Other pictures</source><translation>Ảnh khác</translation></message>
<message><source>Outlying</source><translation>Nằm xa</translation></message>
<message><source>Output `familiar`, where it is there, says which share of the labelled pictures looks less familiar than this one (0 to 1): near 0, the picture looks like nothing that was labelled. It finds some of the strangers and not all.</source><translation>Đầu ra `familiar`, nếu có, cho biết tỉ lệ ảnh có nhãn trông kém quen hơn ảnh này (0 đến 1): gần 0, ảnh trông không giống thứ gì đã gán nhãn. Nó tìm ra một số ảnh lạ, không phải tất cả.</translation></message>
<message><source>Output `probabilities`: one number for each class, in the order of `class_names` in the file's metadata; their sum is 1.</source><translation>Đầu ra `probabilities`: mỗi lớp một số, theo thứ tự của `class_names` trong siêu dữ liệu của tệp; tổng bằng 1.</translation></message>
<message><source>PNG pictures (*.png)</source><translation>Ảnh PNG (*.png)</translation></message>
<message><source>Part of the embeddings</source><translation>Phần vectơ đặc trưng</translation></message>
<message><source>Path, label and where it came from, prediction and how sure it is, one for each image.</source><translation>Đường dẫn, nhãn và nguồn gốc, dự đoán và độ chắc chắn, cho từng ảnh.</translation></message>
<message><source>Paths that are not in this project: {count:,}.</source><translation>Đường dẫn không có trong dự án này: {count:,}.</translation></message>
<message><source>Pause</source><translation>Tạm dừng</translation></message>
<message><source>Pause the run</source><translation>Tạm dừng lượt chạy</translation></message>
<message><source>Paused</source><translation>Đã tạm dừng</translation></message>
<message><source>Paused. Nothing is lost, and the time box waits too.</source><translation>Đã tạm dừng. Không mất gì, và thời hạn cũng chờ.</translation></message>
<message><source>Perhaps more is lost of these, as a part of the file that listed them is gone: {listed}.</source><translation>Có thể còn mất thêm trong số này, vì một phần tệp liệt kê chúng đã mất: {listed}.</translation></message>
<message><source>Photos</source><translation>Ảnh chụp</translation></message>
<message><source>Picture</source><translation>Ảnh</translation></message>
<message><source>Pictures</source><translation>Loại ảnh</translation></message>
<message><source>Pictures drawn at random, which stand for the whole folder: {sentence}</source><translation>Ảnh lấy ngẫu nhiên, đại diện cho cả thư mục: {sentence}</translation></message>
<message><source>Pictures of how it did</source><translation>Hình cho thấy nó làm ra sao</translation></message>
<message><source>Pictures of the folder that was classified</source><translation>Ảnh của thư mục đã được phân loại</translation></message>
<message><source>Pictures on the map</source><translation>Ảnh trên bản đồ</translation></message>
<message><source>Pictures that arrived, the newest first</source><translation>Các ảnh đã đến, mới nhất trước</translation></message>
<message><source>Pictures that show none of the classes</source><translation>Ảnh không thuộc lớp nào</translation></message>
<message><source>Pictures with 16 bits or floats per colour are stretched by Labelight between their own darkest and brightest 0.1%; the example does not do that. Transparent parts lie over grey (128, 128, 128).</source><translation>Ảnh 16 bit hoặc số thực mỗi màu được Labelight kéo giãn giữa 0.1% tối nhất và sáng nhất của chính nó; ví dụ không làm việc đó. Phần trong suốt nằm trên nền xám (128, 128, 128).</translation></message>
<message><source>Placing new images</source><translation>Đang đặt ảnh mới</translation></message>
<message><source>Predicted</source><translation>Dự đoán là</translation></message>
<message><source>Predicted, no label</source><translation>Được dự đoán, chưa có nhãn</translation></message>
<message><source>Predicting</source><translation>Đang dự đoán</translation></message>
<message><source>Predicting every image</source><translation>Đang dự đoán mọi ảnh</translation></message>
<message><source>Prediction</source><translation>Dự đoán</translation></message>
<message><source>Prediction: {prediction}</source><translation>Dự đoán: {prediction}</translation></message>
<message><source>Prediction: {prediction}, {confidence:.0%}</source><translation>Dự đoán: {prediction}, {confidence:.0%}</translation></message>
<message><source>Predictions follow every label.</source><translation>Dự đoán đi theo từng nhãn.</translation></message>
<message><source>Predictions of images less familiar than {share} are written as “{name}”, and such images are copied into no folder. The threshold is moved on the Label page; how familiar an image is, the trained classifier says.</source><translation>Dự đoán của ảnh kém quen thuộc hơn {share} được ghi là “{name}”, và những ảnh đó không được sao chép vào thư mục nào. Ngưỡng được chỉnh ở trang Nhãn; bộ phân loại đã huấn luyện cho biết ảnh quen thuộc đến đâu.</translation></message>
<message><source>Predictions, Label the rest and Export work with it until the next training</source><translation>Dự đoán, Gán nhãn phần còn lại và Xuất dùng nó cho tới lần huấn luyện kế tiếp</translation></message>
<message><source>Preparing the sample images…</source><translation>Đang chuẩn bị ảnh mẫu…</translation></message>
<message><source>Pretraining</source><translation>Đang học</translation></message>
<message><source>Pretraining tells images apart, so it needs {max} that can be read; this folder has {images}. Nothing was changed. Add images to the folder and look for new ones.</source><translation>Việc học phân biệt các ảnh, nên cần {max} ảnh đọc được; thư mục này có {images}. Không có gì thay đổi. Hãy thêm ảnh vào thư mục rồi tìm ảnh mới.</translation></message>
<message><source>Pretraining {architecture} at {size} px on {count:,} images</source><translation>Đang học {architecture} ở {size} px trên {count:,} ảnh</translation></message>
<message><source>Previous image</source><translation>Ảnh trước</translation></message>
<message><source>Process {rank} of {count} could not go on, most often since another one ended ({problem}). The last checkpoint is kept: go on with --resume, with any number of processes.</source><translation>Tiến trình {rank} trong {count} không tiếp tục được, thường vì một tiến trình khác đã kết thúc ({problem}). Điểm lưu cuối được giữ: tiếp tục bằng --resume, với số tiến trình tùy ý.</translation></message>
<message><source>Progress</source><translation>Tiến độ</translation></message>
<message><source>Projects opened last</source><translation>Dự án mở gần đây</translation></message>
<message><source>Put everything in order again, or suggest anew</source><translation>Sắp lại tất cả, hoặc gợi ý lại</translation></message>
<message><source>Put them beside what is there</source><translation>Đặt cạnh những gì đã có</translation></message>
<message><source>Put this offer away</source><translation>Cất lời đề nghị này</translation></message>
<message><source>Quit</source><translation>Thoát</translation></message>
<message><source>Reading only</source><translation>Chỉ đọc</translation></message>
<message><source>Reading the labels…</source><translation>Đang đọc các nhãn…</translation></message>
<message><source>Redo</source><translation>Làm lại</translation></message>
<message><source>Remove from the list	Del</source><translation>Bỏ khỏi danh sách	Del</translation></message>
<message><source>Remove the label</source><translation>Bỏ nhãn</translation></message>
<message><source>Rename</source><translation>Đổi tên</translation></message>
<message><source>ResNet-50, the paper's</source><translation>ResNet-50, như bài báo</translation></message>
<message><source>Rescuing what can be read…</source><translation>Đang cứu những gì đọc được…</translation></message>
<message><source>Resume</source><translation>Tiếp tục</translation></message>
<message><source>Right</source><translation>Đúng</translation></message>
<message><source>Right by class, where they differ: {listed}, and {more:,} more.</source><translation>Số đúng theo lớp, nơi chúng khác nhau: {listed}, và {more:,} lớp nữa.</translation></message>
<message><source>Right by class, where they differ: {listed}.</source><translation>Số đúng theo lớp, nơi chúng khác nhau: {listed}.</translation></message>
<message><source>Rows: your labels. Columns: predictions. Click a cell to see its images.</source><translation>Hàng: nhãn đã gán. Cột: dự đoán. Bấm một ô để xem ảnh của nó.</translation></message>
<message><source>Running the example</source><translation>Đang chạy ví dụ</translation></message>
<message><source>SVG pictures (*.svg)</source><translation>Ảnh SVG (*.svg)</translation></message>
<message><source>Safetensors files (*.safetensors)</source><translation>Tệp safetensors (*.safetensors)</translation></message>
<message><source>Same content</source><translation>Cùng nội dung</translation></message>
<message><source>Save CSV…</source><translation>Lưu CSV…</translation></message>
<message><source>Save a copy</source><translation>Lưu một bản sao</translation></message>
<message><source>Save a copy of the project</source><translation>Lưu một bản sao của dự án</translation></message>
<message><source>Save a copy…</source><translation>Lưu một bản sao…</translation></message>
<message><source>Save as PNG…</source><translation>Lưu thành PNG…</translation></message>
<message><source>Save as SVG…</source><translation>Lưu thành SVG…</translation></message>
<message><source>Save embeddings</source><translation>Lưu vectơ đặc trưng</translation></message>
<message><source>Save labels and predictions</source><translation>Lưu nhãn và dự đoán</translation></message>
<message><source>Save report…</source><translation>Lưu báo cáo…</translation></message>
<message><source>Save the classifier</source><translation>Lưu bộ phân loại</translation></message>
<message><source>Save the encoder</source><translation>Lưu bộ mã hóa</translation></message>
<message><source>Save the map as PNG</source><translation>Lưu bản đồ thành PNG</translation></message>
<message><source>Save the map as SVG</source><translation>Lưu bản đồ thành SVG</translation></message>
<message><source>Save…</source><translation>Lưu…</translation></message>
<message><source>Saving…</source><translation>Đang lưu…</translation></message>
<message><source>Say what to export: --labels F, --coco F, --folders DIR, --image-folder DIR, --embeddings F, --onnx F, --classifier F or --encoder F. `export --help` says more.</source><translation>Hãy nói cần xuất gì: --labels F, --coco F, --folders DIR, --image-folder DIR, --embeddings F, --onnx F, --classifier F hoặc --encoder F. `export --help` nói rõ hơn.</translation></message>
<message><source>Say which folder of the project is meant, with --folder and its number:&#10;{listed}</source><translation>Hãy nói rõ thư mục nào của dự án, bằng --folder và số của nó:&#10;{listed}</translation></message>
<message><source>Scores of each class</source><translation>Điểm số từng lớp</translation></message>
<message><source>Search by name, folder, label and more</source><translation>Tìm theo tên, thư mục, nhãn và hơn nữa</translation></message>
<message><source>Second look</source><translation>Nhìn lại</translation></message>
<message><source>Second look, on the Train page</source><translation>Nhìn lại, ở trang Huấn luyện</translation></message>
<message><source>See what it would do…</source><translation>Xem điều sẽ xảy ra…</translation></message>
<message><source>Select all</source><translation>Chọn tất cả</translation></message>
<message><source>Select all that are shown, or the group one is in</source><translation>Chọn mọi ảnh đang hiện, hoặc nhóm đang ở</translation></message>
<message><source>Select images on the map or in the grid first, then choose the class.</source><translation>Hãy chọn ảnh trên bản đồ hoặc trong lưới trước, rồi chọn lớp.</translation></message>
<message><source>Select images predicted as it</source><translation>Chọn ảnh được dự đoán là nó</translation></message>
<message><source>Select its images</source><translation>Chọn ảnh của nó</translation></message>
<message><source>Select one image or a few and press Ctrl+M: colours show what looks like them.</source><translation>Chọn một hoặc vài ảnh rồi nhấn Ctrl+M: màu cho thấy ảnh nào giống chúng.</translation></message>
<message><source>Select one image or a few first: likeness is with those.</source><translation>Hãy chọn một hoặc vài ảnh trước: độ giống là so với chúng.</translation></message>
<message><source>Select some images of this list first.</source><translation>Hãy chọn vài ảnh trong danh sách này trước.</translation></message>
<message><source>Select up to here</source><translation>Chọn tới đây</translation></message>
<message><source>Select with a lasso</source><translation>Chọn bằng cách khoanh</translation></message>
<message><source>Select with a rectangle</source><translation>Chọn bằng hình chữ nhật</translation></message>
<message><source>Selected</source><translation>Đang chọn</translation></message>
<message><source>Selected images</source><translation>Ảnh đang chọn</translation></message>
<message><source>Selected images ({count:,})</source><translation>Ảnh đang chọn ({count:,})</translation></message>
<message><source>Sep</source><translation>thg 9</translation></message>
<message><source>Set of predictions</source><translation>Bộ dự đoán</translation></message>
<message><source>Settle contradictions (M)</source><translation>Giải quyết mâu thuẫn (M)</translation></message>
<message><source>Shade by density</source><translation>Tô theo mật độ</translation></message>
<message><source>Share for validation</source><translation>Phần để kiểm định</translation></message>
<message><source>Sharpness</source><translation>Độ nét</translation></message>
<message><source>Shift+arrows</source><translation>Shift+mũi tên</translation></message>
<message><source>Shift+drag   Ctrl+drag</source><translation>Shift+kéo   Ctrl+kéo</translation></message>
<message><source>Show</source><translation>Hiện</translation></message>
<message><source>Show everything again (Esc)</source><translation>Hiện lại tất cả (Esc)</translation></message>
<message><source>Show in folder</source><translation>Mở thư mục chứa</translation></message>
<message><source>Show in its folder</source><translation>Hiện trong thư mục</translation></message>
<message><source>Show on the map (Enter)</source><translation>Hiện trên bản đồ (Enter)</translation></message>
<message><source>Show the whole map</source><translation>Hiện toàn bản đồ</translation></message>
<message><source>Show the whole map (F)</source><translation>Hiện toàn bản đồ (F)</translation></message>
<message><source>Show them</source><translation>Hiện chúng</translation></message>
<message><source>Show them on the Label page</source><translation>Hiện chúng ở trang Nhãn</translation></message>
<message><source>Show what is left</source><translation>Hiện phần còn lại</translation></message>
<message><source>Show where they differ</source><translation>Hiện chỗ chúng khác nhau</translation></message>
<message><source>Shows them alone on the Label page. Only a random draw says how good it is on the whole folder.</source><translation>Hiện riêng chúng ở trang Nhãn. Chỉ việc rút ngẫu nhiên cho biết nó tốt đến đâu trên cả thư mục.</translation></message>
<message><source>Side of a view. Larger sees more and takes longer.</source><translation>Cạnh của góc nhìn. Lớn hơn thì thấy nhiều hơn và lâu hơn.</translation></message>
<message><source>SimCLR shows the encoder two altered views of the same image and teaches it to recognise them as one. It needs no labels, runs in the background, and can be stopped and resumed. You can label meanwhile.</source><translation>SimCLR cho bộ mã hóa xem hai góc nhìn biến đổi của cùng một ảnh và dạy nó nhận ra chúng là một. Nó không cần nhãn, chạy nền, có thể dừng và tiếp tục. Trong lúc đó vẫn gán nhãn được.</translation></message>
<message><source>Size</source><translation>Kích thước</translation></message>
<message><source>Size of the pictures</source><translation>Cỡ ảnh</translation></message>
<message><source>Size of the pictures on the map</source><translation>Cỡ ảnh trên bản đồ</translation></message>
<message><source>Skip</source><translation>Bỏ qua</translation></message>
<message><source>Skip (S)</source><translation>Bỏ qua (S)</translation></message>
<message><source>Skip, not sure, none of these</source><translation>Bỏ qua, không chắc, không thuộc lớp nào</translation></message>
<message><source>Skip; label like their copies; settle contradictions</source><translation>Bỏ qua; gán nhãn như bản sao; giải quyết mâu thuẫn</translation></message>
<message><source>Skipped or unsure</source><translation>Bỏ qua hoặc không chắc</translation></message>
<message><source>Slower, from the last checkpoint on</source><translation>Chậm hơn, từ điểm lưu cuối trở đi</translation></message>
<message><source>Small map when zoomed in</source><translation>Bản đồ nhỏ khi phóng to</translation></message>
<message><source>Smaller text</source><translation>Chữ nhỏ hơn</translation></message>
<message><source>Smallest first</source><translation>Nhỏ nhất trước</translation></message>
<message><source>Something else is being written. Wait for it, or cancel it.</source><translation>Đang ghi một thứ khác. Hãy đợi, hoặc hủy nó.</translation></message>
<message><source>Something went wrong inside Labelight: {error}</source><translation>Có lỗi bên trong Labelight: {error}</translation></message>
<message><source>Something went wrong inside Labelight: {problem}. It was logged; nothing was lost.</source><translation>Có lỗi bên trong Labelight: {problem}. Đã ghi vào nhật ký; không mất gì.</translation></message>
<message><source>Something went wrong? The report holds versions, runs and errors: no image, no file name, no folder.</source><translation>Có gì trục trặc? Báo cáo gồm phiên bản, lượt chạy và lỗi: không có ảnh, tên tệp hay thư mục.</translation></message>
<message><source>Space+drag</source><translation>Space+kéo</translation></message>
<message><source>Spec: {settings}.</source><translation>Cách làm: {settings}.</translation></message>
<message><source>Spreading the labels to alike images</source><translation>Đang lan nhãn sang ảnh giống nhau</translation></message>
<message><source>Start</source><translation>Điểm xuất phát</translation></message>
<message><source>Start learning</source><translation>Bắt đầu học</translation></message>
<message><source>Starting</source><translation>Đang bắt đầu</translation></message>
<message><source>Starting: the compute process loads its libraries.</source><translation>Đang bắt đầu: tiến trình tính toán nạp thư viện.</translation></message>
<message><source>Stop</source><translation>Dừng</translation></message>
<message><source>Stop the run</source><translation>Dừng lượt chạy</translation></message>
<message><source>Stop watching first.</source><translation>Hãy dừng theo dõi trước.</translation></message>
<message><source>Stop; what was reached is kept</source><translation>Dừng; những gì đạt được được giữ</translation></message>
<message><source>Stopped. Copies made before stay; what was not finished is not there.</source><translation>Đã dừng. Các bản sao đã tạo vẫn còn; phần chưa xong không được giữ lại.</translation></message>
<message><source>Stopped. Nothing of it was kept.</source><translation>Đã dừng. Không giữ lại gì.</translation></message>
<message><source>Stopped. What was done before was kept.</source><translation>Đã dừng. Những gì làm trước đó được giữ.</translation></message>
<message><source>Stopped. What was reached was kept.</source><translation>Đã dừng. Những gì đạt được được giữ.</translation></message>
<message><source>Stopping</source><translation>Đang dừng</translation></message>
<message><source>Suggested ({strategy}): {reason}. {labelled:,} of {count:,} labelled.</source><translation>Gợi ý ({strategy}): {reason}. {labelled:,} trong {count:,} đã gán nhãn.</translation></message>
<message><source>Suggestions come once the images are embedded.</source><translation>Gợi ý có khi các ảnh đã có vectơ.</translation></message>
<message><source>Surest first</source><translation>Chắc nhất trước</translation></message>
<message><source>Symbolic links</source><translation>Liên kết tượng trưng</translation></message>
<message><source>Table…</source><translation>Bảng…</translation></message>
<message><source>Take back, do again</source><translation>Hoàn tác, làm lại</translation></message>
<message><source>Take the images of one more folder into this project; it is never written to</source><translation>Đưa ảnh của thêm một thư mục vào dự án này; thư mục đó không bao giờ bị ghi vào</translation></message>
<message><source>Take the results away</source><translation>Lấy kết quả ra</translation></message>
<message><source>Take theirs for all</source><translation>Lấy tất cả của nguồn</translation></message>
<message><source>Take this back</source><translation>Hoàn tác việc này</translation></message>
<message><source>Taken out of the menu.</source><translation>Đã bỏ khỏi trình đơn.</translation></message>
<message><source>Temperature</source><translation>Nhiệt độ</translation></message>
<message><source>Text larger, smaller, of the usual size</source><translation>Chữ lớn hơn, nhỏ hơn, cỡ thường</translation></message>
<message><source>Text of the usual size</source><translation>Chữ cỡ thường</translation></message>
<message><source>Text size</source><translation>Cỡ chữ</translation></message>
<message><source>That class is not there any more. Nothing was labelled.</source><translation>Lớp đó không còn nữa. Không có gì được gán nhãn.</translation></message>
<message><source>That class is not there any more. Undo (Ctrl+Z) brings it back.</source><translation>Lớp đó không còn nữa. Hoàn tác (Ctrl+Z) sẽ đưa nó trở lại.</translation></message>
<message><source>The ImageNet weights {name} ({megabytes} from {host}) are not on this computer, and their download was not agreed to. Nothing was downloaded. Start again with --download, or agree to it when the window asks, or begin from the bundled encoder, which needs no network.</source><translation>Trọng số ImageNet {name} ({megabytes} từ {host}) không có trên máy này và việc tải về chưa được đồng ý. Không tải gì. Hãy bắt đầu lại với --download, hoặc đồng ý khi cửa sổ hỏi, hoặc dùng bộ mã hóa kèm sẵn, không cần mạng.</translation></message>
<message><source>The ONNX file does not compute what Labelight does: probabilities differ by up to {difference:.3f} ({same:.0%} of {count} images get the same class). It was thrown away.</source><translation>Tệp ONNX không tính giống Labelight: xác suất lệch tới {difference:.3f} ({same:.0%} trong {count} ảnh có cùng lớp). Nó đã bị bỏ.</translation></message>
<message><source>The ONNX file does not say how familiar images are as Labelight does: shares differ by {apart:.3f} in the middle. It was thrown away.</source><translation>Tệp ONNX không cho biết độ quen của ảnh như Labelight: các tỉ lệ lệch {apart:.3f} ở giữa. Tệp đã bị bỏ.</translation></message>
<message><source>The backup of {when} is damaged. Take another one; nothing was changed.</source><translation>Bản sao lưu {when} bị hỏng. Hãy chọn bản khác; không có gì thay đổi.</translation></message>
<message><source>The beginning</source><translation>Lúc đầu</translation></message>
<message><source>The best there is</source><translation>Tốt nhất hiện có</translation></message>
<message><source>The bundle was packed for {name} {packed}. Pack another for {name} {asked}.</source><translation>Gói này dành cho {name} {packed}. Hãy đóng gói khác cho {name} {asked}.</translation></message>
<message><source>The bundle {folder} is damaged: {error}. Pack it again.</source><translation>Gói {folder} bị hỏng: {error}. Hãy đóng gói lại.</translation></message>
<message><source>The bundle {folder} is damaged: {error}. The project was not changed; copy it here again.</source><translation>Gói {folder} bị hỏng: {error}. Dự án không đổi; hãy chép nó tới đây lần nữa.</translation></message>
<message><source>The bundle {folder} is not trained to its end yet. Go on with: main.py pretrain {folder}</source><translation>Gói {folder} chưa được huấn luyện xong. Tiếp tục bằng: main.py pretrain {folder}</translation></message>
<message><source>The bundle {folder} is trained already. Take the encoder home with: main.py unpack PROJECT {folder}</source><translation>Gói {folder} đã được huấn luyện. Mang bộ mã hóa về bằng: main.py unpack PROJECT {folder}</translation></message>
<message><source>The bundled start fits efficientnet_lite0 only, not {architecture}. Choose the encoder efficientnet_lite0, or the start random or imagenet.</source><translation>Điểm xuất phát kèm sẵn chỉ hợp với efficientnet_lite0, không hợp với {architecture}. Hãy chọn bộ mã hóa efficientnet_lite0, hoặc điểm xuất phát random hay imagenet.</translation></message>
<message><source>The cache folder cannot be written to: {problem}. What was found before is kept. Make room on that disk and look for new images again.</source><translation>Không ghi được vào thư mục đệm: {problem}. Những gì tìm thấy trước đó được giữ. Hãy dọn chỗ trên ổ đĩa đó rồi tìm ảnh mới lần nữa.</translation></message>
<message><source>The checkpoint of that run is gone (the cache was cleared). Start it anew.</source><translation>Điểm lưu của lượt chạy đó không còn (bộ đệm đã bị xóa). Hãy bắt đầu lại.</translation></message>
<message><source>The classifier cannot tell which look like nothing labelled: the threshold of {below} is not used.</source><translation>Bộ phân loại không nhận ra ảnh không giống ảnh nào đã gán nhãn: ngưỡng {below} không được dùng.</translation></message>
<message><source>The classifier does not fit its encoder: its file is damaged. Fine-tune again.</source><translation>Bộ phân loại không hợp với bộ mã hóa của nó: tệp bị hỏng. Hãy tinh chỉnh lại.</translation></message>
<message><source>The classifier is in {file}, and how to use it in the JSON file beside it.</source><translation>Bộ phân loại ở {file}, cách dùng ở tệp JSON bên cạnh.</translation></message>
<message><source>The classifier is in {file}: on {checked:,} of your images it says what Labelight says.</source><translation>Bộ phân loại ở trong {file}: trên {checked:,} ảnh của bạn nó cho kết quả như Labelight.</translation></message>
<message><source>The classifier looks at new images. Nothing in their folder is changed, and they do not join the project.</source><translation>Bộ phân loại xem các ảnh mới. Không có gì trong thư mục của chúng bị thay đổi, và chúng không được thêm vào dự án.</translation></message>
<message><source>The classifier that was written is not the one of the project. It was thrown away.</source><translation>Bộ phân loại vừa ghi không phải của dự án. Nó đã bị bỏ.</translation></message>
<message><source>The classifier {name} cannot be read: {error}. Fine-tune again.</source><translation>Không đọc được bộ phân loại {name}: {error}. Hãy tinh chỉnh lại.</translation></message>
<message><source>The classifiers made so far: compare them, go back to one</source><translation>Các bộ phân loại đã tạo: so sánh, quay về một bộ</translation></message>
<message><source>The compute process crashed ({name}).</source><translation>Tiến trình tính toán bị sập ({name}).</translation></message>
<message><source>The compute process ended while it decoded. Looking for the file that did it ({count} to try)</source><translation>Tiến trình tính toán kết thúc khi đang giải mã. Đang tìm tệp gây ra ({count} tệp cần thử)</translation></message>
<message><source>The compute process ended without a word (exit code {code}).</source><translation>Tiến trình tính toán kết thúc không một lời (mã thoát {code}).</translation></message>
<message><source>The compute process was killed, most often because the computer ran out of memory.</source><translation>Tiến trình tính toán bị buộc dừng, thường vì máy hết bộ nhớ.</translation></message>
<message><source>The connection to {host} broke off ({name}).</source><translation>Kết nối tới {host} bị đứt ({name}).</translation></message>
<message><source>The connection to {host} is not safe ({value}), so nothing was taken from it.</source><translation>Kết nối tới {host} không an toàn ({value}), nên không nhận gì từ đó.</translation></message>
<message><source>The copy did not come out right and was taken away. The project is as it was.</source><translation>Bản sao không đúng nên đã bị bỏ. Dự án vẫn như cũ.</translation></message>
<message><source>The device stopped working ({words}). {kept}. Try again{or_cpu}.</source><translation>Thiết bị ngừng hoạt động ({words}). {kept}. Hãy thử lại{or_cpu}.</translation></message>
<message><source>The disk is full: {path} could not be written. Free some space.</source><translation>Đĩa đầy: không ghi được {path}. Hãy giải phóng chỗ trống.</translation></message>
<message><source>The disk is full: {path} could not be {doing}.</source><translation>Đĩa đầy: không thực hiện được với {path} ({doing}).</translation></message>
<message><source>The disk is full: {what}.</source><translation>Đĩa đầy: {what}.</translation></message>
<message><source>The disk reports an error ({problem}): {what}.</source><translation>Ổ đĩa báo lỗi ({problem}): {what}.</translation></message>
<message><source>The disk reports an error: {path} could not be {doing} ({said}).</source><translation>Ổ đĩa báo lỗi: không thực hiện được với {path} ({doing}; {said}).</translation></message>
<message><source>The disk with {parent} is full. What had come was deleted. Make room and start again.</source><translation>Ổ đĩa chứa {parent} đã đầy. Phần đã tải bị xóa. Hãy dọn chỗ rồi bắt đầu lại.</translation></message>
<message><source>The download was ended: {scheme}://{hostname} is no safe address (https). {otherwise}</source><translation>Đã ngừng tải: {scheme}://{hostname} không phải địa chỉ an toàn (https). {otherwise}</translation></message>
<message><source>The encoder gave numbers that are not finite; its embeddings were not stored. Train it again.</source><translation>Bộ mã hóa cho ra số không hữu hạn; vectơ đặc trưng không được lưu. Hãy huấn luyện lại.</translation></message>
<message><source>The encoder is in {file}, and how to use it in the JSON file beside it.</source><translation>Bộ mã hoá ở {file}, cách dùng ở tệp JSON bên cạnh.</translation></message>
<message><source>The encoder is in {folder}. Take it home with: main.py unpack PROJECT {folder}</source><translation>Bộ mã hóa nằm trong {folder}. Mang nó về bằng: main.py unpack PROJECT {folder}</translation></message>
<message><source>The encoder that was written is not the one of the project. It was thrown away.</source><translation>Bộ mã hoá vừa ghi không phải của dự án. Nó đã bị bỏ.</translation></message>
<message><source>The encoder {path} cannot be read: {error}. Choose another file, or start from bundled.</source><translation>Không đọc được bộ mã hóa {path}: {error}. Hãy chọn tệp khác, hoặc bắt đầu từ bộ kèm sẵn.</translation></message>
<message><source>The encoder {source} to start from cannot be read: {problem}.</source><translation>Không đọc được bộ mã hóa xuất phát {source}: {problem}.</translation></message>
<message><source>The encoder “{name}” gives embeddings that are no numbers, so it cannot be used. They were not stored. Choose another encoder on the Learn page, or learn anew with a smaller learning rate.</source><translation>Bộ mã hóa “{name}” cho vectơ không phải là số nên không dùng được. Chúng không được lưu. Hãy chọn bộ mã hóa khác ở trang Học, hoặc học lại với tốc độ học nhỏ hơn.</translation></message>
<message><source>The encoder “{name}” is in the project. Next: embed.</source><translation>Bộ mã hóa “{name}” đã ở trong dự án. Tiếp theo: embed.</translation></message>
<message><source>The example prepares one of them otherwise (16 bits per colour, say): the card says more.</source><translation>Ví dụ chuẩn bị một ảnh trong số đó theo cách khác (chẳng hạn 16 bit mỗi màu): thẻ nói rõ hơn.</translation></message>
<message><source>The example prepares {count} of them otherwise (16 bits per colour, say): the card says more.</source><translation>Ví dụ chuẩn bị {count} ảnh trong số đó theo cách khác (chẳng hạn 16 bit mỗi màu): thẻ nói rõ hơn.</translation></message>
<message><source>The example was run on {checked:,} of the files, and said the same as Labelight of {same:,}.</source><translation>Ví dụ đã được chạy trên {checked:,} tệp, và nói giống Labelight về {same:,} tệp.</translation></message>
<message><source>The file changed after it was labelled</source><translation>Tệp đã thay đổi sau khi gán nhãn</translation></message>
<message><source>The file {path} is read-only.</source><translation>Tệp {path} chỉ cho đọc.</translation></message>
<message><source>The first map is on its way</source><translation>Bản đồ đầu tiên đang tới</translation></message>
<message><source>The folder {folder} could not be made: {problem}. Nothing was downloaded.</source><translation>Không tạo được thư mục {folder}: {problem}. Không tải gì.</translation></message>
<message><source>The folder {root} cannot be read: {problem}. Nothing was changed.</source><translation>Không đọc được thư mục {root}: {problem}. Không có gì thay đổi.</translation></message>
<message><source>The image that is chosen in the table</source><translation>Ảnh được chọn trong bảng</translation></message>
<message><source>The images are looked for in {folder} from now on.</source><translation>Từ nay ảnh được tìm trong {folder}.</translation></message>
<message><source>The images are looked for in {folder} from now on. Not all are where they were; they are found by their content.</source><translation>Từ nay ảnh được tìm trong {folder}. Không phải ảnh nào cũng ở chỗ cũ; chúng được tìm theo nội dung.</translation></message>
<message><source>The images are not embedded with the encoder “{name}” yet. Nothing was compared.</source><translation>Các ảnh chưa có vectơ của bộ mã hóa “{name}”. Chưa so sánh gì.</translation></message>
<message><source>The images are not embedded with the encoder “{name}” yet. Run `embed` first.</source><translation>Các ảnh chưa có vectơ của bộ mã hóa “{name}”. Hãy chạy `embed` trước.</translation></message>
<message><source>The images are not embedded yet.</source><translation>Ảnh chưa có vectơ đặc trưng.</translation></message>
<message><source>The images are not embedded yet. Run `embed` first.</source><translation>Các ảnh chưa có vectơ đặc trưng. Hãy chạy `embed` trước.</translation></message>
<message><source>The images are not embedded yet: how familiar they are cannot be told.</source><translation>Các ảnh chưa có vectơ đặc trưng: chưa biết chúng quen thuộc đến đâu.</translation></message>
<message><source>The images are not embedded yet; that happens by itself and takes a moment.</source><translation>Các ảnh chưa có vectơ; việc đó tự diễn ra và mất chút thời gian.</translation></message>
<message><source>The images in folders by label, or by prediction where there is no label. Nothing is moved.</source><translation>Ảnh trong các thư mục theo nhãn, hoặc theo dự đoán khi chưa có nhãn. Không có gì bị di chuyển.</translation></message>
<message><source>The images it pays most to label appear here in a moment.</source><translation>Các ảnh đáng gán nhãn nhất sẽ hiện ở đây ngay.</translation></message>
<message><source>The images it pays most to label, and why ({key})</source><translation>Các ảnh đáng gán nhãn nhất, và vì sao ({key})</translation></message>
<message><source>The images it pays most to label, and why; then more of them</source><translation>Các ảnh đáng gán nhãn nhất, và vì sao; rồi thêm nữa</translation></message>
<message><source>The images lie in {count:,} sub-folders that look like classes. Take their names as labels?</source><translation>Các ảnh nằm trong {count:,} thư mục con trông giống các lớp. Lấy tên của chúng làm nhãn?</translation></message>
<message><source>The images of {folder} belong to the project from now on.</source><translation>Từ nay ảnh trong {folder} thuộc về dự án.</translation></message>
<message><source>The label is right: not shown again before the next classifier (K in the list)</source><translation>Nhãn đúng: không hiện lại trước bộ phân loại kế tiếp (K trong danh sách)</translation></message>
<message><source>The labels are still being read.</source><translation>Các nhãn vẫn đang được đọc.</translation></message>
<message><source>The last change is kept in memory, and what you see does not have it yet.</source><translation>Thay đổi cuối được giữ trong bộ nhớ, và những gì đang thấy chưa có nó.</translation></message>
<message><source>The last change is only in memory and would be lost.</source><translation>Thay đổi cuối chỉ nằm trong bộ nhớ và sẽ mất.</translation></message>
<message><source>The last checkpoint is kept, and the run can be resumed</source><translation>Điểm lưu cuối được giữ, và lượt chạy có thể tiếp tục</translation></message>
<message><source>The last label again, for what is selected now</source><translation>Nhãn vừa rồi lần nữa, cho phần đang chọn</translation></message>
<message><source>The last {count:,} changes are kept in memory, and what you see does not have them yet.</source><translation>{count:,} thay đổi cuối được giữ trong bộ nhớ, và những gì đang thấy chưa có chúng.</translation></message>
<message><source>The last {count:,} changes are only in memory and would be lost.</source><translation>{count:,} thay đổi cuối chỉ nằm trong bộ nhớ và sẽ mất.</translation></message>
<message><source>The least confidence of a prediction</source><translation>Độ tin cậy tối thiểu của dự đoán</translation></message>
<message><source>The loss appears here after the first steps; it should fall.</source><translation>Hàm mất mát hiện ở đây sau những bước đầu; nó nên giảm.</translation></message>
<message><source>The loss appears here as learning goes on; it should fall.</source><translation>Hàm mất mát hiện ở đây khi việc học tiến triển; nó nên giảm.</translation></message>
<message><source>The map is in {target}.</source><translation>Bản đồ nằm trong {target}.</translation></message>
<message><source>The map of {images:,} images is in the project.</source><translation>Bản đồ của {images:,} ảnh đã ở trong dự án.</translation></message>
<message><source>The network that turns an image into an embedding.</source><translation>Mạng biến một ảnh thành vectơ đặc trưng.</translation></message>
<message><source>The new encoder has collapsed: {facts}; there were too few labels to ask them.</source><translation>Bộ mã hóa mới đã sụp đổ: {facts}; có quá ít nhãn để hỏi.</translation></message>
<message><source>The new encoder is as good as the one before</source><translation>Bộ mã hóa mới tốt bằng bộ trước</translation></message>
<message><source>The new encoder is better</source><translation>Bộ mã hóa mới tốt hơn</translation></message>
<message><source>The new encoder is better, which may be chance</source><translation>Bộ mã hóa mới tốt hơn, có thể do ngẫu nhiên</translation></message>
<message><source>The new encoder is worse</source><translation>Bộ mã hóa mới kém hơn</translation></message>
<message><source>The new encoder is worse, which may be chance</source><translation>Bộ mã hóa mới kém hơn, có thể do ngẫu nhiên</translation></message>
<message><source>The new project is {project}; {name} is as it was.</source><translation>Dự án mới là {project}; {name} vẫn như cũ.</translation></message>
<message><source>The new project is {project}; {project_2} is as it was.</source><translation>Dự án mới là {project}; {project_2} vẫn như cũ.</translation></message>
<message><source>The other folders of the project were looked through.</source><translation>Các thư mục khác của dự án đã được xem qua.</translation></message>
<message><source>The pictures it was made from have no more than {side} px: larger ones are shrunk to that first, then enlarged to {size} px, as those were.</source><translation>Các ảnh làm nên nó không quá {side} px: ảnh lớn hơn được thu về cỡ đó trước, rồi phóng lên {size} px, như các ảnh ấy.</translation></message>
<message><source>The precision is a fraction between 0 and 1, for example 0.98.</source><translation>Độ chuẩn xác là một số từ 0 đến 1, ví dụ 0.98.</translation></message>
<message><source>The probabilities are of its classes alone: whatever a picture shows, one of them is named.</source><translation>Xác suất chỉ nói về các lớp của nó: dù ảnh có gì, một trong các lớp vẫn được nêu.</translation></message>
<message><source>The process that makes them ended.</source><translation>Tiến trình tạo ra chúng đã kết thúc.</translation></message>
<message><source>The project is sound: {held}. Every row agrees with its indexes, and every array with its digest.</source><translation>Dự án lành lặn: {held}. Mọi dòng khớp với chỉ mục, mọi mảng khớp với mã băm.</translation></message>
<message><source>The project is {path}. Open it with: python main.py {path}</source><translation>Dự án là {path}. Mở bằng: python main.py {path}</translation></message>
<message><source>The range holds the true share in 95 of 100 such cases, for pictures like those that were labelled.</source><translation>Khoảng này chứa tỉ lệ thật trong 95 trên 100 trường hợp như vậy, với ảnh giống những ảnh đã gán nhãn.</translation></message>
<message><source>The report is on the clipboard: paste it where you ask for help. No image, file name or folder is in it.</source><translation>Báo cáo đã nằm trong bộ nhớ tạm: hãy dán vào nơi cần hỏi. Không có ảnh, tên tệp hay thư mục nào trong đó.</translation></message>
<message><source>The same file is labelled {name} elsewhere</source><translation>Cùng tệp này được gán {name} ở chỗ khác</translation></message>
<message><source>The same file, {} times</source><translation>Cùng một tệp, {} lần</translation></message>
<message><source>The seconds between two looks are a number above 0, for example 5.</source><translation>Số giây giữa hai lần xem là một số lớn hơn 0, ví dụ 5.</translation></message>
<message><source>The share for validation is a fraction between 0 and 1, for example 0.2.</source><translation>Phần để kiểm định là một số từ 0 đến 1, ví dụ 0.2.</translation></message>
<message><source>The start “{name}” is the encoder {architecture}, and cannot become {encoder}. Choose the encoder {architecture}, or another start. Nothing was changed.</source><translation>Điểm xuất phát “{name}” là bộ mã hóa {architecture}, không thể thành {encoder}. Hãy chọn bộ mã hóa {architecture}, hoặc điểm xuất phát khác. Không có gì thay đổi.</translation></message>
<message><source>The system allows this program no more threads. {kept}. Close other programs, or raise that limit.</source><translation>Hệ thống không cho chương trình này thêm luồng. {kept}. Hãy đóng bớt chương trình khác, hoặc nâng giới hạn đó.</translation></message>
<message><source>The table is {file}.</source><translation>Bảng là {file}.</translation></message>
<message><source>The threshold of {share} was not used.</source><translation>Ngưỡng {share} không được dùng.</translation></message>
<message><source>The unfinished pretraining was begun with {name} {stored}, not {asked}. It is kept. Go on with {stored}, or begin a new run.</source><translation>Lượt học dở dang được bắt đầu với {name} {stored}, không phải {asked}. Nó được giữ. Hãy tiếp tục với {stored}, hoặc bắt đầu lượt mới.</translation></message>
<message><source>The vectors of the current encoder, with labels, predictions and places on the map.</source><translation>Các vectơ của bộ mã hóa hiện tại, kèm nhãn, dự đoán và vị trí trên bản đồ.</translation></message>
<message><source>The views are no longer wanted.</source><translation>Các góc nhìn không còn cần nữa.</translation></message>
<message><source>The views cannot be shown. The process that makes them ended.</source><translation>Không hiện được các góc nhìn. Tiến trình tạo ra chúng đã kết thúc.</translation></message>
<message><source>The views cannot be shown. {head}</source><translation>Không hiện được các góc nhìn. {head}</translation></message>
<message><source>The views cannot be shown: {error}</source><translation>Không hiện được các góc nhìn: {error}</translation></message>
<message><source>The weights of classifier {number} are damaged. Its predictions stay, but it can neither predict new images nor be exported: train again (on the Train page, or `main.py finetune PROJECT`), or use another version. Labels and classes are whole.</source><translation>Trọng số của bộ phân loại {number} bị hỏng. Dự đoán của nó vẫn còn, nhưng nó không thể dự đoán ảnh mới hay xuất ra: hãy huấn luyện lại (ở trang Huấn luyện, hoặc `main.py finetune PROJECT`), hoặc dùng phiên bản khác. Nhãn và lớp còn nguyên.</translation></message>
<message><source>The weights of the encoder “{name}” are damaged. Its embeddings and its map stay in use, but it cannot embed new images or be fine-tuned: pretrain again, or use another encoder (`main.py embed PROJECT --encoder bundled`). Labels and classes are whole.</source><translation>Trọng số của bộ mã hóa “{name}” bị hỏng. Vectơ và bản đồ của nó vẫn dùng được, nhưng nó không thể tính vectơ cho ảnh mới hay được tinh chỉnh: hãy học lại, hoặc dùng bộ mã hóa khác (`main.py embed PROJECT --encoder bundled`). Nhãn và lớp còn nguyên.</translation></message>
<message><source>The whole encoder (minutes)</source><translation>Toàn bộ bộ mã hóa (vài phút)</translation></message>
<message><source>The whole network, as asked.</source><translation>Toàn mạng, như yêu cầu.</translation></message>
<message><source>The whole network: {numbers}.</source><translation>Toàn mạng: {numbers}.</translation></message>
<message><source>The {count} processes of this run could not meet: {error}. Nothing was changed.</source><translation>{count} tiến trình của lượt chạy này không gặp được nhau: {error}. Không có gì thay đổi.</translation></message>
<message><source>There are no ImageNet weights for the encoder {architecture}. Choose the start random, or another encoder.</source><translation>Không có trọng số ImageNet cho bộ mã hóa {architecture}. Hãy chọn điểm xuất phát random, hoặc bộ mã hóa khác.</translation></message>
<message><source>There are no embeddings yet. Run `embed` first.</source><translation>Chưa có vectơ đặc trưng. Hãy chạy `embed` trước.</translation></message>
<message><source>There are no images to embed. Choose a folder with images first.</source><translation>Không có ảnh nào để tính vectơ. Hãy chọn thư mục có ảnh trước.</translation></message>
<message><source>There are no images yet.</source><translation>Chưa có ảnh nào.</translation></message>
<message><source>There are no labels and no predictions yet.</source><translation>Chưa có nhãn và dự đoán nào.</translation></message>
<message><source>There are no readable images in {folder} to pack. Nothing was written.</source><translation>Không có ảnh đọc được trong {folder} để đóng gói. Không ghi gì.</translation></message>
<message><source>There are no readable images in {folder}. Add some and look through the folder again.</source><translation>Không có ảnh đọc được trong {folder}. Hãy thêm ảnh rồi xem lại thư mục.</translation></message>
<message><source>There are too few labels to say how good the classifier is. Label at least two images of each class.</source><translation>Có quá ít nhãn để nói bộ phân loại tốt đến đâu. Hãy gán nhãn ít nhất hai ảnh cho mỗi lớp.</translation></message>
<message><source>There are too few labels to tell yet. Label at least two images of each class.</source><translation>Có quá ít nhãn để biết. Hãy gán nhãn ít nhất hai ảnh cho mỗi lớp.</translation></message>
<message><source>There are {count:,} such folders: are these classes?</source><translation>Có {count:,} thư mục như vậy: đó có phải là các lớp không?</translation></message>
<message><source>There is a class “{name}” already.</source><translation>Đã có lớp “{name}”.</translation></message>
<message><source>There is already a class “{name}”.</source><translation>Đã có lớp “{name}”.</translation></message>
<message><source>There is already a class “{name}”. To make one of two, use Merge into.</source><translation>Đã có lớp “{name}”. Để hai thành một, hãy dùng Gộp vào.</translation></message>
<message><source>There is no backup of this project on this computer yet.</source><translation>Chưa có bản sao lưu nào của dự án này trên máy này.</translation></message>
<message><source>There is no backup of {project} on this computer. What can be read of a damaged project is saved by: main.py rescue</source><translation>Không có bản sao lưu của {project} trên máy này. Những gì đọc được của dự án hỏng được cứu bằng: main.py rescue</translation></message>
<message><source>There is no backup {backup}: main.py backups {project} lists {count}.</source><translation>Không có bản sao lưu {backup}: main.py backups {project} liệt kê {count}.</translation></message>
<message><source>There is no classifier yet.</source><translation>Chưa có bộ phân loại.</translation></message>
<message><source>There is no classifier yet. Label some images of at least two classes, then fine-tune one.</source><translation>Chưa có bộ phân loại. Hãy gán nhãn vài ảnh của ít nhất hai lớp rồi tinh chỉnh.</translation></message>
<message><source>There is no classifier yet. Once one is trained, what it is sure of can become labels.</source><translation>Chưa có bộ phân loại. Khi đã huấn luyện, những gì nó chắc có thể thành nhãn.</translation></message>
<message><source>There is no classifier yet. Train one first.</source><translation>Chưa có bộ phân loại. Hãy huấn luyện trước.</translation></message>
<message><source>There is no encoder {architecture}. Choose one of {listed}.</source><translation>Không có bộ mã hóa {architecture}. Hãy chọn trong: {listed}.</translation></message>
<message><source>There is no file at {file}.</source><translation>Không có tệp tại {file}.</translation></message>
<message><source>There is no file at {path}.</source><translation>Không có tệp tại {path}.</translation></message>
<message><source>There is no folder at {chosen}.</source><translation>Không có thư mục tại {chosen}.</translation></message>
<message><source>There is no folder at {folder}.</source><translation>Không có thư mục tại {folder}.</translation></message>
<message><source>There is no folder at {folder}. Check the path of the images.</source><translation>Không có thư mục tại {folder}. Hãy kiểm tra đường dẫn của ảnh.</translation></message>
<message><source>There is no folder at {folder}. Nothing was added.</source><translation>Không có thư mục nào ở {folder}. Không có gì được thêm.</translation></message>
<message><source>There is no folder at {folder}. The project still looks in the old place.</source><translation>Không có thư mục tại {folder}. Dự án vẫn tìm ở chỗ cũ.</translation></message>
<message><source>There is no folder {parent} to make {name} in.</source><translation>Không có thư mục {parent} để tạo {name} trong đó.</translation></message>
<message><source>There is no folder {parent} to put the copy in. Nothing was written.</source><translation>Không có thư mục {parent} để đặt bản sao. Không ghi gì.</translation></message>
<message><source>There is no folder {parent} to put the project in.</source><translation>Không có thư mục {parent} để đặt dự án.</translation></message>
<message><source>There is no folder {parent} to write {name} into.</source><translation>Không có thư mục {parent} để ghi {name}.</translation></message>
<message><source>There is no pretraining to resume: none was stopped, or its checkpoint is gone.</source><translation>Không có lượt học nào để tiếp tục: chưa dừng lượt nào, hoặc điểm lưu không còn.</translation></message>
<message><source>There is no project at {damaged}.</source><translation>Không có dự án tại {damaged}.</translation></message>
<message><source>There is no project at {path}. Check the path, or create it with: main.py new {name} FOLDER</source><translation>Không có dự án tại {path}. Hãy kiểm tra đường dẫn, hoặc tạo bằng: main.py new {name} FOLDER</translation></message>
<message><source>There is no readable image in {folder}. Choose another folder.</source><translation>Không có ảnh đọc được trong {folder}. Hãy chọn thư mục khác.</translation></message>
<message><source>There is no strategy {strategy}. There are: {listed}.</source><translation>Không có cách chọn {strategy}. Hiện có: {listed}.</translation></message>
<message><source>There is not enough memory for even {count} images at a time ({problem}). {kept}. Choose a smaller size or encoder{instead}.</source><translation>Không đủ bộ nhớ ngay cả cho {count} ảnh mỗi lần ({problem}). {kept}. Hãy chọn cỡ hoặc bộ mã hóa nhỏ hơn{instead}.</translation></message>
<message><source>There is nothing to take back or to do again.</source><translation>Không có gì để hoàn tác hay làm lại.</translation></message>
<message><source>There was no menu entry of Labelight.</source><translation>Không có mục Labelight trong trình đơn.</translation></message>
<message><source>There was no room to copy it with its log, so its newest changes may be missing here.</source><translation>Không đủ chỗ để chép nó cùng nhật ký, nên những thay đổi mới nhất có thể thiếu ở đây.</translation></message>
<message><source>There was not enough memory ({words}). {kept}. Choose a smaller batch or size{or_cpu}.</source><translation>Không đủ bộ nhớ ({words}). {kept}. Hãy chọn lô hoặc cỡ nhỏ hơn{or_cpu}.</translation></message>
<message><source>There were too few labels to know whether the new encoder is better; it has not collapsed: {facts}.</source><translation>Có quá ít nhãn để biết bộ mã hóa mới có tốt hơn không; nó không sụp đổ: {facts}.</translation></message>
<message><source>These images have left the project. {key} suggests others.</source><translation>Các ảnh này đã rời dự án. {key} gợi ý ảnh khác.</translation></message>
<message><source>They appear here as they are found.</source><translation>Chúng hiện ở đây khi được tìm thấy.</translation></message>
<message><source>They are left out of training. Undo takes it back.</source><translation>Chúng không được dùng để huấn luyện. Có thể hoàn tác.</translation></message>
<message><source>This backup is a list of labels only: {value}. Make a project with main.py new {name} FOLDER and read the list with main.py label.</source><translation>Bản sao lưu này chỉ là danh sách nhãn: {value}. Hãy tạo dự án bằng main.py new {name} FOLDER rồi đọc danh sách bằng main.py label.</translation></message>
<message><source>This classifier cannot tell images that look like none of its classes: it is from an older Labelight, or has too few labels. Fine-tune again.</source><translation>Bộ phân loại này không nhận ra ảnh không thuộc lớp nào của nó: nó từ Labelight cũ hơn, hoặc có quá ít nhãn. Hãy tinh chỉnh lại.</translation></message>
<message><source>This holds for images like those of the project: the same subjects, camera and light. Of others it says nothing; label some of them to know.</source><translation>Điều này đúng cho ảnh giống ảnh của dự án: cùng đối tượng, máy ảnh và ánh sáng. Với ảnh khác nó không nói gì; hãy gán nhãn vài ảnh để biết.</translation></message>
<message><source>This image is no longer in the project.</source><translation>Ảnh này không còn trong dự án.</translation></message>
<message><source>This is classifier {id}, which is not the one in use.</source><translation>Đây là bộ phân loại {id}, không phải bộ đang dùng.</translation></message>
<message><source>This is the only classifier so far. Train again, and both are compared here on the same labels.</source><translation>Đây là bộ phân loại duy nhất tới giờ. Huấn luyện lại, cả hai sẽ được so ở đây trên cùng các nhãn.</translation></message>
<message><source>This machine</source><translation>Máy này</translation></message>
<message><source>This machine has no device {name}. It has: {listed}. Choose one of these, or auto.</source><translation>Máy này không có thiết bị {name}. Nó có: {listed}. Hãy chọn một trong số đó, hoặc auto.</translation></message>
<message><source>This one is in use. Go to another one to compare it.</source><translation>Bộ này đang được dùng. Tới bộ khác để so sánh.</translation></message>
<message><source>This project has no classifier {classifier_id}. `main.py versions` lists those it has.</source><translation>Dự án này không có bộ phân loại {classifier_id}. `main.py versions` liệt kê những bộ nó có.</translation></message>
<message><source>This project has no encoder {encoder_id}. `main.py info` lists those it has.</source><translation>Dự án này không có bộ mã hóa {encoder_id}. `main.py info` liệt kê những bộ nó có.</translation></message>
<message><source>This project has no encoder “{words}”. It has: {names}; and `bundled`.</source><translation>Dự án này không có bộ mã hóa “{words}”. Nó có: {names}; và `bundled`.</translation></message>
<message><source>This project is damaged</source><translation>Dự án này bị hỏng</translation></message>
<message><source>This share of each class, the same images each time; copies of an image stay on one side</source><translation>Phần này của mỗi lớp, lần nào cũng cùng những ảnh đó; các bản sao của một ảnh ở cùng một phía</translation></message>
<message><source>This sheet</source><translation>Bảng này</translation></message>
<message><source>This start needs a download: {facts}&#10;</source><translation>Điểm xuất phát này cần tải về: {facts}&#10;</translation></message>
<message><source>This step cannot be taken back or done again: what is kept of it is damaged. Nothing was changed.</source><translation>Không thể hoàn tác hay làm lại bước này: phần lưu của nó bị hỏng. Không có gì thay đổi.</translation></message>
<message><source>Those with another label get the one most of their group have. Undo takes it back.</source><translation>Ảnh có nhãn khác nhận nhãn mà phần lớn nhóm có. Có thể hoàn tác.</translation></message>
<message><source>Those without a label get the one most of their group have. Undo takes it back.</source><translation>Ảnh chưa có nhãn nhận nhãn mà phần lớn nhóm có. Có thể hoàn tác.</translation></message>
<message><source>Those without a label or mark, in one step that can be taken back</source><translation>Những ảnh chưa có nhãn hay dấu, trong một bước có thể hoàn tác</translation></message>
<message><source>Time</source><translation>Thời gian</translation></message>
<message><source>Times every image is seen.</source><translation>Số lần mỗi ảnh được xem.</translation></message>
<message><source>Tiny, for small images without a GPU</source><translation>Tiny, cho ảnh nhỏ không có GPU</translation></message>
<message><source>To go back to one: main.py restore {project} NEW.labelight --backup N</source><translation>Để quay về một bản: main.py restore {project} NEW.labelight --backup N</translation></message>
<message><source>Tones differ by {:.1%}, usual here is {:.0%}</source><translation>Sắc độ chênh {:.1%}, mức thường thấy ở đây là {:.0%}</translation></message>
<message><source>Too few different images to be on both sides, and so only to train with: {classes}. Number the classes by name.</source><translation>Quá ít ảnh khác nhau để có ở cả hai phía, nên chỉ dùng để huấn luyện: {classes}. Hãy đánh số các lớp theo tên.</translation></message>
<message><source>Too few labels to draw</source><translation>Quá ít nhãn để vẽ</translation></message>
<message><source>Train</source><translation>Huấn luyện</translation></message>
<message><source>Train a classifier</source><translation>Huấn luyện bộ phân loại</translation></message>
<message><source>Train a classifier to see which classes it mixes up.</source><translation>Huấn luyện một bộ phân loại để xem nó lẫn lộn những lớp nào.</translation></message>
<message><source>Trained elsewhere, from a bundle.</source><translation>Huấn luyện ở nơi khác, từ một gói.</translation></message>
<message><source>Training is going on already.</source><translation>Việc huấn luyện đang diễn ra.</translation></message>
<message><source>Try again</source><translation>Thử lại</translation></message>
<message><source>Try again later, or begin from the bundled encoder, which needs no network.</source><translation>Hãy thử lại sau, hoặc bắt đầu từ bộ mã hóa kèm sẵn, không cần mạng.</translation></message>
<message><source>Try it on sample images</source><translation>Thử với ảnh mẫu</translation></message>
<message><source>Two views of an image agree to {share:.0%}</source><translation>Hai góc nhìn của một ảnh giống nhau {share:.0%}</translation></message>
<message><source>Two views of your images</source><translation>Hai góc nhìn của các ảnh</translation></message>
<message><source>Typical</source><translation>Điển hình</translation></message>
<message><source>Typical images first, doubtful ones once each class has about ten labels.</source><translation>Ảnh điển hình trước, ảnh đáng ngờ sau khi mỗi lớp có khoảng mười nhãn.</translation></message>
<message><source>Undo</source><translation>Hoàn tác</translation></message>
<message><source>Unfold this group (Shift: all groups)</source><translation>Mở nhóm này (Shift: mọi nhóm)</translation></message>
<message><source>Unique</source><translation>Duy nhất</translation></message>
<message><source>Unsure</source><translation>Không chắc</translation></message>
<message><source>Until</source><translation>Đến khi</translation></message>
<message><source>Update Labelight to change it; the file was not changed.</source><translation>Hãy cập nhật Labelight để thay đổi nó; tệp không bị thay đổi.</translation></message>
<message><source>Use as it is</source><translation>Dùng như hiện có</translation></message>
<message><source>Use it all the same</source><translation>Vẫn dùng</translation></message>
<message><source>Use it all the same? Labels stay; images that are not there are listed as missing.</source><translation>Vẫn dùng? Nhãn được giữ; ảnh không có ở đó được liệt kê là thiếu.</translation></message>
<message><source>Use the new one</source><translation>Dùng bộ mới</translation></message>
<message><source>Use the one before</source><translation>Dùng bộ trước</translation></message>
<message><source>Use this one</source><translation>Dùng bộ này</translation></message>
<message><source>Validation</source><translation>Kiểm định</translation></message>
<message><source>Versions</source><translation>Phiên bản</translation></message>
<message><source>Very bright</source><translation>Rất sáng</translation></message>
<message><source>Very dark</source><translation>Rất tối</translation></message>
<message><source>View 1</source><translation>Góc nhìn 1</translation></message>
<message><source>View 2</source><translation>Góc nhìn 2</translation></message>
<message><source>View options of the map</source><translation>Tùy chọn hiển thị bản đồ</translation></message>
<message><source>Waiting for images</source><translation>Đang chờ ảnh</translation></message>
<message><source>Waits until what is running has ended.</source><translation>Đang chờ việc đang chạy kết thúc.</translation></message>
<message><source>Watch</source><translation>Theo dõi</translation></message>
<message><source>Watch a folder</source><translation>Theo dõi một thư mục</translation></message>
<message><source>Watching a folder</source><translation>Đang theo dõi một thư mục</translation></message>
<message><source>Watching {folder}</source><translation>Đang theo dõi {folder}</translation></message>
<message><source>Wavering</source><translation>Dao động</translation></message>
<message><source>What is being classified is still told.</source><translation>Những gì đang phân loại vẫn sẽ được báo.</translation></message>
<message><source>What is classified waits, and is written as soon as that is mended.</source><translation>Những gì đã phân loại sẽ chờ, và được ghi ngay khi khắc phục xong.</translation></message>
<message><source>What is made again was taken out of the project. Run the command again.</source><translation>Những gì sẽ tạo lại đã được lấy khỏi dự án. Hãy chạy lại lệnh.</translation></message>
<message><source>What is odd is looked for once the folder has been looked through.</source><translation>Ảnh lạ được tìm sau khi đã xem qua thư mục.</translation></message>
<message><source>What is on the page; the arrows scroll</source><translation>Nội dung của trang; phím mũi tên cuộn</translation></message>
<message><source>What is selected has labels already. To give it “{name}”, click it.</source><translation>Phần đang chọn đã có nhãn. Để gán “{name}”, hãy bấm vào nó.</translation></message>
<message><source>What is selected has labels already. To give it “{name}”, press {key}.</source><translation>Phần đang chọn đã có nhãn. Để gán “{name}”, hãy nhấn {key}.</translation></message>
<message><source>What it must not be used for</source><translation>Không được dùng nó cho việc gì</translation></message>
<message><source>What it was made of</source><translation>Nó được làm từ gì</translation></message>
<message><source>What the backup holds is not sound ({problems}). Take another one; nothing was changed.</source><translation>Nội dung bản sao lưu không lành lặn ({problems}). Hãy chọn bản khác; không có gì thay đổi.</translation></message>
<message><source>What the two views of an image may differ in: flips, turns, crops and colours.</source><translation>Hai góc nhìn của một ảnh được phép khác nhau ở gì: lật, xoay, cắt và màu.</translation></message>
<message><source>What this classifier says now is not what the project holds as its predictions (probabilities differ by {apart:.2f} in the middle of {count} images). No file was written. Train again, then export.</source><translation>Điều bộ phân loại này nói bây giờ không phải là dự đoán mà dự án đang giữ (xác suất lệch {apart:.2f} ở giữa của {count} ảnh). Không tệp nào được ghi. Hãy huấn luyện lại rồi xuất.</translation></message>
<message><source>What this order needs is being computed</source><translation>Đang tính những gì thứ tự này cần</translation></message>
<message><source>What to expect</source><translation>Có thể trông đợi gì</translation></message>
<message><source>What to label next</source><translation>Gán nhãn gì tiếp</translation></message>
<message><source>What to label next could not be found out: {error}</source><translation>Không tìm được ảnh cần gán nhãn tiếp theo: {error}</translation></message>
<message><source>What to send to who looks after this program: no image, no file name, no folder</source><translation>Những gì gửi cho người lo chương trình này: không có ảnh, tên tệp hay thư mục</translation></message>
<message><source>What was classified last is not in the table; it will be classified again the next time.</source><translation>Những gì phân loại sau cùng không có trong bảng; lần sau chúng sẽ được phân loại lại.</translation></message>
<message><source>What was done before the rescue cannot be undone any more: the history is not whole.</source><translation>Những gì làm trước khi cứu không còn hoàn tác được: lịch sử không nguyên vẹn.</translation></message>
<message><source>What was done so far is kept, and learning can be resumed.</source><translation>Những gì đã làm được giữ, và việc học có thể tiếp tục.</translation></message>
<message><source>What was done so far is kept, and the rest is done when the project is opened next.</source><translation>Những gì đã làm được giữ, phần còn lại được làm khi mở dự án lần sau.</translation></message>
<message><source>What was found; the pictures of the chosen line are shown</source><translation>Những gì tìm thấy; ảnh của dòng được chọn được hiển thị</translation></message>
<message><source>What was learnt up to step {kept} is kept</source><translation>Những gì học tới bước {kept} được giữ</translation></message>
<message><source>What was rescued is not sound ({problems}), so it was not kept. The project was not changed.</source><translation>Phần cứu được không lành lặn ({problems}) nên không được giữ. Dự án không bị thay đổi.</translation></message>
<message><source>What was saved before is safe, this change is not in it.</source><translation>Những gì lưu trước đó vẫn an toàn, thay đổi này không nằm trong đó.</translation></message>
<message><source>What was stored before is kept. Free some space and start it again.</source><translation>Những gì lưu trước đó được giữ. Hãy giải phóng chỗ trống rồi bắt đầu lại.</translation></message>
<message><source>What was stored before is kept. Free some space, then resume the run or start it again.</source><translation>Những gì lưu trước đó được giữ. Hãy giải phóng chỗ trống, rồi tiếp tục lượt chạy hoặc bắt đầu lại.</translation></message>
<message><source>What would happen</source><translation>Điều sẽ xảy ra</translation></message>
<message><source>What would stay without a label, the least sure first</source><translation>Những gì sẽ không có nhãn, kém chắc nhất trước</translation></message>
<message><source>What {host} sent as {name} is not that file: its sha256 is another than the one known. It was deleted unread. Try again; if it happens again, begin from the bundled encoder and tell us.</source><translation>Thứ {host} gửi dưới tên {name} không phải tệp đó: sha256 của nó khác mã đã biết. Nó đã bị xóa mà không đọc. Hãy thử lại; nếu lặp lại, hãy bắt đầu từ bộ mã hóa kèm sẵn và cho chúng tôi biết.</translation></message>
<message><source>What “{name}” becomes</source><translation>“{name}” trở thành gì</translation></message>
<message><source>Whatever is learnt next, images stay where they are; new ones are placed among them</source><translation>Dù sau này học gì, ảnh vẫn ở chỗ cũ; ảnh mới được đặt vào giữa chúng</translation></message>
<message><source>When it says {said:.0%}, it is right about {right:.0%} of the time ({low:.0%} to {high:.0%}).</source><translation>Khi nó nói {said:.0%}, nó đúng khoảng {right:.0%} số lần ({low:.0%} đến {high:.0%}).</translation></message>
<message><source>When to stop.</source><translation>Khi nào dừng.</translation></message>
<message><source>Where is the folder of the images now?</source><translation>Thư mục ảnh nay ở đâu?</translation></message>
<message><source>Where is the folder “{name}” now?</source><translation>Thư mục “{name}” bây giờ ở đâu?</translation></message>
<message><source>Where it says {span}, {hits:,} of {count:,} images were right: {right:.0%} ({low:.0%} to {high:.0%}).</source><translation>Nơi nó nói {span}, {hits:,} trong {count:,} ảnh là đúng: {right:.0%} ({low:.0%} đến {high:.0%}).</translation></message>
<message><source>Where pretraining begins. Few images: begin from the bundled encoder.</source><translation>Việc học bắt đầu từ đâu. Ít ảnh: bắt đầu từ bộ mã hóa kèm sẵn.</translation></message>
<message><source>Where there is room</source><translation>Nơi còn chỗ</translation></message>
<message><source>Which folder the images lie in was lost; the new project looks for them in {best}.</source><translation>Không còn biết ảnh nằm ở thư mục nào; dự án mới tìm chúng trong {best}.</translation></message>
<message><source>Which images</source><translation>Những ảnh nào</translation></message>
<message><source>Whole picture or its own pixels</source><translation>Cả ảnh hoặc đúng điểm ảnh</translation></message>
<message><source>Window</source><translation>Cửa sổ</translation></message>
<message><source>With few labels per class, a classifier on the embeddings is the better one.</source><translation>Khi mỗi lớp có ít nhãn, bộ phân loại trên vectơ đặc trưng tốt hơn.</translation></message>
<message><source>With {count} labels per class, {accuracy:.1%} of the other {others:,} digits are right.</source><translation>Với {count} nhãn mỗi lớp, {accuracy:.1%} trong {others:,} chữ số còn lại là đúng.</translation></message>
<message><source>Without a label</source><translation>Chưa có nhãn</translation></message>
<message><source>Without colour</source><translation>Không màu</translation></message>
<message><source>Without contrast</source><translation>Thiếu tương phản</translation></message>
<message><source>Words of the file name, folder or label; all of them must be there. Also: label:moth, label:none, prediction:moth, folder:june, confidence&lt;60%, familiar&lt;5%, size&gt;1000, bytes&gt;2MB, sharpness&lt;0.6, brightness&lt;20%, date&gt;=2024-05, and a minus for “not”: -moth  (Ctrl+F)</source><translation>Từ trong tên tệp, thư mục hoặc nhãn; phải có đủ mọi từ. Ngoài ra: label:moth, label:none, prediction:moth, folder:june, confidence&lt;60%, familiar&lt;5%, size&gt;1000, bytes&gt;2MB, sharpness&lt;0.6, brightness&lt;20%, date&gt;=2024-05, và dấu trừ cho “không”: -moth  (Ctrl+F)</translation></message>
<message><source>Writing</source><translation>Đang ghi</translation></message>
<message><source>Writing the ONNX file</source><translation>Đang ghi tệp ONNX</translation></message>
<message><source>Writing the classifier</source><translation>Đang ghi bộ phân loại</translation></message>
<message><source>Writing the encoder</source><translation>Đang ghi bộ mã hoá</translation></message>
<message><source>You are asked before the download.</source><translation>Sẽ hỏi trước khi tải.</translation></message>
<message><source>You go on in the copy at {target}.</source><translation>Làm việc tiếp trong bản sao tại {target}.</translation></message>
<message><source>Your label</source><translation>Nhãn đã gán</translation></message>
<message><source>Z, double click</source><translation>Z, bấm đúp</translation></message>
<message><source>Zoom</source><translation>Phóng</translation></message>
<message><source>Zoom in</source><translation>Phóng to</translation></message>
<message><source>Zoom out</source><translation>Thu nhỏ</translation></message>
<message><source>`python {example} PICTURE ...` says what pictures show; it needs onnxruntime, pillow and numpy.</source><translation>`python {example} ẢNH ...` cho biết ảnh thuộc lớp nào; cần onnxruntime, pillow và numpy.</translation></message>
<message><source>a logistic regression on the encoder, which stayed as it is</source><translation>hồi quy logistic trên bộ mã hoá, bộ mã hoá giữ nguyên</translation></message>
<message><source>about 1 of them is expected to be wrong</source><translation>dự kiến khoảng 1 trong số đó sai</translation></message>
<message><source>about {hours:.1f} h left</source><translation>còn khoảng {hours:.1f} giờ</translation></message>
<message><source>about {minutes} min left</source><translation>còn khoảng {minutes} phút</translation></message>
<message><source>about {sure:.0%} sure</source><translation>chắc khoảng {sure:.0%}</translation></message>
<message><source>about {wrong:,} of them are expected to be wrong</source><translation>dự kiến khoảng {wrong:,} trong số đó sai</translation></message>
<message><source>accept {count:,} predictions</source><translation>nhận {count:,} dự đoán</translation></message>
<message><source>after a command</source><translation>sau một lệnh</translation></message>
<message><source>an encoder</source><translation>một bộ mã hóa</translation></message>
<message><source>and take the encoder home with: main.py unpack {project} {name}</source><translation>và mang bộ mã hóa về bằng: main.py unpack {project} {name}</translation></message>
<message><source>at least </source><translation>ít nhất </translation></message>
<message><source>at some time</source><translation>vào lúc nào đó</translation></message>
<message><source>before: {name}</source><translation>trước: {name}</translation></message>
<message><source>beginning with “{start}”</source><translation>bắt đầu từ “{start}”</translation></message>
<message><source>both together</source><translation>cả hai cùng nhau</translation></message>
<message><source>by `main.py {by}`, in the window by itself</source><translation>bằng `main.py {by}`, trong cửa sổ thì tự động</translation></message>
<message><source>cannot be read</source><translation>không đọc được</translation></message>
<message><source>cannot be used</source><translation>không dùng được</translation></message>
<message><source>change of colour</source><translation>đổi màu</translation></message>
<message><source>class</source><translation>lớp</translation></message>
<message><source>classes</source><translation>lớp</translation></message>
<message><source>classifier {id} is better</source><translation>bộ phân loại {id} tốt hơn</translation></message>
<message><source>classifiers</source><translation>bộ phân loại</translation></message>
<message><source>clear the label of {some}</source><translation>xóa nhãn của {some}</translation></message>
<message><source>cross-validation, {folds} folds, once</source><translation>kiểm định chéo, {folds} phần, một lần</translation></message>
<message><source>cross-validation, {folds} folds, twice</source><translation>kiểm định chéo, {folds} phần, hai lần</translation></message>
<message><source>cross-validation, {folds} folds, {repeats} times</source><translation>kiểm định chéo, {folds} phần, {repeats} lần</translation></message>
<message><source>deletion of a class</source><translation>xóa một lớp</translation></message>
<message><source>duplicate</source><translation>bản sao</translation></message>
<message><source>effective rank</source><translation>hạng hiệu dụng</translation></message>
<message><source>effective rank {rank:,.1f} ({rank_before:,.1f} before), neighbours agree in {consistency:.0%} ({consistency_before:.0%} before)</source><translation>hạng hiệu dụng {rank:,.1f} (trước là {rank_before:,.1f}), ảnh lân cận cùng nhãn {consistency:.0%} (trước là {consistency_before:.0%})</translation></message>
<message><source>empty file</source><translation>tệp rỗng</translation></message>
<message><source>encoders</source><translation>bộ mã hóa</translation></message>
<message><source>every half hour</source><translation>mỗi nửa giờ</translation></message>
<message><source>far from every labelled image</source><translation>xa mọi ảnh đã gán nhãn</translation></message>
<message><source>found of its pictures</source><translation>tìm ra trong số ảnh của nó</translation></message>
<message><source>from weights drawn at random</source><translation>từ trọng số ngẫu nhiên</translation></message>
<message><source>hardly any is expected to be wrong</source><translation>hầu như không có cái nào dự kiến sai</translation></message>
<message><source>images</source><translation>ảnh</translation></message>
<message><source>images drawn at random</source><translation>ảnh rút ngẫu nhiên</translation></message>
<message><source>import of 1 label from {source}</source><translation>nhập 1 nhãn từ {source}</translation></message>
<message><source>import of {count:,} labels</source><translation>nhập {count:,} nhãn</translation></message>
<message><source>import of {count:,} labels from {source}</source><translation>nhập {count:,} nhãn từ {source}</translation></message>
<message><source>in {folder}</source><translation>trong {folder}</translation></message>
<message><source>it is expected to be right</source><translation>dự kiến nó đúng</translation></message>
<message><source>it is right</source><translation>nó đúng</translation></message>
<message><source>it says it is sure</source><translation>nó nói nó chắc</translation></message>
<message><source>its beginning is damaged; save what can be read with: </source><translation>phần đầu của nó bị hỏng; hãy cứu những gì đọc được bằng: </translation></message>
<message><source>its content is gone.</source><translation>nội dung của nó không còn.</translation></message>
<message><source>its prediction flips easily</source><translation>dự đoán của nó dễ đổi</translation></message>
<message><source>judged</source><translation>được xét</translation></message>
<message><source>keep the label of 1 image</source><translation>giữ nhãn của 1 ảnh</translation></message>
<message><source>keep the label of {many:,} images</source><translation>giữ nhãn của {many:,} ảnh</translation></message>
<message><source>key “{key}” of a class</source><translation>phím “{key}” của một lớp</translation></message>
<message><source>label {some} like those that look the same</source><translation>gán nhãn {some} theo ảnh trông giống hệt</translation></message>
<message><source>label {some} “{name}”</source><translation>gán nhãn {some} “{name}”</translation></message>
<message><source>labelled</source><translation>có nhãn</translation></message>
<message><source>labelled {name}</source><translation>nhãn {name}</translation></message>
<message><source>labels</source><translation>nhãn</translation></message>
<message><source>labels it learnt from</source><translation>nhãn nó đã học</translation></message>
<message><source>labels of {count:,} classes it learnt from</source><translation>nhãn của {count:,} lớp nó đã học</translation></message>
<message><source>leaving each label out once</source><translation>lần lượt để riêng từng nhãn</translation></message>
<message><source>less than a minute left</source><translation>còn chưa tới một phút</translation></message>
<message><source>linear, on the encoder as it is</source><translation>tuyến tính, trên bộ mã hóa như hiện có</translation></message>
<message><source>maps</source><translation>bản đồ</translation></message>
<message><source>mark {some} as none of these</source><translation>đánh dấu {some} là không thuộc lớp nào</translation></message>
<message><source>mark {some} as not sure</source><translation>đánh dấu {some} là không chắc</translation></message>
<message><source>merge of two classes</source><translation>gộp hai lớp</translation></message>
<message><source>new class “{name}”</source><translation>lớp mới “{name}”</translation></message>
<message><source>new class “{name}” for {some}</source><translation>lớp mới “{name}” cho {some}</translation></message>
<message><source>no class</source><translation>không có lớp</translation></message>
<message><source>no label</source><translation>không có nhãn</translation></message>
<message><source>no labels</source><translation>không có nhãn</translation></message>
<message><source>no permission to read the file</source><translation>không có quyền đọc tệp</translation></message>
<message><source>none</source><translation>không có</translation></message>
<message><source>none of these</source><translation>không thuộc lớp nào</translation></message>
<message><source>none yet</source><translation>chưa có</translation></message>
<message><source>not a regular file</source><translation>không phải tệp thường</translation></message>
<message><source>not among the {count:,} shown</source><translation>không nằm trong {count:,} ảnh đang hiện</translation></message>
<message><source>not an image</source><translation>không phải ảnh</translation></message>
<message><source>not in focus</source><translation>không được chú ý</translation></message>
<message><source>not judged</source><translation>chưa đánh giá</translation></message>
<message><source>not judged: every class has one label only</source><translation>không đánh giá được: mọi lớp chỉ có một nhãn</translation></message>
<message><source>not supported</source><translation>không được hỗ trợ</translation></message>
<message><source>not sure</source><translation>không chắc</translation></message>
<message><source>nothing else</source><translation>không gì khác</translation></message>
<message><source>now {loss:.3g}</source><translation>hiện là {loss:.3g}</translation></message>
<message><source>now: {name}</source><translation>nay: {name}</translation></message>
<message><source>off</source><translation>tắt</translation></message>
<message><source>on closing</source><translation>khi đóng</translation></message>
<message><source>on the map</source><translation>trên bản đồ</translation></message>
<message><source>on {day}</source><translation>ngày {day}</translation></message>
<message><source>on {held_out} held-out labels it was {ours:.1%} right, the linear classifier {right:.1%}</source><translation>trên {held_out} nhãn để riêng nó đúng {ours:.1%}, bộ phân loại tuyến tính {right:.1%}</translation></message>
<message><source>only a list of the labels</source><translation>chỉ danh sách nhãn</translation></message>
<message><source>parts of the embeddings</source><translation>phần vectơ đặc trưng</translation></message>
<message><source>picked at random, to keep the estimate honest</source><translation>chọn ngẫu nhiên, để ước lượng được trung thực</translation></message>
<message><source>predicted {name}</source><translation>dự đoán {name}</translation></message>
<message><source>predicted {name}, {confidence:.0%}</source><translation>dự đoán {name}, {confidence:.0%}</translation></message>
<message><source>records of how familiar images are</source><translation>ghi chép về độ quen thuộc của ảnh</translation></message>
<message><source>removal of a key</source><translation>bỏ một phím</translation></message>
<message><source>rename to “{name}”</source><translation>đổi tên thành “{name}”</translation></message>
<message><source>rescued by its name; look through the folder again</source><translation>cứu được theo tên; hãy xem lại thư mục</translation></message>
<message><source>right</source><translation>đúng</translation></message>
<message><source>right of {judged:,} images drawn at random ({low:.0%} to {high:.0%}), which stand for all you did not label.</source><translation>đúng trên {judged:,} ảnh rút ngẫu nhiên ({low:.0%} đến {high:.0%}), đại diện cho mọi ảnh chưa gán nhãn.</translation></message>
<message><source>right on images it was not trained on</source><translation>đúng trên ảnh không dùng để huấn luyện</translation></message>
<message><source>right on labels of yours that were left out ({low:.0%} to {high:.0%}).</source><translation>đúng trên các nhãn được để riêng ({low:.0%} đến {high:.0%}).</translation></message>
<message><source>right when named</source><translation>đúng khi được nêu</translation></message>
<message><source>runs</source><translation>lượt chạy</translation></message>
<message><source>sets of predictions</source><translation>bộ dự đoán</translation></message>
<message><source>skip {some}</source><translation>bỏ qua {some}</translation></message>
<message><source>skipped</source><translation>đã bỏ qua</translation></message>
<message><source>step</source><translation>bước</translation></message>
<message><source>step {step:,.0f}   loss {loss:.4g}   smoothed {smoothed:.4g}</source><translation>bước {step:,.0f}   mất mát {loss:.4g}   làm mượt {smoothed:.4g}</translation></message>
<message><source>suggested</source><translation>được gợi ý</translation></message>
<message><source>the bundled weights</source><translation>trọng số kèm sẵn</translation></message>
<message><source>the cache folder could not be written</source><translation>không ghi được thư mục đệm</translation></message>
<message><source>the classifier is unsure</source><translation>bộ phân loại không chắc</translation></message>
<message><source>the decoder crashed on this file</source><translation>bộ giải mã bị sập vì tệp này</translation></message>
<message><source>the disk is nearly full ({value:,.0f} MB are free)</source><translation>đĩa gần đầy (còn trống {value:,.0f} MB)</translation></message>
<message><source>the disk of the cache is full</source><translation>ổ đĩa của bộ đệm đã đầy</translation></message>
<message><source>the disk there is full</source><translation>ổ đĩa ở đó đã đầy</translation></message>
<message><source>the encoder gives all images the same embedding</source><translation>bộ mã hóa cho mọi ảnh cùng một vectơ</translation></message>
<message><source>the file changed meanwhile</source><translation>tệp vừa thay đổi</translation></message>
<message><source>the file has changed since it was looked through</source><translation>tệp đã thay đổi từ lần xem trước</translation></message>
<message><source>the file is cut short</source><translation>tệp bị cắt ngắn</translation></message>
<message><source>the file is gone</source><translation>tệp không còn</translation></message>
<message><source>the loss is {losses}</source><translation>hàm mất mát là {losses}</translation></message>
<message><source>the loss is {value}</source><translation>hàm mất mát là {value}</translation></message>
<message><source>the names of the sub-folders</source><translation>tên các thư mục con</translation></message>
<message><source>the picture cannot be decoded</source><translation>không giải mã được ảnh</translation></message>
<message><source>the picture could not be saved</source><translation>không lưu được ảnh</translation></message>
<message><source>the picture data are damaged</source><translation>dữ liệu ảnh bị hỏng</translation></message>
<message><source>the table “meta”: the mark of the project is missing</source><translation>bảng “meta”: thiếu dấu của dự án</translation></message>
<message><source>the table “{table}”: rows that say nothing Labelight knows ({unknown:,})</source><translation>bảng “{table}”: có dòng không nói điều gì Labelight biết ({unknown:,})</translation></message>
<message><source>the table “{table}”: {answer}</source><translation>bảng “{table}”: {answer}</translation></message>
<message><source>the weights are no numbers</source><translation>trọng số không phải là số</translation></message>
<message><source>the whole encoder, fine-tuned</source><translation>toàn bộ bộ mã hóa, đã tinh chỉnh</translation></message>
<message><source>the whole network was trained on the labels</source><translation>cả mạng được huấn luyện trên các nhãn</translation></message>
<message><source>they agree on every one</source><translation>chúng đồng ý với nhau ở mọi nhãn</translation></message>
<message><source>today</source><translation>hôm nay</translation></message>
<message><source>too close to say</source><translation>sát nhau quá, không kết luận được</translation></message>
<message><source>too large</source><translation>quá lớn</translation></message>
<message><source>too large for the memory of this machine</source><translation>quá lớn so với bộ nhớ của máy này</translation></message>
<message><source>torchvision's code is under the BSD-3 licence. Its weights “may have their own licenses or terms and conditions derived from the dataset used for training”, and ImageNet is for non-commercial research and education only. Whether your use is allowed is for you to judge.</source><translation>Mã nguồn torchvision theo giấy phép BSD-3. Trọng số của nó “may have their own licenses or terms and conditions derived from the dataset used for training”, còn ImageNet chỉ dành cho nghiên cứu và giáo dục phi thương mại. Việc sử dụng có được phép hay không là do người dùng tự xét.</translation></message>
<message><source>triggers or views</source><translation>trigger hoặc view</translation></message>
<message><source>typical of an unlabelled group</source><translation>điển hình cho một nhóm chưa gán nhãn</translation></message>
<message><source>under way</source><translation>đang chạy</translation></message>
<message><source>unknown</source><translation>không rõ</translation></message>
<message><source>use of classifier {number}</source><translation>dùng bộ phân loại {number}</translation></message>
<message><source>whole project</source><translation>toàn bộ dự án</translation></message>
<message><source>without embeddings and encoders, which are made again</source><translation>không có vectơ đặc trưng và bộ mã hóa, chúng được tạo lại</translation></message>
<message><source>yesterday</source><translation>hôm qua</translation></message>
<message><source>{:.0%} like its nearest, usual here is {:.0%}</source><translation>giống ảnh gần nhất {:.0%}, mức thường thấy ở đây là {:.0%}</translation></message>
<message><source>{accuracy:.0%} ({low:.0%} to {high:.0%})</source><translation>{accuracy:.0%} ({low:.0%} đến {high:.0%})</translation></message>
<message><source>{accuracy:.1%} of {images:,} images right. Rows: truth; columns: prediction.</source><translation>đúng {accuracy:.1%} trong {images:,} ảnh. Hàng: đáp án; cột: dự đoán.</translation></message>
<message><source>{after:.1%} right on {labels:,} labels left out in turn, {before:.1%} before</source><translation>đúng {after:.1%} trên {labels:,} nhãn lần lượt để riêng, trước là {before:.1%}</translation></message>
<message><source>{ago} days ago</source><translation>{ago} ngày trước</translation></message>
<message><source>{brightness:.0%} bright, usual here is {usual:.0%}</source><translation>sáng {brightness:.0%}, mức thường thấy ở đây là {usual:.0%}</translation></message>
<message><source>{called} {row} is damaged. It is made again: {how}.</source><translation>{called} {row} bị hỏng. Nó được tạo lại: {how}.</translation></message>
<message><source>{chosen:,} selected. </source><translation>Đã chọn {chosen:,}. </translation></message>
<message><source>{classes:,} classes, learnt from {labels:,} labels.</source><translation>{classes:,} lớp, học từ {labels:,} nhãn.</translation></message>
<message><source>{colour} is not a colour. Write it as #rrggbb.</source><translation>{colour} không phải là màu. Hãy viết dạng #rrggbb.</translation></message>
<message><source>{count:,} alike ({number})</source><translation>{count:,} ảnh giống nhau ({number})</translation></message>
<message><source>{count:,} annotations were passed over: their image or their category is not in the file.</source><translation>{count:,} chú thích bị bỏ qua: ảnh hoặc loại của chúng không có trong tệp.</translation></message>
<message><source>{count:,} array</source><translation>{count:,} mảng</translation></message>
<message><source>{count:,} arrays</source><translation>{count:,} mảng</translation></message>
<message><source>{count:,} class</source><translation>{count:,} lớp</translation></message>
<message><source>{count:,} classes</source><translation>{count:,} lớp</translation></message>
<message><source>{count:,} classes are not in this project</source><translation>{count:,} lớp chưa có trong dự án này</translation></message>
<message><source>{count:,} classifier</source><translation>{count:,} bộ phân loại</translation></message>
<message><source>{count:,} classifiers</source><translation>{count:,} bộ phân loại</translation></message>
<message><source>{count:,} copies ({number})</source><translation>{count:,} bản sao ({number})</translation></message>
<message><source>{count:,} embeddings are in {file}.</source><translation>{count:,} vectơ đặc trưng ở trong {file}.</translation></message>
<message><source>{count:,} embeddings of “{encoder}”.</source><translation>{count:,} vectơ đặc trưng của “{encoder}”.</translation></message>
<message><source>{count:,} embeddings.</source><translation>{count:,} vectơ đặc trưng.</translation></message>
<message><source>{count:,} encoder</source><translation>{count:,} bộ mã hóa</translation></message>
<message><source>{count:,} encoders</source><translation>{count:,} bộ mã hóa</translation></message>
<message><source>{count:,} file names copied.</source><translation>Đã chép {count:,} tên tệp.</translation></message>
<message><source>{count:,} files could not be read.</source><translation>{count:,} tệp không đọc được.</translation></message>
<message><source>{count:,} files could not be read: {named}</source><translation>{count:,} tệp không đọc được: {named}</translation></message>
<message><source>{count:,} folders could not be looked into ({named}): check the permissions, then look for new images again.</source><translation>Không xem được {count:,} thư mục ({named}): hãy kiểm tra quyền truy cập rồi tìm ảnh mới lần nữa.</translation></message>
<message><source>{count:,} image</source><translation>{count:,} ảnh</translation></message>
<message><source>{count:,} image drawn at random</source><translation>{count:,} ảnh rút ngẫu nhiên</translation></message>
<message><source>{count:,} images</source><translation>{count:,} ảnh</translation></message>
<message><source>{count:,} images are given several labels each, of which none is taken.</source><translation>{count:,} ảnh được cho nhiều nhãn mỗi ảnh, không nhãn nào được nhận.</translation></message>
<message><source>{count:,} images are listed in {csv}.</source><translation>{count:,} ảnh được liệt kê trong {csv}.</translation></message>
<message><source>{count:,} images are marked as none of these.</source><translation>{count:,} ảnh được đánh dấu không thuộc lớp nào.</translation></message>
<message><source>{count:,} images are shown</source><translation>đang hiện {count:,} ảnh</translation></message>
<message><source>{count:,} images drawn at random</source><translation>{count:,} ảnh rút ngẫu nhiên</translation></message>
<message><source>{count:,} images have another label here</source><translation>{count:,} ảnh có nhãn khác ở đây</translation></message>
<message><source>{count:,} images have another label here.</source><translation>{count:,} ảnh có nhãn khác ở đây.</translation></message>
<message><source>{count:,} images have that label already.</source><translation>{count:,} ảnh đã có nhãn đó.</translation></message>
<message><source>{count:,} images look like none of these (less familiar than {share}).</source><translation>{count:,} ảnh trông không thuộc lớp nào (ít quen thuộc hơn {share}).</translation></message>
<message><source>{count:,} images of {classes} are in {folder}.</source><translation>{count:,} ảnh thuộc {classes} ở trong {folder}.</translation></message>
<message><source>{count:,} images of {name} recognised</source><translation>{count:,} ảnh {name} được nhận ra</translation></message>
<message><source>{count:,} images of {name} taken for {other}</source><translation>{count:,} ảnh {name} bị coi là {other}</translation></message>
<message><source>{count:,} images so far</source><translation>{count:,} ảnh cho đến nay</translation></message>
<message><source>{count:,} images were classified ({per_class}).</source><translation>Đã phân loại {count:,} ảnh ({per_class}).</translation></message>
<message><source>{count:,} images were classified. The newest is {file}: {name}, {confidence:.0%} sure.</source><translation>Đã phân loại {count:,} ảnh. Ảnh mới nhất là {file}: {name}, chắc chắn {confidence:.0%}.</translation></message>
<message><source>{count:,} images were copied</source><translation>Đã sao chép {count:,} ảnh</translation></message>
<message><source>{count:,} images were linked</source><translation>Đã liên kết {count:,} ảnh</translation></message>
<message><source>{count:,} images were not found.</source><translation>Không tìm thấy {count:,} ảnh.</translation></message>
<message><source>{count:,} images were placed before; nothing that was there was changed.</source><translation>{count:,} ảnh đã được đặt trước đó; không có gì sẵn ở đó bị thay đổi.</translation></message>
<message><source>{count:,} images without a label get one.</source><translation>{count:,} ảnh chưa có nhãn sẽ nhận nhãn.</translation></message>
<message><source>{count:,} label</source><translation>{count:,} nhãn</translation></message>
<message><source>{count:,} labels</source><translation>{count:,} nhãn</translation></message>
<message><source>{count:,} labels look wrong</source><translation>{count:,} nhãn có vẻ sai</translation></message>
<message><source>{count:,} labels look wrong; they are in {csv}.</source><translation>{count:,} nhãn có vẻ sai; chúng nằm trong {csv}.</translation></message>
<message><source>{count:,} labels were imported from {source}.</source><translation>Đã nhập {count:,} nhãn từ {source}.</translation></message>
<message><source>{count:,} map</source><translation>{count:,} bản đồ</translation></message>
<message><source>{count:,} maps</source><translation>{count:,} bản đồ</translation></message>
<message><source>{count:,} not saved</source><translation>{count:,} chưa lưu</translation></message>
<message><source>{count:,} of its labels are predictions that were accepted there.</source><translation>{count:,} nhãn của nó là dự đoán đã được nhận ở đó.</translation></message>
<message><source>{count:,} of {total:,} unlabelled images are sure enough (confidence {threshold} or more); {wrong}.</source><translation>{count:,} trong {total:,} ảnh chưa gán nhãn đủ chắc chắn (độ tin cậy từ {threshold}); {wrong}.</translation></message>
<message><source>{count:,} part of the embeddings</source><translation>{count:,} phần vectơ đặc trưng</translation></message>
<message><source>{count:,} parts of the embeddings</source><translation>{count:,} phần vectơ đặc trưng</translation></message>
<message><source>{count:,} paths are not in this project, for example {few}.</source><translation>{count:,} đường dẫn không có trong dự án này, ví dụ {few}.</translation></message>
<message><source>{count:,} points are too many for an SVG ({MOST:,} at most). Save the map as PNG, or zoom in first.</source><translation>{count:,} điểm là quá nhiều cho SVG (tối đa {MOST:,}). Hãy lưu bản đồ thành PNG, hoặc phóng to trước.</translation></message>
<message><source>{count:,} predictions are in {csv}.</source><translation>{count:,} dự đoán nằm trong {csv}.</translation></message>
<message><source>{count:,} predictions are in {file}.</source><translation>{count:,} dự đoán ở trong {file}.</translation></message>
<message><source>{count:,} predictions are labels now; {wrong}.</source><translation>{count:,} dự đoán nay đã là nhãn; {wrong}.</translation></message>
<message><source>{count:,} record of how familiar images are</source><translation>{count:,} ghi chép về độ quen thuộc của ảnh</translation></message>
<message><source>{count:,} records of how familiar images are</source><translation>{count:,} ghi chép về độ quen thuộc của ảnh</translation></message>
<message><source>{count:,} rows are in {file}.</source><translation>{count:,} dòng ở trong {file}.</translation></message>
<message><source>{count:,} run</source><translation>{count:,} lượt chạy</translation></message>
<message><source>{count:,} runs</source><translation>{count:,} lượt chạy</translation></message>
<message><source>{count:,} set of predictions</source><translation>{count:,} bộ dự đoán</translation></message>
<message><source>{count:,} sets of predictions</source><translation>{count:,} bộ dự đoán</translation></message>
<message><source>{count:,} step to undo</source><translation>{count:,} bước có thể hoàn tác</translation></message>
<message><source>{count:,} steps to undo</source><translation>{count:,} bước có thể hoàn tác</translation></message>
<message><source>{count:,} unreadable.</source><translation>{count:,} không đọc được.</translation></message>
<message><source>{count:,} were there already and stay as they are.</source><translation>{count:,} ảnh đã có sẵn ở đó và được giữ nguyên.</translation></message>
<message><source>{count} held-out labels it was not trained on</source><translation>{count} nhãn để riêng, không dùng để huấn luyện</translation></message>
<message><source>{count} pictures, each with two views</source><translation>{count} ảnh, mỗi ảnh có hai góc nhìn</translation></message>
<message><source>{damaged} could not be rescued to {new}: {error}. {name} was not changed.</source><translation>Không cứu được {damaged} sang {new}: {error}. {name} không bị thay đổi.</translation></message>
<message><source>{damaged} is not a Labelight project. It was not changed.</source><translation>{damaged} không phải dự án Labelight. Nó không bị thay đổi.</translation></message>
<message><source>{damaged} was made by a newer Labelight. Update Labelight to rescue it; it was not changed.</source><translation>{damaged} do Labelight mới hơn tạo. Hãy cập nhật Labelight để cứu nó; nó không bị thay đổi.</translation></message>
<message><source>{day:02} {month}</source><translation>{day:02} {month}</translation></message>
<message><source>{doing} is still going on. Close Labelight?</source><translation>{doing}: việc này chưa xong. Đóng Labelight?</translation></message>
<message><source>{done:,} of {count:,}</source><translation>{done:,} trong {count:,}</translation></message>
<message><source>{done:,} of {count:,} suggested images are labelled</source><translation>{done:,} trong {count:,} ảnh được gợi ý đã có nhãn</translation></message>
<message><source>{done:,} of {total:,}</source><translation>{done:,} trên {total:,}</translation></message>
<message><source>{done} into {folder}, one folder per class.</source><translation>{done} vào {folder}, mỗi lớp một thư mục.</translation></message>
<message><source>{embedded:,} of {count:,} images embedded</source><translation>{embedded:,} trong {count:,} ảnh đã có vectơ</translation></message>
<message><source>{facts}&#10;&#10;It is kept in Labelight's cache folder, for all your projects. Download it now?</source><translation>{facts}&#10;&#10;Nó được giữ trong thư mục đệm của Labelight, cho mọi dự án. Tải về ngay?</translation></message>
<message><source>{field} could not be found out: {error}</source><translation>Không tìm ra {field}: {error}</translation></message>
<message><source>{file} cannot be read: {error}.</source><translation>Không đọc được {file}: {error}.</translation></message>
<message><source>{file} cannot be read: {why}.</source><translation>Không đọc được {file}: {why}.</translation></message>
<message><source>{file} cannot be written: {why}.</source><translation>Không ghi được {file}: {why}.</translation></message>
<message><source>{file} could not be written: {error}. Nothing was left there.</source><translation>Không ghi được {file}: {error}. Không có gì được để lại ở đó.</translation></message>
<message><source>{file} could not be written: {problem}.</source><translation>Không ghi được {file}: {problem}.</translation></message>
<message><source>{file} has a column “confidence”: what it calls labels may be guesses of a classifier.</source><translation>{file} có cột “confidence”: thứ nó gọi là nhãn có thể là phỏng đoán của một bộ phân loại.</translation></message>
<message><source>{file} has several columns that may be meant: {found}. Name one path and one label; it has: {columns}. Nothing was imported.</source><translation>{file} có nhiều cột có thể được hiểu: {found}. Hãy đặt tên một cột là path và một cột là label; nó có: {columns}. Không nhập gì.</translation></message>
<message><source>{file} is a folder. Choose the name of a file.</source><translation>{file} là một thư mục. Hãy chọn tên một tệp.</translation></message>
<message><source>{file} is larger than a list of labels can be. Nothing was imported.</source><translation>{file} lớn hơn mức một danh sách nhãn có thể có. Không nhập gì.</translation></message>
<message><source>{file} is no COCO file: it has no list “{part}”. Nothing was imported.</source><translation>{file} không phải tệp COCO: nó không có danh sách “{part}”. Không nhập gì.</translation></message>
<message><source>{file} is not sound JSON, or nested too deeply. Nothing was imported.</source><translation>{file} không phải JSON lành lặn, hoặc lồng quá sâu. Không nhập gì.</translation></message>
<message><source>{file} is only read.</source><translation>{file} chỉ được đọc.</translation></message>
<message><source>{file} is there already and was left as it is. Choose another name, or say that it may be replaced (on the command line: --overwrite).</source><translation>{file} đã có sẵn và được giữ nguyên. Hãy chọn tên khác, hoặc cho phép thay thế (trên dòng lệnh: --overwrite).</translation></message>
<message><source>{file} is there and is no table of a watched folder. It was left as it is: choose another.</source><translation>{file} đã có và không phải là bảng của một thư mục được theo dõi. Tệp được để nguyên: hãy chọn tệp khác.</translation></message>
<message><source>{file} is this project itself. Choose another one.</source><translation>{file} chính là dự án này. Hãy chọn dự án khác.</translation></message>
<message><source>{file} is written again.</source><translation>{file} lại được ghi.</translation></message>
<message><source>{file} needs the column path in its first line.</source><translation>{file} cần có cột path ở dòng đầu tiên.</translation></message>
<message><source>{file} needs the columns path and label in its first line; it has: {found}.</source><translation>{file} cần các cột path và label ở dòng đầu; nó có: {found}.</translation></message>
<message><source>{file} was left out: {why}</source><translation>{file} bị bỏ qua: {why}</translation></message>
<message><source>{file}, line {line}: the label is missing. Nothing was imported.</source><translation>{file}, dòng {line}: thiếu nhãn. Không nhập gì.</translation></message>
<message><source>{file}, line {line}: the path is missing. Nothing was imported.</source><translation>{file}, dòng {line}: thiếu đường dẫn. Không nhập gì.</translation></message>
<message><source>{file}, line {line}: this is no table ({error}). Nothing was imported.</source><translation>{file}, dòng {line}: đây không phải bảng ({error}). Không nhập gì.</translation></message>
<message><source>{file}: a name that ends in {endings} says what to write.</source><translation>{file}: tên kết thúc bằng {endings} cho biết cần ghi gì.</translation></message>
<message><source>{file}: {name}, {confidence:.0%} sure</source><translation>{file}: {name}, chắc {confidence:.0%}</translation></message>
<message><source>{folder} by class</source><translation>{folder} theo lớp</translation></message>
<message><source>{folder} cannot be looked at: {answer}</source><translation>Không xem được {folder}: {answer}</translation></message>
<message><source>{folder} could not be written: {why}. Nothing was kept of it.</source><translation>Không ghi được {folder}: {why}. Không giữ lại phần nào của nó.</translation></message>
<message><source>{folder} does not look like the folder of this project: of its {known:,} images none was found there, neither by name nor by content.</source><translation>{folder} không giống thư mục của dự án này: trong {known:,} ảnh không tìm thấy ảnh nào ở đó, cả theo tên lẫn nội dung.</translation></message>
<message><source>{folder} is a folder of this project already. Nothing was changed.</source><translation>{folder} đã là một thư mục của dự án này. Không có gì thay đổi.</translation></message>
<message><source>{folder} is no bundle but a folder Labelight works in. Choose another.</source><translation>{folder} không phải gói mà là thư mục Labelight đang làm việc. Hãy chọn thư mục khác.</translation></message>
<message><source>{folder} is no bundle. Make one with: main.py pack PROJECT {folder}</source><translation>{folder} không phải gói. Hãy tạo bằng: main.py pack PROJECT {folder}</translation></message>
<message><source>{folder} is not empty. Whatever lies in it would be learnt too: choose a new folder. Nothing was written.</source><translation>{folder} không trống. Những gì nằm trong đó cũng sẽ bị học: hãy chọn một thư mục mới. Không có gì được ghi.</translation></message>
<message><source>{folder} is not there. Waiting for it.</source><translation>{folder} không có ở đó. Đang chờ.</translation></message>
<message><source>{folder} is there again.</source><translation>{folder} đã có lại.</translation></message>
<message><source>{folder} is there already and not empty. Choose a new folder for the bundle.</source><translation>{folder} đã có và không rỗng. Hãy chọn thư mục mới cho gói.</translation></message>
<message><source>{folder} lies in {other}, which is a folder of this project: its images are found there already. Nothing was changed.</source><translation>{folder} nằm trong {other}, vốn là một thư mục của dự án này: ảnh của nó đã được tìm thấy ở đó. Không có gì thay đổi.</translation></message>
<message><source>{given}, suggested: {suggested}.</source><translation>{given}, gợi ý: {suggested}.</translation></message>
<message><source>{hidden:,} more</source><translation>{hidden:,} nữa</translation></message>
<message><source>{hidden:,} more classes</source><translation>{hidden:,} lớp nữa</translation></message>
<message><source>{host} answered with {value:,} bytes, and {name} has {bytes:,}: it is not that file, perhaps a login page of your network. {kept} {otherwise}</source><translation>{host} trả về {value:,} byte, còn {name} có {bytes:,}: đó không phải tệp này, có thể là trang đăng nhập của mạng. {kept} {otherwise}</translation></message>
<message><source>{host} cannot be reached ({value}).</source><translation>Không kết nối được {host} ({value}).</translation></message>
<message><source>{host} did not answer for {timeout:.0f} seconds.</source><translation>{host} không trả lời suốt {timeout:.0f} giây.</translation></message>
<message><source>{host} does not give out {name} ({error}). {kept} {otherwise}</source><translation>{host} không đưa ra {name} ({error}). {kept} {otherwise}</translation></message>
<message><source>{id}, in use</source><translation>{id}, đang dùng</translation></message>
<message><source>{images:,} images</source><translation>{images:,} ảnh</translation></message>
<message><source>{images:,} images at {side} px are in {target} ({megabytes:,.0f} MB).</source><translation>{images:,} ảnh ở {side} px nằm trong {target} ({megabytes:,.0f} MB).</translation></message>
<message><source>{images:,} images, not found</source><translation>{images:,} ảnh, không tìm thấy</translation></message>
<message><source>{images:,} images, {unreadable:,} unreadable, {missing:,} missing.</source><translation>{images:,} ảnh, {unreadable:,} không đọc được, {missing:,} thiếu.</translation></message>
<message><source>{images:,} images; {unsure:,} of them below {sure:.0%} confidence.</source><translation>{images:,} ảnh; {unsure:,} trong số đó có độ tin cậy dưới {sure:.0%}.</translation></message>
<message><source>{images} and {named:,} annotations are in {file}.</source><translation>{images} và {named:,} chú thích ở trong {file}.</translation></message>
<message><source>{images} can get the label of a copy.</source><translation>{images} có thể nhận nhãn của bản sao.</translation></message>
<message><source>{images} with a class, as links.</source><translation>{images} có lớp, dưới dạng liên kết.</translation></message>
<message><source>{images} with a class, {size} of copies.</source><translation>{images} có lớp, {size} bản sao.</translation></message>
<message><source>{images} · {count:,} cannot be used</source><translation>{images} · {count:,} không dùng được</translation></message>
<message><source>{images}, the worst first; {count:,} selected.</source><translation>{images}, tệ nhất trước; đã chọn {count:,}.</translation></message>
<message><source>{images}, {labels}, opened {opened}</source><translation>{images}, {labels}, mở {opened}</translation></message>
<message><source>{images}: {labelled:,} labelled, {guessed:,} with a prediction alone.</source><translation>{images}: {labelled:,} có nhãn, {guessed:,} chỉ có dự đoán.</translation></message>
<message><source>{judged} labels of images drawn at random are too few to say: about {more} more.</source><translation>{judged} nhãn của ảnh rút ngẫu nhiên là quá ít để kết luận: cần thêm khoảng {more}.</translation></message>
<message><source>{key} suggests what to label next.</source><translation>{key} gợi ý gán nhãn gì tiếp.</translation></message>
<message><source>{labels:,} labels of {count:,} classes</source><translation>{labels:,} nhãn của {count:,} lớp</translation></message>
<message><source>{log} belongs to a project that is open or was not closed. Choose another name for the copy.</source><translation>{log} thuộc về một dự án đang mở hoặc chưa được đóng. Hãy chọn tên khác cho bản sao.</translation></message>
<message><source>{longer:,.0f} pixels on its longer side, usual here is {usual_size:,.0f}</source><translation>cạnh dài {longer:,.0f} điểm ảnh, mức thường thấy ở đây là {usual_size:,.0f}</translation></message>
<message><source>{low} to {high}</source><translation>{low} đến {high}</translation></message>
<message><source>{many:,} copies of the same file; it is labelled {name} elsewhere</source><translation>{many:,} bản sao của cùng một tệp; nó được gán {name} ở chỗ khác</translation></message>
<message><source>{many:,} groups of alike images selected.</source><translation>Đã chọn {many:,} nhóm ảnh giống nhau.</translation></message>
<message><source>{many:,} images are not measured yet.</source><translation>{many:,} ảnh chưa được đo.</translation></message>
<message><source>{many}, the most doubtful first.</source><translation>{many}, đáng ngờ nhất trước.</translation></message>
<message><source>{many}; one is of a file that has a copy with another label.</source><translation>{many}; một nhãn thuộc tệp có bản sao mang nhãn khác.</translation></message>
<message><source>{many}; {copies:,} are of files that have copies with another label.</source><translation>{many}; {copies:,} nhãn thuộc các tệp có bản sao mang nhãn khác.</translation></message>
<message><source>{megabytes:,.0f} MB downloaded</source><translation>đã tải {megabytes:,.0f} MB</translation></message>
<message><source>{megabytes} of {whole} are kept, and the next try goes on from there.</source><translation>Đã giữ {megabytes} trong {whole}, lần sau tiếp tục từ đó.</translation></message>
<message><source>{missing:,} images came in since it last predicted: its predictions are made now.</source><translation>{missing:,} ảnh được thêm vào sau lần dự đoán trước: dự đoán của chúng đang được tạo.</translation></message>
<message><source>{most} and {last}</source><translation>{most} và {last}</translation></message>
<message><source>{named} and {more:,} more</source><translation>{named} và {more:,} thư mục nữa</translation></message>
<message><source>{names} and {count:,} more</source><translation>{names} và {count:,} lớp nữa</translation></message>
<message><source>{name} and {more:,} more</source><translation>{name} và {more:,} ảnh nữa</translation></message>
<message><source>{name} beside {told} belongs to another file: with it, the project would be broken. It was put aside as {other}, and {project} was opened without it. If changes are missing, they lay in a log that is gone.</source><translation>{name} bên cạnh {told} thuộc về tệp khác: dùng nó, dự án sẽ hỏng. Nó được để riêng thành {other}, và {project} được mở không có nó. Nếu thiếu thay đổi nào, chúng nằm trong nhật ký đã mất.</translation></message>
<message><source>{name} came from an older Labelight and was brought up to date. As it was, it is kept beside it: {before}.</source><translation>{name} đến từ Labelight cũ hơn và đã được cập nhật. Bản cũ được giữ bên cạnh: {before}.</translation></message>
<message><source>{name} cannot be shown</source><translation>Không hiện được {name}</translation></message>
<message><source>{name} could not be written</source><translation>không ghi được {name}</translation></message>
<message><source>{name} does not say how to build its encoder: {error}. Choose another file.</source><translation>{name} không cho biết cách dựng bộ mã hóa: {error}. Hãy chọn tệp khác.</translation></message>
<message><source>{name} holds the encoder {architecture}, not {wanted}. Choose that encoder.</source><translation>{name} chứa bộ mã hóa {architecture}, không phải {wanted}. Hãy chọn bộ mã hóa đó.</translation></message>
<message><source>{name} is a name SQLite uses for parts of {other}. Choose another.</source><translation>{name} là tên SQLite dùng cho các phần của {other}. Hãy chọn tên khác.</translation></message>
<message><source>{name} is larger than a list of labels can be. Nothing was imported.</source><translation>{name} lớn hơn mức một danh sách nhãn có thể có. Không nhập gì.</translation></message>
<message><source>{name} is no encoder of this program: it says nothing about how to build it.</source><translation>{name} không phải bộ mã hóa của chương trình này: nó không cho biết cách dựng.</translation></message>
<message><source>{name} is not on this computer and so not in the bundle; add --download there. {facts}</source><translation>{name} không có trên máy này nên không có trong gói; hãy thêm --download ở đó. {facts}</translation></message>
<message><source>{name} is open in another Labelight on {host} (process {process}) since {clock}.</source><translation>{name} đang mở trong một Labelight khác trên {host} (tiến trình {process}) từ {clock}.</translation></message>
<message><source>{name} is open in another Labelight, or held by another program.</source><translation>{name} đang mở trong một Labelight khác, hoặc bị chương trình khác giữ.</translation></message>
<message><source>{name} lies in a folder that cannot be written, {parent}.</source><translation>{name} nằm trong thư mục không ghi được, {parent}.</translation></message>
<message><source>{name} needs the columns path and label in its first line; it has: {found}.</source><translation>{name} cần các cột path và label ở dòng đầu; nó có: {found}.</translation></message>
<message><source>{name} was made by a newer Labelight (file version {version}, this one writes up to {newest}).</source><translation>{name} do Labelight mới hơn tạo (phiên bản tệp {version}, bản này ghi tới {newest}).</translation></message>
<message><source>{name} was made by a newer Labelight, which keeps its “{other}” in another way. Update Labelight to open it; the file was not changed.</source><translation>{name} do Labelight mới hơn tạo, vốn lưu “{other}” theo cách khác. Hãy cập nhật Labelight để mở; tệp không bị thay đổi.</translation></message>
<message><source>{name} was not closed properly, and {name}-wal, which belongs beside it then, is gone. What lay in the file itself is here; if the newest changes are missing, put that file back before anything is changed.</source><translation>{name} không được đóng đúng cách, và {name}-wal, vốn phải ở bên cạnh, không còn. Những gì nằm trong chính tệp vẫn ở đây; nếu thiếu thay đổi mới nhất, hãy đặt tệp đó lại trước khi sửa gì.</translation></message>
<message><source>{name}, line {line_num}: the {lacking} is missing. Nothing was imported.</source><translation>{name}, dòng {line_num}: thiếu {lacking}. Không nhập gì.</translation></message>
<message><source>{name}, {count:,}</source><translation>{name}, {count:,}</translation></message>
<message><source>{name}, {count:,} labelled</source><translation>{name}, {count:,} có nhãn</translation></message>
<message><source>{name}, {count:,} labelled, key {key}</source><translation>{name}, {count:,} có nhãn, phím {key}</translation></message>
<message><source>{name}: {count:,} images</source><translation>{name}: {count:,} ảnh</translation></message>
<message><source>{name}: {count:,} images, {selected:,} selected</source><translation>{name}: {count:,} ảnh, đã chọn {selected:,}</translation></message>
<message><source>{name}: {first:,} and {second:,} of {labels:,}</source><translation>{name}: {first:,} và {second:,} trong {labels:,}</translation></message>
<message><source>{newer:,} labels are newer than the classifier. Train again, then label the rest.</source><translation>{newer:,} nhãn mới hơn bộ phân loại. Hãy huấn luyện lại rồi gán nhãn phần còn lại.</translation></message>
<message><source>{new} could not be written: {value}. The backup is as it was.</source><translation>Không ghi được {new}: {value}. Bản sao lưu vẫn như cũ.</translation></message>
<message><source>{new} exists already. Choose another name; nothing was changed.</source><translation>{new} đã có. Hãy chọn tên khác; không có gì thay đổi.</translation></message>
<message><source>{new} was made of the backup of {backup}. {name} is as it was.</source><translation>{new} được tạo từ bản sao lưu {backup}. {name} vẫn như cũ.</translation></message>
<message><source>{new} was made of the backup of {share}. {project} is as it was.</source><translation>{new} được tạo từ bản sao lưu {share}. {project} vẫn như cũ.</translation></message>
<message><source>{note}; crosses are none of these</source><translation>{note}; dấu chéo là không thuộc lớp nào</translation></message>
<message><source>{other}, a folder of this project, lies in {folder}: its images would be in it twice. Nothing was changed.</source><translation>{other}, một thư mục của dự án này, nằm trong {folder}: ảnh của nó sẽ có mặt hai lần. Không có gì thay đổi.</translation></message>
<message><source>{parent} needs {megabytes} for {name}, and there are {whole}. Nothing was downloaded. Make room and start again.</source><translation>{parent} cần {megabytes} cho {name}, hiện có {whole}. Không tải gì. Hãy dọn chỗ rồi bắt đầu lại.</translation></message>
<message><source>{part} could not be written: {problem}. Look at the rights of that folder, then start again.</source><translation>Không ghi được {part}: {problem}. Hãy xem quyền của thư mục đó rồi bắt đầu lại.</translation></message>
<message><source>{passed:,} more have no label of yours: if these are the hard ones, fewer are right.</source><translation>{passed:,} ảnh nữa chưa được gán nhãn: nếu đó là những ảnh khó, số đúng sẽ ít hơn.</translation></message>
<message><source>{path} can no longer be read ({problem}). Open it again.</source><translation>Không còn đọc được {path} ({problem}). Hãy mở lại.</translation></message>
<message><source>{path} cannot be opened: {problem}. It was not changed.</source><translation>Không mở được {path}: {problem}. Nó không bị thay đổi.</translation></message>
<message><source>{path} cannot be read: {problem}.</source><translation>Không đọc được {path}: {problem}.</translation></message>
<message><source>{path} cannot be read: {problem}. It was not changed.</source><translation>Không đọc được {path}: {problem}. Nó không bị thay đổi.</translation></message>
<message><source>{path} cannot be written.</source><translation>Không ghi được {path}.</translation></message>
<message><source>{path} could not be written on closing. Everything is saved, part of it in {log} beside it: keep the two together. The next time it is opened and closed, with room on the disk, it is one file again.</source><translation>Không ghi được {path} khi đóng. Mọi thứ đã lưu, một phần nằm trong {log} bên cạnh: hãy giữ cả hai cùng nhau. Lần mở và đóng sau, khi đĩa còn chỗ, nó lại là một tệp.</translation></message>
<message><source>{path} exists already. Choose another name, or open it.</source><translation>{path} đã có. Hãy chọn tên khác, hoặc mở nó.</translation></message>
<message><source>{path} holds {what} that Labelight did not make, so it was not opened and not changed. Take only its rows with: {rescue_command}</source><translation>{path} chứa {what} không do Labelight tạo, nên nó không được mở và không bị thay đổi. Chỉ lấy các dòng của nó bằng: {rescue_command}</translation></message>
<message><source>{path} is a folder, not a Labelight project.</source><translation>{path} là thư mục, không phải dự án Labelight.</translation></message>
<message><source>{path} is damaged, or no project, and was not opened.</source><translation>{path} bị hỏng, hoặc không phải dự án, và đã không được mở.</translation></message>
<message><source>{path} is damaged.</source><translation>{path} bị hỏng.</translation></message>
<message><source>{path} is damaged. Save what can be read of it in a new project with: {rescue}</source><translation>{path} bị hỏng. Cứu những gì đọc được sang dự án mới bằng: {rescue}</translation></message>
<message><source>{path} is not a Labelight project. It was not changed.</source><translation>{path} không phải dự án Labelight. Nó không bị thay đổi.</translation></message>
<message><source>{path} is not a Labelight project. It was not changed. {hint}</source><translation>{path} không phải dự án Labelight. Nó không bị thay đổi. {hint}</translation></message>
<message><source>{path} is not a Labelight project: it is no file. It was not opened.</source><translation>{path} không phải dự án Labelight: nó không phải tệp. Nó không được mở.</translation></message>
<message><source>{path} lies on a disk that cannot be written.</source><translation>{path} nằm trên ổ đĩa không ghi được.</translation></message>
<message><source>{path} names an image outside the folder of its images (“{shown}”), which Labelight never does, so it was not opened and not changed. Take only its sound rows with: {rescue}</source><translation>{path} nêu một ảnh ngoài thư mục ảnh của nó (“{shown}”), điều Labelight không bao giờ làm, nên nó không được mở và không bị thay đổi. Chỉ lấy các dòng lành bằng: {rescue}</translation></message>
<message><source>{path} was moved, replaced or deleted by another program while it was open; nothing is written to it any more.</source><translation>{path} bị chương trình khác di chuyển, thay hoặc xóa khi đang mở; không ghi gì vào nó nữa.</translation></message>
<message><source>{path} was moved, replaced or deleted while it was open. If it was deleted, all of it is lost on closing.</source><translation>{path} bị di chuyển, thay hoặc xóa khi đang mở. Nếu đã bị xóa, mọi thứ của nó sẽ mất khi đóng.</translation></message>
<message><source>{path}, its folder or its disk has become read-only, so it could not be {doing}.</source><translation>{path}, thư mục hoặc ổ đĩa của nó đã thành chỉ đọc, nên không thực hiện được ({doing}).</translation></message>
<message><source>{path}: here “{here}”, in the source “{there}”, which is taken</source><translation>{path}: ở đây “{here}”, trong nguồn “{there}”, được lấy</translation></message>
<message><source>{path}: here “{here}”, there “{there}”</source><translation>{path}: ở đây “{here}”, ở đó “{there}”</translation></message>
<message><source>{path}: here “{here}”, which is kept, in the source “{there}”</source><translation>{path}: ở đây “{here}”, được giữ, trong nguồn “{there}”</translation></message>
<message><source>{place:,} of {count:,}</source><translation>{place:,} trong {count:,}</translation></message>
<message><source>{placed:,} of {count:,} on the map</source><translation>{placed:,} trong {count:,} trên bản đồ</translation></message>
<message><source>{place} could not be written: {why}.</source><translation>Không ghi được {place}: {why}.</translation></message>
<message><source>{place} leads out of {inside}. {kept} Remove it, or choose another folder.</source><translation>{place} dẫn ra ngoài {inside}. {kept} Hãy gỡ nó đi, hoặc chọn thư mục khác.</translation></message>
<message><source>{place}: hard links to the images cannot be made there ({why}). They must lie on the same disk as the images, and FAT and exFAT know none. Copy instead, or make symbolic links.</source><translation>{place}: không tạo được liên kết cứng đến ảnh ở đó ({why}). Chúng phải nằm cùng đĩa với ảnh, và FAT và exFAT không có. Hãy sao chép, hoặc tạo liên kết tượng trưng.</translation></message>
<message><source>{place}: symbolic links cannot be made there ({why}). FAT and exFAT know none, and Windows wants developer mode for them. Copy instead, or choose another disk.</source><translation>{place}: không tạo được liên kết tượng trưng ở đó ({why}). FAT và exFAT không có, và Windows cần chế độ nhà phát triển. Hãy sao chép, hoặc chọn đĩa khác.</translation></message>
<message><source>{points:+.1f} points, 90% interval {low:+.1f} to {high:+.1f}</source><translation>{points:+.1f} điểm, khoảng 90% từ {low:+.1f} đến {high:+.1f}</translation></message>
<message><source>{points:+.1f} points, 95% interval {low:+.1f} to {high:+.1f}</source><translation>{points:+.1f} điểm, khoảng 95% từ {low:+.1f} đến {high:+.1f}</translation></message>
<message><source>{project} by class</source><translation>{project} theo lớp</translation></message>
<message><source>{project} is not sound. It was not changed.</source><translation>{project} không lành lặn. Nó không bị thay đổi.</translation></message>
<message><source>{project} to train with</source><translation>{project} để huấn luyện</translation></message>
<message><source>{rank:,.0f} directions in use</source><translation>dùng {rank:,.0f} hướng</translation></message>
<message><source>{ratio:.1f} times as long as wide, usual here is {usual_shape:.1f}</source><translation>dài gấp {ratio:.1f} lần rộng, mức thường thấy ở đây là {usual_shape:.1f}</translation></message>
<message><source>{rest:,} more</source><translation>{rest:,} tệp nữa</translation></message>
<message><source>{restored:,} of the images came back by name only; `main.py ingest` reads them again.</source><translation>{restored:,} ảnh chỉ trở lại theo tên; `main.py ingest` sẽ đọc lại chúng.</translation></message>
<message><source>{said} (in use)</source><translation>{said} (đang dùng)</translation></message>
<message><source>{said}, in {group}</source><translation>{said}, trong {group}</translation></message>
<message><source>{said}, {times:,} times</source><translation>{said}, {times:,} lần</translation></message>
<message><source>{said}; more familiar than {share:.0%} of the labelled images</source><translation>{said}; quen thuộc hơn {share:.0%} số ảnh đã gán nhãn</translation></message>
<message><source>{said}; the report names more.</source><translation>{said}; báo cáo nêu thêm.</translation></message>
<message><source>{sentence} Click to see them.</source><translation>{sentence} Bấm để xem chúng.</translation></message>
<message><source>{sentence} Nothing was changed. To use it all the same: --anyway.</source><translation>{sentence} Không có gì thay đổi. Để vẫn dùng: --anyway.</translation></message>
<message><source>{share:.0%} done</source><translation>xong {share:.0%}</translation></message>
<message><source>{share:.0%} of the labelled images lie next to one of their class</source><translation>{share:.0%} ảnh có nhãn nằm cạnh một ảnh cùng lớp</translation></message>
<message><source>{share:.0%} of {whole:,}</source><translation>{share:.0%} của {whole:,}</translation></message>
<message><source>{shares:.0%} of the labels left out were right, {without:.0%} without</source><translation>đúng {shares:.0%} trong số nhãn để riêng, không có là {without:.0%}</translation></message>
<message><source>{single} classes with one label not judged</source><translation>{single} lớp chỉ có một nhãn không được đánh giá</translation></message>
<message><source>{size:,.0f} bytes</source><translation>{size:,.0f} byte</translation></message>
<message><source>{source} cannot be read: {problem}. It was not changed.</source><translation>Không đọc được {source}: {problem}. Nó không bị thay đổi.</translation></message>
<message><source>{source} does not fit this encoder: {count} tensors differ, the first is {name} ({stored} in the file, {expected} in the encoder). Choose the encoder and the size it was made with.</source><translation>{source} không hợp với bộ mã hóa này: {count} tensor khác nhau, đầu tiên là {name} ({stored} trong tệp, {expected} trong bộ mã hóa). Hãy chọn đúng bộ mã hóa và cỡ đã tạo ra nó.</translation></message>
<message><source>{source} holds weights that are not numbers. Choose another file, or train that encoder again.</source><translation>{source} chứa trọng số không phải là số. Hãy chọn tệp khác, hoặc huấn luyện lại bộ mã hóa đó.</translation></message>
<message><source>{speed:,.0f} images a second</source><translation>{speed:,.0f} ảnh mỗi giây</translation></message>
<message><source>{stage} done in {seconds:.1f} s</source><translation>{stage} xong trong {seconds:.1f} s</translation></message>
<message><source>{step:,} of {total:,}</source><translation>{step:,} trong {total:,}</translation></message>
<message><source>{strange:,} look like none of the classes.</source><translation>{strange:,} ảnh không giống lớp nào.</translation></message>
<message><source>{strange:,} look like nothing labelled (less familiar than {below}) and are left out.</source><translation>{strange:,} ảnh không giống ảnh nào đã gán nhãn (ít quen thuộc hơn {below}) nên bị bỏ qua.</translation></message>
<message><source>{strangers:,} drawn images are none of these classes and not counted.</source><translation>{strangers:,} ảnh rút ra không thuộc lớp nào trong số này và không được tính.</translation></message>
<message><source>{target} could not be written: {error}. The download is kept. Make room and start again.</source><translation>Không ghi được {target}: {error}. Phần tải về được giữ. Hãy dọn chỗ rồi bắt đầu lại.</translation></message>
<message><source>{target} could not be written: {problem}. What was there before is unchanged.</source><translation>Không ghi được {target}: {problem}. Những gì có trước đó không đổi.</translation></message>
<message><source>{target} could not be written: {why}. The project is as it was; choose another place for the copy.</source><translation>Không ghi được {target}: {why}. Dự án vẫn như cũ; hãy chọn nơi khác cho bản sao.</translation></message>
<message><source>{target} exists already and was left as it is. Choose another name for the copy.</source><translation>{target} đã có và được giữ nguyên. Hãy chọn tên khác cho bản sao.</translation></message>
<message><source>{target} is the project itself. Choose another name for the copy.</source><translation>{target} chính là dự án. Hãy chọn tên khác cho bản sao.</translation></message>
<message><source>{target} is there already and was left as it is. Choose another name.</source><translation>{target} đã có và được giữ nguyên. Hãy chọn tên khác.</translation></message>
<message><source>{target} lies inside the folder of the images, which is never written to. Choose another.</source><translation>{target} nằm trong thư mục ảnh, nơi không bao giờ bị ghi vào. Hãy chọn nơi khác.</translation></message>
<message><source>{target} lies inside the folder that is classified, which is never written to. Choose another.</source><translation>{target} nằm trong thư mục đang phân loại, nơi không bao giờ bị ghi vào. Hãy chọn nơi khác.</translation></message>
<message><source>{text} (taken back)	{when}</source><translation>{text} (đã hoàn tác)	{when}</translation></message>
<message><source>{text} or go back to a backup: main.py backups {name}</source><translation>{text} hoặc quay về bản sao lưu: main.py backups {name}</translation></message>
<message><source>{title}, {amount}</source><translation>{title}, {amount}</translation></message>
<message><source>{title}, {amount}, folded</source><translation>{title}, {amount}, đã gập</translation></message>
<message><source>{title}: select all (Shift: add them, Alt: take them away)</source><translation>{title}: chọn tất cả (Shift: thêm chúng, Alt: bớt chúng)</translation></message>
<message><source>{told} Nothing in the project was changed; free some space and start it again.</source><translation>{told} Không có gì trong dự án thay đổi; hãy giải phóng chỗ trống rồi bắt đầu lại.</translation></message>
<message><source>{total:,} files not supported ({named}): save them as JPEG, PNG or TIFF to use them.</source><translation>{total:,} tệp không được hỗ trợ ({named}): hãy lưu thành JPEG, PNG hoặc TIFF để dùng.</translation></message>
<message><source>{train:,} images to train with and {val:,} for validation, of {classes}, are in {folder}.</source><translation>{train:,} ảnh để huấn luyện và {val:,} ảnh để kiểm định, thuộc {classes}, ở trong {folder}.</translation></message>
<message><source>{trouble} There is no room to make a copy for reading either: {error}.</source><translation>{trouble} Cũng không đủ chỗ để chép ra đọc: {error}.</translation></message>
<message><source>{value:,} smaller ones</source><translation>{value:,} lớp nhỏ hơn</translation></message>
<message><source>{what} Labelight changes nothing in it. Go back to a backup, or let everything be rescued that can be read: either becomes a new project beside it.</source><translation>{what} Labelight không thay đổi gì trong đó. Hãy quay về bản sao lưu, hoặc cứu mọi thứ đọc được: cả hai cách đều tạo dự án mới bên cạnh.</translation></message>
<message><source>{what} So it was not opened, and is as it was. Free some space, or copy it to another disk.</source><translation>{what} Vì vậy nó không được mở và vẫn như cũ. Hãy giải phóng chỗ trống, hoặc chép nó sang ổ đĩa khác.</translation></message>
<message><source>{what} {doing} rests until that is mended, and then goes on by itself; nothing of it is lost.</source><translation>{what} {doing}: tạm nghỉ cho tới khi sửa xong, rồi tự tiếp tục; không mất gì.</translation></message>
<message><source>{when}: first sketch, {count:,} images, {name}</source><translation>{when}: phác thảo đầu, {count:,} ảnh, {name}</translation></message>
<message><source>{when}: with newcomers, {count:,} images, {name}</source><translation>{when}: có ảnh mới, {count:,} ảnh, {name}</translation></message>
<message><source>{when}: {count:,} images, {name}</source><translation>{when}: {count:,} ảnh, {name}</translation></message>
<message><source>{when}: {labels} in {classes}, {what}, {why}</source><translation>{when}: {labels} trong {classes}, {what}, {why}</translation></message>
<message><source>{why} It is open for reading only: nothing can be changed here.</source><translation>{why} Nó được mở chỉ để đọc: không thay đổi được gì ở đây.</translation></message>
<message><source>{why} Opening it for reading only…</source><translation>{why} Đang mở chỉ để đọc…</translation></message>
<message><source>{why} This is a copy of it as it was at {clock}.</source><translation>{why} Đây là bản chép của nó lúc {clock}.</translation></message>
<message><source>{width:,} × {height:,} pixels</source><translation>{width:,} × {height:,} điểm ảnh</translation></message>
<message><source>{words} Your labels are safe; the run can be resumed from its last checkpoint.</source><translation>{words} Các nhãn vẫn an toàn; lượt chạy có thể tiếp tục từ điểm lưu cuối.</translation></message>
<message><source>{words}, damaged</source><translation>{words}, bị hỏng</translation></message>
<message><source>{words}, of {project}</source><translation>{words}, của {project}</translation></message>
<message><source>| class | images | mean confidence |</source><translation>| lớp | số ảnh | độ tin cậy trung bình |</translation></message>
<message><source>“{encoder}”, the encoder in use.</source><translation>“{encoder}”, bộ mã hóa đang dùng.</translation></message>
<message><source>“{encoder}”, the encoder of the classifier.</source><translation>“{encoder}”, bộ mã hóa của bộ phân loại.</translation></message>
<message><source>“{field}” has names, not numbers: write {field}:name.</source><translation>“{field}” có tên, không phải số: hãy viết {field}:tên.</translation></message>
<message><source>“{folder}” is not empty. What lies there stays as it is.</source><translation>“{folder}” không trống. Những gì ở đó được giữ nguyên.</translation></message>
<message><source>“{key}” cannot be the key of a class. It can be one of: {listed}.</source><translation>“{key}” không thể là phím của lớp. Có thể là một trong: {listed}.</translation></message>
<message><source>“{name}” counts as “{here}”.</source><translation>“{name}” được tính là “{here}”.</translation></message>
<message><source>“{name}” has not been compared yet. That is done once it has embedded all images; till then nothing changes.</source><translation>“{name}” chưa được so sánh. Việc đó làm khi nó đã tính vectơ mọi ảnh; tới lúc ấy không có gì thay đổi.</translation></message>
<message><source>“{name}” is called nearly like “{twin}”.</source><translation>“{name}” được gọi gần giống “{twin}”.</translation></message>
<message><source>“{name}” is in use. To use the other one: embed --encoder “{other}”.</source><translation>“{name}” đang được dùng. Để dùng bộ kia: embed --encoder “{other}”.</translation></message>
<message><source>“{name}”, {images} images, becomes: {target}</source><translation>“{name}”, {images} ảnh, trở thành: {target}</translation></message>
<message><source>“{value}” is no date. Write it as 2024-05-31, 2024-05 or 2024.</source><translation>“{value}” không phải ngày. Hãy viết 2024-05-31, 2024-05 hoặc 2024.</translation></message>
<message><source>“{value}” is no number that {field} could be compared with.</source><translation>“{value}” không phải số để so với {field}.</translation></message>
<message><source>… and {count:,} more</source><translation>… và {count:,} nữa</translation></message>
<message><source>−, wheel</source><translation>−, con lăn</translation></message>
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
<message><source>Scroll Left</source><translation>Cuộn sang trái</translation></message>
<message><source>Scroll Right</source><translation>Cuộn sang phải</translation></message>
<message><source>Select All</source><translation>Chọn tất cả</translation></message>
<message><source>Size</source><translation>Kích thước</translation></message>
<message><source>Type</source><translation>Loại</translation></message>
<message><source>Yes</source><translation>Có</translation></message>
</context>
</TS>
