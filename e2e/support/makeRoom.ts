/** A room made as the home page makes it. @param choices the options of the request */
export async function makeRoom(
  url: string,
  choices: object = {},
): Promise<{ roomId: string; hostKey: string }> {
  const response = await fetch(`${url}/api/rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(choices),
  });
  return (await response.json()) as { roomId: string; hostKey: string };
}
