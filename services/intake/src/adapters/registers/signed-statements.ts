import { openStatement, originOf, type ServiceName, type TransparencyPolicy } from '@lienthong/service-host';
import type { RegisterName } from '@lienthong/bpmn';
import { RegisterStatements, type Statement } from '../../use-cases/known-sources.js';

/** Which service keeps each register: its log's key signs what it says. */
const KEPT_BY = { land: 'land-registry' } as const satisfies Record<RegisterName, ServiceName>;

export class SignedStatements extends RegisterStatements {
  constructor(private readonly policy: TransparencyPolicy, private readonly province: string) {
    super();
  }

  override open(register: RegisterName, note: string): Statement | undefined {
    return openStatement(note, this.policy.policy, originOf(this.province, KEPT_BY[register]));
  }
}
