import { Label } from '@bpmn-io/form-js-viewer';
import type { FunctionComponent } from 'preact';

/** The viewer's own, whose types do not hold where what is optional may not be undefined. */
export const FieldLabel = Label as unknown as FunctionComponent<Readonly<{ id?: string; htmlFor: string; label: string; required?: boolean }>>;
