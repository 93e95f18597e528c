/** `node apps/sfu/testing/writeApiPage.ts`: writes docs/api.md anew; a test fails while it is not what this would write. */
import { writeFileSync } from 'node:fs';
import { apiPage } from '../src/http/api/apiPage.ts';
import { openApiDocument } from '../src/http/api/openApi.ts';

writeFileSync(new URL('../../../docs/api.md', import.meta.url), apiPage(openApiDocument()));
