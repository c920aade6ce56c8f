// Writes the Lucide icons named in icons.txt to icons.properties: a name, and what stands inside its <svg>.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

process.chdir(import.meta.dirname);
const names = readFileSync('icons.txt', 'utf8').split('\n').filter(line => line && !line.startsWith('#'));
const lines = names.map(name => {
  const file = `node_modules/lucide-static/icons/${name}.svg`;
  if (!existsSync(file)) throw new Error(`Lucide has no icon "${name}". Mend its line in icons.txt.`);
  const inside = readFileSync(file, 'utf8').replace(/^[\s\S]*?<svg[\s\S]*?>/, '').replace(/<\/svg>\s*$/, '');
  return `${name}=${inside.replace(/\s*\n\s*/g, '').replaceAll(' />', '/>')}\n`;
});
const head = '# Made of icons.txt by npm run icons in web-module/look. Lucide, ISC licence: see THIRD-PARTY.md.\n';
writeFileSync('../src/main/resources/org/carafe/web/icons.properties', head + lines.join(''));
console.log(`icons.properties: ${names.length} icons`);
