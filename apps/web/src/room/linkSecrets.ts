import { limits } from '@parley/protocol';

/** What a link may carry behind its `#`, where no server and no proxy writes it down. */
export interface LinkSecrets {
  /** `#host=…`: makes the host. */
  readonly hostKey: string | null;
  /** `#token=…`: an invitation of a deployment that asks for one. */
  readonly token: string | null;
}

export function parseLinkSecrets(fragment: string): LinkSecrets {
  const parameters = new URLSearchParams(fragment.replace(/^#/, ''));
  return {
    hostKey: bounded(parameters.get('host'), limits.keyMaxLength),
    token: bounded(parameters.get('token'), limits.tokenMaxLength),
  };
}

/** Reads the address's secrets and takes them out of it: what is on a screen is seen, shared and remembered. */
export function takeLinkSecrets(): LinkSecrets {
  const secrets = parseLinkSecrets(location.hash);
  if (secrets.hostKey !== null || secrets.token !== null) {
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  return secrets;
}

function bounded(value: string | null, maxLength: number): string | null {
  return value !== null && value !== '' && value.length <= maxLength ? value : null;
}
