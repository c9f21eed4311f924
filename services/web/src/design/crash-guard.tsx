import { Component, type ReactNode } from 'react';
import { ProblemNotice } from './problem-notice.js';

type Props = Readonly<{ children: ReactNode }>;
type State = Readonly<{ error: unknown }>;

/** Shows a failure of the page itself instead of a white screen. React offers this to classes only. */
export class CrashGuard extends Component<Props, State> {
  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override state: State = { error: undefined };

  override render(): ReactNode {
    return this.state.error === undefined ? this.props.children : <ProblemNotice error={this.state.error} onRetry={() => location.reload()} />;
  }
}
