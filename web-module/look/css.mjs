// Writes ../src/main/webapp/web/app.css: the part of Bootstrap we use, made direction-neutral, then carafe.css, minified.
// Records what it was made of in app.css.sha256 (the format of sha256sum), which a unit test compares with what is on disk.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { transform } from 'lightningcss';
import * as sass from 'sass';

process.chdir(import.meta.dirname);
const target = '../src/main/webapp/web/app.css';
const inputs = ['package.json', 'css.mjs', 'bootstrap-reduced.scss', 'carafe.css'];

// Physical to logical: Bootstrap's left-to-right output is symmetrical, so this is exact and one file serves right-to-left too.
const logical = [
  [/\b(margin|padding)-left\b/g, '$1-inline-start'],
  [/\b(margin|padding)-right\b/g, '$1-inline-end'],
  [/\bborder-top-left-radius\b/g, 'border-start-start-radius'],
  [/\bborder-top-right-radius\b/g, 'border-start-end-radius'],
  [/\bborder-bottom-left-radius\b/g, 'border-end-start-radius'],
  [/\bborder-bottom-right-radius\b/g, 'border-end-end-radius'],
  [/\bborder-left(-width|-color|-style)?:/g, 'border-inline-start$1:'],
  [/\bborder-right(-width|-color|-style)?:/g, 'border-inline-end$1:'],
  [/([\s{;])left:/g, '$1inset-inline-start:'],
  [/([\s{;])right:/g, '$1inset-inline-end:'],
  [/text-align: left/g, 'text-align: start'],
  [/text-align: right/g, 'text-align: end'],
  [/float: left/g, 'float: inline-start'],
  [/float: right/g, 'float: inline-end'],
];
const browsers = { chrome: 123 << 16, firefox: 125 << 16, safari: (17 << 16) | (5 << 8) };

const bootstrap = sass.compile('bootstrap-reduced.scss', { loadPaths: ['node_modules'], quietDeps: true, logger: sass.Logger.silent }).css;
const joined = logical.reduce((css, [from, to]) => css.replace(from, to), bootstrap) + '\n' + readFileSync('carafe.css', 'utf8');
const { code } = transform({ filename: 'app.css', code: Buffer.from(joined), minify: true, targets: browsers });
const licence = '/*! With parts of Bootstrap v5.3.8, MIT, © 2011-2025 The Bootstrap Authors. See THIRD-PARTY.md. */\n';
writeFileSync(target, licence + code);

const sha256 = file => createHash('sha256').update(readFileSync(file)).digest('hex');
writeFileSync('app.css.sha256', [...inputs, target].map(file => `${sha256(file)}  ${file}\n`).join(''));
console.log(`app.css: ${licence.length + code.length} bytes, ${gzipSync(code, { level: 9 }).length} compressed`);
