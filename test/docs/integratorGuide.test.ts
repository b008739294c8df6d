import { expect } from 'chai';
import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { aFolder, type TestFolder } from '../forwarder/aFolder.ts';
import { aThroughline, type TestThroughline } from '../support/aThroughline.ts';
import { aPupil } from '../support/people.ts';
import { SERVICES_TIMEOUT_MS } from '../support/testServices.ts';

const GUIDE = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'integrator-guide.md'), 'utf8');

/** The language a fenced block is marked with, and what runs one that was written to a file. */
const EXAMPLES: readonly (readonly [
  language: string,
  program: string,
  args: readonly string[],
  ending: string,
])[] = [
  ['bash', 'bash', ['-euo', 'pipefail'], 'sh'],
  ['powershell', 'pwsh', ['-NoProfile', '-File'], 'ps1'],
  ['python', 'python3', [], 'py'],
  ['js', process.execPath, [], 'mjs'],
];

/**
 * Each line of the example in PowerShell with the same step in JavaScript and in C#: what the example does is shown where
 * there is no PowerShell, and that .NET has what it calls, though not that PowerShell understands it.
 */
const POWERSHELL_STEPS: readonly (readonly [powershell: string, javascript: string, csharp: string])[] = [
  [
    "$source, $secret = (Get-Content $env:SECRET_FILE -TotalCount 1).Trim() -split ':', 2",
    "const [source, secret] = readFileSync(env.SECRET_FILE, 'utf8').split('\\n')[0].trim().split(/:(.*)/s);",
    'var parts = File.ReadLines(Env("SECRET_FILE")).First().Trim().Split(new[] { \':\' }, 2); var (source, secret) = (parts[0], parts[1]);',
  ],
  [
    "$key = [Convert]::FromBase64String($secret.Substring('whsec_'.Length))",
    "const key = Buffer.from(secret.slice('whsec_'.length), 'base64');",
    'var key = Convert.FromBase64String(secret.Substring("whsec_".Length));',
  ],
  [
    '$body = [IO.File]::ReadAllBytes($env:FILE)',
    'const body = readFileSync(env.FILE);',
    'var body = File.ReadAllBytes(Env("FILE"));',
  ],
  [
    '$hash = [Security.Cryptography.SHA256]::Create().ComputeHash($body)',
    "const hash = createHash('sha256').update(body).digest();",
    'var hash = SHA256.Create().ComputeHash(body);',
  ],
  [
    "$id = 'file_' + ([BitConverter]::ToString($hash) -replace '-').ToLower().Substring(0, 40)",
    "const id = 'file_' + hash.toString('hex').slice(0, 40);",
    'var id = "file_" + BitConverter.ToString(hash).Replace("-", "").ToLower().Substring(0, 40);',
  ],
  [
    '$timestamp = [DateTimeOffset]::UtcNow.ToUnixTimeSeconds()',
    'const timestamp = Math.floor(Date.now() / 1000);',
    'var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds();',
  ],
  [
    '$signed = [Text.Encoding]::UTF8.GetBytes("$id.$timestamp.") + $body',
    'const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);',
    'var signed = Encoding.UTF8.GetBytes($"{id}.{timestamp}.").Concat(body).ToArray();',
  ],
  [
    '$hmac = [Security.Cryptography.HMACSHA256]::new([byte[]]$key)',
    "const hmac = createHmac('sha256', key);",
    'var hmac = new HMACSHA256(key);',
  ],
  [
    "$signature = 'v1,' + [Convert]::ToBase64String($hmac.ComputeHash([byte[]]$signed))",
    "const signature = 'v1,' + hmac.update(signed).digest('base64');",
    'var signature = "v1," + Convert.ToBase64String(hmac.ComputeHash(signed));',
  ],
  ['$headers = @{', 'const headers = {', 'var headers = new Dictionary<string, string> {'],
  ["'webhook-id' = $id", "'webhook-id': id,", '{ "webhook-id", id },'],
  [
    '\'webhook-timestamp\' = "$timestamp"',
    "'webhook-timestamp': String(timestamp),",
    '{ "webhook-timestamp", $"{timestamp}" },',
  ],
  [
    "'webhook-signature' = $signature",
    "'webhook-signature': signature,",
    '{ "webhook-signature", signature },',
  ],
  ["'throughline-source' = $source", "'throughline-source': source,", '{ "throughline-source", source },'],
  ['}', '};', '};'],
  [
    "$answer = Invoke-WebRequest -UseBasicParsing -Method Post -Headers $headers -ContentType 'text/csv' -Body $body `",
    "const post = { method: 'POST', headers: { ...headers, 'content-type': 'text/csv' }, body };",
    'var request = Post(headers, "text/csv", body,',
  ],
  [
    '-Uri "$env:THROUGHLINE_URL/webhooks/v1/pupils"',
    "const answer = await fetch(env.THROUGHLINE_URL + '/webhooks/v1/pupils', post);",
    'Env("THROUGHLINE_URL") + "/webhooks/v1/pupils");',
  ],
  [
    '$answer.Content',
    'console.log(await answer.text());',
    'Console.WriteLine(new StreamReader(request.GetResponse().GetResponseStream()).ReadToEnd());',
  ],
];

const CSHARP_AROUND = [
  `using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Net;
using System.Security.Cryptography; using System.Text;
class Example {
  static string Env(string name) { return Environment.GetEnvironmentVariable(name); }
  // As Invoke-WebRequest of Windows PowerShell does it.
  static HttpWebRequest Post(Dictionary<string, string> headers, string type, byte[] body, string uri) {
    var request = (HttpWebRequest)WebRequest.Create(uri);
    request.Method = "POST"; request.ContentType = type;
    foreach (var header in headers) request.Headers.Add(header.Key, header.Value);
    using (var stream = request.GetRequestStream()) stream.Write(body, 0, body.Length);
    return request;
  }
  static void Main() {`,
  '  }\n}\n',
];

describe('the integrator’s guide', () => {
  let throughline: TestThroughline;
  let folder: TestFolder;

  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline(['server']);
    folder = await aFolder(throughline);
  });
  after(async () => {
    await folder.remove();
    await throughline.drop();
  });

  const exampleIn = (language: string): string =>
    new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(GUIDE)?.[1] ?? '';

  /** Runs an example on a file of one pupil; the delivery that the server then has. */
  async function runExample(example: string, program: string, args: readonly string[], ending: string) {
    const script = join(folder.dir, `example.${ending}`);
    const file = join(folder.dir, `pupils-${ending}.csv`);
    const { upn, forename, surname, date_of_birth } = aPupil({ forename: 'Zoë' });
    await writeFile(script, example);
    await writeFile(
      file,
      `upn,forename,surname,date_of_birth\r\n${upn},${forename},${surname},${date_of_birth}\r\n`,
    );
    const env = {
      ...process.env,
      THROUGHLINE_URL: throughline.url,
      SECRET_FILE: folder.secretFile,
      FILE: file,
    };
    const { stdout } = await promisify(execFile)(program, [...args, script], { env });
    const { deliveryId } = JSON.parse(stdout) as { deliveryId: string };
    return throughline.store.deliveries.findById(deliveryId, { body: 0 }).lean();
  }

  function stepsIn(column: 1 | 2): string {
    const lines = exampleIn('powershell').trim().split('\n');
    const steps = lines.map((line) => {
      const step = POWERSHELL_STEPS.find(([powershell]) => powershell === line.trim());
      if (!step) throw new Error(`no step is known for: ${line}`);
      return step[column];
    });
    return steps.join('\n');
  }

  it('has an example in PowerShell whose steps, carried out one by one, sign as the server wants it', async () => {
    const head =
      "import { createHash, createHmac } from 'node:crypto';\nimport { readFileSync } from 'node:fs';\n";
    const script = `${head}const { env } = process;\n${stepsIn(1)}\n`;
    const kept = await runExample(script, process.execPath, [], 'steps.mjs');
    expect(kept).to.include({ sourceId: throughline.sourceId, kind: 'pupils' });
  });

  it('has an example in PowerShell whose calls of .NET sign as the server wants it', async function () {
    if (spawnSync('mcs', ['--version']).error) {
      this.test!.title += ' (not run: there is no Mono on this machine)';
      this.skip();
    }
    const [program, source] = [join(folder.dir, 'Example.exe'), join(folder.dir, 'Example.cs')];
    await writeFile(source, CSHARP_AROUND.join(`\n${stepsIn(2)}\n`));
    await promisify(execFile)('mcs', ['-langversion:latest', `-out:${program}`, source]);
    // The program stands where the others have a script of theirs: it takes no notice of it.
    const kept = await runExample('', 'mono', [program], 'unused.txt');
    expect(kept).to.include({ sourceId: throughline.sourceId, kind: 'pupils' });
  });

  for (const [language, program, args, ending] of EXAMPLES) {
    it(`has an example in ${language} that signs as the server wants it`, async function () {
      const example = exampleIn(language);
      expect(example, 'an example in the guide').to.not.equal('');
      if (spawnSync(program, ['--version']).error) {
        this.test!.title += ` (not run: there is no ${program} on this machine)`;
        this.skip();
      }
      const kept = await runExample(example, program, args, ending);
      expect(kept).to.include({ sourceId: throughline.sourceId, kind: 'pupils' });
    });
  }
});
