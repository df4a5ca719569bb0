"""Syllables that names are made of, and pairs of words that look like names when the marks are gone."""

from luatgandan.lib.vietnamese import fold

# Syllables of given and middle names as they are met in the Mekong delta.
_GIVEN = """
Ái An Ân Anh Ánh Ba Bá Bạch Bảo Bảy Bé Bích Bình Bửu Ca Cẩm Cảnh Cang Cát Châu Chi Chí Chiến Chín Chính Chung Chương
Công Cúc Cư Cường Danh Dân Diễm Diệp Diệu Dũng Duy Duyên Dương Đa Đại Đan Đào Đạo Đạt Đăng Điền Điệp Đình Định Đoan Đô
Đông Đồng Đức Được Em Gái Gấm Gia Giang Giao Giàu Hà Hai Hải Hân Hằng Hạnh Hào Hảo Hậu Hiên Hiền Hiển Hiệp Hiếu Hiệu Hoa
Hòa Hoài Hoan Hoàn Hoàng Hồng Huân Huệ Hùng Hưng Hương Hường Huy Huyền Huỳnh Hữu Kha Khải Khang Khanh Khánh Khắc Khoa
Khôi Khương Kiên Kiệt Kiều Kim Kỳ Lam Lâm Lan Lành Lài Lập Lâu Lê Lệ Liêm Liên Liễu Linh Loan Lộc Lợi Long Luân Luận
Lượng Lụa Ly Lý Mai Mãi Mạnh Mẫn Mận Mến Miên Minh Mộng Mơ Mừng Muội Mười Mỹ Na Nam Năm Nga Ngà Ngân Nghĩa Nghi Nghiệp
Ngọc Nguyên Nguyệt Nhã Nhàn Nhân Nhẫn Nhật Nhi Nhiên Nhơn Nhung Như Nhựt Niên Nở Nương Oanh Pha Phát Phấn Phi Phong Phú
Phúc Phước Phương Phượng Pho Qua Quân Quang Quế Quí Quốc Quý Quyên Quyền Quyết Quỳnh Rạng Rin Rô Rọt Ry Sa Sa Sang Sáng
Sáu Sen Sĩ Sinh Sóc Son Sơn Sương Tài Tám Tâm Tân Tấn Tất Tèo Thạch Thái Thắm Thắng Thanh Thành Thạnh Thảo Thao Thế Thị
Thi Thiện Thiên Thiết Thiệu Thịnh Thọ Thơ Thơm Thoa Thông Thu Thuần Thuận Thục Thức Thương Thủy Thúy Thùy Thụy Thư Tích
Tiên Tiến Tiếng Tình Tín Toàn Toản Tòng Tố Trà Trâm Trân Trang Tranh Tri Trí Triết Triều Triệu Trinh Trọng Trúc Trung
Trường Tú Tư Tuân Tuấn Tuệ Tùng Tươi Tường Tuyên Tuyền Tuyết Tý Tỷ Út Uyên Vân Văn Vạn Vi Viên Viễn Việt Vinh Vĩnh Vọng
Võ Vũ Vui Vương Vượng Vy Xinh Xoàn Xuân Xuyến Xuyên Ý Yên Yến
"""
# The first word of everyday pairs, and what follows it: no name holds them.
_PAIRS = """
an: dinh le mang mon ninh phi tam toan xa
anh: chi em
ba: con ma me nam ngoai noi
ban: an
bao: cao dam hanh hiem lanh luc nhieu ve
bat: dong
bi: cam thu
bien: ban
boi: duong
cao: cap dang hon nhat nien tan tuoi
cap: duong
cha: con
chau: be duoc hai ngoai ngoan noi
chi: danh dinh nhanh phi tiet tra
chinh: chu quyen sach
chu: tich
chuc: vu
chung: cu minh nhan thuc
cong: an bang chung dan ich khai nhan trinh ty viec
dai: dien duong hoc ly
dang: tin bi bo chiem cong hoc kiem ky lam mang nuoi o sinh tai thue vien
danh: bac con du gay gia nguoi nhau sach vo
dao: duc phat tao thien tin
dich: vu
dien: luc thoai tich tu
dieu: cam chinh kien tra
dinh: lam chi duong hanh hon ky ly muc tai
do: anh chi cong xa
doan: thanh the vien
dong: bao so thue tien y
duoc: huong nhan quy the
duong: bo day huyen lo pha pho thuy tinh tre vao xa
gia: ban dat dien dinh han thue tri
giam: dinh tai
giang: day vien
giao: dat dich duc hang thong vien
ha: long tang thap
hai: ben chi nam vo
hien: truong
ho: trong tich chieu duoc gia hang khau khong ngheo so ten tich tro tu van
hoa: don giai
hoang: bao hoa mang phi thi
huong: che dan
khuyen: mai
kiem: tra
kien: nghi toan
kieu: hoi
kim: cuong loai tien
kinh: doanh
lam: an bang chu con don gi giay khai mat nha nhuc phat sao the them thiet thu viec
le: phi tan tet
luong: thi huu tam thang thu toi
luu: giu thong tru y
ly: do hon lich thuong
mai: dam moi tang thanh
me: con
minh: chung
moi: truong
mot: nam
nam: hai nay ngoai nu truoc
nghi: dinh
nghia: vu
nghiem: cam
ngo: doc nhan tinh
nguyen: don lieu nhan quan tac trang vong
nha: nuoc truong
nhat: dinh
nhiem: vu
nhu: nao sau the tren vay
nong: truong
nu: tu
on: ao dinh
pham: luat nhan toi vi
phan: anh biet bo chia con cong dat huong lai loai mot nay quyet tai thu
phat: hien sinh tien trien
phi: cong
phuc: vu
phuong: an phap tien
quach: gi
quan: ly nhan su
quy: dinh
quyen: loi
quyet: dinh
sinh: con hoat nam song vien
so: luong tien
su: kien tai that thoa thuan
ta: dien tai
tai: cac chinh diem dieu khoan lieu muc nan nguyen phan san tro vu xe
tang: gia luong tai
tham: dinh
thanh: lap nien pho tich toan tra vien
thi: cong cu hanh tot tran truong xa
thoa: thuan
thu: hoi nhap thap tien tu tuc
thua: ke
thuc: hien te
thuong: binh mai tat xuyen
tien: cong dien hanh luong quy thuong
tieu: dung hoc
tin: lanh
tinh: duc
to: cao chuc dan giac hoa khai trinh
toi: pham
ton: trong
tran: dich trong
trinh: bao bay dien do tham tu
tro: cap thanh
trong: linh pham
trung: bay hoc tam
truong: bao ban cap dan hoc hop lang mam phong thanh thi thu tieu toa trung
tu: choi cung do hai hinh lap minh nam nguyen nhan phap quan thien thuc van vong y
tuyen: dung sinh
van: ban bang dong hoa phong
vi: pham
viet: nam
vo: cu hoac da vi anh chong con dang em hai hieu hoac ly nhung ong thi tinh toi
xac: dinh
xam: pham
y: kien te
"""

# Given names that are mostly other words: they add nothing by themselves.
FILLERS = frozenset(["nhung", "duoc", "the", "trong", "do", "em", "qua", "tai", "dang", "mai", "nam"])
GIVEN = frozenset(map(fold, _GIVEN.split()))
PAIRS = frozenset(
    (first, second)
    for first, _colon, others in (line.partition(":") for line in _PAIRS.strip().splitlines())
    for second in others.split()
)
