import 'reflect-metadata';
import { Type } from 'class-transformer';
import { IsArray, IsOptional, IsString, ValidateNested } from 'class-validator';
import type { ProblemException } from '../problems/problem-exception.js';
import { createValidationPipe } from './validation.js';

class Person {
  @IsString()
  name!: string;
}

class Party {
  @IsOptional() @ValidateNested() @Type(() => Person)
  person?: Person;
}

class Request {
  @IsOptional() @ValidateNested() @Type(() => Person)
  author?: Person;
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => Party)
  parties?: Party[];
}

const pipe = createValidationPipe();
const read = (body: object): Promise<unknown> => pipe.transform(body, { type: 'body', metatype: Request }) as Promise<unknown>;

describe('groups of a request', () => {
  it.each([
    ['author', { author: [] }], ['author', { author: [{ name: 'x' }] }], ['parties.0', { parties: [[]] }], ['parties.1', { parties: [{}, [{ person: { name: 'x' } }]] }], ['parties.0.person', { parties: [{ person: [] }] }],
  ])('are refused at %s where a list stands in their place', async (path, body) => {
    const problem = await read(body).then(() => undefined, (error: ProblemException) => error);
    expect([problem?.code, problem?.details.errors?.map((error) => error.path)]).toEqual(['VALIDATION_FAILED', [path]]);
  });

  it('are read where they stand, once or in a list', async () => {
    expect(await read({ author: { name: 'a' }, parties: [{ person: { name: 'b' } }, {}] })).toEqual({ author: { name: 'a' }, parties: [{ person: { name: 'b' } }, {}] });
    expect(await read({ parties: [] })).toEqual({ parties: [] });
  });
});

describe('members that may be left out', () => {
  it('are not there where null stands for them, at every level', async () => {
    expect(await read({ author: null, parties: [{ person: null }] })).toStrictEqual(Object.assign(new Request(), { parties: [new Party()] }));
    expect(await read({ parties: null })).toStrictEqual(new Request());
  });

  it('are refused as ever where they hold what they may not', async () => {
    await expect(read({ author: { name: null } })).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  });
});
