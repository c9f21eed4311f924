import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min, MinLength, ValidateNested, validateSync } from 'class-validator';
import { fieldErrorOf, fieldMessage } from './field-message.js';

class Inner {
  @IsString()
  text!: string;
}

class Form {
  @Matches(/^\d{12}$/, fieldMessage('phải gồm 12 chữ số', 'must have 12 digits'))
  id!: string;
  @MinLength(3) @MaxLength(5)
  name!: string;
  @IsInt() @Min(1) @Max(10)
  pages!: number;
  @IsIn(['a', 'b'])
  kind!: string;
  @ArrayMaxSize(1)
  list!: string[];
  @IsOptional() @IsUUID()
  lock?: string;
  @IsOptional() @IsISO8601() @Length(10, 20)
  at?: string;
  @IsOptional() @ValidateNested() @Type(() => Inner)
  inner?: Inner;
}

const errorsOf = (plain: object) => validateSync(plainToInstance(Form, plain), { whitelist: true, forbidNonWhitelisted: true })
  .flatMap(({ property, constraints = {} }) => Object.entries(constraints).map(([rule, message]) => fieldErrorOf(property, rule, message)));

describe('what is wrong with a field', () => {
  it('is said in both languages, with the figures of the rule', () => {
    const vietnamese = Object.groupBy(errorsOf({ id: '1', name: 'x', pages: 0, kind: 'c', list: ['1', '2'], other: 1 }), ({ path }) => path);
    expect(vietnamese['id']).toEqual([{ path: 'id', vi: '“id” phải gồm 12 chữ số', en: '"id" must have 12 digits' }]);
    expect(vietnamese['name']).toEqual([{ path: 'name', vi: '“tên” phải có ít nhất 3 ký tự', en: '"name" must have at least 3 characters' }]);
    expect(vietnamese['pages']?.[0]?.vi).toBe('“pages” phải từ 1 trở lên');
    expect(vietnamese['kind']?.[0]?.vi).toBe('“loại” phải là một trong các giá trị: a, b');
    expect(vietnamese['list']?.[0]?.vi).toBe('“list” không được có quá 1 phần tử');
    expect(vietnamese['other']?.[0]?.vi).toBe('“other” không phải là trường được nhận');
  });

  it('has a text for rules whose names do not follow from their decorators', () => {
    const wrong = errorsOf({ id: '123456789012', name: 'abc', pages: 1, kind: 'a', list: [], lock: 'x', at: 'x' });
    expect(wrong.map(({ en }) => en).toSorted()).toEqual(['"at" must be a date by ISO 8601', '"at" must have at least 10 characters', '"lock" must be a UUID']);
  });

  it('is said in both languages for a rule nobody thought of', () => {
    expect(fieldErrorOf('x', 'isMoonPhase', 'x must be a phase of the moon')).toEqual({ path: 'x', vi: '“x” chưa hợp lệ', en: '"x" is not valid' });
    expect(fieldErrorOf('x', 'toString', 'x')).toEqual({ path: 'x', vi: '“x” chưa hợp lệ', en: '"x" is not valid' });
  });

  it('names the place in nested members, and what is wrong with each item of a list', () => {
    expect(fieldErrorOf('components.0.copies', 'min', 'copies must not be less than 0')).toMatchObject({ vi: '“thành phần hồ sơ 1, số bản sao” phải từ 0 trở lên', en: '"components 1, copies" must be 0 or more' });
    expect(fieldErrorOf('types', 'isString', 'each value in types must be a string')).toMatchObject({ vi: 'Mỗi phần tử của “các loại việc” phải là chuỗi ký tự', en: 'Each item of "types" must be text' });
    expect(fieldErrorOf('reason', 'isLength', 'reason must be longer than or equal to 3 and shorter than or equal to 9 characters')).toMatchObject({ vi: '“lý do” phải có từ 3 đến 9 ký tự', en: '"reason" must have 3 to 9 characters' });
  });

  it('leaves sentences that name the field, and gives those that use the name of the member the name that people use', () => {
    const said = (vi: string, en: string) => fieldErrorOf('dueDate', 'isIn', String(fieldMessage(vi, en).message));
    expect(said('Lý do là văn bản', 'The reason is text')).toMatchObject({ vi: 'Lý do là văn bản', en: 'The reason is text' });
    expect(said('dueDate là "kept"', 'dueDate is "kept"')).toMatchObject({ vi: '“hạn trả” là "kept"', en: '"due date" is "kept"' });
  });
});
