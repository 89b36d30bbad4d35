// Compares the twin's decisions with those of a simulator of IAM that is not ours, on random policies: the forms that the
// twin judges, and some that it must refuse. Run after a build:
//   npm ci --prefix eng/iam && node eng/iam/check.mjs [--policies N] [--seed S] [--configuration Debug]
import { runSimulation } from '@cloud-copilot/iam-simulate';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    policies: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    configuration: { type: 'string', default: 'Release' },
  },
});
const requestsOfACase = 9;

let state = Number(options.seed) >>> 0;
const random = limit => {
  // mulberry32
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) % limit;
};
const chance = percent => random(100) < percent;
const pick = list => list[random(list.length)];
const some = (list, most) => Array.from({ length: 1 + random(most) }, () => pick(list));

const account = '123456789012';
const region = 'eu-central-1';
const role = `arn:aws:iam::${account}:role/worker`;
const outsider = 'arn:aws:iam::999999999999:user/loader';
const own = (service, rest) => `arn:aws:${service}:${region}:${account}:${rest}`;
const key = own('kms', 'key/1234abcd-12ab-34cd-56ef-1234567890ab');
const [queue, topic] = [own('sqs', 'failures'), own('sns', 'alarms')];
const rule = own('events', 'rule/daily');
const objects = ['raw/a', 'raw/b/c', 'state/a', 'raw/a.jsonl', 'rawer'].map(name => `arn:aws:s3:::lake/${name}`);

// What a request asks for: an action, its resources, and the keys that only it has.
const write = {
  's3:ObjectCreationOperation': ['true'],
  's3:if-none-match': ['*', undefined],
  's3:if-match': ['"1"', undefined],
  's3:x-amz-server-side-encryption': ['AES256', 'aws:kms', undefined],
  's3:x-amz-server-side-encryption-aws-kms-key-id': [key, own('kms', 'key/other'), undefined],
  's3:x-amz-server-side-encryption-customer-algorithm': ['AES256', undefined, undefined],
};
const targets = [
  { action: 's3:GetObject', resources: objects, keys: {} },
  { action: 's3:PutObject', resources: objects, keys: write },
  { action: 's3:DeleteObject', resources: objects, keys: {} },
  { action: 's3:ListBucket', resources: ['arn:aws:s3:::lake', 'arn:aws:s3:::lake2'], keys: { 's3:prefix': ['raw/', 'raw/a', 'state', undefined] } },
  { action: 'kms:Decrypt', resources: [key], keys: { 'kms:ViaService': [`s3.${region}.amazonaws.com`, `ssm.${region}.amazonaws.com`] } },
  { action: 'kms:GenerateDataKey', resources: [key], keys: { 'kms:ViaService': [`s3.${region}.amazonaws.com`, undefined] } },
  { action: 'sqs:SendMessage', resources: [queue, own('sqs', 'failures2')], keys: {} },
  { action: 'sns:Publish', resources: [topic], keys: {} },
  { action: 'ssm:GetParameter', resources: [own('ssm', 'parameter/lake/secret'), own('ssm', 'parameter/lake/other')], keys: {} },
  { action: 'lambda:InvokeFunction', resources: [own('lambda', 'function:repair')], keys: {} },
  { action: 'cloudwatch:PutMetricData', resources: ['*'], keys: { 'cloudwatch:namespace': ['Lake', 'Other'] } },
];
const services = ['events.amazonaws.com', 'cloudwatch.amazonaws.com'];

const keys = {
  'aws:PrincipalArn': ['Arn', [role, `${role}2`, `arn:aws:iam::${account}:role/w*`]],
  'aws:SourceArn': ['Arn', [rule, `${rule}2`, own('events', 'rule/*'), own('events', '*'), own('events', 'rule/d?ily')]],
  'aws:PrincipalIsAWSService': ['Bool', ['true', 'false']],
  'aws:SecureTransport': ['Bool', ['true', 'false']],
  's3:ObjectCreationOperation': ['Bool', ['true', 'false']],
  'aws:PrincipalAccount': ['String', [account, '999999999999']],
  'aws:SourceAccount': ['String', [account, '999999999999']],
  'cloudwatch:namespace': ['String', ['Lake', 'Lak*']],
  'kms:ViaService': ['String', [`s3.${region}.amazonaws.com`, `ssm.${region}.amazonaws.com`, 's3.*']],
  's3:if-match': ['String', ['"1"']],
  's3:if-none-match': ['String', ['*']],
  's3:prefix': ['String', ['raw/', 'raw/*', 'RAW/', 'r?w/']],
  's3:x-amz-server-side-encryption': ['String', ['AES256', 'aws:kms', 'aws:kms*']],
  's3:x-amz-server-side-encryption-aws-kms-key-id': ['String', [key]],
  's3:x-amz-server-side-encryption-customer-algorithm': ['String', ['AES256']],
  'sts:ExternalId': ['String', ['id', 'other', 'i*']],
};
const operators = {
  Arn: ['ArnLike', 'ArnLikeIfExists', 'ArnNotEquals'],
  Bool: ['Bool', 'BoolIfExists'],
  String: ['StringEquals', 'StringEqualsIfExists', 'StringLike', 'StringNotEquals'],
};

const list = items => (items.length === 1 && chance(50) ? items[0] : items);

function condition(names = Object.keys(keys)) {
  const name = pick(names);
  const [type, values] = keys[name];
  return chance(20)
    ? { Null: { [name]: pick(['true', 'false']) } }
    : { [pick(operators[type])]: { [name]: list(some(values, type === 'Bool' ? 1 : 2)) } };
}

const conditions = names => (chance(45) ? { Condition: Object.assign({}, ...some([0], 2).map(() => condition(names))) } : {});
const action = target => pick([target.action, target.action, target.action.toLowerCase(), `${target.action.split(':')[0]}:*`]);
const pattern = resource => resource === '*' ? '*' : pick([
  resource, resource, '*', `${resource}*`,
  resource.replace(/[^:/]+$/, '*'), resource.replace(/(.)[^:/]{1,2}$/, '$1??'), resource.replace(/:::lake.*/, ':::lake*/a'),
]);

const covered = targets_ => {
  const chosen = some(targets_, 3);
  return {
    Action: list(chosen.map(action)),
    Resource: list(chosen.map(target => pattern(pick(target.resources)))),
  };
};
const identity = index => ({
  Sid: `S${index}`, Effect: chance(80) ? 'Allow' : 'Deny', ...covered(targets), ...conditions(),
});

const resourcePolicy = prefix => {
  const found = targets.filter(target => target.resources.some(resource => resource.startsWith(prefix)));
  const within = statement => ({ ...statement, Resource: list([].concat(statement.Resource).map(resource =>
    resource.startsWith(prefix) ? resource : prefix.includes(':s3:') ? `${prefix}/*` : prefix)) });
  return Array.from({ length: 1 + random(3) }, (_, index) => {
    const deny = chance(45);
    return {
      Sid: `R${index}`,
      Effect: deny ? 'Deny' : 'Allow',
      Principal: deny ? { AWS: '*' } : pick([
        { AWS: role }, { AWS: `${role}2` }, { AWS: `arn:aws:iam::${account}:root` }, { Service: pick(services) },
      ]),
      ...within(covered(found)),
      ...conditions(),
    };
  });
};

const trust = () => Array.from({ length: 1 + random(2) }, (_, index) => ({
  Sid: `T${index}`,
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal: pick([{ AWS: outsider }, { Service: pick(services) }, { AWS: `arn:aws:iam::${account}:root` }]),
  ...conditions(['aws:SourceArn', 'aws:SourceAccount', 'sts:ExternalId']),
}));

// Forms of IAM's grammar that the twin refuses: it may not judge one of them otherwise than IAM does.
const foreign = [
  s => { s.NotAction = s.Action; delete s.Action; },
  s => { s.NotResource = s.Resource ?? '*'; delete s.Resource; },
  s => { s.Action = 's3:Get*'; },
  s => { s.Action = '*'; },
  s => { s.Resource = 'arn:aws:s3'; },
  s => { s.Resource = 'arn:aws:s3:*'; },
  s => { s.Resource = 'arn:aws:sqs:*:*:failures'; },
  s => { s.Resource = 'arn:aws:s3:::lake/${aws:PrincipalAccount}/*'; },
  s => { s.Condition = { 'ForAnyValue:StringLike': { 's3:prefix': 'raw/*' } }; },
  s => { s.Condition = { 'ForAllValues:StringEquals': { 's3:prefix': 'raw/' } }; },
  s => { s.Condition = { StringLikeIfExists: { 's3:prefix': 'raw/*' } }; },
  s => { s.Condition = { NumericLessThan: { 's3:max-keys': '10' } }; },
  s => { s.Condition = { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }; },
  s => { s.Condition = { ArnLike: { 'aws:SourceArn': 'arn:aws:*' } }; },
  s => { s.Condition = { Bool: { 'aws:SecureTransport': ['true', 'false'] } }; },
  s => { s.Condition = { StringEquals: { 'aws:securetransport': 'true' } }; },
  s => { if (s.Principal) { s.Principal = '*'; } },
  s => { if (s.Principal) { s.Principal = { AWS: [account, role] }; } },
  s => { if (s.Principal) { s.Effect = s.Effect === 'Allow' ? 'Deny' : 'Allow'; } },
  s => { if (s.Principal) { s.NotPrincipal = { AWS: role }; delete s.Principal; s.Effect = 'Deny'; } },
];

const documented = statements => ({ Version: '2012-10-17', Statement: statements });

function makeCase() {
  const made = {
    role,
    trust: trust(),
    identity: Array.from({ length: random(3) }, () => Array.from({ length: 1 + random(3) }, (_, index) => identity(index))),
    resources: Object.fromEntries(['arn:aws:s3:::lake', key, queue, topic]
      .filter(prefix => prefix === key || chance(60)).map(prefix => [prefix, resourcePolicy(prefix)])),
  };
  const statements = [made.trust, ...made.identity, ...Object.values(made.resources)].flat();
  if (chance(15)) {
    pick(foreign)(pick(statements));
  }

  const requests = Array.from({ length: requestsOfACase }, () => {
    const by = pick(['role', 'role', 'role', 'role', 'service', 'trusted service', 'outsider']);
    const assumed = by === 'trusted service' || by === 'outsider';
    const target = by === 'service'
      ? pick(targets.filter(found => /^(sqs|sns|s3):/.test(found.action)))
      : pick(targets);
    const isService = by === 'service' || by === 'trusted service';
    const principal = isService ? pick(services) : by === 'outsider' ? outsider : role;
    const context = {
      'aws:SecureTransport': pick(['true', 'true', 'true', 'false']),
      'aws:PrincipalIsAWSService': `${isService}`,
      ...(by === 'role' ? { 'aws:PrincipalArn': role, 'aws:PrincipalAccount': account } : {}),
      ...(by === 'outsider' ? { 'sts:ExternalId': pick(['id', 'other']) } : {}),
      ...(isService && chance(80) ? { 'aws:SourceArn': pick([rule, `${rule}2`, own('cloudwatch', 'alarm:a')]) } : {}),
      ...(isService && chance(70) ? { 'aws:SourceAccount': pick([account, '999999999999']) } : {}),
    };
    if (assumed) {
      // The twin sets it itself.
      context['aws:SecureTransport'] = 'true';
    } else {
      for (const [name, values] of Object.entries(target.keys)) {
        const value = pick(values);
        Object.assign(context, value === undefined ? {} : { [name]: value });
      }
    }

    return {
      by,
      principal,
      action: assumed ? 'sts:AssumeRole' : target.action,
      resource: assumed ? role : pick(target.resources),
      context,
    };
  });
  return { ...made, requests };
}

const policyOf = (made, request) => request.action === 'sts:AssumeRole'
  ? made.trust
  : Object.entries(made.resources).find(([arn]) => request.resource === arn || request.resource.startsWith(`${arn}/`))?.[1];

async function simulate(made, request) {
  const policy = policyOf(made, request);
  const everything = documented([{ Effect: 'Allow', Action: '*', Resource: '*' }]);
  const result = await runSimulation({
    request: {
      principal: request.by === 'role' ? `arn:aws:sts::${account}:assumed-role/worker/session` : request.principal,
      action: request.action,
      resource: { resource: request.resource, accountId: account },
      contextVariables: request.context,
    },
    // The twin does not know the policies of another account's user: they are taken to allow the call.
    identityPolicies: (request.by === 'outsider' ? [everything] : request.by === 'role' ? made.identity.map(documented) : [])
      .map((given, index) => ({ name: `${index}`, policy: given })),
    resourcePolicy: policy && documented(policy),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  }, {});
  return result.resultType === 'error'
    ? { error: JSON.stringify(result.errors) }
    : { allowed: result.overallResult === 'Allowed', ignored: result.result?.ignoredContextKeys ?? result.results?.[0]?.ignoredContextKeys ?? [] };
}

const judge = spawn('dotnet', [
  'exec', fileURLToPath(new URL(`bin/${options.configuration}/net10.0/Judge.dll`, import.meta.url)),
], { stdio: ['pipe', 'pipe', 'inherit'] });
judge.on('error', error => { throw error; });
const answers = createInterface({ input: judge.stdout })[Symbol.asyncIterator]();

const counts = { refused: 0, compared: 0, allowed: 0, invalid: 0, differ: 0 };
for (let number = 0; number < Number(options.policies); number++) {
  const made = makeCase();
  judge.stdin.write(`${JSON.stringify({
    ...made,
    trust: documented(made.trust),
    identity: made.identity.map(documented),
    resources: Object.fromEntries(Object.entries(made.resources).map(([arn, statements]) => [arn, documented(statements)])),
  })}\n`);
  const { value, done } = await answers.next();
  if (done) {
    throw new Error('the twin gave no answer; is eng/iam built?');
  }

  const { decisions, refused } = JSON.parse(value);
  if (refused) {
    counts.refused++;
    continue;
  }

  for (const [index, request] of made.requests.entries()) {
    const simulated = await simulate(made, request);
    if (simulated.error) {
      counts.invalid++;
      console.error(`the simulator refuses: ${simulated.error}`);
      continue;
    }

    counts.compared++;
    counts.allowed += simulated.allowed ? 1 : 0;
    if (simulated.allowed !== decisions[index] || simulated.ignored.length > 0) {
      counts.differ++;
      if (counts.differ <= 10) {
        console.error(JSON.stringify({
          twin: decisions[index], simulator: simulated, request, identity: made.identity, resource: policyOf(made, request),
        }, null, 1));
      }
    }
  }
}

judge.stdin.end();
console.log(`seed ${options.seed}: ${options.policies} sets of policies, ${counts.refused} refused by the twin; `
  + `${counts.compared} decisions compared (${counts.allowed} allow), ${counts.differ} differ, ${counts.invalid} not simulated`);
process.exitCode = counts.differ + counts.invalid > 0 || counts.compared === 0 ? 1 : 0;
