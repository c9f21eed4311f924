import { parseLimit } from '@lienthong/calendar';
import { finding, type Finding } from './findings.js';
import { extensionOf, textOf } from './model.js';
import type { Graph } from './read-flows.js';

/** 8 working hours are one working day (domain: §1.4). */
const DAY_MINUTES = 8 * 60;

/** Where a token can go from each node: along its flows, and over the timers that hang on it. */
function nextOf(graph: Graph): readonly (readonly number[])[] {
  return graph.elements.map((_, place) => [
    ...(graph.outgoing[place] ?? []).flatMap((flow) => graph.flows[flow]?.target ?? []),
    ...graph.hosts.flatMap((host, index) => (host === place ? [index] : [])),
  ]);
}

function reachedFrom(starts: readonly number[], next: readonly (readonly number[])[]): ReadonlySet<number> {
  const reached = new Set(starts);
  for (const place of reached) for (const target of next[place] ?? []) reached.add(target);
  return reached;
}

const placesOf = (graph: Graph, type: string): readonly number[] =>
  graph.elements.flatMap((element, place) => (element.type === type ? [place] : []));

/** Every element must be on a way from the start to an end. */
export function checkWays(graph: Graph): readonly Finding[] {
  const next = nextOf(graph);
  const back = graph.elements.map((_, place) => next.flatMap((targets, source) => (targets.includes(place) ? [source] : [])));
  const reached = reachedFrom(placesOf(graph, 'bpmn:StartEvent'), next);
  const leading = reachedFrom(placesOf(graph, 'bpmn:EndEvent'), back);
  return graph.elements.flatMap(({ id }, place) => {
    if (!reached.has(place))
      return [finding(id, 'unreachable', 'Không có đường nào từ bắt đầu đến đây', 'No way leads here from the start')];
    return leading.has(place)
      ? []
      : [finding(id, 'no-way-out', 'Từ đây không có đường nào đến kết thúc', 'No way leads from here to an end')];
  });
}

/** The longest way through counted steps, each loop once, must fit into the legal limit. */
export function checkLimit(graph: Graph, processElement: string | null, limit: string): readonly Finding[] {
  const next = nextOf(graph);
  const own = graph.elements.map((element) => {
    const step = extensionOf(element, 'lienthong:Step');
    return textOf(step, 'counts') === 'true' ? minutesOf(textOf(step, 'limit') ?? '') : 0;
  });
  const longest: (number | 'on the way')[] = [];
  const measure = (place: number): number => {
    const known = longest[place];
    if (known !== undefined) return known === 'on the way' ? 0 : known;
    longest[place] = 'on the way';
    const minutes = (own[place] ?? 0) + Math.max(0, ...(next[place] ?? []).map(measure));
    longest[place] = minutes;
    return minutes;
  };
  const [start] = placesOf(graph, 'bpmn:StartEvent');
  const [needed, allowed] = [start === undefined ? 0 : measure(start), minutesOf(limit)];
  // A limit that cannot be read has a finding of its own.
  if (allowed === 0 || needed <= allowed) return [];
  const hours = (minutes: number): number => Math.round(minutes / 6) / 10;
  const [vi, en] = [
    `Các bước cộng lại ${hours(needed)} giờ làm việc, quá thời hạn ${hours(allowed)} giờ`,
    `The steps add up to ${hours(needed)} working hours, over the limit of ${hours(allowed)}`,
  ];
  return [finding(processElement, 'limit-exceeded', vi, en)];
}

function minutesOf(text: string): number {
  const reading = parseLimit(text);
  if (reading.kind !== 'limit') return 0;
  return reading.limit.unit === 'working-minutes' ? reading.limit.amount : reading.limit.amount * DAY_MINUTES;
}
