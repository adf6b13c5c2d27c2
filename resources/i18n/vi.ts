<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
<name>Labelight</name>
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
