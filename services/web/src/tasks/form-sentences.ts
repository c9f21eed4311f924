import type { Language } from '../language/bilingual.js';

/** What the form viewer says of itself, in Vietnamese; it speaks English by nature. */
const VI: Readonly<Record<string, string>> = {
  'Add new': 'Thêm',
  'All values selected': 'Đã chọn hết',
  Collapse: 'Thu gọn',
  'Choose a file': 'Chọn tệp',
  'Choose files': 'Chọn các tệp',
  'Click to remove sorting': 'Bấm để bỏ sắp xếp',
  'Click to sort by {value} ascending': 'Bấm để xếp tăng dần theo {value}',
  'Click to sort by {value} descending': 'Bấm để xếp giảm dần theo {value}',
  'Date and time must both be entered.': 'Phải nhập cả ngày và giờ.',
  Decrement: 'Giảm',
  'Expand all ({value})': 'Mở tất cả ({value})',
  "External content couldn't be loaded.": 'Không tải được nội dung bên ngoài.',
  'Field is required.': 'Bắt buộc.',
  'Field must be a valid email.': 'Phải là địa chỉ thư điện tử.',
  'Field must be a valid international phone number. (e.g. +4930664040900)': 'Phải là số điện thoại có mã nước, ví dụ +84912345678.',
  'Field must have maximum length of {value}.': 'Tối đa {value} ký tự.',
  'Field must have maximum value of {value}.': 'Lớn nhất là {value}.',
  'Field must have minimum length of {value}.': 'Ít nhất {value} ký tự.',
  'Field must have minimum value of {value}.': 'Nhỏ nhất là {value}.',
  'Field must match pattern {value}.': 'Không đúng mẫu {value}.',
  Increment: 'Tăng',
  'Next page': 'Trang sau',
  'No content to show.': 'Không có nội dung.',
  'No files selected': 'Chưa chọn tệp nào',
  'No files to show.': 'Không có tệp nào.',
  'No results': 'Không tìm thấy',
  'Nothing to show.': 'Không có gì để hiện.',
  'Open {value}': 'Mở {value}',
  'Please select a valid value, the two nearest valid values are {previousValue} and {nextValue}.': 'Giá trị gần nhất dùng được là {previousValue} và {nextValue}.',
  'Previous page': 'Trang trước',
  'Remove {value}': 'Bỏ tệp {value}',
  'Remove tag': 'Bỏ lựa chọn này',
  Search: 'Tìm',
  'Skip to search': 'Đến ô tìm',
  'Uploading {value}': 'Đang tải lên {value}',
  'Value is expected to be an integer.': 'Phải là số nguyên.',
  'Value is expected to have at most 1 decimal digit.': 'Tối đa 1 chữ số thập phân.',
  'Value is expected to have at most {value} decimal digits.': 'Tối đa {value} chữ số thập phân.',
  'Value is not a number.': 'Không phải là số.',
  '{value}, at most 20 MB each': '{value}, mỗi tệp tối đa 20 MB',
  '{value} files selected': 'Đã chọn {value} tệp',
  '{page} of {total}': '{page} trên {total}',
};

type Translate = (template: string, replacements?: Readonly<Record<string, unknown>>) => string;

/** As the viewer's own service: `{name}` stands for a replacement. */
export function translatorOf(language: Language): Translate {
  return (template, replacements = {}) => {
    const sentence = language === 'vi' && Object.hasOwn(VI, template) ? (VI[template] ?? template) : template;
    return sentence.replace(/\{([^}]+)\}/g, (whole, name: string) => (Object.hasOwn(replacements, name) ? String(replacements[name]) : whole));
  };
}
