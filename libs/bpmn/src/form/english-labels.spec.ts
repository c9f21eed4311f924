import assert from 'node:assert/strict';
import type { Variables } from '../instance-events.js';
import { fillForm } from './fill-form.js';
import { readForm } from './read-form.js';

/** What each language is told of a form whose author has said everything in both. */
function told(component: object, given: Variables): readonly (readonly [string, string])[] {
  const reading = readForm('f', JSON.stringify({ components: [component] }));
  const answer = reading.kind === 'form' ? fillForm(reading.form, given, {}, '2026-11-26T09:00:00+07:00') : assert.fail(JSON.stringify(reading.problems));
  return answer.kind === 'refused' ? answer.fields.map(({ vi, en }) => [vi, en] as const) : [];
}
const named = { key: 'x', label: 'Tên phố', properties: { labelEn: 'Street' } };
const required = { validate: { required: true } };

describe('a field that is filled in wrongly', () => {
  it.each([
    ['required', { type: 'textfield', ...named, ...required }, {}, '“Tên phố” là bắt buộc', '"Street" is required'],
    ['a text', { type: 'textfield', ...named, validate: { maxLength: 2 } }, { x: 'abc' }, '“Tên phố” có tối đa 2 ký tự', '"Street" has at most 2 characters'],
    ['a number', { type: 'number', ...named, validate: { min: 1 } }, { x: 0 }, '“Tên phố” nhỏ nhất là 1', '"Street" has to be at least 1'],
    ['a choice', { type: 'radio', ...named, values: [{ label: 'Một', value: '1' }] }, { x: '2' }, '“Tên phố” không phải một trong các lựa chọn', '"Street" is not one of the choices'],
    ['a day', { type: 'datetime', subtype: 'date', key: 'x', dateLabel: 'Ngày mở', properties: { dateLabelEn: 'Opening day' } }, { x: 'mai' }, '“Ngày mở” không đúng dạng, ví dụ 2026-11-25', '"Opening day" cannot be read; write it as 2026-11-25'],
    ['files', { type: 'filepicker', ...named }, { x: 'a.pdf' }, '“Tên phố” phải là danh sách tệp đã tải lên', '"Street" has to be a list of uploaded files'],
    ['rows', { type: 'dynamiclist', ...named, path: 'x', components: [] }, { x: 1 }, '“Tên phố” phải là danh sách', '"Street" has to be a list'],
    ['a pattern', { type: 'textfield', key: 'x', label: 'Tên phố', validate: { pattern: '^[0-9]$', patternErrorMessage: 'Ghi một chữ số.' }, properties: { labelEn: 'Street', patternErrorMessageEn: 'Write one digit.' } }, { x: 'a' }, 'Ghi một chữ số.', 'Write one digit.'],
    ['without English', { type: 'textfield', key: 'x', label: 'Tên phố', validate: { required: true, pattern: '^[0-9]$', patternErrorMessage: 'Ghi một chữ số.' } }, { x: 'a' }, 'Ghi một chữ số.', 'Ghi một chữ số.'],
  ])('is named in each language: %s', (_kind, component, given, vi, en) => expect(told(component, given as Variables)).toEqual([[vi, en]]));
});
