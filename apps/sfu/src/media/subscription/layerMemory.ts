import type { EventOf } from '@parley/protocol';
import type { VideoDemand } from './videoDemand.ts';

export type LayerDemand = EventOf<'producer-layers'>['layers'][number];

/** What everybody wants of one video. */
export interface VideoWants {
  /** How many encodings are sent. */
  encodings: number;
  demands: readonly VideoDemand[];
  /** Somebody may show it large in a moment. */
  isLikely: boolean;
}

/** What one layer is wanted for, and until when it stays what it was. */
export interface LayerMemory {
  wanted: LayerDemand;
  activeUntilMs: number;
  standbyUntilMs: number;
}

/** A layer that is off takes the engine 2 s to come back to: who pages back and forth shall not meet that. */
const KEEP_MS = 5000;

/**
 * What is wanted of each encoding now, lowest first. The lowest one is everybody's fallback and runs while anybody
 * receives anything; the others below the highest used one are kept alive, for links that become too narrow.
 */
export function wantedLayers({ encodings, demands, isLikely }: VideoWants): LayerDemand[] {
  if (encodings <= 1) return demands.length > 0 ? ['active'] : ['off'];
  const shown = demands.filter(({ wantedLayer }) => wantedLayer !== null);
  const used = new Set(
    shown.flatMap(({ wantedLayer, currentLayer }) => [wantedLayer ?? 0, currentLayer ?? 0]),
  );
  const alive = isLikely
    ? encodings - 1
    : Math.max(-1, ...used, ...demands.map(({ readyLayer }) => readyLayer));
  return Array.from({ length: encodings }, (_, layer) => {
    if (used.has(layer) || (layer === 0 && shown.length > 0)) return 'active';
    return layer <= alive ? 'standby' : 'off';
  });
}

/** A video that has just begun: sent in full until it is known who wants what. */
export function newMemory(encodings: number): LayerMemory[] {
  return Array.from({ length: encodings }, () => ({ wanted: 'active', activeUntilMs: 0, standbyUntilMs: 0 }));
}

/** On at once; what was wanted until now is kept for a while. */
export function remember(
  memory: readonly LayerMemory[],
  wanted: readonly LayerDemand[],
  nowMs: number,
): LayerMemory[] {
  return memory.map((layer, index) => {
    const now = wanted[index] ?? 'off';
    const wasOrIs = (demand: LayerDemand): boolean => layer.wanted === demand || now === demand;
    const isActive = wasOrIs('active');
    return {
      wanted: now,
      activeUntilMs: isActive ? nowMs + KEEP_MS : layer.activeUntilMs,
      standbyUntilMs: isActive || wasOrIs('standby') ? nowMs + KEEP_MS : layer.standbyUntilMs,
    };
  });
}

/** What the sender is to do, lowest layer first. */
export function toDemands(memory: readonly LayerMemory[], nowMs: number): LayerDemand[] {
  return memory.map(({ wanted, activeUntilMs, standbyUntilMs }) => {
    if (wanted === 'active' || nowMs < activeUntilMs) return 'active';
    return wanted === 'standby' || nowMs < standbyUntilMs ? 'standby' : 'off';
  });
}

/** When `toDemands` may change by itself; Infinity when it will not. */
export function changesAtMs(memory: readonly LayerMemory[], nowMs: number): number {
  const times = memory.flatMap(({ wanted, activeUntilMs, standbyUntilMs }) => {
    if (wanted === 'active') return [];
    return wanted === 'standby' ? [activeUntilMs] : [activeUntilMs, standbyUntilMs];
  });
  return Math.min(Infinity, ...times.filter((atMs) => atMs > nowMs));
}
