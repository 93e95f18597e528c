import type { ErrorCode } from '@parley/protocol';
import { SfuError } from '../errors.ts';

/** mediasoup throws TypeErrors for parameters that make no sense; to the client that is a refusal, not a defect. */
export async function refuseAs<T>(code: ErrorCode, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new SfuError(code, { cause: error });
  }
}
