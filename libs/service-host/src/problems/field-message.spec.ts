import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength, ValidateNested, validateSync } from 'class-validator';
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
  @IsOptional() @ValidateNested() @Type(() => Inner)
  inner?: Inner;
}

const errorsOf = (plain: object) => validateSync(plainToInstance(Form, plain), { whitelist: true, forbidNonWhitelisted: true })
  .flatMap(({ property, constraints = {} }) => Object.entries(constraints).map(([rule, message]) => fieldErrorOf(property, rule, message)));

describe('what is wrong with a field', () => {
  it('is said in both languages, with the figures of the rule', () => {
    const vietnamese = Object.groupBy(errorsOf({ id: '1', name: 'x', pages: 0, kind: 'c', list: ['1', '2'], other: 1 }), ({ path }) => path);
    expect(vietnamese['id']).toEqual([{ path: 'id', vi: 'phải gồm 12 chữ số', en: 'must have 12 digits' }]);
    expect(vietnamese['name']).toEqual([{ path: 'name', vi: 'phải có ít nhất 3 ký tự', en: 'name must be longer than or equal to 3 characters' }]);
    expect(vietnamese['pages']?.[0]?.vi).toBe('phải từ 1 trở lên');
    expect(vietnamese['kind']?.[0]?.vi).toBe('phải là một trong các giá trị: a, b');
    expect(vietnamese['list']?.[0]?.vi).toBe('không được có quá 1 phần tử');
    expect(vietnamese['other']?.[0]?.vi).toBe('không phải là trường được nhận');
  });

  it('has a Vietnamese text for a rule nobody thought of', () => {
    expect(fieldErrorOf('x', 'isMoonPhase', 'x must be a phase of the moon')).toEqual({ path: 'x', vi: 'chưa hợp lệ', en: 'x must be a phase of the moon' });
  });
});
