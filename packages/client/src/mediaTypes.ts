import type {
  DtlsParameters,
  RtpCapabilities,
  RtpParameters,
  TransportParameters,
  ConsumerParameters,
} from '@parley/protocol';
import type { types } from 'mediasoup-client';

/**
 * The border between the wire contract and mediasoup-client. Both describe the same JSON; the contract bounds it more
 * tightly than mediasoup-client's types can say, which is what each cast here stands for. The server parses it anyway.
 */

export function toWireCapabilities(capabilities: types.RtpCapabilities): RtpCapabilities {
  return capabilities as RtpCapabilities;
}

export function toWireRtpParameters(parameters: types.RtpParameters): RtpParameters {
  return parameters as RtpParameters;
}

export function toWireDtlsParameters(parameters: types.DtlsParameters): DtlsParameters {
  return parameters;
}

export function fromWireCapabilities(capabilities: RtpCapabilities): types.RtpCapabilities {
  return capabilities as types.RtpCapabilities;
}

export function fromWireTransport(parameters: TransportParameters): types.TransportOptions {
  return parameters;
}

export function fromWireConsumer(parameters: ConsumerParameters): types.ConsumerOptions {
  const { id, producerId, kind, rtpParameters } = parameters;
  return { id, producerId, kind, rtpParameters: rtpParameters as types.RtpParameters };
}
