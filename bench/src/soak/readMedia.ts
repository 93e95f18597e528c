interface MediaReading {
  sections: number;
  sdpBytes: number;
  skewsMs: number[];
}

/** What the page's connections have negotiated and play. Runs in the page, so it must not use anything of this module. */
export async function readMedia(): Promise<MediaReading> {
  interface Playing {
    kind: string;
    mid: string;
    timestamp: number;
    lastPacketReceivedTimestamp?: number;
    estimatedPlayoutTimestamp?: number;
    framesPerSecond?: number;
  }
  /** A screen has fewer, and nobody's lips. */
  const MIN_CAMERA_FPS = 7;
  /** Where nothing comes the browser only guesses; of somebody silent something comes every 400 ms. */
  const FRESH_MS = 1000;
  const open = window.connections.filter(({ connectionState }) => connectionState !== 'closed');
  const skewsMs: number[] = [];
  for (const connection of open) {
    /** Streams of one person have one id, and each its own section. */
    const personOf = new Map<string, string>();
    for (const section of (connection.remoteDescription?.sdp ?? '').split(/^m=/m)) {
      const mid = /^a=mid:(\S+)/m.exec(section)?.[1];
      const person = /^a=msid:(\S+)/m.exec(section)?.[1];
      if (mid !== undefined && person !== undefined) personOf.set(mid, person);
    }
    const reports = [...(await connection.getStats()).values()] as (Playing & { type: string })[];
    const playing = reports.filter(
      ({ type, timestamp, lastPacketReceivedTimestamp = 0 }) =>
        type === 'inbound-rtp' && timestamp - lastPacketReceivedTimestamp < FRESH_MS,
    );
    const atOf = (kind: string, minFps: number) =>
      new Map(
        playing
          .filter((each) => each.kind === kind && (each.framesPerSecond ?? 0) >= minFps)
          .map((each) => [personOf.get(each.mid), each.estimatedPlayoutTimestamp]),
      );
    const pictures = atOf('video', MIN_CAMERA_FPS);
    for (const [person, soundMs] of atOf('audio', 0)) {
      const pictureMs = pictures.get(person);
      if (person !== undefined && soundMs !== undefined && pictureMs !== undefined)
        skewsMs.push(pictureMs - soundMs);
    }
  }
  const descriptions = open.map(({ localDescription }) => localDescription?.sdp ?? '');
  return {
    sections: descriptions.reduce((sum, sdp) => sum + (sdp.match(/^m=/gm)?.length ?? 0), 0),
    sdpBytes: descriptions.reduce((sum, sdp) => sum + sdp.length, 0),
    skewsMs,
  };
}
