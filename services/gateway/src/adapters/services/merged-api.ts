import type { ServiceName } from '@lienthong/service-host';
import type { OpenAPIObject } from '@nestjs/swagger';

const WAIT_MS = 3_000;
const KEPT_MS = 60_000;
const MOST_BYTES = 4_194_304;

type Json = { [member: string]: unknown };
type Operation = Json & { operationId?: string; tags?: string[] };

/** One OpenAPI document of all services. A service that is away is named in `x-unavailable`, and asked again at the next request. */
export class MergedApi {
  private readonly kept = new Map<ServiceName, Readonly<{ document: OpenAPIObject; until: number }>>();

  constructor(private readonly services: ReadonlyMap<ServiceName, string>) {}

  async describe(own: OpenAPIObject): Promise<OpenAPIObject> {
    const found = await Promise.all([...this.services].map(async ([service, address]) => ({ service, document: await this.documentOf(service, address) })));
    const documents = found.flatMap(({ service, document }) => (document === undefined ? [] : [prefixed(service, document)]));
    const missing = found.filter(({ document }) => document === undefined).map(({ service }) => service);
    return {
      ...own,
      info: { ...own.info, title: 'Liên Thông', description: 'Mọi dịch vụ sau một cửa / all services behind one door' },
      paths: Object.assign({}, own.paths, ...documents.map(({ paths }) => paths)) as OpenAPIObject['paths'],
      components: { ...own.components, schemas: Object.assign({}, own.components?.schemas, ...documents.map(({ components }) => components?.schemas)) as NonNullable<OpenAPIObject['components']>['schemas'] & object },
      ...(missing.length > 0 && { 'x-unavailable': missing }),
    };
  }

  private async documentOf(service: ServiceName, address: string): Promise<OpenAPIObject | undefined> {
    const kept = this.kept.get(service);
    if (kept !== undefined && kept.until > Date.now()) return kept.document;
    const document = await fetchDocument(address).catch(() => undefined);
    if (document !== undefined) this.kept.set(service, { document, until: Date.now() + KEPT_MS });
    // Rather yesterday's description than none.
    return document ?? kept?.document;
  }
}

async function fetchDocument(address: string): Promise<OpenAPIObject | undefined> {
  const answer = await fetch(`${address}/openapi.json`, { signal: AbortSignal.timeout(WAIT_MS) });
  const text = answer.ok ? await answer.text() : '';
  if (text === '' || text.length > MOST_BYTES) return undefined;
  const document = JSON.parse(text) as OpenAPIObject;
  return typeof document.paths === 'object' ? document : undefined;
}

/** Puts a service's document under its path here, and its schemas, operations and tags under its name. */
export function prefixed(service: ServiceName, document: OpenAPIObject): OpenAPIObject {
  const renamed = JSON.parse(JSON.stringify(document).replaceAll('"#/components/schemas/', `"#/components/schemas/${service}.`)) as OpenAPIObject;
  const schemas = Object.entries(renamed.components?.schemas ?? {}).map(([name, schema]) => [`${service}.${name}`, schema]);
  const paths = Object.entries(renamed.paths).map(([path, item]) => [addressOf(service, path), prefixedOperations(service, item as Json)]);
  return { ...renamed, paths: Object.fromEntries(paths) as OpenAPIObject['paths'], components: { ...renamed.components, schemas: Object.fromEntries(schemas) } };
}

/** Where the gateway shows it: what everybody may read of a log, and the witness, have addresses of their own. */
function addressOf(service: ServiceName, path: string): string {
  if (/^\/log\/(checkpoint|status|tile\/.*)$/.test(path)) return `/log/${service}${path.slice('/log'.length)}`;
  return service === 'audit' && path.startsWith('/witness/') ? path : `/api/${service}${path}`;
}

function prefixedOperations(service: ServiceName, item: Json): Json {
  return Object.fromEntries(Object.entries(item).map(([method, value]) => {
    const { operationId, tags = [], ...rest } = value as Operation;
    return [method, { ...rest, ...(operationId !== undefined && { operationId: `${service}.${operationId}` }), tags: [service, ...tags.map((tag) => `${service}: ${tag}`)] }];
  }));
}
