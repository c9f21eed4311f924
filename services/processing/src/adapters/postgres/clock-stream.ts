import { createCommandHandler, type EventStore } from '@lienthong/event-store';
import { commandEffects, type PublishedCalendars } from '@lienthong/service-host';
import type { AmendmentRejection, AmendClock } from '../../domain/clock-amendment.js';
import { legalClockDecider, legalClockDeciderBy } from '../../domain/legal-clock.decider.js';
import { watch } from '../../use-cases/deadline-errands.js';
import { MailRows } from './mail-rows.js';
import type { ClockPorts } from '../../use-cases/amend-clock.js';

/** The dossier's own clock stream, which runs of its procedure write as well: the version check decides who was first. */
export function clockStream(store: EventStore, calendars: PublishedCalendars): ClockPorts {
  const known = createCommandHandler({ store, decider: legalClockDecider, category: 'clock' });
  const bookFor = async ({ data: { code, amendment } }: AmendClock) => {
    const { state } = await known.state(code);
    const named = amendment.kind === 'correction' && amendment.correction.what === 'calendar' ? amendment.correction.calendar : '';
    if (named !== '') await calendars.knowing(named);
    return calendars.knowing(state.running?.calendar ?? '');
  };
  return {
    async amend(caseCode, command, actor) {
      const decider = legalClockDeciderBy(await bookFor(command));
      const dossier = (await store.findDossier(caseCode)) ?? null;
      const handled = await createCommandHandler({ store, decider, category: 'clock' }).handle(command.data.code, command, { meta: { actor, at: command.at, dossier }, also: [...commandEffects(), watch({ mail: new MailRows(store.pool) }, command.data.code, command.at)] });
      // Only an amendment can be asked for here, so no other "no" comes back.
      return handled.kind === 'rejected' ? { kind: 'rejected', rejection: handled.rejection as AmendmentRejection } : { kind: 'accepted', version: handled.version, position: handled.position };
    },
  };
}
