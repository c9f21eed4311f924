/** Sentences of the page that shows a parcel as of a date. */
const vi = {
  title: 'Thửa đất',
  lead: 'Thửa đất trong sổ địa chính: như đúng vào một ngày, và như đã biết lúc nào.',
  id: 'Mã thửa (xã.tờ.thửa)',
  validAt: 'Đúng vào ngày',
  validAtHelp: 'Bỏ trống: hôm nay',
  knownAt: 'Như đã biết lúc (giờ Việt Nam)',
  knownAtHelp: 'Bỏ trống: lúc này',
  show: 'Xem',
  address: 'Địa chỉ',
  area: 'Diện tích',
  squareMetres: (area: string) => `${area} m²`,
  landUse: 'Loại đất',
  reserved: (dossier: string) => `Đang giữ cho hồ sơ ${dossier}`,
  rights: 'Quyền sử dụng đất',
  none: 'Không có quyền nào vào lúc đó.',
  certificate: (number: string) => `Giấy chứng nhận ${number}`,
  inForce: 'Đang có hiệu lực',
  ended: (time: string, dossier: string) => `Chấm dứt lúc ${time}, theo hồ sơ ${dossier}`,
  past: (parts: string) => `Đây không phải hiện tại: ${parts}`,
  trueOn: (date: string) => `như đúng vào ngày ${date}`,
  asKnown: (time: string) => `như đã biết lúc ${time}`,
  back: 'Về hiện tại',
};

export type ParcelWords = typeof vi;

const en: ParcelWords = {
  title: 'Parcel',
  lead: 'A parcel of the land register: as it was true on a day, and as it was known at a moment.',
  id: 'Parcel (commune.sheet.number)',
  validAt: 'True on',
  validAtHelp: 'Empty: today',
  knownAt: 'As known at (time of Việt Nam)',
  knownAtHelp: 'Empty: now',
  show: 'Show',
  address: 'Address',
  area: 'Area',
  squareMetres: (area) => `${area} m²`,
  landUse: 'Land use',
  reserved: (dossier) => `Reserved for dossier ${dossier}`,
  rights: 'Rights to the land',
  none: 'There was no right then.',
  certificate: (number) => `Certificate ${number}`,
  inForce: 'In force',
  ended: (time, dossier) => `Ended at ${time}, by dossier ${dossier}`,
  past: (parts) => `This is not the present: ${parts}`,
  trueOn: (date) => `as it was true on ${date}`,
  asKnown: (time) => `as it was known at ${time}`,
  back: 'Back to now',
};

export const parcelWords = { vi, en };
