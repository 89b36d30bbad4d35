// dt-sql-parser is written for bundlers: it names folders and files without their endings, which Node does not resolve.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const endings = ['.js', '/index.js'];

export async function resolve(specifier, context, next) {
  if (specifier.startsWith('.') && context.parentURL?.includes('/node_modules/')) {
    const url = new URL(specifier, context.parentURL).href;
    const found = ['', ...endings].map(ending => url + ending).find(candidate =>
      candidate.endsWith('.js') && existsSync(fileURLToPath(candidate)));
    if (found) {
      return { url: found, format: 'module', shortCircuit: true };
    }
  }

  const resolved = await next(specifier, context);
  return resolved.url.includes('/dt-sql-parser/') ? { ...resolved, format: 'module' } : resolved;
}
