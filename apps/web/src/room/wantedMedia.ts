import { readPreference, writePreference } from '../preferences.ts';
import { currentDataMode } from './dataSaver.ts';

export interface WantedMedia {
  camera: boolean;
  microphone: boolean;
}

/** How the person left camera and microphone the last time; both on at first, except where only sound is wanted. */
export function readWantedMedia(): WantedMedia {
  return { camera: isWanted('camera') && currentDataMode() !== 'audio', microphone: isWanted('microphone') };
}

export function rememberWantedMedia(device: keyof WantedMedia, on: boolean): void {
  writePreference(keyOf(device), on ? 'on' : 'off');
}

function isWanted(device: keyof WantedMedia): boolean {
  return readPreference(keyOf(device)) !== 'off';
}

function keyOf(device: keyof WantedMedia): string {
  return `parley.${device}`;
}
