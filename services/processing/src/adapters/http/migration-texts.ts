import type { InstanceChange, Text } from '@lienthong/bpmn';

/** What an analyst reads of one change that a dossier would see. */
export function changeText(change: InstanceChange): Text {
  switch (change.what) {
    case 'renamed':
      return { vi: `“${change.element}” thành “${change.to}”`, en: `"${change.element}" becomes "${change.to}"` };
    case 'closes':
      return { vi: `Không chờ “${change.element}” nữa`, en: `No longer waits for "${change.element}"` };
    case 'opens':
      return { vi: `Bắt đầu chờ “${change.element}”`, en: `Begins to wait for "${change.element}"` };
  }
}
