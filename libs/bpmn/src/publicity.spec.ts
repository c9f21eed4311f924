import { publishModel } from './parse.js';
import { end, flows, model, PROCEDURE, start } from './spec-models.js';

const ALL = { announcedOn: '2025-06-23', level: 'ministry', online: 'partial', channels: 'counter online postal', subjects: 'citizen organisation', yieldsDocument: 'true' };
const said = (changes: object = {}): string => `<lienthong:publicity ${Object.entries({ ...ALL, ...changes }).map(([name, value]) => `${name}="${value}"`).join(' ')} />`;
const publish = (more: string) => publishModel(model([start(), end(), flows('start -> end')], { procedure: PROCEDURE.replace('</lienthong:procedure>', `${more}</lienthong:procedure>`) }));

describe('what a procedure tells the public beside its parts', () => {
  it('is read', async () => {
    const publication = await publish(said());
    expect(publication.kind === 'compiled' && publication.definition.procedure?.publicity).toEqual({ ...ALL, channels: ['counter', 'online', 'postal'], subjects: ['citizen', 'organisation'], yieldsDocument: true });
  });
  it('may leave the day of the decision open, which is then not known', async () => {
    const publication = await publish(said().replace('announcedOn="2025-06-23" ', ''));
    expect(publication.kind === 'compiled' && publication.definition.procedure?.publicity).toMatchObject({ announcedOn: '', level: 'ministry' });
  });
  it('may be left out', async () => {
    const publication = await publish('');
    expect(publication.kind === 'compiled' && publication.definition.procedure).not.toHaveProperty('publicity');
  });
  it.each([
    ['announcedOn', { announcedOn: '23/6/2025' }], ['level', { level: 'district' }], ['online', { online: 'yes' }], ['channels', { channels: 'fax' }], ['channels', { channels: '' }], ['subjects', { subjects: '' }], ['yieldsDocument', { yieldsDocument: '1' }],
  ])('is refused by its own name: %s', async (name, changes) => {
    const publication = await publish(said(changes));
    expect(publication.kind === 'refused' && publication.findings.map(({ rule, text }) => `${rule} ${text.en.split(' ')[0]}`)).toEqual([`procedure-invalid ${name}`]);
  });
  it('is said once', async () => {
    const publication = await publish(said() + said());
    expect(publication.kind === 'refused' && publication.findings[0]?.text.en).toBe('lienthong:publicity is said more than once');
  });
});
