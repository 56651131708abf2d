import 'reflect-metadata';
import { ConfigurationError, readConfiguration, type Configuration } from './config/index.js';
import { EventWorker } from './common/events/index.js';
import { JobProcess } from './common/jobs/index.js';
import { createApp } from './create-app.js';
import { EscalationWorker } from './modules/cascade/index.js';
import { ListTidying } from './modules/imports/index.js';
import { MessageSender } from './modules/notifications/index.js';
import { TimestampWorker } from './modules/timestamps/index.js';
import { createOpenApiDocument } from './openapi-document.js';

let configuration = configurationOrExit();
// Production never loads the demo.
const demo = configuration.demo ? await import('../demo/index.js') : null;
const wechat = demo && configuration.wechat === null ? await demo.DemoWechat.start() : null;
if (wechat) {
  // Workers are to know the same WeChat.
  Object.assign(process.env, wechat.environment);
  configuration = configurationOrExit();
}
const app = await createApp(configuration);
wechat?.follow(app);
const document = JSON.stringify(createOpenApiDocument(app));
app
  .getHttpAdapter()
  .getInstance()
  .get('/api/openapi.json', (_, reply) => reply.type('application/json').send(document));
await app.init();
const filled = (await demo?.fillDemo(app, wechat)) ?? null;
/** Requests on their way may end; connections that browsers opened ahead of need would hold the shutdown for a minute. */
const shutdownGraceMs = 3_000;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => setTimeout(() => app.getHttpServer().closeAllConnections(), shutdownGraceMs).unref());
}
await app.listen(configuration.port, configuration.host);
wechat?.tell(await app.getUrl());
app.get(EventWorker).start();
app.get(JobProcess).start();
app.get(ListTidying).start();
app.get(TimestampWorker).start();
app.get(EscalationWorker).start();
app.get(MessageSender).start();
const url = (await app.getUrl()).replace('[::1]', 'localhost').replace('127.0.0.1', 'localhost');
process.stdout.write(`listening on ${url}\n`);
if (demo) process.stdout.write(demo.firstSteps(url, filled));

/** One clear sentence for whoever has to mend it. */
function configurationOrExit(): Configuration {
  try {
    return readConfiguration();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(78);
  }
}
