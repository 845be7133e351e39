// A link check with Crawlee for Node: pages are parsed and followed, every other address of the site is fetched.
import { BasicCrawler, Configuration, log } from '@crawlee/cheerio';
import { load } from 'cheerio';

log.setLevel(log.LEVELS.ERROR);
const home = process.argv[2];
const host = new URL(home).host;
const seen = new Set([home]);
const crawler = new BasicCrawler(
  {
    maxRequestRetries: 1,
    minConcurrency: 32,
    maxConcurrency: 64,
    async requestHandler({ request, sendRequest, crawler }) {
      const answer = await sendRequest({ throwHttpErrors: false, responseType: 'buffer' });
      if (!(answer.headers['content-type'] || '').includes('html')) return;
      const page = load(answer.body);
      const found = [];
      page('[href],[src]').each((_, element) => {
        let url;
        try {
          url = new URL(element.attribs.href ?? element.attribs.src, request.loadedUrl ?? request.url);
        } catch {
          return;
        }
        url.hash = '';
        if (url.host === host && url.protocol.startsWith('http') && !seen.has(url.href)) {
          seen.add(url.href);
          found.push(url.href);
        }
      });
      if (found.length) await crawler.addRequests(found);
    },
  },
  new Configuration({ persistStorage: false }),
);
await crawler.run([home]);
console.log(`${seen.size} addresses`);
